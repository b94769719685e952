//! Makes text of a file's bytes, whatever program saved them.
use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's text, and what was found while decoding it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
    pub encoding: &'static str,
    /// NUL characters, which were left out as no program can show or store them.
    pub nulls: usize,
    /// Some bytes fit no character and stand as U+FFFD in the text.
    pub damaged: bool,
}

/// Gives the text without its byte order mark. Without a mark it is UTF-8 where all bytes fit,
/// else Windows-1252, in which German Excel saves. Control characters stay, except NUL.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, bytes): (&'static Encoding, &[u8]) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (UTF_8, rest),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        _ => (WINDOWS_1252, bytes),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let nulls = text.bytes().filter(|byte| *byte == 0).count();
    let text = if nulls == 0 { text.into_owned() } else { text.replace('\0', "") };
    Decoded { text, encoding: encoding.name(), nulls, damaged }
}

/// Gives the text of one value: in the named character set, if it is known; else UTF-8 where the
/// bytes fit, else Windows-1252.
pub(super) fn decode_value<'bytes>(bytes: &'bytes [u8], charset: Option<&str>) -> Cow<'bytes, str> {
    let named = charset.and_then(|name| Encoding::for_label(name.as_bytes()));
    if let Some(encoding) = named.filter(|encoding| *encoding != UTF_8) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes);
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn each_program_s_bytes_give_the_same_text() {
        let text = "Wärme – 5 €".to_owned();
        let utf_16: Vec<u16> = text.encode_utf16().collect();
        let little = utf_16.iter().flat_map(|unit| unit.to_le_bytes());
        let big = utf_16.iter().flat_map(|unit| unit.to_be_bytes());
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(little).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(big).collect();
        assert_eq!(decoded(text.as_bytes()), (text.clone(), "UTF-8"));
        assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()), (text.clone(), "UTF-8"));
        assert_eq!(decoded(&little), (text.clone(), "UTF-16LE"));
        assert_eq!(decoded(&big), (text.clone(), "UTF-16BE"));
        assert_eq!(decoded(b"W\xe4rme \x96 5 \x80"), (text, "windows-1252"));
    }

    #[test]
    fn nulls_go_and_are_counted_other_controls_stay() {
        let decoded = decode(b"a\0b\x1b[31m\0\tc\x07");
        assert_eq!(decoded.text, "ab\x1b[31m\tc\x07");
        assert_eq!(decoded.nulls, 2);
        assert!(!decoded.damaged);
    }

    #[test]
    fn damage_is_told() {
        assert!(decode(b"\xef\xbb\xbfW\xe4rme").damaged);
        assert!(decode(b"\xff\xfea").damaged);
    }

    #[test]
    fn a_value_follows_its_own_character_set() {
        assert_eq!(decode_value(b"B\xfcro", Some("ISO-8859-1")), "Büro");
        assert_eq!(decode_value("Büro".as_bytes(), Some("UTF-8")), "Büro");
        assert_eq!(decode_value("Büro".as_bytes(), None), "Büro");
        assert_eq!(decode_value(b"B\xfcro", Some("no-such-set")), "Büro");
    }
}
