//! The two functions that the file's triggers and indexes call: folding of German spellings.

use std::sync::Mutex;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::domain::fold;

/// Makes `runde_words` and `runde_key` known to a connection.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    // A trigger asks twice for the words of one text: for the index and for the list of words.
    let last = Mutex::new((String::new(), String::new()));
    connection.create_scalar_function("runde_words", 1, flags, move |context| {
        let text = context.get_raw(0).as_str_or_null()?.unwrap_or_default();
        let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if last.0 != text {
            *last = (text.to_owned(), words(text));
        }
        Ok(last.1.clone())
    })?;
    connection.create_scalar_function("runde_key", 1, flags, |context| {
        let text = context.get_raw(0).as_str_or_null()?;
        Ok(text.map(fold::key))
    })
}

/// The folded words of a text, each once, as a JSON array.
fn words(text: &str) -> String {
    let mut seen = std::collections::HashSet::new();
    let mut json = String::with_capacity(text.len() + 8);
    json.push('[');
    for word in fold::words(text) {
        if !seen.contains(&word) {
            if json.len() > 1 {
                json.push(',');
            }
            // Folded words hold letters and digits only: nothing in them needs escaping.
            json.push('"');
            json.push_str(&word);
            json.push('"');
            seen.insert(word);
        }
    }
    json.push(']');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once() {
        assert_eq!(words("Wärme, Waerme und NRW.BANK"), r#"["warme","und","nrw","bank"]"#);
        assert!(serde_json::from_str::<Vec<String>>(&words("a\"b \u{1}c\\ 'd'")).is_ok());
    }
}
