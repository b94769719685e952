//! A row as SQLite writes it: a header with the sort of each value, then the values
//! (<https://www.sqlite.org/fileformat.html>, 2.1).

use rusqlite::types::Value;

/// A row: its number in the table, 0 in an index, and its values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) values: Vec<Value>,
}

/// The values of a record; none where its parts do not fit together.
pub(super) fn record(bytes: &[u8]) -> Option<Vec<Value>> {
    let (header, mut place) = varint(bytes, 0)?;
    let header = usize::try_from(header).ok().filter(|header| *header <= bytes.len())?;
    let mut at = header;
    let mut values = Vec::new();
    while place < header {
        let (sort, next) = varint(bytes.get(..header)?, place)?;
        place = next;
        let length = length(sort)?;
        let value = bytes.get(at..at.checked_add(length)?)?;
        at += length;
        values.push(match sort {
            0 => Value::Null,
            7 => Value::Real(f64::from_bits(integer(value).cast_unsigned())),
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            1..=6 => Value::Integer(integer(value)),
            sort if sort % 2 == 0 => Value::Blob(value.to_vec()),
            _ => Value::Text(String::from_utf8(value.to_vec()).ok()?),
        });
    }
    (at == bytes.len()).then_some(values)
}

/// The bytes of a value of this sort.
fn length(sort: i64) -> Option<usize> {
    match sort {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(sort).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        12.. => usize::try_from((sort - 12) / 2).ok(),
        _ => None,
    }
}

/// A number of up to eight bytes, the first of which holds the sign.
fn integer(bytes: &[u8]) -> i64 {
    let start = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(start, |number, byte| number << 8 | i64::from(*byte))
}

/// A number of variable length, and the place behind it.
pub(super) fn varint(bytes: &[u8], place: usize) -> Option<(i64, usize)> {
    let mut number = 0i64;
    for offset in 0..9 {
        let byte = *bytes.get(place + offset)?;
        if offset == 8 {
            return Some((number << 8 | i64::from(byte), place + 9));
        }
        number = number << 7 | i64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, place + offset + 1));
        }
    }
    None
}

/// The number that stands at a place, in four bytes.
pub(super) fn number(bytes: &[u8], place: usize) -> u32 {
    bytes.get(place..place + 4).map_or(0, |four| four.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_of_every_sort_are_read() {
        let bytes = [7, 0, 1, 2, 9, 0x15, 0x12, 0xff, 0x01, 0x00, b'a', 0xc3, 0xa4, b'b', 1, 2, 3];
        // The last two sorts: a text of four bytes, a blob of three.
        let values = record(&bytes).unwrap();
        assert_eq!(values[..4], [Value::Null, Value::Integer(-1), Value::Integer(256), Value::Integer(1)]);
        assert_eq!(values[4], Value::Text("aäb".into()));
        assert_eq!(values[5], Value::Blob(vec![1, 2, 3]));
    }

    proptest! {
        #[test]
        fn no_bytes_upset_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = record(&bytes);
            let _ = varint(&bytes, 0);
        }
    }
}
