//! Proposals: how often they are right, replayed in the order in which the questions came, and what they rest on.

mod alliance;
mod figures;
mod replay;
mod rules;
