//! Turns one unfolded line of any version into a clean one: UTF-8, no encodings, only the
//! parameters that count.
use crate::exchange::card::STATE;
use crate::exchange::encoding::decode_value;

/// The line is no property.
#[derive(Debug)]
pub(super) struct NoProperty;

/// What is read of a card; the rest, pictures first of all, is not even decoded.
const READ: [&str; 14] =
    ["N", "FN", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "ADR", "CATEGORIES", "NOTE", "URL", "UID", "REV", STATE];

/// Gives the clean line, or nothing for a property that is not read.
pub(super) fn clean(line: &[u8], is_2_1: bool) -> Result<Option<String>, NoProperty> {
    let (head, value) = halves(line).ok_or(NoProperty)?;
    let head = decode_value(head, None);
    let mut parameters = head.split(';');
    let name = parameters.next().unwrap_or_default();
    // The group before a dot only ties a label to the property.
    let name = name.rsplit('.').next().unwrap_or_default().trim().to_uppercase();
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(NoProperty);
    }
    if !READ.contains(&name.as_str()) {
        return Ok(None);
    }
    let parameters = Parameters::read(parameters);
    let decoded;
    let bytes = if parameters.quoted_printable {
        decoded = unquoted(value);
        &decoded
    } else {
        value
    };
    let value = decode_value(bytes, parameters.charset.as_deref());
    let mut value = escaped(&value, is_2_1, &name);
    if name == "TEL"
        && let Some(scheme) = value.get(..4)
        && scheme.eq_ignore_ascii_case("tel:")
    {
        value.drain(..4);
    }
    let mut clean = name;
    for kind in &parameters.kinds {
        clean.push_str(";TYPE=");
        clean.push_str(kind);
    }
    if let Some(rank) = parameters.rank {
        clean.push_str(&format!(";PREF={rank}"));
    }
    // As text, so that no address or time is taken apart and put together differently.
    clean.push_str(";VALUE=text:");
    clean.push_str(&value);
    Ok(Some(clean))
}

/// Cuts at the first colon that stands outside quotes.
fn halves(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut quoted = false;
    let colon = line.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    })?;
    Some((&line[..colon], &line[colon + 1..]))
}

#[derive(Default)]
struct Parameters {
    kinds: Vec<String>,
    rank: Option<u32>,
    charset: Option<String>,
    quoted_printable: bool,
}

impl Parameters {
    /// Reads `TYPE=WORK,VOICE`, `TYPE="work,voice"` and the bare `WORK;VOICE` of 2.1 alike.
    fn read<'text>(parameters: impl Iterator<Item = &'text str>) -> Self {
        let mut found = Parameters::default();
        for parameter in parameters {
            let (name, values) = parameter.split_once('=').unwrap_or(("TYPE", parameter));
            let values = values.trim().trim_matches('"');
            match name.trim().to_uppercase().as_str() {
                "TYPE" => values.split(',').for_each(|kind| found.take_kind(kind)),
                "ENCODING" => found.take_kind(values),
                "CHARSET" => found.charset = Some(values.to_owned()),
                "PREF" => found.rank = values.parse().ok().or(found.rank),
                _ => {}
            }
        }
        found
    }

    fn take_kind(&mut self, kind: &str) {
        let kind = kind.trim().to_uppercase();
        match kind.as_str() {
            "QUOTED-PRINTABLE" => self.quoted_printable = true,
            "PREF" => self.rank = self.rank.or(Some(1)),
            "WORK" | "HOME" | "CELL" | "FAX" => self.kinds.push(kind),
            _ => {}
        }
    }
}

/// Undoes quoted-printable; a `=` that is followed by no number stays.
fn unquoted(value: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(value.len());
    let mut position = 0;
    while position < value.len() {
        if let [b'=', high, low, ..] = value[position..]
            && let (Some(high), Some(low)) = (digit(high), digit(low))
        {
            bytes.push((high * 16 + low) as u8);
            position += 3;
        } else {
            bytes.push(value[position]);
            position += 1;
        }
    }
    bytes
}

/// Writes the value with the escapes of 3.0. Version 2.1 escapes nothing but the semicolon, and its
/// commas separate in lists only.
fn escaped(value: &str, is_2_1: bool, name: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + 8);
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                escaped.push_str("\\n");
            }
            '\n' => escaped.push_str("\\n"),
            '\0' => escaped.push('\u{fffd}'),
            '\\' if is_2_1 && !matches!(letters.peek(), Some(';' | ',' | 'n' | 'N' | '\\')) => {
                escaped.push_str("\\\\");
            }
            '\\' => {
                escaped.push('\\');
                escaped.extend(letters.next().filter(|next| !matches!(next, '\r' | '\n' | '\0')));
            }
            ',' if is_2_1 && name != "CATEGORIES" => escaped.push_str("\\,"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
