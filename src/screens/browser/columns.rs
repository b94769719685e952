//! How the fields of a kind stand in a list: width, weight, alignment.

use crate::domain::{Field, FieldType, Kind};
use crate::screens::View;
use crate::widgets::list::Width;

use super::list::ListState;

/// How one field stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) width: Width,
    /// The lowest goes first when it gets narrow.
    pub(super) rank: u8,
    pub(super) right: bool,
}

/// The column that says what a row is.
pub(super) const fn main(kind: Kind) -> Field {
    match kind {
        Kind::Question
        | Kind::List
        | Kind::Meeting
        | Kind::Project
        | Kind::Application
        | Kind::Talk
        | Kind::AgendaItem
        | Kind::Milestone => Field::Title,
        Kind::Contact => Field::LastName,
        Kind::Outcome | Kind::Answer | Kind::Comment => Field::Text,
        Kind::Membership | Kind::Tenure | Kind::Invitation => Field::Contact,
        Kind::Attendance | Kind::Participation => Field::Member,
        Kind::Entry => Field::Question,
        Kind::Step => Field::Stage,
        _ => Field::Name,
    }
}

/// Where a field stands in a list: of what sleeps one wants to know until when and why, of contacts who are due what for,
/// of others where they stand.
pub(super) fn place_in(list: &ListState, field: Field) -> Option<Place> {
    match (list.view, field) {
        (View::Snoozed, Field::Snooze) => {
            Some(Place { width: Width::AtLeast { min: 22, share: 3 }, rank: 180, right: false })
        }
        (View::Snoozed, Field::SnoozeUntil | Field::Due) => None,
        (View::ToCheck, Field::Checked) | (View::ToErase, Field::DeleteOn) => {
            Some(Place { width: Width::AtLeast { min: 26, share: 2 }, rank: 200, right: false })
        }
        (_, field) => place(list.kind, field),
    }
}

/// Where a field stands in the list of its kind; `None` where the list does not show it.
pub(super) fn place(kind: Kind, field: Field) -> Option<Place> {
    let at = |width, rank| Some(Place { width, rank, right: false });
    let wide = |min, share| Width::AtLeast { min, share };
    match (kind, field) {
        (
            Kind::Question,
            Field::Contact
            | Field::Topics
            | Field::Snooze
            | Field::SnoozeGroup
            | Field::SnoozeInstitution
            | Field::Reason
            | Field::Received,
        ) => None,
        (Kind::Question, Field::Number) => Some(Place { width: Width::Fixed(7), rank: 200, right: true }),
        (Kind::Question, Field::Priority) => at(Width::Fixed(2), 190),
        (Kind::Question, Field::SnoozeUntil) => at(Width::Fixed(10), 20),
        (Kind::Question, Field::Askers) => at(wide(8, 1), 120),
        (Kind::Question, Field::Affected) => at(Width::Fixed(5), 135),
        (Kind::Question, Field::Group) => at(wide(5, 1), 90),
        (Kind::Question, Field::State) => at(Width::Fixed(9), 130),
        (Kind::Question, Field::Title) => at(wide(30, 9), 255),
        // What acts are based on; the detail shows it.
        (Kind::Contact, Field::Checked | Field::DeleteOn) => None,
        (Kind::Contact, Field::LastName) => at(wide(16, 2), 255),
        // What the list is for tells one from another; for whom stands in most titles.
        (Kind::List, Field::Title) => at(wide(44, 8), 255),
        (Kind::List, Field::State) => at(Width::Fixed(11), 200),
        (Kind::List, Field::Sent) => at(Width::Fixed(11), 150),
        (Kind::List, Field::Contact) => at(wide(16, 2), 90),
        (Kind::List, Field::Institution) => at(wide(12, 2), 80),
        (Kind::List, Field::Meeting) => at(wide(24, 2), 70),
        (Kind::Invitation, Field::Meeting) => at(wide(30, 6), 200),
        (Kind::Invitation, Field::Contact) => at(wide(18, 2), 255),
        (Kind::Invitation, Field::State) => at(Width::Fixed(10), 130),
        (Kind::Invitation, Field::AskedOn) => at(Width::Fixed(12), 60),
        (Kind::Talk, Field::Given) => at(Width::Fixed(11), 200),
        (Kind::Talk, Field::Title) => at(wide(30, 6), 255),
        (Kind::Talk, Field::Contact) => at(wide(18, 2), 120),
        (Kind::Talk, Field::Meeting) => at(wide(18, 2), 60),
        (kind, field) if field == main(kind) => at(wide(24, 6), 255),
        (Kind::Group | Kind::Member | Kind::Topic | Kind::Institution | Kind::Programme, Field::ShortName) => {
            at(wide(9, 1), 150)
        }
        (Kind::Contact, Field::FirstName) => at(wide(10, 2), 180),
        (Kind::Contact, Field::Institution) => at(wide(14, 3), 160),
        (Kind::Contact, Field::Function) => at(wide(14, 3), 90),
        (Kind::Contact, Field::Topics) => at(wide(12, 3), 100),
        _ => match kind.holds(field)? {
            FieldType::Date | FieldType::DateOrWords => at(Width::Fixed(11), 100),
            FieldType::Moment => at(Width::Fixed(17), 180),
            FieldType::Number => Some(Place { width: Width::Fixed(8), rank: 60, right: true }),
            FieldType::Money => Some(Place { width: Width::Fixed(16), rank: 70, right: true }),
            FieldType::Flag => at(Width::Fixed(3), 40),
            FieldType::Choice(_) => at(Width::Fixed(13), 130),
            FieldType::Goals => at(Width::Fixed(8), 30),
            FieldType::Link(_) | FieldType::Links(..) => at(wide(10, 2), 80),
            FieldType::Line | FieldType::Lines | FieldType::LongText => at(wide(10, 2), 75),
            FieldType::Subject => None,
        },
    }
}
