//! How a folded German word sounds, so that names are found that somebody only heard.

/// Gives a coarse key: words that sound alike in German have the same one, and the key of a word's beginning is
/// mostly the beginning of its key. `Weyerstraß` and `Weierstras`, `Vogt` and `Fokt`, `Schmidt` and `Schmitt` meet.
pub fn key(folded: &str) -> String {
    let letters: Vec<char> = folded.chars().collect();
    let mut key = String::with_capacity(folded.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let (sound, taken) = match (letter, next) {
            ('s', 'c') if letters.get(at + 2) == Some(&'h') => ("x", 3),
            ('p', 'h' | 'f') => ("f", 2),
            ('c', 'h') => ("h", 2),
            ('c', 'k') => ("k", 2),
            ('t', 'z') | ('d', 's') => ("s", 2),
            ('d' | 't', 't' | 'h') => ("t", 2),
            ('e' | 'a', 'i' | 'y') => ("ei", 2),
            ('i', 'e') => ("i", 2),
            // A silent letter that makes the vowel before it long.
            ('h', _) if at > 0 && key.ends_with(is_vowel) => ("", 1),
            ('v' | 'w' | 'f', _) => ("f", 1),
            ('y' | 'j' | 'i', _) => ("i", 1),
            ('c', 'e' | 'i') | ('z' | 's', _) => ("s", 1),
            ('c' | 'k' | 'q' | 'g', _) => ("k", 1),
            ('d' | 't', _) => ("t", 1),
            ('b' | 'p', _) => ("p", 1),
            ('x', _) => ("ks", 1),
            _ => ("", 0),
        };
        at += taken.max(1);
        if taken == 0 {
            append(&mut key, letter);
        }
        for letter in sound.chars() {
            append(&mut key, letter);
        }
    }
    key
}

/// The letters with which words begin whose key begins like this one.
pub fn first_letters(key: &str) -> &'static [char] {
    match key.chars().next() {
        Some('f') => &['f', 'p', 'v', 'w'],
        Some('k') => &['c', 'g', 'k', 'q', 'x'],
        Some('i') => &['i', 'j', 'y'],
        Some('s') => &['c', 'd', 's', 't', 'z'],
        Some('t') => &['d', 't'],
        Some('p') => &['b', 'p'],
        Some('x') => &['s'],
        Some('h') => &['c', 'h'],
        Some('e') => &['a', 'e'],
        Some('a') => &['a'],
        Some('o') => &['o'],
        Some('u') => &['u'],
        Some('l') => &['l'],
        Some('m') => &['m'],
        Some('n') => &['n'],
        Some('r') => &['r'],
        _ => &[],
    }
}

/// Double letters sound like one.
fn append(key: &mut String, letter: char) {
    if !key.ends_with(letter) {
        key.push(letter);
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fold::fold;

    #[test]
    fn names_that_sound_alike_meet() {
        for (heard, written) in [
            ("Weier", "Weyer"),
            ("Maier", "Meyer"),
            ("Schmitt", "Schmidt"),
            ("Stefan", "Stephan"),
            ("Karsten", "Carsten"),
            ("Wolf", "Wolff"),
            ("Fischer", "Vischer"),
            ("Kolk", "Kolck"),
            ("Walter", "Walther"),
            ("Siebert", "Sibert"),
        ] {
            assert_eq!(key(&fold(heard)), key(&fold(written)), "{heard}, {written}");
        }
        assert_ne!(key("meyer"), key("mayr"));
        assert_ne!(key("klima"), key("lima"));
    }

    #[test]
    fn words_that_sound_alike_begin_with_one_of_the_letters_that_are_told() {
        let words = ["weyer", "phase", "pfau", "vogel", "christ", "quelle", "xaver", "jung", "zimmer", "tz", "citrus"];
        let more =
            ["dt", "dose", "bach", "schule", "hase", "eis", "aich", "alt", "ohr", "ufer", "laub", "mai", "rad", "neu"];
        for word in words.iter().chain(&more) {
            let first = word.chars().next().unwrap();
            assert!(first_letters(&key(word)).contains(&first), "{word} {}", key(word));
        }
    }

    #[test]
    fn the_beginning_of_a_word_sounds_like_the_beginning_of_it() {
        let word = "weyerstrass";
        for end in 3..word.len() {
            assert!(key(word).starts_with(key(&word[..end]).trim_end_matches('e')), "{}", &word[..end]);
        }
    }
}
