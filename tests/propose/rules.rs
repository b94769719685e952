//! What proposals keep to, whatever the questions are.
