//! Derives a short title for a question of a sheet that has no column for it.

use crate::domain::fold::key;

/// Letters of a title at most.
const LONGEST: usize = 90;

/// Letters of a topic that still leaves room for the question behind it.
const LONGEST_TOPIC: usize = 40;

/// Words whose dot ends no sentence.
const ABBREVIATIONS: [&str; 48] = [
    "abs", "allg", "art", "bj", "bsp", "bspw", "bzgl", "bzw", "ca", "d", "dez", "dgl", "dr", "e", "ehem", "einschl",
    "etc", "evtl", "exkl", "fr", "gem", "ggf", "ggfs", "h", "hr", "i", "incl", "inkl", "lt", "max", "mgl", "mind",
    "min", "mio", "nr", "o", "prof", "s", "sog", "st", "str", "tel", "u", "usw", "v", "vgl", "z", "zzgl",
];

/// Gives a title of the topic's words and the first sentence that asks, else the first one.
pub(super) fn title(topic: &str, text: &str) -> String {
    let topic = topic.split_whitespace().collect::<Vec<_>>().join(" ");
    let topic = Some(topic).filter(|topic| !topic.is_empty() && topic.chars().count() <= LONGEST_TOPIC);
    let all = sentences(text);
    let asking = all.iter().find(|sentence| sentence.ends_with('?')).or(all.first());
    let whole = match (topic, asking) {
        (Some(topic), Some(sentence)) if !key(sentence).starts_with(&key(&topic)) => format!("{topic}: {sentence}"),
        (_, Some(sentence)) => sentence.clone(),
        (Some(topic), None) => topic,
        (None, None) => String::new(),
    };
    cut(&whole, LONGEST)
}

/// Cuts a text behind a word, so that it has no more letters than this, the sign for the rest included.
pub(super) fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest.saturating_sub(2)).collect();
    let next_is_blank = text.chars().nth(longest.saturating_sub(2)).is_some_and(char::is_whitespace);
    let end = if next_is_blank { kept.len() } else { kept.rfind(' ').unwrap_or(kept.len()) };
    let kept = kept[..end].trim_end_matches([',', ';', ':', '–', '-', '(', ' ']);
    format!("{kept} …")
}

/// The sentences of a text, each on one line and without marks of lists.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut begin = 0;
        let mut letters = line.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let blank_follows = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
            let ends = match letter {
                '?' | '!' => blank_follows,
                '.' => blank_follows && ends_sentence(&line[begin..at]),
                _ => false,
            };
            if ends {
                sentences.push(plain(&line[begin..=at]));
                begin = at + 1;
            }
        }
        sentences.push(plain(&line[begin..]));
        // The rest of a long text is not worth the time.
        if sentences.len() > 40 {
            break;
        }
    }
    sentences.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    sentences
}

/// Whether a dot behind this text ends a sentence: not behind a number, an abbreviation or a single letter.
fn ends_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let is_short = word.chars().count() < 2 || word.chars().all(|letter| letter.is_ascii_digit());
    !is_short && !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn plain(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let first = words.iter().position(|word| word.chars().any(char::is_alphabetic)).unwrap_or(0);
    // A number before the first word is a mark of a list only with its dot or bracket.
    let is_mark = |word: &&str| !word.chars().any(char::is_alphanumeric) || word.ends_with(['.', ')']);
    let first = if words[..first].iter().all(is_mark) { first } else { 0 };
    let kept = words[first..].iter().map(|word| word.chars().filter(|letter| !letter.is_control()).collect::<String>());
    kept.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_topic_and_what_is_asked() {
        for (topic, text, expected) in [
            ("PV", "Wir haben Dächer. Dürfen wir? Und wann?", "PV: Dürfen wir?"),
            (
                "",
                "Unser Plan läuft zum 30.09. aus, z. B. in Neuss. Mehr nicht.",
                "Unser Plan läuft zum 30.09. aus, z. B. in Neuss.",
            ),
            ("Stelle", "1. Wer zahlt?\n2. Wann?", "Stelle: Wer zahlt?"),
            ("Wärme", "Wärme für alle?", "Wärme für alle?"),
            ("", "Es gab Ärger (wie immer). Was nun?", "Was nun?"),
            ("Wärme", "", "Wärme"),
            ("", " \n ", ""),
            ("", "23 Gebäude und Geld für zwei?", "23 Gebäude und Geld für zwei?"),
        ] {
            assert_eq!(title(topic, text), expected);
        }
    }

    #[test]
    fn a_long_title_ends_behind_a_word() {
        let long = "wort ".repeat(40);
        let title = title("", &long);
        assert!(title.chars().count() <= LONGEST && title.ends_with("wort …"), "{title}");
        assert!(cut(&"x".repeat(200), 90).chars().count() <= 90);
        assert_eq!(cut("ab cd ef", 7), "ab cd …");
    }
}
