//! How far a typed word is from a written one.

/// The fewest letters to change, drop, add or swap with their neighbour so that `typed` becomes a beginning of
/// `word`; `None` where that takes more than `allowed`.
///
/// The first letter has to be right: people seldom mistype it, and most words are ruled out at once.
pub fn distance_to_start(typed: &[char], word: &str, allowed: usize) -> Option<usize> {
    if typed.first() != word.chars().next().as_ref() {
        return None;
    }
    let word: Vec<char> = word.chars().take(typed.len() + allowed).collect();
    if word.len() + allowed < typed.len() {
        return None;
    }
    // Rows of the usual table of distances (Damerau, adjacent letters only), the last three of them.
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, letter) in typed.iter().enumerate() {
        let mut now = Vec::with_capacity(last.len());
        now.push(row + 1);
        for (column, other) in word.iter().enumerate() {
            let changed = last[column] + usize::from(letter != other);
            let mut best = changed.min(last[column + 1] + 1).min(now[column] + 1);
            if row > 0 && column > 0 && typed[row - 1] == *other && word[column - 1] == *letter {
                best = best.min(before_last[column - 1] + 1);
            }
            now.push(best);
        }
        if now.iter().min().is_none_or(|least| *least > allowed) {
            return None;
        }
        before_last = std::mem::replace(&mut last, now);
    }
    last.into_iter().min().filter(|distance| *distance <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(typed: &str, word: &str) -> Option<usize> {
        distance_to_start(&typed.chars().collect::<Vec<_>>(), word, 2)
    }

    #[test]
    fn typing_errors_are_counted_to_the_beginning_of_a_word() {
        assert_eq!(distance("radver", "radverkehr"), Some(0));
        assert_eq!(distance("kraca", "karaca"), Some(1));
        assert_eq!(distance("stadtradln", "stadtradeln"), Some(1));
        assert_eq!(distance("ladeseule", "ladesaulen"), Some(1));
        assert_eq!(distance("contracning", "contracting"), Some(1));
        assert_eq!(distance("mobilstaton", "mobilstation"), Some(1));
        assert_eq!(distance("hitez", "hitze"), Some(1));
        assert_eq!(distance("denkmal", "klimaschutz"), None);
    }
}
