//! Small changes to what stands in a sentence: shortened, ended, begun with a capital.

/// A name short enough that the key for undo stays in sight.
pub(super) fn shortened(label: &str) -> String {
    const MOST: usize = 30;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    label.chars().take(MOST - 1).chain(['…']).collect()
}

/// The end of a sentence that ends with this.
pub(super) fn dot(text: &str) -> &'static str {
    if text.ends_with(['…', '.', '?', '!']) { "" } else { "." }
}

/// A text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
