//! Runde.
