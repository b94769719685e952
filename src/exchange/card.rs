//! A contact as an address book holds it, whichever program it comes from.
use std::collections::HashSet;

use chrono::NaiveDate;

/// The property of a card in which Runde notes the state of the contact that it has written.
pub const STATE: &str = "X-RUNDE-STATE";

/// One contact of a file. Nothing is empty text: what is unknown is `None` or an empty list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// The line of the file in which it begins, counted from 1.
    pub line: u64,
    pub uid: Option<String>,
    /// `Frau`, `Herr`
    pub salutation: Option<String>,
    /// The academic title: `Dr.`, `Prof. Dr.-Ing.`
    pub title: Option<String>,
    pub first_name: Option<String>,
    pub middle: Option<String>,
    pub last_name: Option<String>,
    pub suffix: Option<String>,
    /// As the file has it, else put together from the names; never empty.
    pub full_name: String,
    pub organisation: Option<String>,
    /// Units within the organisation, the larger first.
    pub units: Vec<String>,
    pub job_title: Option<String>,
    pub role: Option<String>,
    /// The preferred one first.
    pub mails: Vec<String>,
    pub phones: Vec<Phone>,
    /// The address at work. Private ones are not taken in: nobody needs them here.
    pub address: Option<Address>,
    pub categories: Vec<String>,
    pub note: Option<String>,
    pub web: Option<String>,
    /// The day on which the file's program last changed the contact.
    pub revised: Option<NaiveDate>,
    /// The place in the history of the last change of the contact, where Runde has written the card.
    pub state: Option<i64>,
}

/// A phone number, as written but without the `tel:` of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    pub number: String,
    pub kind: PhoneKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    Work,
    Mobile,
    Home,
    Fax,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<String>,
}

impl Card {
    /// Takes the salutation out of what stands before a name: `Frau Dr.` is both.
    pub(super) fn set_prefix(&mut self, prefix: &str) {
        let (forms, titles): (Vec<&str>, Vec<&str>) = prefix.split_whitespace().partition(|word| is_salutation(word));
        self.salutation = self.salutation.take().or_else(|| filled(&forms.join(" ")));
        self.title = self.title.take().or_else(|| filled(&titles.join(" ")));
    }

    /// Takes an academic title out of the post, where Outlook has no field for it: `Referentin, Dr.`
    pub(super) fn set_job(&mut self, job: &str) {
        let (titles, posts): (Vec<&str>, Vec<&str>) = job.split(',').map(str::trim).partition(|part| is_title(part));
        if self.title.is_none() && !titles.is_empty() {
            self.title = filled(&titles.join(" "));
            self.job_title = filled(&posts.join(", "));
        } else {
            self.job_title = filled(job);
        }
    }

    /// Puts the full name together where the file has none. Without any name, the organisation's.
    pub(super) fn complete_name(&mut self) {
        if !self.full_name.is_empty() {
            return;
        }
        let parts = [&self.title, &self.first_name, &self.middle, &self.last_name, &self.suffix];
        let names: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        self.full_name = names.join(" ");
        if self.full_name.is_empty() {
            self.full_name = self.organisation.clone().unwrap_or_default();
        }
    }
}

impl Address {
    /// The address, unless nothing of it is known.
    pub(super) fn known(self) -> Option<Address> {
        // The country alone, which Outlook fills in by itself, is no address.
        let parts = [&self.street, &self.postal_code, &self.city, &self.region];
        let is_known = parts.into_iter().any(Option::is_some);
        is_known.then_some(self)
    }
}

/// The text without blanks around it, if anything is left.
pub(super) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The texts that hold something, each once, in their order.
pub(super) fn distinct<Text: AsRef<str>>(texts: impl IntoIterator<Item = Text>) -> Vec<String> {
    let mut seen = HashSet::new();
    texts.into_iter().filter_map(|text| filled(text.as_ref())).filter(|text| seen.insert(text.clone())).collect()
}

pub(super) fn is_salutation(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_lowercase().as_str(),
        "frau" | "herr" | "herrn" | "fr" | "hr" | "mr" | "mrs" | "ms" | "miss" | "mx" | "sir"
    )
}

/// Whether the text is made of academic degrees alone: `Dr.`, `Dipl.-Ing.`, `Prof. Dr. rer. nat.`
fn is_title(text: &str) -> bool {
    const DEGREES: [&str; 6] = ["dr", "prof", "dipl", "mag", "msc", "bsc"];
    const ADDITIONS: [&str; 23] = [
        "ing", "rer", "nat", "med", "phil", "jur", "iur", "oec", "pol", "agr", "habil", "h", "c", "e", "univ", "vet",
        "biol", "geogr", "kfm", "fh", "m", "sc", "a",
    ];
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_degree = |word: &&str| DEGREES.contains(word);
    let known = |word: &&str| is_degree(word) || ADDITIONS.contains(word);
    let is_master = matches!(words.as_slice(), ["m" | "b", "sc" | "a" | "eng"]);
    is_master || (words.iter().any(is_degree) && words.iter().all(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_taken_out_of_the_post() {
        for (job, title, post) in [
            ("Referentin, Dr.", Some("Dr."), Some("Referentin")),
            ("Dipl.-Ing., Energieberater", Some("Dipl.-Ing."), Some("Energieberater")),
            ("Prof. Dr. rer. nat.", Some("Prof. Dr. rer. nat."), None),
            ("Ärztin, Umweltmedizin", None, Some("Ärztin, Umweltmedizin")),
            ("Professorin", None, Some("Professorin")),
            ("Planer, M.Sc.", Some("M.Sc."), Some("Planer")),
            ("", None, None),
        ] {
            let mut card = Card::default();
            card.set_job(job);
            assert_eq!(card.title.as_deref(), title, "{job}");
            assert_eq!(card.job_title.as_deref(), post, "{job}");
        }
    }

    #[test]
    fn salutation_and_title_are_told_apart() {
        let mut card = Card::default();
        card.set_prefix("Frau Prof. Dr.");
        assert_eq!(card.salutation.as_deref(), Some("Frau"));
        assert_eq!(card.title.as_deref(), Some("Prof. Dr."));
    }
}
