//! Folding: the one form in which German spellings meet, for index, search, sorting and pickers.
//!
//! `ä`, `ae` and `a` become `a`, likewise `ö` and `ü`; `ß` becomes `ss`; case and all other
//! diacritics go. Whether an `e` is dropped is decided from what has already been written alone,
//! never from what follows. Therefore the fold of the first letters of a word is the beginning of
//! the fold of the whole word (people search while typing), and folding twice changes nothing.
//!
//! An `e` after `a`, `o` or `u` is taken for the second half of a written-out umlaut, but stays
//! - after a `u` that follows a vowel or `q`: `neue`, `Steuer`, `bauen`, `Quelle`. There `eu`, `au`
//!   and `qu` are one sound and the `e` is its own. It costs `geuebt`, which misses `geübt`;
//! - after an `o` that follows `i`: `Bioenergie`, `Audioeingang` keep the word that begins with `e`,
//!   so that `energie` is found in them. It costs `religioes`.
//!
//! After `a`, and after any other `o`, the umlaut is the likelier reading also behind a vowel:
//! `geaendert`, `geoeffnet`, `Diaet` meet `geändert`, `geöffnet`, `Diät`.
use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Gives the folded text. Everything that is no letter stays as it is.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folder = Folder::with_capacity(text.len());
    for letter in text.chars() {
        folder.push(letter);
    }
    folder.out
}

/// Gives the folded words: unbroken runs of letters and digits, so `NRW.BANK` is `nrw`, `bank`.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = split(&folded).map(str::to_owned).collect();
    words.into_iter()
}

/// Gives the form to sort and compare by: the folded words with one blank between them.
#[must_use]
pub fn key(text: &str) -> String {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len());
    for word in split(&folded) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    if key.is_empty() {
        return folded.trim().to_owned();
    }
    key
}

/// Gives the byte ranges of `text` in which a word of a needle occurs, also inside a longer word.
///
/// The ranges lie on character boundaries, are sorted and do not touch each other. The needles need
/// not be folded. A dropped `e` belongs to the vowel before it.
#[must_use]
pub fn marks(text: &str, needles: &[String]) -> Vec<Range<usize>> {
    let mut folder = Folder::with_capacity(text.len());
    let mut origins: Vec<usize> = Vec::with_capacity(text.len());
    for (position, letter) in text.char_indices() {
        folder.push(letter);
        origins.resize(folder.out.len(), position);
    }
    let folded = folder.out;
    let mut found: Vec<Range<usize>> = Vec::new();
    for needle in needles {
        for word in words(needle) {
            for (start, matched) in folded.match_indices(word.as_str()) {
                let last = origins[start + matched.len() - 1];
                let end = origins[start + matched.len()..]
                    .iter()
                    .copied()
                    .find(|origin| *origin != last)
                    .unwrap_or(text.len());
                found.push(origins[start]..end);
            }
        }
    }
    merged(found)
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Gives the words of a text that is folded already.
pub fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Folds letter by letter, remembering the last two letters that it wrote.
struct Folder {
    out: String,
    last: char,
    before: char,
}

impl Folder {
    fn with_capacity(bytes: usize) -> Self {
        Folder { out: String::with_capacity(bytes), last: ' ', before: ' ' }
    }

    fn push(&mut self, letter: char) {
        if letter.is_ascii() {
            self.write(letter.to_ascii_lowercase());
            return;
        }
        // Decomposed again after lower-casing, as a few capitals have a composed small letter.
        decompose_compatible(letter, |part| {
            for small in part.to_lowercase() {
                decompose_compatible(small, |plain| self.plain(plain));
            }
        });
    }

    fn plain(&mut self, letter: char) {
        match letter {
            'ß' => {
                self.write('s');
                self.write('s');
            }
            'æ' => self.write('a'),
            'œ' | 'ø' => self.write('o'),
            'ł' => self.write('l'),
            'đ' | 'ð' => self.write('d'),
            'ı' => self.write('i'),
            // Invisible inside words: soft hyphen, zero-width characters, byte order mark.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            _ if is_combining_mark(letter) => {}
            _ => self.write(letter),
        }
    }

    fn write(&mut self, letter: char) {
        if letter == 'e' && self.e_belongs_to_umlaut() {
            return;
        }
        self.out.push(letter);
        self.before = self.last;
        self.last = letter;
    }

    fn e_belongs_to_umlaut(&self) -> bool {
        match self.last {
            'a' => true,
            'o' => self.before != 'i',
            'u' => !matches!(self.before, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'q'),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn marked(text: &str, needles: &[&str]) -> Vec<String> {
        let needles: Vec<String> = needles.iter().map(|needle| (*needle).to_owned()).collect();
        marks(text, &needles).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn spellings_of_one_word_meet() {
        for spellings in [
            &["Högner", "Hoegner", "HÖGNER", "Hogner", "Ho\u{308}gner"][..],
            &["Jüchen", "Juechen", "juchen"],
            &["Weyerstraß", "Weyerstrass", "WEYERSTRASS", "WEYERSTRAẞ"],
            &["Wärmeplanung", "Waermeplanung", "warmeplanung"],
            &["Oelschläger", "Ölschläger", "Ölschlaeger"],
            &["Gebäude", "Gebaeude", "gebaude"],
            &["geändert", "geaendert"],
            &["geöffnet", "geoeffnet"],
            &["Café", "cafe"],
            &["Europäer", "Europaeer"],
            &["Wärme\u{ad}planung", "Wärmeplanung"],
            &["50 m²", "50 m2"],
        ] {
            let folded: Vec<String> = spellings.iter().map(|text| fold(text)).collect();
            assert!(folded.iter().all(|text| *text == folded[0]), "{spellings:?}: {folded:?}");
        }
    }

    #[test]
    fn ordinary_words_keep_their_e() {
        for word in ["neue", "steuer", "bauen", "quelle", "treue", "bioenergie", "feuer"] {
            assert_eq!(fold(word), word);
        }
        assert_ne!(fold("neue"), fold("neu"));
        assert_eq!(fold("Bäuerin"), "bauerin");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let found: Vec<String> = words("NRW.BANK, Kom.EMS – § 2b (ÖPNV)").collect();
        assert_eq!(found, ["nrw", "bank", "kom", "ems", "2b", "opnv"]);
        assert_eq!(words(" …!").count(), 0);
    }

    #[test]
    fn sorting_puts_umlauts_beside_their_vowel() {
        let mut names = ["Zander", "Oelschläger", "Otto", "Ölmann", "Müller-Lohn", "Mueller"];
        names.sort_by_key(|name| key(name));
        assert_eq!(names, ["Mueller", "Müller-Lohn", "Ölmann", "Oelschläger", "Otto", "Zander"]);
        assert_eq!(key("  ?! "), "?!");
    }

    #[test]
    fn matches_are_marked_in_the_original() {
        assert_eq!(marked("Kommunale Wärmeplanung", &["planung"]), ["planung"]);
        assert_eq!(marked("Katrin Högner", &["hoegner"]), ["Högner"]);
        assert_eq!(marked("Katrin Hoegner", &["hö"]), ["Hoe"]);
        assert_eq!(marked("Ho\u{308}gner", &["ho"]), ["Ho\u{308}"]);
        assert_eq!(marked("Weyerstraß 7", &["strass"]), ["straß"]);
        assert_eq!(marked("Straße", &["stras"]), ["Straß"]);
        assert_eq!(marked("NRW.BANK", &["nrw.bank"]), ["NRW", "BANK"]);
        assert_eq!(marked("Planung, Plan", &["plan", "lanu"]), ["Planu", "Plan"]);
        assert!(marked("Planung", &["", " ", "x"]).is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*|[aeiouäöüAEOUÄÖÜq ]*|.*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn the_beginning_of_a_word_folds_to_the_beginning(text in "\\PC*|[aeiouäöüßbq]*", cut in 0usize..40) {
            let end = text.char_indices().nth(cut).map_or(text.len(), |(at, _)| at);
            prop_assert!(fold(&text).starts_with(&fold(&text[..end])));
        }

        #[test]
        fn composed_and_decomposed_letters_meet(text in "\\PC*") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&text), fold(&decomposed));
        }

        #[test]
        fn marks_are_sorted_and_on_boundaries(text in "\\PC*|[aeoußüö \u{308}]*", needles in prop::collection::vec("\\PC{0,3}|[aeousü]{0,2}", 0..4)) {
            let mut end = None;
            for range in marks(&text, &needles) {
                prop_assert!(range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                prop_assert!(end.is_none_or(|end| end < range.start));
                end = Some(range.end);
            }
        }

        #[test]
        fn a_part_of_a_text_is_marked_in_it(text in "[a-dß-öø-ü]{1,12}") {
            prop_assert!(!marks(&text, std::slice::from_ref(&text)).is_empty());
        }
    }
}
