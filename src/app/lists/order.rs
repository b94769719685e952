//! The order of a question list, by hand and by rule; taking questions off it.

use crate::app::{Action, App, Effect, Purpose, Sent};
use crate::dialogs::{Confirm, Dialog};
use crate::domain::question_list::{self, QuestionList, Step};
use crate::domain::{Act, Card, Change, Edit, Field, Id, ListState, OnConflict, Record};
use crate::screens::browser::Item;
use crate::text;

impl App {
    /// Moves the question under the cursor by one place; the cursor goes along.
    pub(super) fn move_entry(&mut self, action: Action) -> Vec<Effect> {
        let step = if action == Action::MoveEntryUp { Step::Up } else { Step::Down };
        let Some((list, entry)) = self.list_here().cloned().zip(self.listed_here()) else { return Vec::new() };
        if list.state() != ListState::Draft {
            return self.say(text::question_list::words(self.language).order_stands);
        }
        self.arrange(list.clone(), question_list::moved(&list, entry.id, step))
    }

    /// Puts the most shared and the most urgent first.
    pub(super) fn sort_entries(&mut self) -> Vec<Effect> {
        let Some(list) = self.list_here().cloned() else { return Vec::new() };
        if list.state() != ListState::Draft {
            return self.say(text::question_list::words(self.language).order_stands);
        }
        let edits = question_list::by_sharing(&list);
        if edits.is_empty() {
            return self.say(text::question_list::words(self.language).is_ordered);
        }
        self.arrange(list, edits)
    }

    /// Sends a new order, and shows it before it is saved: the next key moves on from there.
    fn arrange(&mut self, list: QuestionList, edits: Vec<Edit>) -> Vec<Effect> {
        if edits.is_empty() || self.read_only {
            return Vec::new();
        }
        let here = self.listed_here().map(|entry| entry.id);
        if let Some(card) = &mut self.browser_mut().card {
            card.list = Some(Box::new(question_list::after(list, &edits)));
        }
        self.go_to_entry(here);
        let mut change = Change::new(self.ids.change(), Act::Arrange, edits);
        // Where somebody else moved the same question meanwhile, it stays where they put it.
        change.on_conflict = OnConflict::Leave;
        self.send(change, Sent::Act)
    }

    /// The card of a list as it will be once what is on its way has arrived.
    pub(in crate::app) fn with_pending(&self, mut card: Card) -> Card {
        if let Some(list) = card.list.take() {
            let edits: Vec<Edit> = self.pending.values().flat_map(|pending| &pending.change.edits).cloned().collect();
            card.list = Some(Box::new(question_list::after(*list, &edits)));
        }
        card
    }

    /// The cursor of the opened list goes to an entry.
    pub(in crate::app) fn go_to_entry(&mut self, entry: Option<Id>) {
        let Some(entry) = entry else { return };
        let language = self.language;
        let browser = self.browser_mut();
        let Some(card) = browser.current_card() else { return };
        let items = crate::screens::browser::items(card, language);
        let mut reachable = items.iter().filter(|item| item.is_reachable());
        let place = reachable.position(|item| matches!(item, Item::Listed { entry: id, .. } if *id == entry));
        if let (Some(place), Some(opened)) = (place, browser.opened.last_mut()) {
            opened.cursor = place;
        }
    }

    /// Asks whether the question under the cursor is to be taken off the list.
    pub(in crate::app) fn ask_take_off(&mut self, entry: Record) -> Vec<Effect> {
        let Some(Item::Listed { number, title, .. }) = self.browser().item(self.language) else { return Vec::new() };
        let words = text::question_list::words(self.language);
        let stays = self.list_here().is_some_and(|list| list.state() != ListState::Draft);
        let consequence = if stays { words.number_stays_free } else { words.stays_a_question };
        let question = text::question_list::take_off(self.language, &number, &title);
        let confirm = Confirm::new(question, consequence);
        self.open(Dialog::Confirm(confirm), Purpose::TakeOff(Box::new(entry)))
    }

    /// Takes a question off its list.
    pub(super) fn take_off(&mut self, entry: &Record) -> Vec<Effect> {
        let change = Change::new(self.ids.change(), Act::TakeOffList, vec![entry.set(Field::Removed, 1)]);
        self.send(change, Sent::Act)
    }
}
