//! What is said of rows of an import that somebody leaves out by hand.

use super::said;
use crate::domain::Language;

/// How many rows somebody leaves out.
pub fn left_out(language: Language, count: usize) -> String {
    format!("{count} {}", said(language, ("von Hand ausgelassen", "left out by hand")))
}

/// That a row is left out by hand, in a word or two.
pub const fn not_taken(language: Language) -> &'static str {
    said(language, ("nicht einlesen", "left out"))
}

/// That leaving a row out changes nothing.
pub const fn changes_nothing(language: Language) -> &'static str {
    said(
        language,
        (
            "Diese Zeile ändert nichts; sie muss nicht ausgelassen werden.",
            "This row changes nothing; it need not be left out.",
        ),
    )
}

/// That with all rows left out nothing is done.
pub const fn all_left_out(language: Language) -> &'static str {
    said(
        language,
        (
            "Alle Zeilen sind ausgelassen; nichts wurde eingelesen. Bitte eine Zeile wieder aufnehmen oder schließen.",
            "All rows are left out; nothing was imported. Please take a row in again, or close.",
        ),
    )
}
