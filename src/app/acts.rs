//! Acts on questions and records: which dialog asks, and what its answer changes.

use std::collections::BTreeSet;

use super::{App, CardFor, Effect, Purpose, Question, Sent};
use crate::app::Action;
use crate::dialogs::{Answer, Confirm, Dialog, Entry, Pick, Picker, PromptKind};
use crate::domain::question::Refusal;
use crate::domain::{
    Act, Change, Choice, Edit, Field, Id, Kind, OnConflict, QuestionState, Record, Set, Value, What, dates, question,
};
use crate::text::{self, Message};

impl App {
    /// The records that an act is for, as they were seen: the opened one, the marked ones, or the selected one.
    pub(super) fn targets(&self) -> Vec<Record> {
        if let Some(triage) = &self.triage {
            return triage.card().map(|(card, _)| card.record.clone()).into_iter().collect();
        }
        let browser = self.browser();
        if !browser.opened.is_empty() {
            return browser.current_card().map(|card| card.record.clone()).into_iter().collect();
        }
        let Some(list) = browser.list() else { return Vec::new() };
        if list.marked.is_empty()
            && let Some(card) = browser.current_card()
        {
            return vec![card.record.clone()];
        }
        list.chosen().iter().map(|row| row.record(list.kind)).collect()
    }

    /// Opens what an act on questions has to ask, or does it at once.
    pub(super) fn question_act(&mut self, action: Action) -> Vec<Effect> {
        let targets: Vec<Record> = self.targets().into_iter().filter(|record| record.kind == Kind::Question).collect();
        if targets.is_empty() {
            self.message = Some(Message::NotHere(action.label(self.language)));
            return Vec::new();
        }
        if self.read_only {
            self.message = Some(Message::ReadOnly);
            return Vec::new();
        }
        let title = action.label(self.language);
        let one = (targets.len() == 1).then(|| targets[0].clone());
        let linked = |field| one.as_ref().and_then(|record| record.get(field).as_link());
        let records = |kind, ticked: Option<Id>| Picker::records(title, kind, false, true, ticked);
        match action {
            Action::AssignGroup => {
                let picker = records(Kind::Group, linked(Field::Group)).clearable(false);
                self.pick(picker, Purpose::AssignGroup(targets))
            }
            Action::SetContact => {
                self.pick(records(Kind::Contact, linked(Field::Contact)), Purpose::SetContact(targets))
            }
            Action::PutOnList => self.pick(records(Kind::List, None).clearable(false), Purpose::PutOnList(targets)),
            Action::Prioritise => {
                let present = one.as_ref().and_then(question::priority);
                let picker = Picker::choices(title, Set::Priority, true, present, self.language);
                self.pick(picker, Purpose::Prioritise(targets))
            }
            Action::SetTopic => {
                let ticked = one.map(|record| record.get(Field::Topics).as_links()).unwrap_or_default();
                let picker = Picker::records(title, Kind::Topic, true, false, ticked);
                self.pick(picker, Purpose::SetTopic(targets))
            }
            Action::JoinAffectedOther => {
                let ticked = one.map(|record| record.get(Field::Affected).as_links()).unwrap_or_default();
                let picker = Picker::records(title, Kind::Member, true, false, ticked);
                self.pick(picker, Purpose::JoinAffected(targets))
            }
            Action::JoinAffected => self.join_own(&targets),
            Action::MarkDuplicate => {
                let id = targets[0].id;
                if let Some(likes) =
                    self.triage.as_ref().and_then(|triage| triage.card()).map(|(_, likes)| likes.clone())
                {
                    return self.ask_duplicate(targets, &likes);
                }
                vec![Effect::Ask(Question::Card(Kind::Question, id, CardFor::Likes(targets)))]
            }
            Action::Snooze => self.ask_snooze(targets),
            Action::Decline => self.ask_text(
                title,
                text::words(self.language).decline_hint,
                PromptKind::Line,
                Purpose::Decline(targets),
            ),
            Action::ChangeState => self.ask_state(title, targets),
            Action::Reply => match one {
                Some(record) => self.ask_reply(&record),
                None => {
                    self.message = Some(Message::NotHere(title));
                    Vec::new()
                }
            },
            _ => Vec::new(),
        }
    }

    fn join_own(&mut self, targets: &[Record]) -> Vec<Effect> {
        let Some((member, _)) = self.member else {
            self.message = Some(Message::NoMember);
            return Vec::new();
        };
        let asked = |record: &&Record| record.get(Field::Askers).as_links().contains(&member);
        let targets: Vec<Record> = targets.iter().filter(|record| !asked(record)).cloned().collect();
        if targets.is_empty() {
            self.message = Some(Message::OwnQuestion);
            return Vec::new();
        }
        let all = targets.iter().all(|record| record.get(Field::Affected).as_links().contains(&member));
        let edits = targets.iter().map(|record| record.link(Field::Affected, member, !all)).collect();
        self.do_questions(if all { Act::LeaveAffected } else { Act::JoinAffected }, &targets, edits)
    }

    pub(super) fn ask_duplicate(&mut self, targets: Vec<Record>, likes: &[crate::domain::Like]) -> Vec<Effect> {
        let words = text::words(self.language);
        let entries = likes.iter().enumerate().map(|(place, like)| Entry {
            pick: Pick::Number(place),
            label: like.title.clone(),
            short: Some(like.number.to_string()),
            other: text::choice(self.language, Choice::QuestionState(like.state)).to_owned(),
        });
        let any = Entry {
            pick: Pick::Number(usize::MAX),
            label: words.any_question.to_owned(),
            short: None,
            other: String::new(),
        };
        let picker = Picker::entries(words.duplicate_of, entries.chain([any]).collect());
        let ids = likes.iter().map(|like| like.id).collect();
        self.pick(picker, Purpose::MarkDuplicate(targets, ids))
    }

    fn ask_snooze(&mut self, targets: Vec<Record>) -> Vec<Effect> {
        let words = text::words(self.language);
        let mut entries = vec![
            (words.snooze_week.to_owned(), None),
            (words.snooze_date.to_owned(), None),
            (words.snooze_guest.to_owned(), None),
        ];
        for next in &self.next_meetings {
            let name = next.name.as_deref().unwrap_or(words.alliance_meeting);
            entries.push((format!("{}: {name}", words.snooze_meeting), Some(dates::format(next.day, self.language))));
        }
        if targets.iter().any(|record| !record.get(Field::Snooze).is_unknown()) {
            entries.push((words.wake.to_owned(), None));
        }
        let entry = |(place, (label, other)): (usize, (String, Option<String>))| Entry {
            pick: Pick::Number(place),
            label,
            short: None,
            other: other.unwrap_or_default(),
        };
        let picker =
            Picker::entries(Action::Snooze.label(self.language), entries.into_iter().enumerate().map(entry).collect());
        self.pick(picker, Purpose::Snooze(targets))
    }

    fn ask_state(&mut self, title: &str, targets: Vec<Record>) -> Vec<Effect> {
        let states = QuestionState::ALL.iter().copied().filter(|to| {
            let asks_itself =
                matches!(to, QuestionState::Declined | QuestionState::Duplicate | QuestionState::Assigned);
            !asks_itself && targets.iter().all(|record| question::may_follow(question::state(record), *to))
        });
        let entries: Vec<Entry> = states
            .map(|state| Entry {
                pick: Pick::Choice(Choice::QuestionState(state)),
                label: text::choice(self.language, Choice::QuestionState(state)).to_owned(),
                short: Some(text::choice_mark(Choice::QuestionState(state)).to_owned()),
                other: String::new(),
            })
            .collect();
        self.pick(Picker::entries(title, entries), Purpose::ChangeState(targets))
    }

    fn ask_reply(&mut self, record: &Record) -> Vec<Effect> {
        let given = Record::new(Kind::Answer, self.ids.record())
            .with(Field::Question, record.id)
            .with(Field::Contact, record.get(Field::Contact).clone())
            .with(Field::Person, Value::from(self.author.person))
            .with(Field::Given, self.today());
        let number = record.get(Field::Number).as_number().map(|number| format!("{number} ")).unwrap_or_default();
        let mut names = vec![(Field::Question, vec![(record.id, format!("{number}{}", record.text(Field::Title)))])];
        if let (Some(person), Some(name)) = (self.author.person, &self.person) {
            names.push((Field::Person, vec![(person, name.clone())]));
        }
        let card = self.triage.as_ref().and_then(|triage| triage.card()).map(|(card, _)| card);
        let card = card.or_else(|| self.browser().current_card());
        if let Some((_, contact)) = card.and_then(|card| card.names.iter().find(|(field, _)| *field == Field::Contact))
        {
            names.push((Field::Contact, contact.clone()));
        }
        let effects = self.fill(given, Some(Box::new(record.clone())));
        self.name_form(&names);
        effects
    }

    /// What the answer of a dialog changes.
    pub(super) fn answer(&mut self, answer: Answer, purpose: Purpose, dialog: Option<Dialog>) -> Vec<Effect> {
        match (purpose, answer) {
            (Purpose::Fill { .. }, Answer::Draft) => self.keep_draft(dialog),
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
            (Purpose::SetContact(targets), Answer::One(pick)) => {
                let value = record_of(pick);
                self.each(Act::SetContact, &targets, |record| Ok(vec![record.set(Field::Contact, value.clone())]))
            }
            (Purpose::PutOnList(targets), Answer::One(Pick::Record(list))) => self.put_on_list(&targets, list),
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
            (Purpose::SnoozeUntil(targets), Answer::Text(text)) => match dates::parse(&text, self.today()) {
                Ok(day) => self.each(Act::Snooze, &targets, |record| Ok(question::snooze_until(record, day))),
                Err(problem) => {
                    self.message = Some(Message::NotImported(text::date_problem(self.language, &problem)));
                    Vec::new()
                }
            },
            (Purpose::SnoozeForGuest(targets), Answer::One(Pick::Record(institution))) => {
                self.each(Act::Snooze, &targets, |record| Ok(question::snooze_until_guest(record, institution)))
            }
            (Purpose::Decline(targets), Answer::Text(reason)) => {
                self.each(Act::Decline, &targets, |record| question::decline(record, &reason))
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
            (Purpose::Note(records), Answer::Text(text)) => self.note(&records, &text),
            (Purpose::Remove(records), Answer::Yes) => {
                let edits = records.iter().map(|record| record.set(Field::Removed, 1)).collect();
                self.browser_mut().opened.pop();
                self.do_questions(Act::Remove, &records, edits)
            }
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
                    self.triage = None;
                    self.go_to(Kind::Question, id)
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
            (Purpose::Draft, Answer::One(Pick::Number(place))) => self.restore_draft(place),
            (Purpose::Quit, Answer::Yes) => self.leave(),
            _ => Vec::new(),
        }
    }

    /// The same act on each of some questions, as one change.
    pub(super) fn each(
        &mut self,
        act: Act,
        targets: &[Record],
        edits: impl Fn(&Record) -> Result<Vec<Edit>, Refusal>,
    ) -> Vec<Effect> {
        let mut all = Vec::new();
        for record in targets {
            match edits(record) {
                Ok(edits) => all.extend(edits),
                Err(refusal) => {
                    self.message = Some(Message::Refused(refusal));
                    return Vec::new();
                }
            }
        }
        self.do_questions(act, targets, all)
    }

    /// Sends edits as one change, and remembers that triage waits for it.
    pub(super) fn do_questions(&mut self, act: Act, targets: &[Record], mut edits: Vec<Edit>) -> Vec<Effect> {
        edits.retain(|edit| !matches!(&edit.what, What::Set { from, to, .. } if from == to));
        let change = Change::new(self.ids.change(), act, edits);
        let what = if self.triage.is_some() {
            Sent::Triage(targets.iter().map(|record| record.id).collect())
        } else {
            Sent::Act
        };
        if self.triage.is_none()
            && let Some(list) = self.browser_mut().list_mut()
        {
            list.marked.clear();
        }
        self.send(change, what)
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

    fn put_on_list(&mut self, targets: &[Record], list: Id) -> Vec<Effect> {
        let edits = targets.iter().map(|record| {
            let entry = Record::new(Kind::Entry, self.ids.record());
            entry.with(Field::List, list).with(Field::Question, record.id).create()
        });
        let edits = edits.collect();
        self.do_questions(Act::PutOnList, targets, edits)
    }

    fn snooze(&mut self, targets: Vec<Record>, place: usize) -> Vec<Effect> {
        let week = self.today() + chrono::Days::new(7);
        let words = text::words(self.language);
        match place {
            0 => self.each(Act::Snooze, &targets, |record| Ok(question::snooze_until(record, week))),
            1 => self.ask_text(words.snooze_date, words.date_hint, PromptKind::Date, Purpose::SnoozeUntil(targets)),
            2 => {
                let picker = Picker::records(words.snooze_guest, Kind::Institution, false, false, None);
                self.pick(picker, Purpose::SnoozeForGuest(targets))
            }
            place => match self.next_meetings.get(place - 3).cloned() {
                Some(next) => self.each(Act::Snooze, &targets, |record| {
                    Ok(question::snooze_until_meeting(record, next.group, Some(next.day)))
                }),
                None => self.each(Act::Wake, &targets, |record| Ok(question::wake(record))),
            },
        }
    }

    /// A comment on a record, still without words.
    fn comment_on(&mut self, kind: Kind, id: Id) -> Record {
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

    /// Joins questions to the one that is kept.
    pub(super) fn join(&mut self, targets: &[Record], kept: &Record) -> Vec<Effect> {
        let mut kept = kept.clone();
        let mut edits = Vec::new();
        for record in targets {
            match question::join(record, &kept) {
                Ok(joined) => {
                    // The next one joins what this one has made of it.
                    for edit in &joined {
                        if let (true, What::Set { field, to, .. }) = (edit.id == kept.id, &edit.what) {
                            kept.values.insert(*field, to.clone());
                        }
                    }
                    edits.extend(joined);
                }
                Err(refusal) => {
                    self.message = Some(Message::Refused(refusal));
                    return Vec::new();
                }
            }
        }
        self.do_questions(Act::MarkDuplicate, targets, edits)
    }

    fn save_form(&mut self, mut edits: Vec<Edit>, answers: Option<Box<Record>>) -> Vec<Effect> {
        let Some((Dialog::Form(form), _)) = self.dialogs.last_mut() else { return Vec::new() };
        if edits.is_empty() {
            self.dialogs.pop();
            self.message = Some(Message::Unchanged);
            return Vec::new();
        }
        if self.read_only {
            self.message = Some(Message::ReadOnly);
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
        if form.is_new() && form.kind() == Kind::Question {
            // A question that is new begins in the inbox, whoever writes it.
            for edit in &mut edits {
                if let What::Create(values) = &mut edit.what {
                    values.entry(Field::State).or_insert_with(|| QuestionState::Inbox.into());
                }
            }
        }
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
        change.id = self.ids.change();
        change.on_conflict = OnConflict::Ask;
        if change.edits.is_empty() {
            let mut effects = Vec::new();
            if matches!(what, Sent::Form) {
                let form = self.dialogs.pop();
                effects.extend(self.keep_draft(form.map(|(dialog, _)| dialog)));
                self.message = Some(Message::TheirsStays);
            } else {
                self.message = Some(Message::Unchanged);
            }
            effects.extend(self.refresh());
            return effects;
        }
        self.send(change, what)
    }

    fn sort_by(&mut self, field: Field) -> Vec<Effect> {
        let today = self.today();
        let Some(list) = self.browser_mut().list_mut() else { return Vec::new() };
        let descending = list.sort.field == field && !list.sort.descending;
        list.sort = crate::domain::query::Sort { field, descending };
        let asked = list.reload(today);
        vec![Effect::Ask(Question::Rows(asked))]
    }

    pub(super) fn ask_remove(&mut self) -> Vec<Effect> {
        let targets = self.targets();
        if targets.is_empty() {
            return Vec::new();
        }
        let name = self.browser().current_card().filter(|_| targets.len() == 1).map(|card| card.label.clone());
        let name = name.or_else(|| super::open::copied(&targets[0]).filter(|_| targets.len() == 1));
        let question = text::remove_question(self.language, targets[0].kind, targets.len(), name.as_deref());
        let confirm = Confirm::new(question, text::words(self.language).remove_consequence).destructive();
        self.open(Dialog::Confirm(confirm), Purpose::Remove(targets))
    }

    pub(super) fn ask_note(&mut self) -> Vec<Effect> {
        let records: Vec<_> = self.targets().iter().map(|record| (record.kind, record.id)).collect();
        if records.is_empty() {
            return Vec::new();
        }
        if let [(kind, id)] = records.as_slice() {
            let given = self.comment_on(*kind, *id);
            return self.fill(given, None);
        }
        let title = Action::Note.label(self.language);
        self.ask_text(title, text::words(self.language).note_hint, PromptKind::LongText, Purpose::Note(records))
    }

    /// Takes the last own act back.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if !self.pending.is_empty() {
            self.message = Some(Message::StillSaving);
            return Vec::new();
        }
        match self.undo.undo(&mut self.ids) {
            Some((change, done)) => self.send(change, Sent::Undo(done)),
            None => {
                self.message = Some(Message::NothingToUndo);
                Vec::new()
            }
        }
    }

    /// Does again what was taken back last.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        if !self.pending.is_empty() {
            self.message = Some(Message::StillSaving);
            return Vec::new();
        }
        match self.undo.redo(&mut self.ids) {
            Some((change, done)) => self.send(change, Sent::Redo(done)),
            None => {
                self.message = Some(Message::NothingToRedo);
                Vec::new()
            }
        }
    }
}

fn record_of(pick: Pick) -> Value {
    match pick {
        Pick::Record(id) => Value::from(id),
        _ => Value::Unknown,
    }
}
