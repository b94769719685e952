//! Traces of a person in a text: the name in any spelling and order, mail addresses, phone numbers.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::domain::fold::fold;
use crate::domain::{Field, Kind, Record};

/// What stands in the place of a mail address or a phone number: a sign, as a word would be of one language.
pub const ADDRESS_GONE: &str = "[…]";

/// Words before a name that belong to it.
const TITLES: &[&str] =
    &["herr", "herrn", "frau", "hr", "fr", "dr", "prof", "professor", "professorin", "mr", "mrs", "ms"];

/// Fewer digits than these could be anything.
const FEWEST_DIGITS: usize = 6;

/// A place in a text that names a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The bytes.
    pub range: Range<usize>,
    /// Whether nobody else can be meant.
    pub is_certain: bool,
    /// Whether it is a mail address or a phone number.
    pub is_address: bool,
}

/// What a person is recognised by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// Last names, each with the first names that go with it, folded.
    names: BTreeSet<(Vec<String>, Vec<String>)>,
    mails: BTreeSet<String>,
    /// Digits without country and leading zero.
    phones: BTreeSet<String>,
}

/// A word of a text.
struct Word {
    range: Range<usize>,
    folded: String,
}

impl Traces {
    /// Adds what a contact or staff, as it is or was, is recognised by.
    pub fn add(&mut self, record: &Record) {
        if record.kind == Kind::Person {
            self.add_staff(record);
            return;
        }
        let list = |field| words(record.text(field)).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        let (last, first) = (list(Field::LastName), list(Field::FirstName));
        // One letter is no name: it would be found everywhere.
        if last.iter().any(|word| word.chars().count() > 1) {
            self.names.insert((last, first));
        }
        for line in record.text(Field::Mails).lines() {
            self.mails.extend(addresses(line).into_iter().map(|range| line[range].to_lowercase()));
        }
        self.phones.extend(record.text(Field::Phones).lines().filter_map(national));
    }

    /// The name of staff is one, the last name at its end; a login name can be a word of everyday.
    fn add_staff(&mut self, record: &Record) {
        let list = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        let name = record.text(Field::Name).trim();
        let (first, last) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
        let (first, last) = (list(first), list(last));
        if last.iter().any(|word| word.chars().count() > 1) {
            let first = first.into_iter().filter(|word| !TITLES.contains(&word.as_str())).collect();
            self.names.insert((last, first));
        }
        for login in record.text(Field::Logins).lines() {
            let login = list(login);
            if login.iter().any(|word| word.chars().count() > 1) {
                self.names.insert((login, Vec::new()));
            }
        }
        let mail = record.text(Field::Mail);
        self.mails.extend(addresses(mail).into_iter().map(|range| mail[range].to_lowercase()));
        self.phones.extend(national(record.text(Field::Phone)));
    }

    /// Takes addresses out that others have too: a switchboard or a shared mailbox is nobody's own.
    pub fn without_shared(&mut self, text: &str) {
        for line in text.lines() {
            for range in addresses(line) {
                self.mails.remove(&line[range].to_lowercase());
            }
            if let Some(number) = national(line) {
                self.phones.remove(&number);
            }
        }
    }

    /// Whether another record has the same first and last name.
    pub fn is_namesake(&self, last: &str, first: &str) -> bool {
        let list = |text| words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        self.names.contains(&(list(last), list(first)))
    }

    /// The places in a text that name the person, in order, none touching another.
    pub fn find(&self, text: &str) -> Vec<Trace> {
        let mut found = Vec::new();
        let runs = addresses(text);
        for range in &runs {
            if self.mails.contains(&text[range.clone()].to_lowercase()) {
                found.push(Trace { range: range.clone(), is_certain: true, is_address: true });
            }
        }
        self.find_phones(text, &mut found);
        self.find_names(text, &runs, &mut found);
        merged(found)
    }

    /// The text with others' words in the places of the traces.
    pub fn replace(&self, text: &str, stand_in: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for trace in self.find(text) {
            out.push_str(&text[from..trace.range.start]);
            out.push_str(if trace.is_address { ADDRESS_GONE } else { stand_in });
            from = trace.range.end;
        }
        out.push_str(&text[from..]);
        out
    }

    fn find_names(&self, text: &str, runs: &[Range<usize>], found: &mut Vec<Trace>) {
        let words = words(text);
        for (last, first) in &self.names {
            for at in 0..words.len() {
                let Some((from, to, is_certain)) = name_at(text, &words, at, last, first) else { continue };
                let range = words[from].range.start..words[to - 1].range.end;
                // Inside a mail address the whole address goes: half of it would still be one.
                let run = runs.iter().find(|run| run.start <= range.start && range.end <= run.end);
                found.push(Trace { range: run.cloned().unwrap_or(range), is_certain, is_address: run.is_some() });
            }
        }
    }

    fn find_phones(&self, text: &str, found: &mut Vec<Trace>) {
        if self.phones.is_empty() {
            return;
        }
        for run in number_runs(text) {
            let digits: Vec<(usize, char)> =
                text[run.clone()].char_indices().filter(|(_, letter)| letter.is_ascii_digit()).collect();
            let plain: String = digits.iter().map(|(_, digit)| digit).collect();
            for phone in &self.phones {
                let Some(at) = plain.find(phone.as_str()) else { continue };
                // Before it stands at most the country: +49 (0), 0049, 0.
                let start = if at <= 5 { run.start } else { run.start + digits[at].0 };
                let end = run.start + digits[at + phone.len() - 1].0 + 1;
                found.push(Trace { range: start..end, is_certain: true, is_address: true });
            }
        }
    }
}

/// A name whose last name begins at a word: from which word to which, and whether nobody else can be meant.
fn name_at(text: &str, words: &[Word], at: usize, last: &[String], first: &[String]) -> Option<(usize, usize, bool)> {
    let mut to = at + last.len();
    let there = words.get(at..to)?;
    let (end, rest) = last.split_last()?;
    // "Müllers Vorschlag" is about the same person.
    let is_end = |word: &Word| word.folded == *end || word.folded.strip_suffix('s') == Some(end.as_str());
    if !(there.iter().zip(rest).all(|(word, name)| word.folded == *name) && is_end(&there[last.len() - 1])) {
        return None;
    }
    let near = |one: usize| {
        let between = text.get(words[one].range.end..words.get(one + 1)?.range.start)?;
        (between.chars().count() <= 3 && between.chars().all(|letter| " \u{a0}\t.,-_;".contains(letter))).then_some(())
    };
    let mut from = at;
    let mut is_certain = false;
    if let Some(called) = first.first() {
        let is_first = |word: &Word| {
            word.folded == *called || word.folded.chars().count() == 1 && called.starts_with(&word.folded)
        };
        let is_full = |start: usize| words[start..].iter().zip(first).all(|(word, name)| word.folded == *name);
        if at >= first.len() && is_full(at - first.len()) && near(at - 1).is_some() {
            (from, is_certain) = (at - first.len(), true);
        } else if at > 0 && is_first(&words[at - 1]) && near(at - 1).is_some() {
            (from, is_certain) = (at - 1, true);
        } else if words.len() >= to + first.len() && is_full(to) && near(to - 1).is_some() {
            (to, is_certain) = (to + first.len(), true);
        } else if words.get(to).is_some_and(|word| word.folded == *called) && near(to - 1).is_some() {
            (to, is_certain) = (to + 1, true);
        }
    }
    while from > 0 && TITLES.contains(&words[from - 1].folded.as_str()) && near(from - 1).is_some() {
        from -= 1;
    }
    Some((from, to, is_certain))
}

/// The words of a text and where they stand: letters and digits, with what is written over or between them unseen.
fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let mut close = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take() {
            let folded = fold(&text[from..end]);
            if !folded.is_empty() {
                found.push(Word { range: from..end, folded });
            }
        }
    };
    for (at, letter) in text.char_indices() {
        // A soft hyphen or a combining mark is part of the word in which it stands.
        let unseen = start.is_some() && !letter.is_whitespace() && fold(letter.encode_utf8(&mut [0; 4])).is_empty();
        if letter.is_alphanumeric() || unseen {
            start.get_or_insert(at);
        } else {
            close(&mut start, at);
        }
    }
    close(&mut start, text.len());
    found
}

/// The mail addresses in a text.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_part = |letter: char| letter.is_alphanumeric() || "@._%+-".contains(letter);
    let mut found = Vec::new();
    let mut from = 0;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_part(letter) {
            continue;
        }
        let run = text[from..at].trim_end_matches(['.', '-', '_']);
        if run.find('@').is_some_and(|sign| sign > 0 && sign + 1 < run.len()) {
            found.push(from..from + run.len());
        }
        from = at + letter.len_utf8();
    }
    found
}

/// Runs of digits with what people write between them.
fn number_runs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut end = 0;
    for (at, letter) in text.char_indices().chain([(text.len(), 'x')]) {
        if letter.is_ascii_digit() || start.is_none() && (letter == '+' || letter == '(') {
            start.get_or_insert(at);
            end = at + 1;
        } else if start.is_some() && !" \u{a0}/-–.()".contains(letter) {
            found.extend(start.take().filter(|from| *from < end).map(|from| from..end));
        }
    }
    found
}

/// A phone number without country and leading zero; none where it is too short to be recognised.
fn national(text: &str) -> Option<String> {
    let text = text.replacen("(0)", "", 1);
    let run = number_runs(&text).into_iter().max_by_key(ExactSizeIterator::len)?;
    let digits: String = text[run.clone()].chars().filter(char::is_ascii_digit).collect();
    let rest = if text[run].starts_with('+') { digits.strip_prefix("49") } else { digits.strip_prefix("0049") };
    let plain = rest.unwrap_or(&digits).trim_start_matches('0');
    (plain.len() >= FEWEST_DIGITS).then(|| plain.to_owned())
}

fn merged(mut traces: Vec<Trace>) -> Vec<Trace> {
    traces.sort_by_key(|trace| (trace.range.start, std::cmp::Reverse(trace.range.end)));
    let mut all: Vec<Trace> = Vec::with_capacity(traces.len());
    for trace in traces {
        match all.last_mut() {
            Some(last) if trace.range.start < last.range.end => {
                last.range.end = last.range.end.max(trace.range.end);
                last.is_certain |= trace.is_certain;
                last.is_address |= trace.is_address;
            }
            _ => all.push(trace),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, Kind};

    fn traces() -> Traces {
        let record = Record::new(Kind::Contact, Id(1))
            .with(Field::FirstName, "Jörg-Uwe")
            .with(Field::LastName, "Mückenschön")
            .with(Field::Mails, "j.mueckenschoen@example.org\nPrivat <JU@example.de>")
            .with(Field::Phones, "Büro: +49 (0)211 4566-123\n0170 / 555 01 02\n-77");
        let mut traces = Traces::default();
        traces.add(&record);
        traces
    }

    fn found(text: &str) -> Vec<(&str, bool)> {
        traces().find(text).into_iter().map(|trace| (&text[trace.range], trace.is_certain)).collect()
    }

    #[test]
    fn a_name_is_found_in_every_spelling_and_order() {
        for (text, certain) in [
            ("Jörg-Uwe Mückenschön", true),
            ("Joerg-Uwe Mueckenschoen", true),
            ("JÖRG UWE MÜCKENSCHÖN", true),
            ("Mückenschön, Jörg-Uwe", true),
            ("Mu\u{308}ckenscho\u{308}n, Jörg", true),
            ("Dr. J. Mückenschön", true),
            ("Mücken\u{ad}schön", false),
            ("Herrn Prof. Dr. Mückenschöns", false),
            ("j_mueckenschoen", true),
            ("mueckenschoen.ju@example.com", false),
        ] {
            assert_eq!(found(&format!("laut {text}: ja")), [(text, certain)], "{text}");
        }
        assert_eq!(found("Mückenschönau, Jörg und die Mücke sind schön"), []);
        assert_eq!(found("Die Liste von Anna Mückenschön").first().map(|one| one.1), Some(false));
    }

    #[test]
    fn addresses_are_found_however_they_are_written() {
        assert_eq!(found("an J.Mueckenschoen@Example.org."), [("J.Mueckenschoen@Example.org", true)]);
        assert_eq!(found("(ju@example.de)"), [("ju@example.de", true)]);
        for number in ["0211/4566123", "+49 211 4566 123", "0049 (0) 211-4566-123", "01705550102", "0170–555 0102"] {
            assert_eq!(found(&format!("Tel. {number}, ab 9")), [(number, true)], "{number}");
        }
        assert_eq!(found("Telefon 4566-77, Az. 0211 4566 124"), []);
    }

    #[test]
    fn nothing_is_left_where_others_words_stand() {
        let text = "Herr Mückenschön (ju@example.de, 0211 4566123) sagte zu; Mückenschöns Büro auch.";
        let told = traces().replace(text, "Vertretung MUNV");
        assert_eq!(told, "Vertretung MUNV ([…], […]) sagte zu; Vertretung MUNV Büro auch.");
        assert_eq!(traces().replace(&told, "Vertretung MUNV"), told);
    }

    #[test]
    fn what_others_have_too_is_nobodys_own() {
        let mut traces = traces();
        traces.without_shared("poststelle@example.org\nju@example.de");
        traces.without_shared("0211 4566-123");
        assert_eq!(traces.find("ju@example.de, 0211 4566123"), []);
        assert!(traces.is_namesake("Mueckenschoen", "Jörg Uwe") && !traces.is_namesake("Mueckenschoen", "Eva"));
    }
}
