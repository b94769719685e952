//! How a question remembers the row it came from: the file's name for people, a key for the next import.

use crate::domain::fold::key;

/// Between the parts of a source.
const BETWEEN: &str = " · ";

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// The sheet, drawn when it was first imported: two sheets that both have a number 1 stay apart.
    pub sheet: u32,
    /// The sheet's own number of the row, empty where it has none.
    pub number: String,
    /// The [`text_hash`] of the row's text when it came.
    pub text: u64,
}

impl Source {
    /// Gives what stands in the field: `fragen.csv · 17 · 0000002a-00000000000000ff`.
    pub fn written(&self, file: &str) -> String {
        let number = if self.number.is_empty() { "–" } else { &self.number };
        format!("{file}{BETWEEN}{number}{BETWEEN}{:08x}-{:016x}", self.sheet, self.text)
    }

    /// Reads what stands in the field; nothing where people wrote something else there.
    pub fn read(text: &str) -> Option<Source> {
        let (rest, key) = text.rsplit_once(BETWEEN)?;
        let (_, number) = rest.rsplit_once(BETWEEN)?;
        let (sheet, text) = key.split_once('-').filter(|(sheet, text)| (sheet.len(), text.len()) == (8, 16))?;
        let number = if number == "–" { "" } else { number };
        Some(Source {
            sheet: u32::from_str_radix(sheet, 16).ok()?,
            number: number.to_owned(),
            text: u64::from_str_radix(text, 16).ok()?,
        })
    }
}

/// Gives the number of a row as sheets write it, in the one form in which it is kept: `17.` is `17`.
pub(super) fn row_number(cell: &str) -> String {
    key(cell).chars().take(24).collect()
}

/// Gives a number for a text that is the same for all its spellings. It is kept in the file, so it must never
/// come out differently: FNV-1a, 64 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub fn text_hash(text: &str) -> u64 {
    key(text)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_back() {
        for number in ["17", "", "a b"] {
            let source = Source { sheet: 42, number: number.to_owned(), text: u64::MAX };
            for file in ["fragen.csv", "a · b-c.csv", ""] {
                assert_eq!(Source::read(&source.written(file)), Some(source.clone()));
            }
        }
        for text in ["", "Mail vom 3.3.", "a · b", "a · b · c-d", "a · 1 · 1-g"] {
            assert_eq!(Source::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(text_hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(text_hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(text_hash("Wärme, Plan?"), text_hash("waerme plan"));
    }
}
