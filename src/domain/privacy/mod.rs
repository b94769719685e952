//! Data protection: when a contact is to be checked or erased, what an erasure does, and the proof that it leaves.

mod trace;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Author, Change, ChangeId, Field, HistoryLine, Id, Kind, Record, Value, What, fold};

pub use trace::{ADDRESS_GONE, Trace, Traces};

/// After so many months what is known of a contact is to be checked again. The law names no term (Art. 5 (1) d and e
/// GDPR): in two years a contact is looked at about once between two changes of a post.
pub const CHECK_AFTER: Months = Months::new(24);

/// So many months a contact who has left stays without anything open: as long as the yearly report may still ask.
pub const KEPT_AFTER_LEAVING: Months = Months::new(12);

/// What was checked before this day is to be checked again.
pub fn check_before(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(CHECK_AFTER).unwrap_or(NaiveDate::MIN)
}

/// Who left before this day, and has nothing open, is to be erased.
pub fn left_before(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(KEPT_AFTER_LEAVING).unwrap_or(NaiveDate::MIN)
}

/// Why something has to be done about a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The day has come on which it is to be erased.
    DeleteOn(NaiveDate),
    /// The person has left, on this day at the latest, and nothing is open any more.
    Left(NaiveDate),
    /// It was checked last on this day.
    CheckedOn(NaiveDate),
    /// It was never checked.
    NeverChecked,
}

impl Reason {
    /// Whether it is to be erased; else to be checked.
    pub const fn is_erasure(self) -> bool {
        matches!(self, Self::DeleteOn(_) | Self::Left(_))
    }

    /// The word in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DeleteOn(_) => "delete_on",
            Self::Left(_) => "left",
            Self::CheckedOn(_) => "checked",
            Self::NeverChecked => "never_checked",
        }
    }

    /// The day that it names.
    pub const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::DeleteOn(day) | Self::Left(day) | Self::CheckedOn(day) => Some(day),
            Self::NeverChecked => None,
        }
    }
}

/// A contact about whom something has to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The contact.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The short name of its institution.
    pub institution: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// The field.
    pub field: Field,
}

impl fmt::Display for Spot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.kind.code(), self.id, self.field.code())
    }
}

impl FromStr for Spot {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split(':');
        let (kind, id, field) = (parts.next(), parts.next(), parts.next());
        let (Some(kind), Some(id), Some(field), None) = (kind, id, field, parts.next()) else { return Err(()) };
        Ok(Self {
            kind: Kind::from_code(kind).ok_or(())?,
            id: Id(id.parse().map_err(|_| ())?),
            field: Field::from_code(field).ok_or(())?,
        })
    }
}

/// Words that name a person, in a field of another record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where they stand.
    pub spot: Spot,
    /// What the record is called.
    pub label: String,
    /// The words with a little before and behind them.
    pub excerpt: String,
    /// Whether nobody else can be meant: first and last name, a mail address, a phone number, or the last name in a
    /// record that belongs to the person.
    pub is_certain: bool,
    /// Whether they stand only in what the field held before.
    pub is_past: bool,
}

/// What erasing somebody would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasurePlan {
    /// Whose data.
    pub record: Record,
    /// The name.
    pub name: String,
    /// The last name, to be typed before anything happens.
    pub last_name: String,
    /// The short name of the institution, of staff the name of the member, for the words that stand in the place of
    /// the name.
    pub institution: Option<String>,
    /// Where the person is named elsewhere.
    pub mentions: Vec<Mention>,
    /// Other contacts and staff of the same name: each is erased by itself.
    pub namesakes: Vec<(Kind, Id, String)>,
    /// Open questions, lists and applications that wait for the person; the institution takes its place.
    pub open: usize,
    /// The place of the latest change when this was looked at.
    pub seen: i64,
}

impl ErasurePlan {
    /// Whether this is the last name, as find would take it: not every keyboard has every letter.
    #[must_use]
    pub fn is_confirmed_by(&self, typed: &str) -> bool {
        fold::key(typed) == fold::key(&self.last_name)
    }
}

/// What is to be erased, as somebody has decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureOrder {
    /// The change under which it stands in the history.
    pub change: ChangeId,
    /// Whose data: a contact or staff.
    pub record: (Kind, Id),
    /// By whom.
    pub author: Author,
    /// When, in UTC.
    pub at: String,
    /// The words in the place of the name.
    pub stand_in: String,
    /// Where words stay, because somebody else is meant.
    pub kept: BTreeSet<Spot>,
    /// The names of back-ups that hold the person.
    pub backups: Vec<String>,
    /// The place of the latest change when the plan was looked at; none where no plan was shown.
    pub seen: Option<i64>,
}

/// How much was erased, by kinds of things. Never what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Fields of the person's own record.
    pub fields: usize,
    /// Terms of office, invitations, memberships, notes and feedback.
    pub records: usize,
    /// Links by which something waited for the person.
    pub links: usize,
    /// Fields elsewhere in which the person was named.
    pub mentions: usize,
    /// Entries of the history.
    pub history: usize,
}

/// The proof that somebody was erased, without their data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The change under which it stands in the history.
    pub change: ChangeId,
    /// The record that is empty now.
    pub record: (Kind, Id),
    /// By whom: the login name.
    pub login: String,
    /// By whom, where the file has a person of this login.
    pub person: Option<Id>,
    /// When, in UTC.
    pub at: String,
    /// The words in the place of the name.
    pub stand_in: String,
    /// Where words stayed, because somebody else is meant.
    pub kept: BTreeSet<Spot>,
    /// How much was erased.
    pub counts: Counts,
    /// The names of the back-ups that held the person then.
    pub backups: Vec<String>,
    /// When the bytes were overwritten, in UTC; none where that is still to be done.
    pub cleaned: Option<String>,
}

/// How an erasure ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erased {
    /// It is done.
    Done(Proof),
    /// It was done before, with this proof.
    Before(Proof),
    /// Somebody has saved since the plan was looked at; nothing was changed.
    ChangedMeanwhile,
}

/// All that the file holds on a person (Art. 15 GDPR).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The person's own record.
    pub record: Record,
    /// The name.
    pub name: String,
    /// The records that it links to, and their names.
    pub names: Vec<((Kind, Id), String)>,
    /// The records that belong to the person, or name them by a link: kind, id, label, and by which field.
    pub linked: Vec<(Spot, Record, String)>,
    /// Notes on the person.
    pub notes: Vec<Record>,
    /// Where words name the person.
    pub mentions: Vec<Mention>,
    /// The history of the record.
    pub history: Vec<HistoryLine>,
}

/// A change that waits on a host, without the person; `None` where it is about nobody else.
pub fn without(change: &Change, whose: (Kind, Id), traces: &Traces, stand_in: &str) -> Option<Change> {
    if change.edits.iter().any(|edit| (edit.kind, edit.id) == whose) {
        return None;
    }
    let forget = |value: &mut Value| {
        if let Value::Text(text) = value {
            *text = traces.replace(text, stand_in);
        }
    };
    let mut change = change.clone();
    for edit in &mut change.edits {
        match &mut edit.what {
            What::Create(values) => values.values_mut().for_each(forget),
            What::Set { from, to, .. } => [from, to].into_iter().for_each(forget),
        }
    }
    Some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_end_on_the_same_day_of_an_earlier_month() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(check_before(day("2026-11-22")), day("2024-11-22"));
        assert_eq!(left_before(day("2024-02-29")), day("2023-02-28"));
    }

    #[test]
    fn a_spot_is_read_back_from_its_text() {
        let spot = Spot { kind: Kind::Comment, id: Id(7), field: Field::Text };
        assert_eq!(spot.to_string().parse(), Ok(spot));
        for wrong in ["", "comment:7", "comment:x:text", "comment:7:text:1", "nothing:7:text"] {
            assert_eq!(wrong.parse::<Spot>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn a_name_confirms_without_letters_that_a_keyboard_has_not() {
        let plan = |last_name: &str| ErasurePlan {
            record: Record::new(Kind::Contact, Id(1)),
            name: last_name.to_owned(),
            last_name: last_name.to_owned(),
            institution: None,
            mentions: Vec::new(),
            namesakes: Vec::new(),
            open: 0,
            seen: 0,
        };
        for (name, typed) in [
            ("Yıldız", "yildiz"),
            ("Uzunoğlu", "Uzunoglu"),
            ("Kocabaş", " kocabas "),
            ("Weyerstraß", "WEYERSTRASS"),
            ("von der Höhe", "von der Hoehe"),
        ] {
            assert!(plan(name).is_confirmed_by(typed), "{name}");
        }
        assert!(!plan("Meier").is_confirmed_by("Maier"));
        assert!(!plan("von der Höhe").is_confirmed_by("Höhe"));
        assert!(!plan("Meier").is_confirmed_by(""));
    }
}
