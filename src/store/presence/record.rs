//! What a running program writes about itself: one line of fixed length, with a checksum, so that half a line, or
//! one that somebody else wrote, is recognised.

use crate::domain::entry::is_unseen;
use crate::domain::presence::Present;
use crate::domain::{Id, Kind};

/// Bytes of a record.
pub(super) const LENGTH: usize = 256;
/// The first word of a record; it changes with the meaning of the fields.
const MARK: &str = "R1";
/// The most bytes of a name, and of login and host.
const NAME: usize = 36;
const WORD: usize = 28;

/// A record as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Drawn at the start of the program: tells it from every other.
    pub token: u64,
    /// One more with every beat.
    pub beat: u32,
    /// Which running system: two programs with the same can see each other's processes.
    pub machine: u64,
    /// When the process began, in ticks of that system: a number may be given to another process later.
    pub began: u64,
    /// What others are shown.
    pub shown: Present,
}

impl Record {
    /// As bytes: fields between tabs, filled up with blanks, a line end last.
    pub(super) fn encode(&self) -> [u8; LENGTH] {
        let Present { login, name, host, process, since, version, schema, writes, at, .. } = &self.shown;
        let (kind, id) = at.map_or(("", 0), |(kind, id)| (kind.code(), id.0));
        let flags = u8::from(*writes);
        let body = format!(
            "{:x}\t{:x}\t{:x}\t{:x}\t{process:x}\t{since:x}\t{schema:x}\t{flags}\t{kind}\t{id:x}\t{}\t{}\t{}\t{}",
            self.token,
            self.beat,
            self.machine,
            self.began,
            cut(version, 12),
            cut(login, WORD),
            cut(host, WORD),
            cut(name, NAME),
        );
        let line = format!("{MARK}\t{:016x}\t{body}", sum(body.as_bytes()));
        let mut bytes = [b' '; LENGTH];
        let length = line.len().min(LENGTH - 1);
        bytes[..length].copy_from_slice(&line.as_bytes()[..length]);
        bytes[LENGTH - 1] = b'\n';
        bytes
    }

    /// Reads a record; `None` for an empty slot and for whatever no program of ours has written.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(bytes).ok()?.trim_end_matches([' ', '\n']);
        let (head, body) = line.strip_prefix(MARK)?.strip_prefix('\t')?.split_once('\t')?;
        // Blanks at the end belong to no field, but an empty last field leaves its tab.
        let known = u64::from_str_radix(head, 16).ok()? == sum(body.as_bytes());
        let fields: Vec<&str> = body.split('\t').collect();
        let [token, beat, machine, began, process, since, schema, flags, kind, id, version, login, host, name] =
            fields.try_into().ok().filter(|_| known)?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        let flags: u8 = flags.parse().ok()?;
        let at = Kind::from_code(kind).zip(number(id).and_then(|id| i64::try_from(id).ok()).map(Id));
        Some(Self {
            token: number(token)?,
            beat: u32::try_from(number(beat)?).ok()?,
            machine: number(machine)?,
            began: number(began)?,
            shown: Present {
                login: cut(login, WORD),
                name: cut(name, NAME),
                host: cut(host, WORD),
                process: u32::try_from(number(process)?).ok()?,
                since: i64::try_from(number(since)?).ok()?,
                version: cut(version, 12),
                schema: i32::try_from(number(schema)?).ok()?,
                writes: flags & 1 != 0,
                at,
                is_silent: false,
            },
        })
    }
}

/// The beginning of a text, in so many bytes, without what steers a terminal, hides, or parts fields.
fn cut(text: &str, most: usize) -> String {
    let mut kept = String::new();
    for letter in text.trim().chars() {
        let letter = if letter.is_control() || is_unseen(letter) { '?' } else { letter };
        if kept.len() + letter.len_utf8() > most {
            break;
        }
        kept.push(letter);
    }
    kept.trim_end().to_owned()
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): notices half a record; it is no protection against intent.
pub(super) fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(in crate::store::presence) fn record(login: &str, token: u64) -> Record {
        let shown = Present {
            login: login.to_owned(),
            name: "Jörg Muster".to_owned(),
            host: "pc7".to_owned(),
            process: 4711,
            since: 1_795_355_520,
            version: "0.1.0".to_owned(),
            schema: 1,
            writes: true,
            at: Some((Kind::Question, Id(4_503_599_643_208))),
            is_silent: false,
        };
        Record { token, beat: 7, machine: u64::MAX, began: u64::MAX, shown }
    }

    #[test]
    fn a_record_comes_back_and_is_one_readable_line() {
        let record = record("jmus", u64::MAX);
        let bytes = record.encode();
        assert_eq!(Record::decode(&bytes), Some(record));
        assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 1);
    }

    #[test]
    fn the_longest_record_fits_and_an_empty_name_is_no_fault() {
        let mut long = record(&"ä".repeat(99), u64::MAX);
        long.beat = u32::MAX;
        long.shown.since = i64::from(u32::MAX) * 9;
        long.shown.process = 4_194_304;
        (long.shown.name, long.shown.host) = ("x".repeat(99), "h".repeat(99));
        long.shown.version = "10.20.30-alpha".to_owned();
        long.shown.at = Some((Kind::Membership, Id((1 << 53) - 1)));
        assert!(Record::decode(&long.encode()).is_some_and(|read| read.shown.name.len() == NAME));
        for kind in Kind::ALL {
            long.shown.at = Some((*kind, Id((1 << 53) - 1)));
            assert!(Record::decode(&long.encode()).is_some(), "{kind:?}");
        }
        long.shown.name.clear();
        assert!(Record::decode(&long.encode()).is_some_and(|read| read.shown.name.is_empty()));
    }

    #[test]
    fn half_a_record_is_none_and_nothing_in_one_steers_a_terminal() {
        let mut bytes = record("jmus", 3).encode();
        bytes[60..].fill(0);
        assert_eq!(Record::decode(&bytes), None);
        let hostile = record("a\u{1b}[31m\tb\u{202e}\n", 3);
        let read = Record::decode(&hostile.encode()).unwrap();
        assert_eq!(read.shown.login, "a?[31m?b?");
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Some(read) = Record::decode(&bytes) {
                prop_assert!(!read.shown.login.chars().any(char::is_control));
            }
        }
    }
}
