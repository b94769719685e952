//! The short form of a question that was written as running text.

/// The longest title that is made, in characters.
const LONGEST: usize = 80;

/// A sentence shorter than this is more likely an abbreviation or a greeting.
const SHORTEST: usize = 12;

/// The first sentence of a text as a title; cut at a word, with `…`, where it is longer than a line.
pub fn from_text(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = first_sentence(&words);
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST - 2).collect();
    let at_word = cut.rfind(' ').filter(|at| *at > LONGEST / 2).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{} …", at_word.trim_end_matches([' ', ',', ';', ':', '–', '-']))
}

/// Up to the first mark that ends a sentence: the next word begins with a capital, and what is before the mark
/// is no abbreviation (`z. B.`, `Nr.`).
fn first_sentence(text: &str) -> &str {
    for (at, mark) in text.char_indices().filter(|(_, letter)| matches!(letter, '.' | '?' | '!')) {
        let end = at + mark.len_utf8();
        let last_word = text[..at].rsplit(' ').next().unwrap_or_default();
        let abbreviated = mark == '.' && last_word.chars().filter(|letter| letter.is_alphabetic()).count() < 4;
        let mut rest = text[end..].chars();
        let goes_on = rest.next() != Some(' ') || !rest.next().is_some_and(char::is_uppercase);
        if text[..end].chars().count() >= SHORTEST && !abbreviated && !goes_on {
            return &text[..end];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_is_the_title() {
        for (text, title) in [
            ("Wer fördert Wärmepumpen? Wir haben drei Schulen.", "Wer fördert Wärmepumpen?"),
            ("Gibt es Mittel, z. B. Zuschüsse, für Schulen? Danke.", "Gibt es Mittel, z. B. Zuschüsse, für Schulen?"),
            ("Hallo! Wie weit ist die Planung?", "Hallo! Wie weit ist die Planung?"),
            ("Kurze Frage\nund mehr", "Kurze Frage"),
            ("  ", ""),
        ] {
            assert_eq!(from_text(text), title);
        }
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_word() {
        let title = from_text(&"Wärmeplanung und Förderung ".repeat(9));
        assert!(title.chars().count() <= LONGEST && title.ends_with("und …"), "{title}");
        assert!(from_text(&"ü".repeat(300)).chars().count() <= LONGEST);
    }
}
