//! How likely it is that two contacts are one person: a score, and the reasons for it.
//!
//! Names alone never suffice: the same name stands at many bodies. A shared mail or number alone does not either:
//! offices share both. First names of two people rule a pair out, whatever else they share.

mod names;
mod pairs;
mod phonetics;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Field, Id, Record, Value, fold, phone};
use names::{First, Last, Name};

pub use pairs::{Found, found};

/// The score from which a pair is proposed.
pub const PROPOSED: u8 = 70;

/// The highest score.
pub const CERTAIN: u8 = 100;

/// Contacts that share a mail or number before it is taken for an office's.
const OFFICE: usize = 3;

/// The score of pairs whose names rule them out.
const RULED_OUT: i32 = 0;

/// Two contacts that may be one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that was there first, as far as that is known.
    pub left: Id,
    /// The other one.
    pub right: Id,
    /// From 0 to [`CERTAIN`].
    pub score: u8,
    /// What speaks for it, and against it, the weightiest first.
    pub reasons: Vec<Reason>,
}

macro_rules! reasons {
    ($($variant:ident = $code:literal $says:literal),+ $(,)?) => {
        /// What speaks for two contacts being one person, or against it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason { $(#[doc = $says] $variant),+ }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
    };
}

reasons! {
    SameName = "same_name" "Both names are the same.",
    SwappedName = "swapped_name" "First and last name are turned round.",
    LastNameSounds = "last_name_sounds" "The last names sound alike.",
    LastNamePart = "last_name_part" "One last name is part of the other.",
    LastNameOther = "last_name_other" "The last names differ.",
    FirstNameSpelt = "first_name_spelt" "The first names are spellings of one.",
    FirstNameSounds = "first_name_sounds" "The first names sound alike.",
    FirstNameShort = "first_name_short" "One first name is a short form.",
    FirstNameInitial = "first_name_initial" "One first name is a letter.",
    FirstNameMissing = "first_name_missing" "One first name is missing.",
    SameMail = "same_mail" "The same mail address.",
    OfficeMail = "office_mail" "The same mail address, of an office.",
    MailLikeName = "mail_like_name" "Mail addresses with the same name in front.",
    SamePhone = "same_phone" "The same number.",
    OfficePhone = "office_phone" "The same number, of an office.",
    SameInstitution = "same_institution" "The same institution.",
    SameFunction = "same_function" "The same function.",
    SameUnit = "same_unit" "The same unit.",
    NumberedMail = "numbered_mail" "Mail addresses that a number tells apart.",
}

/// What a contact is compared by.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The contact.
    pub id: Id,
    name: Name,
    /// Small letters, one a line: of a hundred thousand contacts, every text of its own counts.
    mails: Box<str>,
    /// The signs of the numbers.
    phones: Box<[u64]>,
    institution: Option<Id>,
    function: Option<u64>,
    unit: Option<u64>,
    /// Whether it is a woman's or a man's salutation.
    address: Option<bool>,
    /// Contacts that somebody said are other people.
    distinct: Box<[Id]>,
}

impl Marks {
    /// The marks of a contact.
    pub fn of(contact: &Record) -> Self {
        let text = |field| contact.text(field);
        let phones = text(Field::Phones).lines().filter(|line| !is_fax(line)).map(phone::digits);
        let mails = text(Field::Mails).lines().map(|mail| mail.trim().to_lowercase());
        let told = |field| Some(fold::key(text(field))).filter(|key| !key.is_empty()).map(sign);
        Self {
            id: contact.id,
            name: Name::new(text(Field::FirstName), text(Field::LastName)),
            mails: joined(mails.filter(|mail| !mail.is_empty()), "\n"),
            phones: phones.filter(|digits| digits.len() > 4).map(|digits| sign(digits.as_str())).collect(),
            institution: contact.get(Field::Institution).as_link(),
            function: told(Field::Function),
            unit: told(Field::Unit),
            address: form_of_address(text(Field::Salutation)),
            distinct: contact.get(Field::DistinctFrom).as_links().into_iter().collect(),
        }
    }

    fn mails(&self) -> impl Iterator<Item = &str> {
        self.mails.lines()
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> Box<str> {
    parts.collect::<Vec<_>>().join(between).into_boxed_str()
}

/// A number for what two contacts may share. Two that meet by chance are compared, and no more.
fn sign(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Numbers of fax machines belong to offices.
fn is_fax(line: &str) -> bool {
    fold::words(line).any(|word| word == "fax" || word == "telefax")
}

fn form_of_address(salutation: &str) -> Option<bool> {
    fold::words(salutation).find_map(|word| match word.as_str() {
        "frau" | "fr" | "mrs" | "ms" | "miss" => Some(true),
        "herr" | "herrn" | "hr" | "mr" | "sir" => Some(false),
        _ => None,
    })
}

/// The mails and numbers that many contacts of the file share: they say little.
#[derive(Clone, Debug, Default)]
pub struct Shared(HashSet<u64>);

impl Shared {
    /// Looks at the mails and numbers of all contacts.
    pub fn new(all: &[Marks]) -> Self {
        let signs = |one: &'_ Marks| one.mails().map(sign).chain(one.phones.iter().copied()).collect::<Vec<_>>();
        let mut signs: Vec<u64> = all.iter().flat_map(signs).collect();
        signs.sort_unstable();
        let often = signs.chunk_by(|one, other| one == other).filter(|same| same.len() >= OFFICE);
        Self(often.map(|same| same[0]).collect())
    }

    fn is_office(&self, sign: u64) -> bool {
        self.0.contains(&sign)
    }
}

/// Compares two contacts. Nothing where their names are those of two people, or somebody said that they are two.
pub fn compare(one: &Marks, other: &Marks, shared: &Shared) -> Option<Pair> {
    compare_from(0, one, other, shared)
}

/// Compares two contacts; nothing too where they cannot reach a score.
fn compare_from(least: u8, one: &Marks, other: &Marks, shared: &Shared) -> Option<Pair> {
    let said = one.distinct.contains(&other.id) || other.distinct.contains(&one.id);
    let is_woman_and_man = one.address.zip(other.address).is_some_and(|(one, other)| one != other);
    if said || is_woman_and_man {
        return None;
    }
    let mail = mail(one, other, shared);
    let mut beside: Vec<(i32, Reason)> = mail.into_iter().collect();
    let phones = one.phones.iter().filter(|number| other.phones.contains(number));
    beside.extend(
        phones
            .map(|number| if shared.is_office(*number) { (10, Reason::OfficePhone) } else { (35, Reason::SamePhone) })
            .max_by_key(|(points, _)| *points),
    );
    if one.institution.is_some() && one.institution == other.institution {
        beside.push((20, Reason::SameInstitution));
    }
    for (one, other, reason) in
        [(one.function, other.function, Reason::SameFunction), (one.unit, other.unit, Reason::SameUnit)]
    {
        if one.is_some() && one == other {
            beside.push((6, reason));
        }
    }
    // Names that are heard alike take the longest to compare, and most of those who share a sign share nothing else.
    if most_by_name(one, other) + beside.iter().map(|(points, _)| points).sum::<i32>() < i32::from(least) {
        return None;
    }
    let mut reasons: Vec<(i32, Reason)> = Vec::new();
    let of_names = by_name(one, other, mail, &mut reasons);
    if of_names == RULED_OUT {
        return None;
    }
    reasons.append(&mut beside);
    reasons.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    let score = reasons.iter().map(|(points, _)| points).sum::<i32>().clamp(0, i32::from(CERTAIN));
    Some(Pair {
        left: one.id,
        right: other.id,
        score: u8::try_from(score).unwrap_or(CERTAIN),
        reasons: reasons.into_iter().map(|(_, reason)| reason).collect(),
    })
}

/// Points for the same name, and for a last name that is only a part of the other or heard alike.
const SAME: i32 = 50;
const PART: i32 = 40;
const HEARD: i32 = 38;

/// The most points that the names can bring, told without listening to them.
fn most_by_name(one: &Marks, other: &Marks) -> i32 {
    if one.name.whole() == other.name.whole() || is_swapped(&one.name, &other.name) { SAME } else { PART }
}

/// What the names say: points that are noted with their reasons, or [`RULED_OUT`].
fn by_name(one: &Marks, other: &Marks, mail: Option<(i32, Reason)>, reasons: &mut Vec<(i32, Reason)>) -> i32 {
    let (last, first) = (names::last(&one.name, &other.name), names::first(&one.name, &other.name));
    if last == Last::Same && first == First::Same {
        reasons.push((SAME, Reason::SameName));
        return SAME;
    }
    if is_swapped(&one.name, &other.name) {
        reasons.push((SAME, Reason::SwappedName));
        return SAME;
    }
    let of_first = match first {
        First::Same => None,
        First::Spelt => Some((0, Reason::FirstNameSpelt)),
        First::Short => Some((5, Reason::FirstNameShort)),
        First::Sounds => Some((5, Reason::FirstNameSounds)),
        First::Initial => Some((10, Reason::FirstNameInitial)),
        First::Missing => Some((20, Reason::FirstNameMissing)),
        First::Other => return RULED_OUT,
    };
    let (whole, of_last) = match last {
        Last::Same => (SAME, None),
        Last::Part => (PART, Some(Reason::LastNamePart)),
        Last::Sounds => (HEARD, Some(Reason::LastNameSounds)),
        // Somebody who married keeps the first name, and for a while the mail.
        Last::Other if first == First::Same && matches!(mail, Some((_, Reason::SameMail))) => {
            (20, Some(Reason::LastNameOther))
        }
        Last::Other => return RULED_OUT,
    };
    let points = whole - of_first.map_or(0, |(lost, _)| lost);
    reasons.push((points, of_last.or(of_first.map(|(_, reason)| reason)).unwrap_or(Reason::SameName)));
    if of_last.is_some() {
        reasons.extend(of_first.map(|(_, reason)| (0, reason)));
    }
    points
}

/// Whether two names, first and last, may be those of one person: not of father and daughter.
pub fn may_be_called(one: &(String, String), other: &(String, String)) -> bool {
    let (one, other) = (Name::new(&one.0, &one.1), Name::new(&other.0, &other.1));
    names::first(&one, &other) != First::Other || is_swapped(&one, &other)
}

fn is_swapped(one: &Name, other: &Name) -> bool {
    let turned = |name: &Name, of: &Name| !name.first.is_empty() && name.given() == of.whole();
    turned(one, other) && turned(other, one)
}

/// What the mail addresses say.
fn mail(one: &Marks, other: &Marks, shared: &Shared) -> Option<(i32, Reason)> {
    let same = one.mails().filter(|mail| other.mails().any(|theirs| theirs == *mail)).map(|mail| {
        let is_personal =
            !shared.is_office(sign(mail)) && [one, other].iter().any(|marks| is_named_so(mail, &marks.name));
        if is_personal { (40, Reason::SameMail) } else { (10, Reason::OfficeMail) }
    });
    if let Some(same) = same.max_by_key(|(points, _)| *points) {
        return Some(same);
    }
    let pairs = one.mails().flat_map(|mine| other.mails().map(move |theirs| (mine, theirs)));
    let met = pairs.filter_map(|(mine, theirs)| {
        let ((mine, my_domain), (theirs, their_domain)) = (mine.split_once('@')?, theirs.split_once('@')?);
        let (bare, their_bare) = (mine.trim_end_matches(is_digit), theirs.trim_end_matches(is_digit));
        if my_domain == their_domain {
            // `t.mueller@` and `t.mueller2@` were given to two people who share a name.
            return (bare == their_bare && mine != theirs).then_some((-25, Reason::NumberedMail));
        }
        let is_whole = mine == theirs && is_whole(mine) && is_named_so(mine, &one.name);
        is_whole.then_some((15, Reason::MailLikeName))
    });
    met.min_by_key(|(points, _)| *points)
}

/// Whether the part of a mail address before the `@` has several words, as first and last name.
fn is_whole(local: &str) -> bool {
    local.contains(['.', '-', '_'])
}

const fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Whether a name stands in the part of a mail address before the `@`.
fn is_named_so(mail: &str, name: &Name) -> bool {
    let local = fold::key(mail.split('@').next().unwrap_or_default()).replace(' ', "");
    let has = |word: &str| word.len() > 2 && local.contains(word);
    name.last_words().chain(name.first_words()).any(has) || has(&name.whole())
}

/// The edits with which two contacts are said to be two people.
pub fn said_distinct(one: &Record, other: &Record) -> [super::Edit; 2] {
    let link = |of: &Record, to: Id| {
        let mut ids = of.get(Field::DistinctFrom).as_links();
        ids.insert(to);
        of.set(Field::DistinctFrom, Value::Links(ids))
    };
    [link(one, other.id), link(other, one.id)]
}
