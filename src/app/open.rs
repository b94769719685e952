//! Opening dialogs: forms, pickers, help, the palette, the history.

use super::{ACTIONS, AboutContacts, Action, ActionSpec, App, CardFor, Effect, Purpose, Question};
use crate::dialogs::{Confirm, Dialog, Entry, Form, FormDraft, Help, Palette, Pick, Picker, Prompt, PromptKind};
use crate::domain::{Card, Field, FieldType, Filled, Kind, Record};
use crate::screens::View;
use crate::screens::browser::Item;
use crate::text::{self, Message};

impl App {
    /// Opens a dialog on top of what is there.
    pub(super) fn open(&mut self, dialog: Dialog, purpose: Purpose) -> Vec<Effect> {
        let needs = dialog.needs();
        self.dialogs.push((dialog, purpose));
        needs.map(|kind| Effect::Ask(Question::Choosable(kind))).into_iter().collect()
    }

    pub(super) fn pick(&mut self, picker: Picker, purpose: Purpose) -> Vec<Effect> {
        self.open(Dialog::Picker(picker), purpose)
    }

    /// A form for a new record with some fields given.
    pub(super) fn fill(&mut self, given: Record, answers: Option<Box<Record>>) -> Vec<Effect> {
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let draft = self.drafts.iter().find(|draft| continues(draft, &given));
        let form = match draft {
            Some(draft) => {
                self.message = Some(Message::DraftRestored);
                Form::from_draft(draft, None, &[], self.language)
            }
            None => Form::new(given.kind, given.id, given, self.language),
        };
        self.open(Dialog::Form(form), Purpose::Fill { answers })
    }

    /// A new record of what is listed here, or under what is opened.
    pub(super) fn new_here(&mut self) -> Vec<Effect> {
        if !self.browser().opened.is_empty() {
            let makes = match self.browser().item(self.language) {
                Some(Item::Child { makes, .. }) => Some(makes),
                Some(Item::Heading { makes, .. }) => makes,
                Some(Item::Listed { .. }) => Some((Kind::Entry, Field::List)),
                _ => None,
            };
            return match makes {
                Some((kind, by)) => self.new_under(kind, by),
                None => self.ask_child(),
            };
        }
        let kind = self.browser().list().map_or(Kind::Question, |list| list.kind);
        if kind == Kind::Alliance && self.browser().list().is_some_and(|list| !list.rows.is_empty()) {
            self.message = Some(Message::OneAlliance);
            return Vec::new();
        }
        let mut given = Record::new(kind, self.ids.record());
        if self.browser().view == View::Speakers {
            given = given.with(Field::Speaker, 1);
        }
        if kind == Kind::Question {
            given = given.with(Field::Received, self.today());
            let Some((member, name)) = self.member.clone() else { return self.fill(given, None) };
            let effects = self.fill(given.with(Field::Askers, crate::domain::Value::links([member])), None);
            self.name_form(&[(Field::Askers, vec![(member, name)])]);
            return effects;
        }
        self.fill_within(given)
    }

    /// Which kind of record to make under the opened one.
    fn ask_child(&mut self) -> Vec<Effect> {
        let Some((kind, _)) = self.browser().subject() else { return Vec::new() };
        let entries = kind.spec().children.iter().enumerate().filter(|(_, (child, _))| is_made(*child));
        let entries: Vec<Entry> = entries
            .map(|(place, (child, _))| Entry {
                pick: Pick::Number(place),
                label: text::new_kind(self.language, *child).to_owned(),
                short: None,
                other: String::new(),
            })
            .collect();
        if entries.is_empty() {
            self.message = Some(Message::NotHere(Action::New.label(self.language)));
            return Vec::new();
        }
        self.pick(Picker::entries(Action::New.label(self.language), entries), Purpose::NewUnder(kind))
    }

    /// A new record under the opened one.
    pub(super) fn new_under(&mut self, kind: Kind, by: Field) -> Vec<Effect> {
        let Some((_, id)) = self.browser().subject() else { return Vec::new() };
        let name = self.browser().current_card().map(|card| card.label.clone()).unwrap_or_default();
        let mut given = Record::new(kind, self.ids.record()).with(by, id);
        if kind == Kind::Question {
            given = given.with(Field::Received, self.today());
        }
        let effects = self.fill(given, None);
        self.name_form(&[(by, vec![(id, name)])]);
        effects
    }

    /// Tells the form that was just opened what the records are called that it links to.
    pub(super) fn name_form(&mut self, names: &[(Field, Vec<(crate::domain::Id, String)>)]) {
        if let Some((Dialog::Form(form), _)) = self.dialogs.last_mut() {
            form.name(names);
        }
    }

    /// Edits what is selected or opened.
    pub(super) fn edit_here(&mut self) -> Vec<Effect> {
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let card = match &self.triage {
            Some(triage) => triage.card().map(|(card, _)| card.clone()),
            None => self.browser().current_card().cloned(),
        };
        if let Some(card) = card {
            return self.edit(&card);
        }
        match self.browser().subject() {
            Some((kind, id)) => vec![Effect::Ask(Question::Card(kind, id, CardFor::Edit))],
            None => Vec::new(),
        }
    }

    /// A form for a record that exists; with its draft, where there is one.
    pub(super) fn edit(&mut self, card: &Card) -> Vec<Effect> {
        let (kind, id) = (card.record.kind, card.record.id);
        let draft = self.drafts.iter().position(|draft| (draft.kind, draft.id) == (kind, id));
        let form = match draft {
            Some(place) => {
                self.message = Some(Message::DraftRestored);
                Form::from_draft(&self.drafts[place].clone(), Some(&card.record), &card.names, self.language)
            }
            None => Form::edit(&card.record, &card.names, self.language),
        };
        self.open(Dialog::Form(form), Purpose::Fill { answers: None })
    }

    /// A form is closed with something typed: it is kept on this host.
    pub(super) fn keep_draft(&mut self, dialog: Option<Dialog>) -> Vec<Effect> {
        let Some(Dialog::Form(form)) = dialog else { return Vec::new() };
        let draft = form.draft();
        self.remember_draft(draft.clone());
        self.message = Some(Message::DraftKept);
        vec![Effect::KeepDraft(Box::new(draft))]
    }

    /// A draft takes the place of an older one of the same record.
    pub(super) fn remember_draft(&mut self, draft: FormDraft) {
        self.drafts.retain(|kept| (kept.kind, kept.id) != (draft.kind, draft.id));
        self.drafts.push(draft);
    }

    pub(super) fn open_drafts(&mut self) -> Vec<Effect> {
        if self.drafts.is_empty() {
            self.message = Some(Message::NoDrafts);
            return Vec::new();
        }
        let entries = self.drafts.iter().enumerate().map(|(place, draft)| Entry {
            pick: Pick::Number(place),
            label: draft_label(draft),
            short: Some(text::kind(self.language, draft.kind).to_owned()),
            other: draft
                .named
                .iter()
                .flat_map(|(_, names)| names)
                .map(|(_, name)| name.clone())
                .next()
                .unwrap_or_default(),
        });
        let picker = Picker::entries(text::words(self.language).drafts, entries.collect());
        self.pick(picker, Purpose::Draft)
    }

    pub(super) fn restore_draft(&mut self, place: usize) -> Vec<Effect> {
        let Some(draft) = self.drafts.get(place).cloned() else { return Vec::new() };
        if draft.given.is_none() {
            // What the record holds now decides what is shown beside the draft.
            return vec![Effect::Ask(Question::Card(draft.kind, draft.id, CardFor::Edit))];
        }
        let question = draft.given.as_ref().and_then(|given| given.get(&Field::Question)?.as_link());
        if let (Kind::Answer, Some(question)) = (draft.kind, question) {
            // What the question is now decides whether the answer settles it.
            return vec![Effect::Ask(Question::Card(Kind::Question, question, CardFor::Reply(Box::new(draft))))];
        }
        self.open_draft(&draft, None)
    }

    /// The form of a new record as it was left.
    pub(super) fn open_draft(&mut self, draft: &FormDraft, answers: Option<Box<Record>>) -> Vec<Effect> {
        self.message = Some(Message::DraftRestored);
        let form = Form::from_draft(draft, None, &[], self.language);
        self.open(Dialog::Form(form), Purpose::Fill { answers })
    }

    pub(super) fn open_sort(&mut self) -> Vec<Effect> {
        let Some(kind) = self.browser().list().map(|list| list.kind) else { return Vec::new() };
        let picker = Picker::fields(text::words(self.language).sorted_by, kind, self.language);
        self.pick(picker, Purpose::Sort)
    }

    pub(super) fn open_help(&mut self) -> Vec<Effect> {
        if matches!(self.dialogs.last(), Some((Dialog::Help(_), _))) {
            return Vec::new();
        }
        let help = Help::new(self.scopes()).naming(self.names_of_saved_views());
        self.open(Dialog::Help(help), Purpose::Look)
    }

    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        if matches!(self.dialogs.last(), Some((Dialog::Palette(_), _))) {
            return Vec::new();
        }
        // Inside a dialog the screen below is out of reach: only what works everywhere is offered.
        let hindered = |spec: &ActionSpec| Some((spec.action, self.hindrance(spec.action)?.text(self.language)));
        let palette = Palette::new(self.scopes(), ACTIONS.iter().filter_map(hindered).collect());
        self.open(Dialog::Palette(palette), Purpose::Command)
    }

    pub(super) fn ask_history(&mut self) -> Vec<Effect> {
        let of = match &self.triage {
            Some(triage) => triage.current().map(|id| (Kind::Question, id)),
            None => self.browser().subject(),
        };
        vec![Effect::Ask(Question::Past(of))]
    }

    pub(super) fn ask_import(&mut self) -> Vec<Effect> {
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let words = text::words(self.language);
        self.ask_text(words.import_title, words.import_hint, PromptKind::Line, Purpose::Import)
    }

    /// Asks for a text; what was typed and left there before stands there again.
    pub(super) fn ask_text(&mut self, title: &str, hint: &str, kind: PromptKind, purpose: Purpose) -> Vec<Effect> {
        let given = self.typed.remove(&std::mem::discriminant(&purpose)).unwrap_or_default();
        let prompt = Prompt::new(title, hint, kind, &given).required();
        self.open(Dialog::Prompt(prompt), purpose)
    }

    pub(super) fn ask_quit(&mut self) -> Vec<Effect> {
        if matches!(self.dialogs.last(), Some((_, Purpose::Quit))) {
            return self.leave();
        }
        let words = text::words(self.language);
        let confirm = Confirm::new(words.quit_title, words.quit_consequence);
        self.open(Dialog::Confirm(confirm), Purpose::Quit)
    }

    /// Copies what one would want of the record: the mail address first.
    pub(super) fn copy_here(&mut self) -> Vec<Effect> {
        let targets = self.targets();
        let text = targets.iter().filter_map(copied).collect::<Vec<_>>().join("\n");
        if text.is_empty() {
            // A list row does not carry mail addresses; the record does.
            if self.browser().list().is_some_and(|list| !list.marked.is_empty())
                && let Some(first) = targets.first()
            {
                let ids = targets.iter().map(|record| record.id).collect();
                return vec![Effect::Ask(Question::Contacts(AboutContacts::Reached(first.kind, ids)))];
            }
            return match self.browser().subject() {
                Some((kind, id)) if self.browser().current_card().is_none() => {
                    vec![Effect::Ask(Question::Card(kind, id, CardFor::Copy))]
                }
                _ => {
                    self.message = Some(Message::NothingToCopy);
                    Vec::new()
                }
            };
        }
        self.copy(text)
    }

    /// Copies of each of these what one would want of it.
    pub(super) fn copy_of(&mut self, records: &[Record]) -> Vec<Effect> {
        let texts: Vec<String> = records.iter().filter_map(copied).collect();
        if texts.is_empty() {
            return self.nothing_to_copy();
        }
        self.copy(texts.join("\n"))
    }
}

/// Whether a draft was begun for such a new record: of the same kind, under the same others, on whatever day.
fn continues(draft: &FormDraft, given: &Record) -> bool {
    let is_day = |field| matches!(given.kind.holds(field), Some(FieldType::Date | FieldType::Moment));
    let same = |begun: &std::collections::BTreeMap<Field, crate::domain::Value>| {
        given.values.iter().all(|(field, value)| is_day(*field) || begun.get(field) == Some(value))
    };
    draft.kind == given.kind && draft.given.as_ref().is_some_and(same)
}

/// Whether anything is made by hand under records of this kind.
pub(super) fn makes_children(kind: Kind) -> bool {
    kind.spec().children.iter().any(|(child, _)| is_made(*child))
}

/// What is shown of a draft: its first text that people wrote.
fn draft_label(draft: &FormDraft) -> String {
    let is_text = |field: &&crate::dialogs::DraftField| {
        matches!(draft.kind.holds(field.field), Some(FieldType::Line | FieldType::LongText | FieldType::Lines))
    };
    let first = draft.fields.iter().find(is_text).map(|field| field.typed.lines().next().unwrap_or_default());
    first.unwrap_or_default().to_owned()
}

/// Whether people make records of this kind by hand under another.
fn is_made(kind: Kind) -> bool {
    kind.spec().fields.iter().any(|spec| spec.filled == Filled::Required)
}

/// What is copied of a record: its first mail address, else its name and text.
pub(super) fn copied(record: &Record) -> Option<String> {
    for field in [Field::Mails, Field::Mail, Field::Phones, Field::Phone] {
        if let Some(first) = record.get(field).as_text().and_then(|text| text.lines().next()) {
            return Some(first.to_owned());
        }
    }
    if matches!(record.kind, Kind::Contact | Kind::Institution | Kind::Person) {
        return None;
    }
    let fields = record.kind.spec().label.iter().chain(&[Field::Text]);
    let mut parts: Vec<String> = Vec::new();
    for field in fields {
        let text = match record.kind.holds(*field) {
            Some(FieldType::Link(_) | FieldType::Links(..)) | None => continue,
            _ => match record.get(*field) {
                crate::domain::Value::Number(number) => number.to_string(),
                value => value.as_text().unwrap_or_default().to_owned(),
            },
        };
        if !text.is_empty() && !parts.contains(&text) {
            parts.push(text);
        }
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}
