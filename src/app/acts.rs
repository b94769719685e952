//! Acts on questions and records: for whom they are, and which dialog asks what they need.

use super::{App, CardFor, Effect, Purpose, Question};
use crate::app::Action;
use crate::dialogs::{Confirm, Dialog, Entry, Pick, Picker, PromptKind, Typed};
use crate::domain::fact::Fact;
use crate::domain::{Act, Card, Choice, Field, Id, Kind, QuestionState, Record, Set, Value, dates, question};
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
        if browser.is_in_tree() {
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

    /// Opens what an act on questions has to ask, or does it at once. Contacts have topics too.
    pub(super) fn question_act(&mut self, action: Action) -> Vec<Effect> {
        let fits = |kind| kind == Kind::Question || kind == Kind::Contact && action == Action::SetTopic;
        let targets: Vec<Record> = self.targets().into_iter().filter(|record| fits(record.kind)).collect();
        if targets.is_empty() {
            self.message = Some(Message::NotHere(action.label(self.language)));
            return Vec::new();
        }
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let title = action.label(self.language);
        let one = (targets.len() == 1).then(|| targets[0].clone());
        let linked = |field| one.as_ref().and_then(|record| record.get(field).as_link());
        let records = |kind, ticked: Option<Id>| Picker::records(title, kind, false, true, ticked);
        // In triage one part is chosen, and the likeliest stand first.
        let in_triage = self.triage.is_some();
        let proposal = self.triage.as_ref().and_then(|triage| triage.card()).map(|(_, judged)| judged.proposal.clone());
        let proposal = proposal.unwrap_or_default();
        match action {
            Action::AssignGroup => {
                let picker = records(Kind::Group, linked(Field::Group)).clearable(false);
                self.pick(picker, Purpose::AssignGroup(targets))
            }
            Action::SetContact => {
                let likely = proposal.contact.candidates.iter().filter(|asked| asked.value.0 == Kind::Contact);
                let likely = likely.map(|asked| (asked.value.1, asked.label.clone())).collect();
                let picker = records(Kind::Contact, linked(Field::Contact)).with_first(likely);
                self.pick(picker, Purpose::SetContact(targets))
            }
            Action::PutOnList => self.ask_list(targets),
            Action::Prioritise => {
                let present = one.as_ref().and_then(question::priority);
                let picker = Picker::choices(title, Set::Priority, true, present, self.language);
                self.pick(picker, Purpose::Prioritise(targets))
            }
            Action::SetTopic if in_triage => {
                let likely = proposal.topic.candidates.iter().map(|topic| (topic.value, topic.label.clone()));
                let picker = Picker::records(title, Kind::Topic, false, false, None).with_first(likely.collect());
                self.pick(picker, Purpose::SetTopicTo(targets))
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
                    self.triage.as_ref().and_then(|triage| triage.card()).map(|(_, judged)| judged.likes.clone())
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
            // Whose own municipality is not known can choose it among all.
            let effects = self.question_act(Action::JoinAffectedOther);
            self.message = Some(Message::NoMember);
            return effects;
        };
        let asked = |record: &&Record| record.get(Field::Askers).as_links().contains(&member);
        let own: Vec<&Record> = targets.iter().filter(asked).collect();
        let targets: Vec<Record> = targets.iter().filter(|record| !asked(record)).cloned().collect();
        if targets.is_empty() {
            self.message = Some(Message::OwnQuestion);
            return Vec::new();
        }
        let all = targets.iter().all(|record| record.get(Field::Affected).as_links().contains(&member));
        let edits = targets.iter().map(|record| record.link(Field::Affected, member, !all)).collect();
        let act = if all { Act::LeaveAffected } else { Act::JoinAffected };
        self.do_some(act, &targets, edits, &own, Message::OwnQuestion.text(self.language))
    }

    pub(super) fn ask_duplicate(&mut self, targets: Vec<Record>, likes: &[crate::domain::Like]) -> Vec<Effect> {
        let words = text::words(self.language);
        let entries = likes.iter().enumerate().map(|(place, like)| Entry {
            pick: Pick::Number(place),
            label: like.title.clone(),
            short: Some(like.number.to_string()),
            other: text::choice(self.language, Choice::QuestionState(like.state)).to_owned(),
        });
        let mut more = Vec::new();
        if self.triage.is_some() {
            more.push(Entry {
                pick: Pick::Number(super::triage::NO_DUPLICATE),
                label: words.no_duplicate.to_owned(),
                short: None,
                other: String::new(),
            });
        }
        more.push(Entry {
            pick: Pick::Number(usize::MAX),
            label: words.any_question.to_owned(),
            short: None,
            other: String::new(),
        });
        // Each entry has a digit.
        let lasting = more.len();
        let entries = entries.take(9 - lasting).chain(more).collect();
        let picker = Picker::entries(words.duplicate_of, entries).with_lasting(lasting);
        let ids = likes.iter().map(|like| like.id).collect();
        self.pick(picker, Purpose::MarkDuplicate(targets, ids))
    }

    fn ask_snooze(&mut self, targets: Vec<Record>) -> Vec<Effect> {
        let words = text::words(self.language);
        let mut entries = vec![(words.snooze_week.to_owned(), None), (words.snooze_guest.to_owned(), None)];
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
        let entries = entries.into_iter().enumerate().map(entry).collect();
        let typed = Typed::Day { today: self.today(), language: self.language };
        let picker = Picker::entries(Action::Snooze.label(self.language), entries).with_typed(typed);
        self.pick(picker, Purpose::Snooze(targets))
    }

    fn ask_state(&mut self, title: &str, targets: Vec<Record>) -> Vec<Effect> {
        let states = QuestionState::ALL.iter().copied().filter(|to| {
            let asks_itself =
                matches!(to, QuestionState::Declined | QuestionState::Duplicate | QuestionState::Assigned);
            let goes = |from| from != *to && question::may_follow(from, *to);
            !asks_itself && targets.iter().any(|record| goes(question::state(record)))
        });
        let parts = targets.iter().all(|record| question::state(record) == QuestionState::Duplicate);
        let holds = self.answer_to_prolong(&targets).map(|_| Entry {
            pick: Pick::Number(0),
            label: text::words(self.language).answer_holds.to_owned(),
            short: None,
            other: String::new(),
        });
        let states = states.map(|state| Entry {
            pick: Pick::Choice(Choice::QuestionState(state)),
            label: match state {
                QuestionState::Inbox if parts => text::words(self.language).parts.to_owned(),
                state => text::choice(self.language, Choice::QuestionState(state)).to_owned(),
            },
            short: Some(text::choice_mark(Choice::QuestionState(state)).to_owned()),
            other: String::new(),
        });
        let entries = holds.into_iter().chain(states).collect();
        self.pick(Picker::entries(title, entries), Purpose::ChangeState(targets))
    }

    fn ask_reply(&mut self, record: &Record) -> Vec<Effect> {
        let mut given = Record::new(Kind::Answer, self.ids.record())
            .with(Field::Question, record.id)
            .with(Field::Contact, record.get(Field::Contact).clone())
            .with(Field::Person, Value::from(self.author.person))
            .with(Field::Given, self.today());
        let number = record.get(Field::Number).as_number().map(|number| format!("{number} ")).unwrap_or_default();
        let mut names = vec![(Field::Question, vec![(record.id, format!("{number}{}", record.text(Field::Title)))])];
        if let (Some(person), Some(name)) = (self.author.person, &self.person) {
            names.push((Field::Person, vec![(person, name.clone())]));
        }
        let card = self.card_of(record.id);
        let mut contact = card.and_then(|card| card.names.iter().find(|(field, _)| *field == Field::Contact)).cloned();
        if let Some(Fact::RanOut { text, contact: answered, by, .. }) = card.and_then(Card::to_check_again) {
            // Most of what was answered still holds, and who answered knows.
            given = given.with(Field::Text, text.as_str());
            if let Some((id, by)) = answered.zip(by.clone()) {
                given = given.with(Field::Contact, id);
                contact = Some((Field::Contact, vec![(id, by)]));
            }
        }
        names.extend(contact);
        let effects = self.fill(given, Some(Box::new(record.clone())));
        self.name_form(&names);
        effects
    }

    pub(super) fn ask_remove(&mut self) -> Vec<Effect> {
        let targets = self.targets();
        if let Some(entry) = self.listed_here().filter(|_| !self.read_only) {
            return self.ask_take_off(entry);
        }
        if targets.is_empty() {
            return Vec::new();
        }
        if self.read_only {
            self.message = Some(self.why_read_only());
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
}
