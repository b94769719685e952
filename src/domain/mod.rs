//! What things are and which rules hold. No input or output, no clock, none of the other rooms.

mod answer;
mod catalogue;
pub mod change;
mod choice;
pub mod dates;
pub mod entry;
pub mod failure;
pub mod fold;
mod id;
mod kind;
mod language;
pub mod money;
pub mod place;
pub mod presence;
pub mod propose;
pub mod query;
pub mod question;
mod record;
pub mod spelling;
pub mod title;
pub mod tree;
mod value;

pub use answer::{
    Applied, Card, Choosable, Conflict, HistoryLine, Hit, Judged, Like, NextMeeting, Note, Outcome, Overview, Section,
    Upcoming, Waiting,
};
pub use catalogue::{FieldSpec, FieldType, Filled, KindSpec, LinkTable};
pub use change::{Act, Author, Change, Edit, OnConflict, What};
pub use choice::*;
pub use id::{ChangeId, ID_BITS, Id, IdSource};
pub use kind::{Field, Kind};
pub use language::{Language, UnknownLanguage};
pub use record::Record;
pub use value::Value;
