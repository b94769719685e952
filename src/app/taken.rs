//! What the answers of dialogs change: each becomes one change on its way into the file.

use std::collections::BTreeSet;

use super::{AboutContacts, App, CardFor, Disclosing, Effect, Purpose, Question, Sent};
use crate::dialogs::{Answer, Dialog, Pick, Picker};
use crate::domain::query::is_counted;
use crate::domain::question::Parting;
use crate::domain::{
    Act, Change, Choice, Edit, Field, Id, Kind, ListState, OnConflict, QuestionState, Record, Value, What, post,
    question,
};
use crate::exchange::export::Format;
use crate::text::{self, Message};

impl App {
    /// What the answer of a dialog changes.
    pub(super) fn answer(&mut self, answer: Answer, purpose: Purpose, dialog: Option<Dialog>) -> Vec<Effect> {
        if let Some(effects) = self.choose_in_triage(&purpose, &answer, dialog.as_ref()) {
            return effects;
        }
        match (purpose, answer) {
            (Purpose::Fill { .. } | Purpose::NewSuccessor(_), Answer::Draft) => self.keep_draft(dialog),
            (purpose, Answer::Draft) => {
                if let Some(Dialog::Prompt(prompt)) = dialog {
                    self.typed.insert(std::mem::discriminant(&purpose), prompt.text().to_owned());
                    self.message = Some(Message::DraftKept);
                }
                Vec::new()
            }
            (Purpose::Fill { answers }, Answer::Save(edits)) => self.save_form(edits, answers),
            (Purpose::NewUnder(kind), Answer::One(Pick::Number(place))) => match kind.spec().children.get(place) {
                Some((child, by)) => self.new_under(*child, *by),
                None => Vec::new(),
            },
            (Purpose::AssignGroup(targets), Answer::One(Pick::Record(group))) => {
                self.each(Act::Assign, &targets, |record| question::assign(record, group))
            }
            (Purpose::SetContact(targets), Answer::One(Pick::Record(contact))) => {
                vec![Effect::Ask(Question::Contacts(AboutContacts::Giving(contact, targets)))]
            }
            (Purpose::SetContact(targets), Answer::One(_)) => {
                self.each(Act::SetContact, &targets, |record| Ok(post::give(record, None, None)))
            }
            (Purpose::PutOnList(targets, _), Answer::One(Pick::Record(list))) => self.put_on_list(&targets, list),
            (Purpose::PutOnList(targets, list), Answer::One(pick @ Pick::New)) => {
                let title = dialog.as_ref().and_then(|dialog| dialog.label(pick)).unwrap_or_default();
                self.put_on_new_list(&targets, &list, title)
            }
            (Purpose::Prioritise(targets), Answer::One(pick)) => self.each(Act::Prioritise, &targets, |record| {
                Ok(match pick {
                    Pick::Choice(Choice::Priority(priority)) => question::prioritise(record, priority),
                    _ => vec![record.set(Field::Priority, Value::Unknown)],
                })
            }),
            (Purpose::SetTopic(targets), Answer::Several(ids)) => {
                self.set_links(Act::SetTopic, &targets, Field::Topics, &ids)
            }
            (Purpose::JoinAffected(targets), Answer::Several(ids)) => {
                self.set_links(Act::JoinAffected, &targets, Field::Affected, &ids)
            }
            (Purpose::MarkDuplicate(targets, likes), Answer::One(Pick::Number(place))) => match likes.get(place) {
                Some(kept) => vec![Effect::Ask(Question::Card(Kind::Question, *kept, CardFor::Join(targets)))],
                None => {
                    let title = text::words(self.language).duplicate_of;
                    let picker = Picker::records(title, Kind::Question, false, false, None);
                    self.pick(picker, Purpose::MarkDuplicateOfAny(targets))
                }
            },
            (Purpose::MarkDuplicateOfAny(targets), Answer::One(Pick::Record(kept))) => {
                vec![Effect::Ask(Question::Card(Kind::Question, kept, CardFor::Join(targets)))]
            }
            (Purpose::Snooze(targets), Answer::One(Pick::Number(place))) => self.snooze(targets, place),
            (Purpose::Snooze(targets), Answer::One(Pick::Day(day))) => {
                self.each(Act::Snooze, &targets, |record| Ok(question::snooze_until(record, day)))
            }
            (Purpose::SnoozeForGuest(targets), Answer::One(Pick::Record(institution))) => {
                self.each(Act::Snooze, &targets, |record| Ok(question::snooze_until_guest(record, institution)))
            }
            (Purpose::Decline(targets), Answer::Text(reason)) => {
                self.each(Act::Decline, &targets, |record| question::decline(record, &reason))
            }
            (Purpose::ChangeState(targets), Answer::One(Pick::Choice(Choice::QuestionState(QuestionState::Inbox))))
                if targets.iter().any(|record| question::state(record) == QuestionState::Duplicate) =>
            {
                // What they have brought to the questions that are kept is taken back too.
                vec![Effect::Ask(Question::Parting(targets))]
            }
            (Purpose::ChangeState(targets), Answer::One(Pick::Choice(Choice::QuestionState(state)))) => {
                let act = match state {
                    QuestionState::Asked => Act::Ask,
                    QuestionState::Closed => Act::Close,
                    QuestionState::Inbox => Act::Reopen,
                    QuestionState::Answered => Act::Answer,
                    _ => Act::Edit,
                };
                self.each(act, &targets, |record| question::go(record, state))
            }
            (Purpose::ChangeState(targets), Answer::One(Pick::Number(_))) => match self.answer_to_prolong(&targets) {
                Some(answer) => self.ask_prolong(answer),
                None => Vec::new(),
            },
            (Purpose::Prolong(answer), Answer::One(pick)) => self.prolong(&answer, pick),
            (Purpose::JoinAsked, Answer::One(Pick::Record(kept))) => Self::join_chosen(kept),
            (Purpose::Note(records), Answer::Text(text)) => self.note(&records, &text),
            (Purpose::Remove(records), Answer::Yes) => {
                let edits = records.iter().map(|record| record.set(Field::Removed, 1)).collect();
                self.browser_mut().opened.pop();
                self.do_questions(Act::Remove, &records, edits)
            }
            (Purpose::DeleteOn(targets), Answer::Text(text)) => self.set_delete_on(&targets, &text),
            (Purpose::EraseMention(erasing), Answer::One(Pick::Number(place))) => self.mention_decided(*erasing, place),
            (Purpose::EraseOver(erasing), Answer::One(Pick::Number(place))) => self.looked_over(*erasing, place),
            (Purpose::Erase(erasing), Answer::Text(typed)) => self.erase(*erasing, &typed),
            (Purpose::Sort, Answer::One(Pick::Field(field))) => self.sort_by(field),
            (Purpose::Command, Answer::Do(action)) => match self.hindrance(action) {
                Some(message) => {
                    self.message = Some(message);
                    Vec::new()
                }
                None => self.act(action),
            },
            (Purpose::OpenSimilar(ids), Answer::One(Pick::Number(place))) => match ids.get(place) {
                Some(id) => {
                    let id = *id;
                    let paused = self.triage.take();
                    let effects = self.go_to(Kind::Question, id);
                    // Going back from there goes on with the inbox.
                    self.paused = paused;
                    effects
                }
                None => Vec::new(),
            },
            (Purpose::Resolve(change, conflicting, what), Answer::Resolve(edits)) => {
                self.resolve(*change, &conflicting, edits, what)
            }
            (Purpose::Import, Answer::Text(path)) => self.plan_import(path, None),
            (Purpose::ImportForm(by_hand), Answer::One(Pick::Number(place))) => self.import_form(*by_hand, place),
            (Purpose::ImportColumns(by_hand), Answer::One(Pick::Number(place))) => self.import_columns(*by_hand, place),
            (Purpose::ImportColumn(by_hand, place), Answer::One(pick)) => self.import_column(*by_hand, place, pick),
            (Purpose::ExportForm(chosen), Answer::One(Pick::Number(place))) => match Format::ALL.get(place) {
                Some(format) => self.ask_export_file(chosen, *format),
                None => Vec::new(),
            },
            (Purpose::ExportTo(chosen, format), Answer::Text(path)) => {
                vec![Effect::Ask(Question::Export(chosen, format, path))]
            }
            (Purpose::WhoAnswers, Answer::One(pick)) => self.take_who_answers(pick, dialog.as_ref()),
            (Purpose::Disclose(whose), Answer::Yes) => self.ask_disclosure_file(whose),
            (Purpose::DiscloseInto(whose), Answer::Text(path)) => {
                vec![Effect::Ask(Question::Disclose(whose, Disclosing::Into(path)))]
            }
            (Purpose::Draft, Answer::One(Pick::Number(place))) => self.restore_draft(place),
            (Purpose::SaveView, Answer::One(Pick::Number(place))) => self.place_chosen(place),
            (Purpose::SaveViewAs(place), Answer::Text(name)) => self.save_view_as(place, &name),
            (Purpose::SavedView(record), Answer::One(Pick::Number(act))) => self.saved_view_chosen(*record, act),
            (Purpose::RenameSavedView(record), Answer::Text(name)) => self.rename_saved_view(&record, &name),
            (Purpose::FeedBackTo(towns), Answer::One(Pick::Number(place))) => self.town_chosen(towns, place),
            (Purpose::Told(town, rest), Answer::Yes) => self.town_told(&town, rest),
            (Purpose::Quit, Answer::Yes) => self.leave(),
            (purpose, answer) => self.list_answer(purpose, answer),
        }
    }

    /// Sends edits as one change, and remembers that triage waits for it.
    pub(super) fn do_questions(&mut self, act: Act, targets: &[Record], mut edits: Vec<Edit>) -> Vec<Effect> {
        edits.retain(|edit| !matches!(&edit.what, What::Set { from, to, .. } if from == to));
        if let Some(triage) = &mut self.triage {
            if act == Act::Decline {
                // Another decision than the one that was being put together.
                targets.iter().for_each(|record| triage.drop_choices(record.id));
            }
            return self.do_in_triage(act, targets, edits, None);
        }
        if let Some(list) = self.browser_mut().list_mut() {
            list.marked.clear();
        }
        let change = Change::new(self.ids.change(), act, edits);
        self.send(change, Sent::Act)
    }

    /// Puts links in that were ticked and takes out those whose tick was taken, of several records.
    fn set_links(&mut self, act: Act, targets: &[Record], field: Field, ids: &BTreeSet<Id>) -> Vec<Effect> {
        let edits = targets.iter().map(|record| {
            // Of several questions nobody sees the ticks of each: there, ticking only adds.
            let mut to = ids.clone();
            if targets.len() > 1 {
                to.extend(record.get(field).as_links());
            }
            record.set(field, Value::Links(to))
        });
        let edits = edits.collect();
        self.do_questions(act, targets, edits)
    }

    fn snooze(&mut self, targets: Vec<Record>, place: usize) -> Vec<Effect> {
        let week = self.today() + chrono::Days::new(7);
        let words = text::words(self.language);
        match place {
            0 => self.each(Act::Snooze, &targets, |record| Ok(question::snooze_until(record, week))),
            1 => {
                let picker = Picker::records(words.snooze_guest, Kind::Institution, false, false, None);
                self.pick(picker, Purpose::SnoozeForGuest(targets))
            }
            place => match self.next_meetings.get(place - 2).cloned() {
                Some(next) => self.each(Act::Snooze, &targets, |record| {
                    Ok(question::snooze_until_meeting(record, next.group, Some(next.day)))
                }),
                None => self.each(Act::Wake, &targets, |record| Ok(question::wake(record))),
            },
        }
    }

    /// A comment on a record, still without words.
    pub(super) fn comment_on(&mut self, kind: Kind, id: Id) -> Record {
        Record::new(Kind::Comment, self.ids.record())
            .with(Field::Subject, kind.code())
            .with(Field::SubjectId, id.0)
            .with(Field::Person, Value::from(self.author.person))
            .with(Field::AskedBy, self.author.login.as_str())
            .with(Field::Given, self.now.format("%Y-%m-%dT%H:%M").to_string())
    }

    fn note(&mut self, records: &[(Kind, Id)], text: &str) -> Vec<Effect> {
        let edits = records.iter().map(|(kind, id)| self.comment_on(*kind, *id).with(Field::Text, text).create());
        let edits: Vec<Edit> = edits.collect();
        let change = Change::new(self.ids.change(), Act::Comment, edits);
        self.send(change, Sent::Act)
    }

    /// Says of questions that they are no duplicates after all.
    pub(super) fn part(&mut self, duplicates: &[(Record, Option<Parting>)]) -> Vec<Effect> {
        let targets: Vec<Record> = duplicates.iter().map(|(record, _)| record.clone()).collect();
        let parting =
            |id| duplicates.iter().find(|(record, _)| record.id == id).and_then(|(_, parting)| parting.as_ref());
        self.each(Act::Reopen, &targets, |record| match parting(record.id) {
            Some(parting) => question::part(parting),
            None => question::go(record, QuestionState::Inbox),
        })
    }

    fn save_form(&mut self, mut edits: Vec<Edit>, answers: Option<Box<Record>>) -> Vec<Effect> {
        let Some((Dialog::Form(form), _)) = self.dialogs.last_mut() else { return Vec::new() };
        if edits.is_empty() {
            let record = (form.kind(), form.id());
            self.dialogs.pop();
            self.drafts.retain(|draft| (draft.kind, draft.id) != record);
            self.message = Some(Message::Unchanged);
            return vec![Effect::DropDraft(record.0, record.1)];
        }
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        form.set_saving(true);
        let mut act = match (form.is_new(), form.kind()) {
            (true, Kind::Comment) => Act::Comment,
            (true, _) => Act::Create,
            (false, _) => Act::Edit,
        };
        if let Some(question) = answers {
            act = Act::Answer;
            if question::is_open(question::state(&question)) {
                edits.extend(question::go(&question, QuestionState::Answered).unwrap_or_default());
            }
        }
        // A question that is new begins in the inbox, whoever writes it, and a list as a draft.
        let begins: Option<Value> = match form.kind() {
            Kind::Question if form.is_new() => Some(QuestionState::Inbox.into()),
            Kind::List if form.is_new() => Some(ListState::Draft.into()),
            _ => None,
        };
        if let Some(begins) = begins {
            for edit in &mut edits {
                if let What::Create(values) = &mut edit.what {
                    values.entry(Field::State).or_insert_with(|| begins.clone());
                }
            }
        }
        edits.extend(self.seats_by_form(&edits));
        let change = Change::new(self.ids.change(), act, edits);
        self.send(change, Sent::Form)
    }

    /// Sends a change again in which the person has chosen whose values stay.
    fn resolve(
        &mut self,
        mut change: Change,
        conflicting: &BTreeSet<(Kind, Id, Field)>,
        edits: Vec<Edit>,
        what: Sent,
    ) -> Vec<Effect> {
        // What conflicts is replaced by what was decided; everything else of the change stays as it is.
        change.edits.retain(|edit| match &edit.what {
            What::Set { field, .. } => !conflicting.contains(&(edit.kind, edit.id, *field)),
            What::Create(_) => true,
        });
        change.edits.extend(edits);
        let settle = Effect::Settle(change.id);
        change.id = self.ids.change();
        change.on_conflict = OnConflict::Ask;
        if change.edits.is_empty() {
            let mut effects = vec![settle];
            match what {
                Sent::Form => {
                    let form = self.dialogs.pop();
                    effects.extend(self.keep_draft(form.map(|(dialog, _)| dialog)));
                    self.message = Some(Message::TheirsStays);
                }
                Sent::Parked(draft) | Sent::Closed(draft) => {
                    self.remember_draft((*draft).clone());
                    effects.push(Effect::KeepDraft(draft));
                    self.message = Some(Message::TheirsStays);
                }
                _ => self.message = Some(Message::Unchanged),
            }
            effects.extend(self.refresh());
            return effects;
        }
        // The new change is noted before the old one is struck out.
        let form = self.dialogs.iter_mut().rev().find_map(|(dialog, _)| match dialog {
            Dialog::Form(form) => Some(form),
            _ => None,
        });
        if let (Sent::Form, Some(form)) = (&what, form) {
            form.set_saving(true);
        }
        let mut effects = self.send(change, what);
        if !effects.is_empty() {
            effects.push(settle);
        }
        effects
    }

    fn sort_by(&mut self, field: Field) -> Vec<Effect> {
        let today = self.today();
        let Some(list) = self.browser_mut().list_mut() else { return Vec::new() };
        // The first time the most come first of what is counted, and the beginning of everything else.
        let first = is_counted(list.kind, field);
        let descending = if list.sort.field == field { !list.sort.descending } else { first };
        list.sort = crate::domain::query::Sort { field, descending };
        let asked = list.reload(today);
        vec![Effect::Ask(Question::Rows(asked))]
    }
}
