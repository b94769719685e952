//! The many older questions: one change each, as they ended, made fast enough for a million.

use std::sync::Arc;

use super::calendar::{Calendar, Moment, PAST, days};
use super::cast::Cast;
use super::chance::Chance;
use super::contacts::{Expert, Experts};
use super::schedule::Timed;
use super::template::{Scene, Template};
use super::wording::{Core, Wording};
use crate::domain::{
    Act, Change, ChangeId, Edit, Field, Id, Kind, OnConflict, Priority, QuestionState, Snooze, Value, What,
};

use QuestionState::{Answered, Asked, Assigned, Closed, Declined, Duplicate, Inbox};

/// How long after it came in an old question is taken over with its answer, at most.
const LAG: Moment = days(20);
/// The most old questions that still wait in the inbox, with a group, and with a guest.
const WAITING: [u64; 3] = [1900, 2400, 900];

/// A meeting at which questions were answered.
pub(super) type Held = (Moment, Id);

/// What the questions are made from.
pub(super) struct Source {
    /// Members and staff.
    pub(super) cast: Arc<Cast>,
    /// Sentences.
    pub(super) wording: Wording,
    /// Days.
    pub(super) calendar: Arc<Calendar>,
    /// Contacts by topic.
    pub(super) experts: Experts,
    /// The group of each topic.
    pub(super) groups: Vec<Id>,
    /// The meetings of the alliance, in order of time.
    pub(super) held: Vec<Held>,
}

/// The questions to come.
pub(super) struct Bulk {
    source: Source,
    chance: Chance,
    count: u64,
    next: u64,
    from: Moment,
    span: Moment,
    latest: Vec<i64>,
}

impl Bulk {
    /// So many questions, from a moment until another.
    pub(super) fn new(seed: u64, count: u64, (from, until): (Moment, Moment), source: Source) -> Self {
        let latest = vec![0; source.wording.cores.len()];
        let span = until.saturating_sub(from);
        Self { source, chance: Chance::new(seed, 5), count, next: 0, from, span, latest }
    }

    /// How many are still to come.
    pub(super) fn left(&self) -> u64 {
        self.count - self.next
    }

    /// When the next one is taken over; nothing where none is left.
    pub(super) fn moment(&self) -> Option<Moment> {
        (self.next < self.count).then(|| {
            let came = self.came();
            let lag = u128::from(LAG.min(self.span / 2)) * u128::from(self.count - self.next) / u128::from(self.count);
            came + lag as Moment
        })
    }

    /// When the next one came in. The lag shrinks towards the end, so that the moments keep rising.
    fn came(&self) -> Moment {
        self.from + (u128::from(self.span) * u128::from(self.next) / u128::from(self.count.max(1))) as Moment
    }

    /// The next question.
    pub(super) fn next(&mut self) -> Option<Timed> {
        let (came, moment) = (self.came(), self.moment()?);
        let place = self.next;
        self.next += 1;
        let id = Id(place.cast_signed() + 1);
        let state = self.state(place);
        let source = &self.source;
        let chance = &mut self.chance;
        let town = chance.below(source.cast.towns.len() as u64) as usize;
        let clerk = chance.pick(&source.cast.towns[town].clerks).copied().unwrap_or_default();
        let cores = source.wording.cores.len();
        let number = place as usize % cores;
        let core = &source.wording.cores[number];
        let day = source.calendar.day(came);
        let year = source.calendar.year(day);
        let scene = source.wording.scene(chance, &source.cast.towns, town, day, year);
        let (state, original) = match (state, self.latest[number]) {
            (Duplicate, 0) => (Closed, None),
            (Duplicate, original) => (Duplicate, Some(Id(original))),
            (state, _) => {
                self.latest[number] = id.0;
                (state, None)
            }
        };
        let mut fields: Vec<(Field, Value)> = Vec::with_capacity(24);
        words(source, chance, core, &scene, (place as usize / cores, original.is_some()), &mut fields);
        let asker = &source.cast.clerks[clerk];
        fields.push((Field::Askers, Value::links([source.cast.towns[town].id])));
        fields.push((Field::AskedBy, Value::Text(asker.name.to_owned())));
        fields.push((Field::Mail, Value::Text(asker.mail.clone())));
        fields.push((Field::Received, iso(&source.calendar, day)));
        fields.push((Field::State, Value::Text(state.code().to_owned())));
        affected(chance, source.cast.towns.len() as u64, town, &mut fields);
        let expert = chance.pick(source.experts.of(core.topic)).copied();
        let mut edits = Vec::with_capacity(2);
        outcome(source, chance, core, state, original, expert, &mut fields);
        edits.push(create(Kind::Question, id, fields));
        if matches!(state, Answered | Closed) {
            let given = came + chance.below(moment.saturating_sub(came).max(1));
            edits.push(answer(source, chance, id, (core, &scene), expert, (came, given)));
        }
        let change = Change {
            id: ChangeId(0),
            act: Act::Import,
            author: source.cast.author(clerk),
            at: source.calendar.stamp(moment),
            undoes: None,
            on_conflict: OnConflict::Ask,
            edits,
        };
        Some(Timed { moment, change })
    }

    /// Where a question stands: the last ones partly wait, the others are done with.
    fn state(&mut self, place: u64) -> QuestionState {
        let following = self.count - place;
        let [inbox, assigned, asked] = WAITING.map(|most| most.min(self.count / 8));
        match self.chance.below(10) {
            0..2 if following < inbox * 5 => return Inbox,
            2..5 if following < assigned * 10 / 3 => return Assigned,
            5 if following < asked * 10 => return Asked,
            _ => {}
        }
        match self.chance.below(100) {
            0..68 => Closed,
            68..88 => Answered,
            88..94 => Declined,
            _ => Duplicate,
        }
    }
}

fn iso(calendar: &Calendar, day: usize) -> Value {
    Value::Text(calendar.iso(day).to_owned())
}

fn create(kind: Kind, id: Id, fields: Vec<(Field, Value)>) -> Edit {
    Edit { kind, id, what: What::Create(fields.into_iter().collect()) }
}

/// Title, text, explanation, remark, due.
fn words(
    source: &Source,
    chance: &mut Chance,
    core: &Core,
    scene: &Scene,
    (round, again): (usize, bool),
    fields: &mut Vec<(Field, Value)>,
) {
    let (wording, calendar) = (&source.wording, source.calendar.as_ref());
    let heading = &core.titles[round % 2];
    let mut title = String::with_capacity(96);
    heading.fill(scene, calendar, &mut title);
    // The newest questions have the bare titles; these say where.
    if !heading.names_place() {
        title.push_str(" – ");
        if chance.percent(40) {
            title.push_str(scene.building);
            title.push(' ');
        }
        title.push_str(scene.place);
    }
    let mut text = String::with_capacity(320);
    core.again.as_ref().filter(|_| again).unwrap_or(&core.text).fill(scene, calendar, &mut text);
    if chance.percent(45) {
        sentence(chance, &wording.schools, scene, calendar, &mut text);
    }
    if chance.percent(30) {
        sentence(chance, &wording.closers, scene, calendar, &mut text);
    }
    if chance.below(900) == 0 {
        text.push(' ');
        text.push_str(chance.word(&wording.rare));
    }
    fields.push((Field::Title, Value::Text(title)));
    fields.push((Field::Text, Value::Text(text)));
    let more: [(Field, u64, &[Template]); 2] =
        [(Field::Explanation, 28, &wording.explanations), (Field::Remark, 8, &wording.remarks)];
    for (field, share, templates) in more {
        if chance.percent(share) {
            fields.push((field, Value::Text(Wording::one(chance, templates, scene, calendar))));
        }
    }
    match chance.below(100) {
        0..25 => fields.push((Field::Due, iso(calendar, scene.day))),
        25..32 => fields.push((Field::Due, Value::Text(Wording::one(chance, &wording.dues, scene, calendar)))),
        _ => {}
    }
}

fn sentence(chance: &mut Chance, of: &[Template], scene: &Scene, calendar: &Calendar, text: &mut String) {
    if let Some(template) = chance.pick(of) {
        text.push(' ');
        template.fill(scene, calendar, text);
    }
}

fn affected(chance: &mut Chance, towns: u64, town: usize, fields: &mut Vec<(Field, Value)>) {
    let bits = match chance.below(4) {
        0 => return,
        1 => chance.below(1 << towns) & chance.below(1 << towns) & chance.below(1 << towns),
        2 => chance.below(1 << towns) & chance.below(1 << towns),
        _ => chance.below(1 << towns),
    };
    let ids = (0..towns).filter(|place| bits >> place & 1 == 1 && *place != town as u64);
    let links = Value::links(ids.map(|place| Id(place.cast_signed() + 1)));
    if !links.is_unknown() {
        fields.push((Field::Affected, links));
    }
}

/// Topic, priority, group and what belongs to the state.
fn outcome(
    source: &Source,
    chance: &mut Chance,
    core: &Core,
    state: QuestionState,
    original: Option<Id>,
    expert: Option<Expert>,
    fields: &mut Vec<(Field, Value)>,
) {
    if state != Inbox || chance.percent(60) {
        fields.push((Field::Topics, Value::links([Id(core.topic)])));
    }
    if chance.percent(if state == Inbox { 50 } else { 88 }) {
        let priority = [Priority::Highest, Priority::High, Priority::Medium, Priority::Medium, Priority::Low];
        let priority = priority[chance.below(5) as usize];
        fields.push((Field::Priority, Value::Text(priority.code().to_owned())));
    }
    let group = source.groups.get(core.topic as usize - 1).copied().unwrap_or(Id(1));
    if matches!(state, Assigned | Asked | Answered | Closed) {
        fields.push((Field::Group, Value::from(group)));
    }
    if let Some(expert) = expert.filter(|_| matches!(state, Asked | Answered | Closed)) {
        fields.push((Field::Contact, Value::from(expert.contact)));
        fields.push((Field::Post, Value::from(expert.post)));
        fields.push((Field::Institution, Value::from(expert.institution)));
    }
    if state == Declined {
        let scene = source.wording.scene(chance, &source.cast.towns, 0, PAST, 2000);
        let reason = Wording::one(chance, &source.wording.reasons, &scene, &source.calendar);
        fields.push((Field::Reason, Value::Text(reason)));
    }
    if let Some(original) = original {
        fields.push((Field::DuplicateOf, Value::from(original)));
    }
    if matches!(state, Inbox | Assigned) && chance.percent(8) {
        asleep(source, chance, group, expert, fields);
    }
}

fn asleep(source: &Source, chance: &mut Chance, group: Id, expert: Option<Expert>, fields: &mut Vec<(Field, Value)>) {
    match (chance.below(3), expert) {
        (0, _) => {
            fields.push((Field::Snooze, Value::from(Snooze::Date)));
            let until = PAST + chance.within(5..=90) as usize;
            fields.push((Field::SnoozeUntil, iso(&source.calendar, until)));
        }
        (1, Some(expert)) => {
            fields.push((Field::Snooze, Value::from(Snooze::Guest)));
            fields.push((Field::SnoozeInstitution, Value::from(expert.institution)));
        }
        _ => {
            fields.push((Field::Snooze, Value::from(Snooze::Meeting)));
            fields.push((Field::SnoozeGroup, Value::from(group)));
        }
    }
}

fn answer(
    source: &Source,
    chance: &mut Chance,
    question: Id,
    (core, scene): (&Core, &Scene),
    expert: Option<Expert>,
    (came, given): (Moment, Moment),
) -> Edit {
    let calendar = source.calendar.as_ref();
    // At the last meeting before, where the question was there already; else by mail.
    let after = source.held.partition_point(|(held, _)| *held <= given);
    let meeting = after.checked_sub(1).and_then(|place| source.held.get(place)).filter(|(held, _)| *held > came);
    let day = calendar.day(meeting.map_or(given, |(held, _)| *held));
    let mut fields: Vec<(Field, Value)> = Vec::with_capacity(9);
    fields.push((Field::Text, Value::Text(core.answer.text(scene, calendar))));
    if let Some(expert) = expert {
        fields.push((Field::Contact, Value::from(expert.contact)));
        fields.push((Field::Institution, Value::from(expert.institution)));
    }
    if let Some((_, meeting)) = meeting {
        fields.push((Field::Meeting, Value::from(*meeting)));
    } else {
        fields.push((Field::Source, Value::Text(Wording::one(chance, &source.wording.sources, scene, calendar))));
    }
    fields.push((Field::Question, Value::from(question)));
    fields.push((Field::Given, iso(calendar, day)));
    if chance.percent(25) {
        fields.push((Field::ValidUntil, iso(calendar, day + chance.within(120..=900) as usize)));
    }
    create(Kind::Answer, Id(0), fields)
}
