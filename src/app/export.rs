//! Contacts for other programs: in which form, into which file.

use std::collections::BTreeMap;

use super::{App, Effect, Message, Purpose};
use crate::dialogs::{Entry, Pick, Picker, PromptKind};
use crate::domain::query::Query;
use crate::domain::{Id, Kind};
use crate::exchange::export::Format;
use crate::text;

/// Which contacts go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// These.
    Some(Vec<Id>),
    /// All that a list holds.
    List(Query),
}

impl App {
    /// Asks for the form; the contacts are the opened one, the marked ones, or all of the list as it is filtered.
    pub(super) fn ask_export(&mut self) -> Vec<Effect> {
        let today = self.today();
        let browser = self.browser();
        let chosen = match (browser.opened.last(), browser.list()) {
            (Some(opened), _) if opened.kind == Kind::Contact => Chosen::Some(vec![opened.id]),
            (None, Some(list)) if list.kind == Kind::Contact && list.marked.is_empty() => {
                Chosen::List(list.counting(today))
            }
            (None, Some(list)) if list.kind == Kind::Contact => Chosen::Some(list.marked.keys().copied().collect()),
            _ => {
                self.message = Some(Message::NotHere(super::Action::ExportContacts.label(self.language)));
                return Vec::new();
            }
        };
        let entries = Format::ALL.iter().enumerate().map(|(place, format)| Entry {
            pick: Pick::Number(place),
            label: text::export::format(self.language, *format).to_owned(),
            short: None,
            other: String::new(),
        });
        let picker = Picker::entries(super::Action::ExportContacts.label(self.language), entries.collect());
        self.pick(picker, Purpose::ExportForm(chosen))
    }

    /// Asks for the file.
    pub(super) fn ask_export_file(&mut self, chosen: Chosen, format: Format) -> Vec<Effect> {
        let words = text::words(self.language);
        let purpose = Purpose::ExportTo(chosen, format);
        let key = std::mem::discriminant(&purpose);
        self.typed.entry(key).or_insert_with(|| format!("~/kontakte.{}", format.ending()));
        self.ask_text(words.export_title, words.export_hint, PromptKind::Line, purpose)
    }

    /// Contacts were written, or not.
    pub(super) fn exported(&mut self, result: Result<(usize, String, BTreeMap<crate::domain::Field, usize>), String>) {
        self.message = Some(match result {
            Ok((contacts, path, left_out)) => {
                let told = text::export::written(self.language, contacts, &path);
                let left_out = text::export::left_out(self.language, &left_out);
                let told = if left_out.is_empty() { told } else { format!("{told}. {left_out}") };
                Message::Told(told)
            }
            Err(why) => Message::NotImported(why),
        });
    }
}
