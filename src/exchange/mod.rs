//! Other people's formats, to and from the domain.
pub mod card;
pub mod column;
pub mod encoding;
pub mod export;
pub mod form;
mod formula;
pub mod guest_sheet;
mod heads;
pub mod import;
pub mod outlook;
pub mod priority;
mod records;
pub mod sheet;
mod synonyms;
pub mod towns;
pub mod vcard;
