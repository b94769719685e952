//! What things are and which rules hold for them; knows neither files nor screens.
pub mod dates;
pub mod fold;
pub mod language;
pub mod money;
