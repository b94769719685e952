//! Views that somebody saves by name: shown by a key, saved, renamed and taken out.

use super::{App, Effect, Purpose, Question};
use crate::app::Action;
use crate::dialogs::{Entry, Pick, Picker, PromptKind};
use crate::domain::{Act, Change, Field, Record, Value};
use crate::screens::saved_view::{self, PLACES, SavedView};
use crate::text::{self, Message};

use super::Sent;

impl App {
    /// Asks for the views that this person keeps.
    pub(super) fn ask_saved_views(&self) -> Effect {
        Effect::Ask(Question::SavedViews(self.author.person))
    }

    /// The views that this person keeps have come.
    pub(super) fn take_saved_views(&mut self, records: &[Record]) {
        self.saved_views = records.iter().filter_map(SavedView::of).collect();
        self.saved_views.sort_by_key(|view| view.place);
        // Two programs may have saved one under the same key at the same time.
        self.saved_views.dedup_by_key(|view| view.place);
    }

    fn saved_on(&self, place: usize) -> Option<&SavedView> {
        self.saved_views.iter().find(|view| view.place == place)
    }

    /// Shows the view that lies on a key, wherever one is.
    pub(super) fn show_saved_view(&mut self, action: Action) -> Vec<Effect> {
        let Some(place) = PLACES.iter().position(|known| *known == action) else { return Vec::new() };
        let Some(view) = self.saved_on(place).cloned() else {
            let (key, keep) = (self.key_name(action), self.key_name(Action::SaveView));
            self.message = Some(Message::Exported(text::saved_view::nothing_there(self.language, &key, &keep)));
            return Vec::new();
        };
        self.show_view(&view)
    }

    fn show_view(&mut self, view: &SavedView) -> Vec<Effect> {
        let mut effects = self.go_tab(view.tab());
        effects.extend(self.go_view(view.view));
        let today = self.today();
        if let Some(list) = self.browser_mut().list_mut() {
            list.filter = view.filter().to_owned();
            list.sort = view.sort().or_else(|| view.view.sort()).unwrap_or(list.sort);
            let asked = list.reload(today);
            effects.push(Effect::Ask(Question::Rows(asked)));
            effects.extend(self.ask_count());
        }
        effects
    }

    /// On which key to save what is shown, or which saved view to change.
    pub(super) fn ask_save_view(&mut self) -> Vec<Effect> {
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let entries = PLACES.iter().enumerate().map(|(place, action)| {
            let key = self.key_name(*action);
            let view = self.saved_on(place);
            Entry {
                pick: Pick::Number(place),
                label: text::saved_view::entry(self.language, &key, view.map(SavedView::name)),
                short: None,
                other: view.map(|view| self.described(view)).unwrap_or_default(),
            }
        });
        let picker = Picker::entries(Action::SaveView.label(self.language), entries.collect());
        self.pick(picker, Purpose::SaveView)
    }

    /// What the keys of saved views are called in the help.
    pub(super) fn names_of_saved_views(&self) -> Vec<(Action, String)> {
        let name = |view: &SavedView| {
            let told = text::saved_view::named(self.language, view.name(), &self.described(view));
            (PLACES[view.place], told)
        };
        self.saved_views.iter().map(name).collect()
    }

    /// Tab, view and filter of a saved view.
    fn described(&self, view: &SavedView) -> String {
        let parts = [view.tab().label(self.language), view.view.label(self.language), view.filter()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// A key was chosen: a free one takes what is shown, of another one is asked what to do.
    pub(super) fn place_chosen(&mut self, place: usize) -> Vec<Effect> {
        let Some(view) = self.saved_on(place) else {
            let texts = text::saved_view::words(self.language);
            return self.ask_text(texts.name, texts.name_hint, PromptKind::Line, Purpose::SaveViewAs(place));
        };
        let (title, record) = (view.name().to_owned(), view.record.clone());
        let texts = text::saved_view::words(self.language);
        let acts = [texts.show, texts.rename, texts.replace, texts.remove];
        let entries = acts.iter().enumerate().map(|(place, label)| Entry {
            pick: Pick::Number(place),
            label: (*label).to_owned(),
            short: None,
            other: String::new(),
        });
        self.pick(Picker::entries(title, entries.collect()), Purpose::SavedView(Box::new(record)))
    }

    /// What is shown is saved under a name.
    pub(super) fn save_view_as(&mut self, place: usize, name: &str) -> Vec<Effect> {
        let id = self.ids.record();
        let record = saved_view::saved(self.browser(), id, name, self.author.person, place);
        self.change_saved_view(Act::Create, vec![record.create()])
    }

    /// What to do with a saved view was chosen.
    pub(super) fn saved_view_chosen(&mut self, record: Record, act: usize) -> Vec<Effect> {
        match act {
            0 => SavedView::of(&record).map(|view| self.show_view(&view)).unwrap_or_default(),
            1 => {
                let texts = text::saved_view::words(self.language);
                let name = record.text(Field::Name).to_owned();
                let purpose = Purpose::RenameSavedView(Box::new(record));
                // One that was typed for another view does not fit.
                self.typed.insert(std::mem::discriminant(&purpose), name);
                self.ask_text(texts.name, texts.name_hint, PromptKind::Line, purpose)
            }
            2 => {
                let shown = saved_view::shown(self.browser());
                let edits = shown.into_iter().map(|(field, value)| record.set(field, value)).collect();
                self.change_saved_view(Act::Edit, edits)
            }
            _ => self.change_saved_view(Act::Remove, vec![record.set(Field::Removed, 1)]),
        }
    }

    /// A saved view gets another name.
    pub(super) fn rename_saved_view(&mut self, record: &Record, name: &str) -> Vec<Effect> {
        self.change_saved_view(Act::Edit, vec![record.set(Field::Name, Value::text(name.trim()))])
    }

    fn change_saved_view(&mut self, act: Act, mut edits: Vec<crate::domain::Edit>) -> Vec<Effect> {
        edits.retain(|edit| !matches!(&edit.what, crate::domain::What::Set { from, to, .. } if from == to));
        let change = Change::new(self.ids.change(), act, edits);
        self.send(change, Sent::Act)
    }
}
