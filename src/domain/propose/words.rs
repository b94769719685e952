//! The words of a text as what can be compared: stems, and the runs of letters that compounds share.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use crate::domain::fold;

/// Letters of a run that is compared inside words: long enough to mean something, short enough for the parts of
/// compounds.
const RUN: usize = 5;

/// What the runs of one word weigh together, beside its stem.
const RUNS: f64 = 1.0;

/// Words that say nothing about the matter, in any office and on any subject.
const EMPTY: &str = "
    ab aber alle allein allem allen aller allerdings alles als also am an andere anderem anderen anderer anderes auch
    auf aus ausser außerdem bald beide beiden beim bei bereits besser besten bis bisher bitte bloß brauche brauchen
    braucht bräuchten bringen bzw ca da dabei dadurch dafür dagegen daher dahin damit danach dann daran darauf daraus
    darf darin darüber darum das dass davon davor dazu dein dem den denen denn der deren des deshalb dessen die dies
    diese diesem diesen dieser dieses doch dort drei du durch dürfen dürfte eben eher eigene eigenen eigentlich ein
    eine einem einen einer eines einfach einige einigen einmal einzeln einzelne einzelnen entweder er erst es etwa
    etwas euch euer eure evtl fast fehlt für frage fragen fragt früh gab ganz gar geben gegen gehen geht gemacht gerade
    gern gerne gibt gilt ging gleich gut gute guten hab habe haben habt hat hatte hatten hätten heißt her heute hier
    hin hinter hoch ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins irgendwo ist ja je jede jedem
    jeden jeder jedes jemand jetzt kam kann kannst kein keine keinem keinen keiner kennt klar komme kommen kommt konkret
    können könnt könnte könnten kriegen lang lange lässt lassen laufen läuft lieber machen macht machte mal man manche
    mehr mein meine meinem meinen meiner meist mich mindestens mir mit möchte möchten möglich müssen muss müsste mögen
    nach nächste nächsten nach neben nein neu neue neuen neuer nicht nichts nie niemand noch nun nur ob oben oder offen
    oft ohne per pro reicht rund sagen sagt schon sehr sei sein seine seinem seinen seiner seit selber selbst sich sie
    sieht sind so sobald sodass sogar solche solchen soll sollen sollte sollten sondern sonst soviel sowie statt stehen
    steht stichwort suche suchen thema über überhaupt um und uns unser unsere unserem unseren unserer unseres unter usw
    viel viele vielen vier vielleicht vom von vor vorher wann war wäre wären warum was weg wegen weil welche welchem
    welchen welcher welches wenig weniger wenn wer werden wie wieder wieviel will wir wird wirklich wo wobei wohin
    wollen wollte worden worauf wozu wurde wurden würde würden zahlt zu zuerst zum zur zurück zwar zwei zwischen
    about all also and any are as at be been but by can could do does for from has have how if in into is it its may
    more must no not of on or our shall should so than that the their them then there these they this to us was we were
    what when where which who why will with would you your";

/// The endings of inflected words, the longest first.
const ENDINGS: &[&str] = &["ern", "em", "er", "en", "es", "e", "n", "s"];

/// Of FNV-1a.
const PRIME: u64 = 0x0100_0000_01b3;

/// Letters that are left of a word at least when its ending goes.
const SHORTEST_STEM: usize = 4;

/// Something by the numbers of stems and runs.
pub(super) type Numbers = HashMap<u64, f64, BuildHasherDefault<Scattered>>;

/// The numbers are scattered already: hashing them again would take most of the time of a proposal.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scattered(u64);

impl Hasher for Scattered {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// Folded words that say nothing here, as the names of the members do: everybody is from somewhere.
#[derive(Clone, Debug, Default)]
pub struct Silent(HashSet<String>);

impl Silent {
    /// The words of these names.
    pub fn of<'name>(names: impl IntoIterator<Item = &'name str>) -> Self {
        Self(names.into_iter().flat_map(fold::words).collect())
    }

    /// The folded words of a text that say something about its matter.
    pub fn telling(&self, text: &str) -> impl Iterator<Item = String> {
        let words: Vec<String> = self.telling_of(&fold::fold(text)).map(str::to_owned).collect();
        words.into_iter()
    }

    /// Those of a text that is folded already.
    fn telling_of<'text>(&self, folded: &'text str) -> impl Iterator<Item = &'text str> {
        static EMPTY_WORDS: OnceLock<HashSet<String>> = OnceLock::new();
        let empty = EMPTY_WORDS.get_or_init(|| fold::words(EMPTY).collect());
        let is_number = |word: &str| word.bytes().all(|letter| letter.is_ascii_digit());
        fold::split(folded)
            .filter(move |word| word.len() > 1 && !is_number(word) && !empty.contains(*word) && !self.0.contains(*word))
    }
}

/// How often what can be compared stands in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sack {
    /// By the number of the stem or run.
    pub(super) counts: Numbers,
}

impl Sack {
    /// Puts the words of a text in, each this often.
    pub fn add(&mut self, text: &str, times: f64, silent: &Silent) {
        let folded = fold::fold(text);
        // About as many as there will be: growing step by step takes longer than counting.
        self.counts.reserve(folded.len() / 2);
        for word in silent.telling_of(&folded) {
            self.add_word(word, times);
        }
    }

    /// Puts in what is in another, so often.
    pub fn add_all(&mut self, other: &Self, times: f64) {
        for (number, count) in &other.counts {
            *self.counts.entry(*number).or_default() += times * count;
        }
    }

    /// The numbers of one folded word.
    pub(super) fn of_word(word: &str) -> Self {
        let mut sack = Self::default();
        sack.add_word(word, 1.0);
        sack
    }

    fn add_word(&mut self, word: &str, times: f64) {
        *self.counts.entry(number(0, stem(word))).or_default() += times;
        let letters = word.chars().count();
        if letters < RUN {
            return;
        }
        let runs = letters + 1 - RUN;
        let each = times * RUNS / (runs as f64).sqrt();
        let begins = || word.char_indices().map(|(at, _)| at);
        for (begin, end) in begins().zip(begins().chain([word.len()]).skip(RUN)) {
            *self.counts.entry(number(1, &word[begin..end])).or_default() += each;
        }
    }
}

/// A folded word without the ending of its case and number.
pub fn stem(word: &str) -> &str {
    let fits = |ending: &&&str| word.strip_suffix(**ending).is_some_and(|rest| rest.chars().count() >= SHORTEST_STEM);
    ENDINGS.iter().find(fits).and_then(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): two that meet by chance do no harm.
fn number(kind: u8, text: &str) -> u64 {
    let bytes = std::iter::once(kind).chain(text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}
