//! While a question is typed: was it asked before? One joins that one instead of asking anew.

use super::{App, CardFor, Effect, Message, Purpose, Question};
use crate::dialogs::{Dialog, Entry, Pick, Picker};
use crate::domain::{Act, Change, Choice, Field, Id, Kind, Like, Record, Value, question};
use crate::text;

impl App {
    /// Asks the file whether what is typed was asked before, where something else is typed than last time.
    pub(super) fn look_before(&mut self) -> Vec<Effect> {
        let Some((Dialog::Form(form), _)) = self.dialogs.last_mut() else { return Vec::new() };
        form.to_look_for().map(|words| Effect::Ask(Question::AskedBefore(words))).into_iter().collect()
    }

    pub(super) fn found_before(&mut self, words: &str, found: Vec<Like>) -> Vec<Effect> {
        if let Some((Dialog::Form(form), _)) = self.dialogs.last_mut() {
            form.provide_before(words, found);
        }
        Vec::new()
    }

    /// Which of the likely ones to join.
    pub(super) fn ask_which_before(&mut self) -> Vec<Effect> {
        let Some((Dialog::Form(form), _)) = self.dialogs.last() else { return Vec::new() };
        let found = form.asked_before().to_vec();
        if found.is_empty() {
            self.message = Some(Message::NothingLike);
            return Vec::new();
        }
        let entries = found.iter().map(|found| Entry {
            pick: Pick::Record(found.id),
            label: found.title.clone(),
            short: Some(found.number.to_string()),
            other: match &found.answer {
                Some(answer) => answer.lines().next().unwrap_or_default().to_owned(),
                None => text::choice(self.language, Choice::QuestionState(found.state)).to_owned(),
            },
        });
        let picker = Picker::entries(text::words(self.language).asked_before, entries.collect());
        self.pick(picker, Purpose::JoinAsked)
    }

    /// The towns of the form join a question that was asked before; what was typed stays there as a comment, where it
    /// says more than that question.
    pub(super) fn join_asked(&mut self, kept: &Record) -> Vec<Effect> {
        let Some((Dialog::Form(form), _)) = self.dialogs.last() else { return Vec::new() };
        let typed = form.typed_question();
        let (form_kind, form_id) = (form.kind(), form.id());
        let mut towns: Vec<Id> = form.asking();
        towns.extend(self.member.as_ref().map(|(id, _)| *id).filter(|_| towns.is_empty()));
        let asked = kept.get(Field::Askers).as_links();
        let mut affected = kept.get(Field::Affected).as_links();
        affected.extend(towns.iter().filter(|town| !asked.contains(town)));
        let mut edits = Vec::new();
        if affected != kept.get(Field::Affected).as_links() {
            edits.push(kept.set(Field::Affected, Value::Links(affected)));
        }
        if question::says_more(&typed, kept) {
            edits.push(self.comment_on(Kind::Question, kept.id).with(Field::Text, typed.trim()).create());
        }
        self.dialogs.pop();
        self.drafts.retain(|draft| (draft.kind, draft.id) != (form_kind, form_id));
        let mut effects = vec![Effect::DropDraft(form_kind, form_id)];
        let change = Change::new(self.ids.change(), Act::JoinAffected, edits);
        effects.extend(self.send(change, super::Sent::Act));
        effects.extend(self.go_to(Kind::Question, kept.id));
        effects
    }

    /// The question that was chosen is asked for as it stands.
    pub(super) fn join_chosen(kept: Id) -> Vec<Effect> {
        vec![Effect::Ask(Question::Card(Kind::Question, kept, CardFor::JoinAsked))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::QuestionState;

    #[test]
    fn only_what_says_more_is_kept() {
        let kept = Record::new(Kind::Question, Id(1)).with(Field::Title, "Wer streut im Winter?");
        let kept = kept.with(Field::State, QuestionState::Inbox).with(Field::Text, "Am Kirchweg.");
        assert!(!question::says_more("wer streut im winter", &kept));
        assert!(!question::says_more("Streut im Winter wer?\nam Kirchweg", &kept));
        assert!(question::says_more("Wer streut im Winter den Marktplatz?", &kept));
    }
}
