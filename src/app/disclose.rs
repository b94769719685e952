//! What is held on a person, on the screen and into a file; and the proofs of erasure.

use std::path::Path;

use super::{Action, App, Effect, Message, Purpose, Question};
use crate::dialogs::{Dialog, PromptKind, Reading, moment};
use crate::domain::privacy::Proof;
use crate::domain::{Field, Id, Kind, Record};
use crate::text::privacy as words;
use crate::text::privacy_report;

/// What becomes of the document on a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disclosing {
    /// It is shown.
    Shown,
    /// It is written into this file.
    Into(String),
}

/// The document on a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disclosed {
    /// As Markdown, to be shown.
    Shown((Kind, Id), String),
    /// Into which file it was written; or why not.
    Written(Result<String, String>),
    /// There is no such person any more.
    Gone(Kind),
}

impl App {
    /// Asks what is held on the person under the cursor.
    pub(super) fn disclose(&mut self) -> Vec<Effect> {
        let is_person = |record: &Record| matches!(record.kind, Kind::Contact | Kind::Person);
        let targets: Vec<Record> = self.targets().into_iter().filter(is_person).collect();
        // A document is for one person.
        let [person] = targets.as_slice() else {
            let one = words::privacy_words(self.language).one_person;
            self.message = Some(match targets.is_empty() {
                true => Message::NotHere(Action::Disclose.label(self.language)),
                false => Message::Told(one.to_owned()),
            });
            return Vec::new();
        };
        vec![Effect::Ask(Question::Disclose((person.kind, person.id), Disclosing::Shown))]
    }

    pub(super) fn disclosed(&mut self, disclosed: Disclosed) -> Vec<Effect> {
        match disclosed {
            Disclosed::Shown(whose, document) => {
                let title = privacy_report::title(self.language).to_owned();
                let told = words::privacy_words(self.language);
                let text = format!("{}\n\n{}", told.look_through, privacy_report::shown(&document));
                let reading = Reading::new(title, text).with_act(told.into_file);
                self.open(Dialog::Reading(reading), Purpose::Disclose(whose))
            }
            Disclosed::Written(Ok(path)) => {
                self.message = Some(Message::Told(words::written(self.language, Path::new(&path))));
                Vec::new()
            }
            Disclosed::Written(Err(why)) => {
                self.message = Some(Message::NotImported(why));
                Vec::new()
            }
            Disclosed::Gone(kind) => {
                self.message = Some(Message::Gone(kind));
                Vec::new()
            }
        }
    }

    /// Asks for the file.
    pub(super) fn ask_disclosure_file(&mut self, whose: (Kind, Id)) -> Vec<Effect> {
        let told = words::privacy_words(self.language);
        let card = self.browser().current_card().filter(|card| (card.record.kind, card.record.id) == whose);
        let name = card.map(|card| card.record.text(Field::LastName).to_lowercase()).unwrap_or_default();
        let name: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let name = if name.is_empty() { whose.1.to_string() } else { name };
        let purpose = Purpose::DiscloseInto(whose);
        // The name of the last one is not that of the next.
        self.typed.insert(std::mem::discriminant(&purpose), format!("~/{}-{name}.md", told.file_stem));
        self.ask_text(told.into_file_title, told.into_file_hint, PromptKind::Line, purpose)
    }

    /// Shows the proofs, the latest first.
    pub(super) fn show_proofs(&mut self, proofs: &[(Proof, String)]) -> Vec<Effect> {
        let told = words::privacy_words(self.language);
        let mut text = String::new();
        for (proof, by) in proofs {
            let at = moment(self.language, &proof.at, self.to_local);
            text.push_str(&words::proof(self.language, proof, &at, by));
            text.push('\n');
            if proof.cleaned.is_none() {
                text.push_str(&format!("  {}\n", told.pending));
            }
            for backup in &proof.backups {
                text.push_str(&format!("  {}: {backup}\n", told.in_backup));
            }
            text.push('\n');
        }
        if proofs.is_empty() {
            text = told.no_proofs.to_owned();
        }
        let title = Action::ErasureProofs.label(self.language).to_owned();
        self.open(Dialog::Reading(Reading::new(title, text)), Purpose::Look)
    }
}
