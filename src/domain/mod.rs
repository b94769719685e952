//! What things are and which rules hold. No input or output, no clock, none of the other rooms.

mod answer;
mod catalogue;
pub mod change;
mod choice;
pub mod dates;
pub mod entry;
pub mod fact;
pub mod failure;
pub mod feedback;
pub mod fold;
pub mod guest_sheet;
mod id;
pub mod institution;
pub mod invitation;
mod kind;
mod language;
pub mod leaving_out;
pub mod likeness;
pub mod merge;
pub mod money;
pub mod phone;
pub mod place;
pub mod post;
pub mod presence;
pub mod privacy;
pub mod propose;
pub mod query;
pub mod question;
pub mod question_list;
mod record;
pub mod sound;
pub mod span;
pub mod speaking;
pub mod spelling;
pub mod title;
pub mod tree;
pub mod triage;
mod value;

pub use answer::{
    Applied, Card, Choosable, Conflict, HistoryLine, Hit, Judged, Letter, Like, NextMeeting, Note, Outcome, Overview,
    Section, Upcoming, Waiting, answered_first,
};
pub use catalogue::{FieldSpec, FieldType, Filled, KindSpec, LinkTable};
pub use change::{Act, Author, Change, Edit, OnConflict, What};
pub use choice::*;
pub use id::{ChangeId, ID_BITS, Id, IdSource};
pub use kind::{Field, Kind};
pub use language::{Language, UnknownLanguage};
pub use record::Record;
pub use value::Value;
