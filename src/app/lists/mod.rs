//! Acts on question lists: their order and state, guest sheets, question hours.

mod draft;
mod hour;
mod new;
mod order;
mod sheet;
mod state;

use super::{Action, App, Effect, Question};
use crate::dialogs::{Answer, Pick};
use crate::domain::guest_sheet::GuestSheet;
use crate::domain::question_list::{Hour, QuestionList, Successor};
use crate::domain::{Id, Kind, ListState, Record};
use crate::exchange::guest_sheet::SheetFormat;
use crate::text::Message;

use super::Purpose;
pub use sheet::{NotWritten, SheetOrder};

/// What the acts ask of the file.
#[derive(Clone, Debug)]
pub enum AboutLists {
    /// A list whose state is to be changed.
    State(Id),
    /// What a question hour on a list, or at a meeting, has to know.
    Hour(Kind, Id),
    /// The list of an hour, as others have made it.
    HourMeanwhile(Id),
    /// What the end of an hour on a list has to know.
    Closing(Id),
    /// The guest sheet for a contact, a post, an institution, a meeting or a list.
    Sheet(Kind, Id),
    /// The same, written into a file.
    WriteSheet(SheetOrder),
}

/// What the file answers to it.
#[derive(Clone, Debug)]
pub enum OfLists {
    /// The list; none where it is gone.
    State(Option<Box<QuestionList>>),
    /// The hour; none where the list is gone.
    Hour(Option<Box<Hour>>),
    /// The lists of a meeting that has not just one.
    Hours(Vec<(Id, String)>),
    /// The list of an hour, with the whole names of the members; none where it is gone.
    HourMeanwhile(Option<Box<QuestionList>>),
    /// The list, and onto which one its open questions go; none where it is gone.
    Closing(Option<Box<(QuestionList, Successor)>>),
    /// The guest sheet; none where what it is for is gone.
    Sheet(Kind, Option<Box<GuestSheet>>),
    /// The name of the file that was written; or why there is none.
    SheetWritten(SheetOrder, Result<String, NotWritten>),
}

impl App {
    /// Does one of these acts, where it is possible here.
    pub(super) fn list_act(&mut self, action: Action) -> Vec<Effect> {
        if self.read_only && action.spec().undoable {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        if !self.offers_list_act(action) {
            self.message = Some(Message::NotHere(action.label(self.language)));
            return Vec::new();
        }
        let Some((kind, id)) = self.browser().subject() else { return Vec::new() };
        match action {
            Action::MoveEntryUp | Action::MoveEntryDown => self.move_entry(action),
            Action::SortEntries => self.sort_entries(),
            Action::ListState => ask(AboutLists::State(id)),
            Action::QuestionHour => ask(AboutLists::Hour(kind, id)),
            Action::GuestSheet => ask(AboutLists::Sheet(kind, id)),
            _ => Vec::new(),
        }
    }

    /// Whether one of these acts would do something here.
    pub(super) fn offers_list_act(&self, action: Action) -> bool {
        let kind = self.browser().subject().map(|(kind, _)| kind);
        let is_opened = !self.browser().opened.is_empty();
        match action {
            Action::MoveEntryUp | Action::MoveEntryDown => is_opened && self.listed_here().is_some(),
            Action::SortEntries => is_opened && self.list_here().is_some_and(|list| list.listed.len() > 1),
            Action::ListState => kind == Some(Kind::List),
            Action::GuestSheet => {
                matches!(kind, Some(Kind::Contact | Kind::Post | Kind::Institution | Kind::Meeting | Kind::List))
            }
            Action::QuestionHour => matches!(kind, Some(Kind::Meeting | Kind::List)),
            _ => true,
        }
    }

    /// Takes what the file answers.
    pub(super) fn take_lists(&mut self, answered: OfLists) -> Vec<Effect> {
        match answered {
            OfLists::State(Some(list)) => self.ask_list_state(list),
            OfLists::State(None) => self.list_is_gone(Kind::List),
            OfLists::Hour(Some(hour)) => self.begin_hour(*hour),
            OfLists::Hours(lists) => self.choose_hour(&lists),
            OfLists::HourMeanwhile(Some(list)) => self.hour_meanwhile(*list),
            OfLists::HourMeanwhile(None) => Vec::new(),
            OfLists::Closing(Some(both)) => self.close_hour(&both.0, both.1),
            OfLists::Hour(None) | OfLists::Closing(None) => self.list_is_gone(Kind::List),
            OfLists::Sheet(_, Some(sheet)) => self.show_sheet(&sheet),
            OfLists::Sheet(kind, None) => self.list_is_gone(kind),
            OfLists::SheetWritten(order, written) => self.sheet_written(order, written),
        }
    }

    /// What the answer of a dialog of these acts changes, or asks next.
    pub(super) fn list_answer(&mut self, purpose: Purpose, answer: Answer) -> Vec<Effect> {
        match (purpose, answer) {
            (Purpose::ListState(list), Answer::One(Pick::Number(place))) => match ListState::ALL.get(place) {
                Some(state) => self.go_list(&list, *state),
                None => Vec::new(),
            },
            (Purpose::HourOf, Answer::One(Pick::Record(list))) => ask(AboutLists::Hour(Kind::List, list)),
            (Purpose::SheetForm(of, stem), Answer::One(Pick::Number(place))) => match SheetFormat::ALL.get(place) {
                Some(format) => self.ask_sheet_file(of, &stem, *format),
                None => Vec::new(),
            },
            (Purpose::SheetTo(of, format), Answer::Text(path)) => self.write_sheet(of, format, path),
            (Purpose::ReplaceSheet(order), Answer::Yes) => ask(AboutLists::WriteSheet(order)),
            (Purpose::TakeOff(entry), Answer::Yes) => self.take_off(&entry),
            (purpose, answer) => self.contact_answer(purpose, answer),
        }
    }

    fn list_is_gone(&mut self, kind: Kind) -> Vec<Effect> {
        self.message = Some(Message::Gone(kind));
        Vec::new()
    }

    /// Says something in the line of messages.
    fn say(&mut self, words: impl Into<String>) -> Vec<Effect> {
        self.message = Some(Message::Told(words.into()));
        Vec::new()
    }

    /// The list whose card is opened.
    fn list_here(&self) -> Option<&QuestionList> {
        self.browser().current_card()?.list.as_deref()
    }

    /// The entry under the cursor.
    pub(super) fn listed_here(&self) -> Option<Record> {
        let Some(crate::screens::browser::Item::Listed { entry, .. }) = self.browser().item(self.language) else {
            return None;
        };
        let list = self.list_here()?;
        list.place(entry).map(|place| list.listed[place].entry.clone())
    }
}

/// Asks one of these questions.
fn ask(about: AboutLists) -> Vec<Effect> {
    vec![Effect::Ask(Question::Lists(about))]
}
