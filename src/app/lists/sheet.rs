//! The guest sheet: shown and copied as a mail at one key, and written into a file as a page.

use crate::app::{AboutLists, Action, App, Effect, MOST_COPIED, Message, Purpose};
use crate::dialogs::{Confirm, Dialog, Entry, LetterDialog, Pick, Picker, PromptKind};
use crate::domain::guest_sheet::GuestSheet;
use crate::domain::{Id, Kind, fold};
use crate::exchange::guest_sheet::SheetFormat;
use crate::text;

/// A guest sheet that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetOrder {
    /// For which contact, post, institution, meeting or list.
    pub of: (Kind, Id),
    /// In which form.
    pub format: SheetFormat,
    /// Into which file, as typed.
    pub path: String,
    /// Whether a file that is there goes.
    pub replace: bool,
    /// Who signs a mail: name and member.
    pub signed: (Option<String>, Option<String>),
}

/// Why a guest sheet was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// There is such a file, of this name.
    Exists(String),
    /// Something else, in words.
    Failed(String),
}

impl App {
    /// Shows the sheet as a mail and copies it.
    pub(super) fn show_sheet(&mut self, sheet: &GuestSheet) -> Vec<Effect> {
        if sheet.groups.iter().all(|group| group.questions.is_empty()) {
            return self.say(text::guest_sheet::nothing(self.language, &sheet.name));
        }
        let (name, member) = self.signed();
        let mail = text::guest_sheet::mail(self.language, sheet, name.as_deref(), member.as_deref());
        let stem = file_name(text::guest_sheet::file_stem(self.language), &sheet.name);
        let dialog = LetterDialog::of_sheet(text::guest_sheet::title(self.language), mail);
        let mut effects = self.open(Dialog::Letter(dialog), Purpose::Sheet(sheet.of, stem));
        effects.extend(self.copy_sheet());
        effects
    }

    /// Copies the sheet that is shown.
    fn copy_sheet(&mut self) -> Vec<Effect> {
        let Some((Dialog::Letter(letter), _)) = self.dialogs.last() else { return Vec::new() };
        let copied = letter.mail().copied(self.language);
        if copied.len() > MOST_COPIED {
            self.message = Some(Message::NotCopied(text::letter::too_long(self.language).to_owned()));
            return Vec::new();
        }
        self.message = Some(Message::MailCopied);
        vec![Effect::Copy(copied)]
    }

    /// What keys do while a sheet is shown.
    pub(in crate::app) fn sheet_act(&mut self, action: Action) -> Vec<Effect> {
        let Some((_, Purpose::Sheet(of, stem))) = self.dialogs.last() else {
            self.message = Some(Message::NotHere(action.label(self.language)));
            return Vec::new();
        };
        if action == Action::CopySheet {
            return self.copy_sheet();
        }
        let purpose = Purpose::SheetForm(*of, stem.clone());
        let entries = SheetFormat::ALL.iter().enumerate().map(|(place, format)| Entry {
            pick: Pick::Number(place),
            label: text::guest_sheet::format(self.language, *format).to_owned(),
            short: None,
            other: String::new(),
        });
        let picker = Picker::entries(Action::WriteSheet.label(self.language), entries.collect());
        self.pick(picker, purpose)
    }

    /// Asks for the file.
    pub(super) fn ask_sheet_file(&mut self, of: (Kind, Id), stem: &str, format: SheetFormat) -> Vec<Effect> {
        let purpose = Purpose::SheetTo(of, format);
        // The name says for whom it is: one that was typed for another sheet does not fit.
        self.typed.insert(std::mem::discriminant(&purpose), format!("~/{stem}.{}", format.ending()));
        let title = text::guest_sheet::format(self.language, format);
        self.ask_text(title, text::guest_sheet::path_hint(self.language), PromptKind::Line, purpose)
    }

    /// Has it written.
    pub(super) fn write_sheet(&mut self, of: (Kind, Id), format: SheetFormat, path: String) -> Vec<Effect> {
        let order = SheetOrder { of, format, path, replace: false, signed: self.signed() };
        super::ask(AboutLists::WriteSheet(order))
    }

    /// It was written, or not.
    pub(super) fn sheet_written(&mut self, order: SheetOrder, written: Result<String, NotWritten>) -> Vec<Effect> {
        match written {
            Ok(path) => self.say(text::guest_sheet::written(self.language, &path)),
            Err(NotWritten::Failed(why)) => {
                self.message = Some(Message::NotImported(why));
                Vec::new()
            }
            Err(NotWritten::Exists(path)) => {
                let question = text::guest_sheet::replace(self.language, &path);
                let consequence = text::guest_sheet::replace_consequence(self.language);
                let confirm = Confirm::new(question, consequence).destructive();
                let order = SheetOrder { replace: true, ..order };
                self.open(Dialog::Confirm(confirm), Purpose::ReplaceSheet(order))
            }
        }
    }

    /// Who signs.
    fn signed(&self) -> (Option<String>, Option<String>) {
        (self.person.clone(), self.member.as_ref().map(|(_, name)| name.clone()))
    }
}

/// A name of a file that every system takes.
fn file_name(stem: &str, name: &str) -> String {
    const LONGEST: usize = 40;
    let mut file = stem.to_owned();
    let name = name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    for word in name.split(|letter: char| !letter.is_alphanumeric()) {
        // Folding takes the marks off other letters, and would make one letter of these two again.
        let word = if word.is_ascii() { word.to_owned() } else { fold::key(word) };
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if !word.is_empty() && file.len() + word.len() < LONGEST {
            file.push('-');
            file.push_str(&word);
        }
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_file_says_for_whom_it_is_and_nothing_else() {
        assert_eq!(file_name("gaesteblatt", "Dr. Jürgen Müller"), "gaesteblatt-dr-juergen-mueller");
        assert_eq!(file_name("gaesteblatt", "Fragen für Groß-Lésage"), "gaesteblatt-fragen-fuer-gross-lesage");
        assert_eq!(file_name("gaesteblatt", "../../etc/passwd\0"), "gaesteblatt-etc-passwd");
        assert!(file_name("gaesteblatt", &"Ministerium ".repeat(50)).len() < 40);
    }
}
