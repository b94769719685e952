//! Whether two names may be those of one person: folded, misheard, shortened, part of a double name, turned round.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::joined;
use super::phonetics::{distance, sound};
use crate::domain::fold;

/// How two last names meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    Same,
    /// One is a part of the other's double name.
    Part,
    /// They sound the same, or differ by a slip.
    Sounds,
    Other,
}

/// How two first names meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    Same,
    /// Two spellings of one name: `Stefan` and `Stephan`.
    Spelt,
    /// A short form, a call name, one of several first names.
    Short,
    /// They sound the same, or differ by a slip.
    Sounds,
    /// One is cut to its first letter.
    Initial,
    /// One is not known.
    Missing,
    /// Names of two people.
    Other,
}

/// A name, folded and cut into words with a blank between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) first: Box<str>,
    last: Box<str>,
    /// How all words of the last name together sound.
    pub(super) sound: Box<str>,
}

impl Name {
    pub(super) fn new(first: &str, last: &str) -> Self {
        let last = fold::words(last).filter(|word| !PARTICLES.contains(&word.as_str()));
        let mut name = Self { first: joined(fold::words(first), " "), last: joined(last, " "), sound: Box::default() };
        name.sound = sound(&name.whole()).into_boxed_str();
        name
    }

    pub(super) fn first_words(&self) -> impl Iterator<Item = &str> {
        words(&self.first)
    }

    pub(super) fn last_words(&self) -> impl Iterator<Item = &str> {
        words(&self.last)
    }

    /// The first names together.
    pub(super) fn given(&self) -> Cow<'_, str> {
        together(&self.first)
    }

    /// The words of the last name together: double names are written with a hyphen or without.
    pub(super) fn whole(&self) -> Cow<'_, str> {
        together(&self.last)
    }
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(' ').filter(|word| !word.is_empty())
}

fn together(name: &str) -> Cow<'_, str> {
    if name.contains(' ') { Cow::Owned(name.replace(' ', "")) } else { Cow::Borrowed(name) }
}

/// Words of a last name that lists leave out or put elsewhere.
const PARTICLES: [&str; 8] = ["von", "van", "zu", "zur", "zum", "der", "den", "de"];

/// The shortest last name in which one wrong letter is taken for a slip.
const SLIP: usize = 5;

pub(super) fn last(one: &Name, other: &Name) -> Last {
    if one.last.is_empty() || other.last.is_empty() {
        return Last::Other;
    }
    let (whole, of_other) = (one.whole(), other.whole());
    if whole == of_other {
        return Last::Same;
    }
    let count = |name: &Name| name.last_words().count();
    let (few, many) = if count(one) <= count(other) { (one, other) } else { (other, one) };
    let is_part = |word: &str| word.len() > 2 && many.last_words().any(|of_many| of_many == word);
    if count(few) < count(many) && few.last_words().all(is_part) {
        return Last::Part;
    }
    let is_long = whole.len() >= SLIP && of_other.len() >= SLIP;
    let apart = distance(&whole, &of_other, 2);
    let sounds = one.sound == other.sound && apart.is_some();
    if sounds || is_long && apart == Some(1) { Last::Sounds } else { Last::Other }
}

pub(super) fn first(one: &Name, other: &Name) -> First {
    if one.first.is_empty() || other.first.is_empty() {
        return First::Missing;
    }
    if one.given() == other.given() {
        return First::Same;
    }
    let words = |name: &'_ Name| name.first_words().count();
    let (few, many) = if words(one) <= words(other) { (one, other) } else { (other, one) };
    // Every word of the shorter name has to find its own in the longer one; the worst fit counts.
    let mut worst = if words(few) < words(many) { First::Short } else { First::Same };
    let mut free: Vec<&str> = many.first_words().collect();
    for word in few.first_words() {
        let fits = free.iter().enumerate().map(|(place, of_other)| (place, word_fit(word, of_other)));
        let Some((place, fit)) = fits.filter(|(_, fit)| *fit != First::Other).min_by_key(|(_, fit)| rank(*fit)) else {
            return First::Other;
        };
        free.remove(place);
        if rank(fit) > rank(worst) {
            worst = fit;
        }
    }
    worst
}

const fn rank(fit: First) -> u8 {
    match fit {
        First::Same => 0,
        First::Spelt => 1,
        First::Short => 2,
        First::Sounds => 3,
        First::Initial => 4,
        First::Missing => 5,
        First::Other => 6,
    }
}

fn word_fit(one: &str, other: &str) -> First {
    if one == other {
        return First::Same;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.chars().count() == 1 {
        return if long.starts_with(short) { First::Initial } else { First::Other };
    }
    if is_other_form(short, long) {
        return First::Other;
    }
    let (spelt_one, spelt_other) = (plain(one), plain(other));
    if spelt_one == spelt_other {
        return First::Spelt;
    }
    if is_short_form(short, long) {
        return First::Short;
    }
    let is_slip = short.len() >= SLIP
        && !is_other_form(&spelt_one, &spelt_other)
        && distance(&spelt_one, &spelt_other, 1) == Some(1)
        && sound(one) == sound(other);
    if is_slip { First::Sounds } else { First::Other }
}

/// Whether one is the other's name for women: `Daniel` and `Daniela`, `Christian` and `Christiane`.
fn is_other_form(one: &str, other: &str) -> bool {
    const ENDINGS: [&str; 6] = ["a", "e", "ia", "ie", "in", "ine"];
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if let Some(ending) = long.strip_prefix(short) {
        return ENDINGS.contains(&ending);
    }
    // `Andreas` and `Andrea`, `Thomas` and `Thomasin`: a man's ending in place of a woman's.
    let bare = long.strip_suffix("as").or_else(|| long.strip_suffix("o"));
    bare.is_some_and(|bare| short.strip_suffix('a') == Some(bare))
}

/// Whether one is a call name of the other.
fn is_short_form(short: &str, long: &str) -> bool {
    let listed = SHORT_FORMS.iter().any(|(call, full)| {
        let is = |name: &str, of: &str| *call == name && full.split(' ').any(|full| full == of);
        is(short, long) || is(long, short)
    });
    // `Alex` and `Alexander`: what is left over is too long to be another name of the same stem.
    listed || short.len() >= 3 && long.starts_with(short) && long.len() >= short.len() + 4
}

/// The word with the letters that are heard alike and written differently in one spelling.
fn plain(word: &str) -> String {
    let word = word.replace("ph", "f").replace("th", "t").replace("dt", "t").replace("ck", "k").replace("ch", "\u{1}");
    let word = word.replace('c', "k").replace(['y', 'j'], "i").replace('v', "f").replace('\u{1}', "ch");
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars() {
        let is_silent = letter == 'h' && !plain.ends_with('c') && !plain.is_empty();
        if !is_silent && !plain.ends_with(letter) {
            plain.push(letter);
        }
    }
    plain
}

/// Call names that do not begin like their full forms, or are too near to them to be told by length, folded.
const SHORT_FORMS: [(&str, &str); 60] = [
    ("achim", "joachim"),
    ("andi", "andreas"),
    ("andy", "andreas"),
    ("anni", "anna anneliese"),
    ("barbel", "barbara"),
    ("basti", "sebastian"),
    ("benni", "benjamin"),
    ("bernd", "bernhard"),
    ("biggi", "birgit brigitte"),
    ("conny", "cornelia konstanze"),
    ("conni", "cornelia konstanze"),
    ("dieter", "dietrich"),
    ("dirk", "dietrich"),
    ("edi", "eduard"),
    ("ela", "michaela daniela manuela"),
    ("elli", "elisabeth"),
    ("fritz", "friedrich"),
    ("gabi", "gabriele"),
    ("gaby", "gabriele"),
    ("georg", "jorg"),
    ("gitta", "brigitte"),
    ("gitte", "brigitte"),
    ("greta", "margareta margarete"),
    ("hanne", "johanna hannelore"),
    ("hannes", "johannes"),
    ("hans", "johannes"),
    ("heiner", "heinrich"),
    ("heinz", "heinrich"),
    ("ina", "katharina martina"),
    ("ines", "agnes"),
    ("jo", "joachim johannes josef"),
    ("jochen", "joachim"),
    ("jupp", "josef joseph"),
    ("kathe", "katharina"),
    ("kathi", "katharina katrin"),
    ("klaus", "nikolaus"),
    ("lena", "helena magdalena"),
    ("lisa", "elisabeth"),
    ("lutz", "ludwig"),
    ("manni", "manfred"),
    ("matze", "matthias mathias"),
    ("micha", "michael"),
    ("moni", "monika"),
    ("nele", "cornelia"),
    ("olli", "oliver"),
    ("rolf", "rudolf"),
    ("rudi", "rudolf"),
    ("sascha", "alexander"),
    ("sepp", "josef joseph"),
    ("steffi", "stefanie stephanie"),
    ("susi", "susanne"),
    ("sven", "swen"),
    ("tina", "christina martina bettina"),
    ("tobi", "tobias"),
    ("toni", "anton antonia"),
    ("uli", "ulrich ulrike"),
    ("ulli", "ulrich ulrike"),
    ("willi", "wilhelm"),
    ("wolf", "wolfgang"),
    ("wolle", "wolfgang"),
];

/// The words of a last name by which it may be looked for.
pub(super) fn parts(name: &Name) -> BTreeSet<Cow<'_, str>> {
    let words = name.last_words().map(Cow::Borrowed).chain([name.whole()]);
    words.filter(|part| part.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn firsts(one: &str, other: &str) -> First {
        let forth = first(&Name::new(one, "X"), &Name::new(other, "X"));
        assert_eq!(forth, first(&Name::new(other, "X"), &Name::new(one, "X")), "{one}, {other}");
        forth
    }

    fn lasts(one: &str, other: &str) -> Last {
        last(&Name::new("", one), &Name::new("", other))
    }

    #[test]
    fn first_names_of_one_person_meet() {
        for (one, other, fit) in [
            ("Jürgen", "Juergen", First::Same),
            ("Hans-Peter", "Hans Peter", First::Same),
            ("Mehmet", "Mehmed", First::Sounds),
            ("Katrin", "Kathrin", First::Spelt),
            ("Stephan", "Stefan", First::Spelt),
            ("Carsten", "Karsten", First::Spelt),
            ("Sabine", "Sabien", First::Sounds),
            ("K.", "Katrin", First::Initial),
            ("H.-P.", "Hans-Peter", First::Initial),
            ("Alex", "Alexander", First::Short),
            ("Uli", "Ulrich", First::Short),
            ("Hannes", "Johannes", First::Short),
            ("Anna Lena", "Anna", First::Short),
            ("Peter", "Hans-Peter", First::Short),
            ("", "Anna", First::Missing),
        ] {
            assert_eq!(firsts(one, other), fit, "{one}, {other}");
        }
    }

    #[test]
    fn first_names_of_two_people_do_not() {
        for (one, other) in [
            ("Daniel", "Daniela"),
            ("André", "Andrea"),
            ("Andreas", "Andrea"),
            ("Christian", "Christiane"),
            ("Stefan", "Stefanie"),
            ("Paul", "Paula"),
            ("Jan", "Jana"),
            ("Tim", "Tom"),
            ("Lena", "Lina"),
            ("Hans", "Hanna"),
            ("Karl", "Carla"),
            ("Thomas", "Tobias"),
            ("K.", "Anna"),
            ("Hans-Peter", "Hans-Dieter"),
        ] {
            assert_eq!(firsts(one, other), First::Other, "{one}, {other}");
        }
    }

    #[test]
    fn last_names_meet_as_they_are_written_and_heard() {
        for (one, other, fit) in [
            ("Högner", "Hoegner", Last::Same),
            ("Schulte-Mönting", "Schulte Moenting", Last::Same),
            ("von der Heide", "Heide", Last::Same),
            ("Voßen", "Vossen", Last::Same),
            ("Kuhlmann-Roth", "Kuhlmann", Last::Part),
            ("Täschner", "Teschner", Last::Sounds),
            ("Meyer", "Maier", Last::Sounds),
            ("Karaca", "Karacas", Last::Sounds),
            ("Roth", "Rath", Last::Sounds),
            ("Weber", "Wagner", Last::Other),
            ("Ott", "Otto", Last::Sounds),
            ("Erkens", "Lindlar", Last::Other),
        ] {
            assert_eq!(lasts(one, other), fit, "{one}, {other}");
        }
    }
}
