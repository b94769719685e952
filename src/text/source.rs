//! Where a question came from, for people: the sheet and its row, without the key that the next import needs.

use std::borrow::Cow;

use crate::domain::{Field, Kind, Language};
use crate::exchange::import::Source;

/// What stands in the source of a record, as people read it: `fragen.csv, Nr. 17`.
pub fn source(language: Language, kind: Kind, field: Field, text: &str) -> Cow<'_, str> {
    let read = if (kind, field) == (Kind::Question, Field::Source) { Source::read(text) } else { None };
    let Some(source) = read else { return text.into() };
    let file = text.rsplitn(3, " · ").last().unwrap_or_default();
    match (language, source.number.as_str()) {
        (_, "") => file.into(),
        (Language::German, number) => format!("{file}, Nr. {number}").into(),
        (Language::English, number) => format!("{file}, no. {number}").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_see_sheet_and_row_and_their_own_words_as_they_are() {
        let say = |text: &str| source(Language::German, Kind::Question, Field::Source, text).into_owned();
        let written = |number: &str| Source { sheet: 7, number: number.to_owned(), text: 8 }.written("a · b.csv");
        assert_eq!(say(&written("5")), "a · b.csv, Nr. 5");
        assert_eq!(say(&written("")), "a · b.csv");
        assert_eq!(say("Mail · vom · 3. März"), "Mail · vom · 3. März");
    }
}
