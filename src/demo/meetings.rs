//! Two years of meetings: planned, invited, held; with guests, attendance and talks. Minutes: see `minutes`.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Moment, PAST, days};
use super::cast::COORDINATOR;
use super::contacts::Expert;
use super::foundation::GROUPS;
use super::minutes;
use super::preset::SERIES;
use super::stage::Stage;
use super::table::{Row, rows};
use crate::domain::{
    Act, AttendanceState, Edit, Field, Id, InvitationState, Kind, MeetingState, QuestionState, Record, Value,
};

const FOCUSES: &str = include_str!("words/focuses.txt");
/// How long before today the last day of the planned meetings lies ahead.
const LOOK_AHEAD: usize = 200;

/// A meeting as others refer to it.
#[derive(Clone)]
pub(super) struct Gathering {
    /// Its id.
    pub(super) id: Id,
    /// Its day.
    pub(super) day: usize,
    /// When it starts; nothing where it lies ahead.
    pub(super) held: Option<Moment>,
    /// What it is about.
    pub(super) focus: &'static str,
    /// Its topics.
    pub(super) topics: Vec<Id>,
    /// Who is invited from outside.
    pub(super) guests: Vec<Expert>,
    /// The working group that meets; nothing for the alliance.
    pub(super) group: Option<Id>,
    /// Who takes part, by their place in the cast.
    pub(super) clerks: Vec<usize>,
}

/// Plans all meetings; gives those of the alliance, in order of time.
pub(super) fn plan(stage: &mut Stage, today: NaiveDate) -> Vec<Gathering> {
    let days = wednesdays(stage, today);
    let focuses: Vec<Row> = rows(FOCUSES).collect();
    let mut gatherings = Vec::new();
    let mut ahead = 0;
    for (turn, day) in days.into_iter().enumerate() {
        let Some(row) = focuses.get(turn % focuses.len().max(1)) else { break };
        if day >= PAST {
            ahead += 1;
        }
        gatherings.push(alliance(stage, row, day, ahead == 1));
    }
    for (group, row) in (1..).map(Id).zip(rows(GROUPS)) {
        of_group(stage, group, &row);
    }
    backlog(stage);
    gatherings
}

/// The third Wednesday of every other month.
fn wednesdays(stage: &Stage, today: NaiveDate) -> Vec<usize> {
    let years = today.year() - 2..=today.year() + 1;
    years
        .flat_map(|year| [1, 3, 5, 7, 9, 11].map(|month| (year, month)))
        .filter_map(|(year, month)| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Wed, 3))
        .filter_map(|date| stage.calendar.number(date))
        .filter(|day| (14..PAST + LOOK_AHEAD).contains(day) && *day != PAST)
        .collect()
}

fn alliance(stage: &mut Stage, row: &Row, day: usize, next: bool) -> Gathering {
    let topics = stage.cast.topics(row.cell(1));
    let mut guests: Vec<Expert> = topics
        .iter()
        .flat_map(|topic| stage.experts.of(topic.0))
        .filter(|guest| !guest.talk.is_empty())
        .copied()
        .collect();
    guests.dedup_by_key(|guest| guest.contact);
    stage.chance.shuffle(&mut guests);
    let clerks: Vec<usize> = (0..stage.cast.towns.len()).map(|town| stage.asker(town)).collect();
    let refused = (guests.len() > 2).then(|| guests[2]);
    guests.truncate(2);
    let gathering = Gathering {
        id: stage.world.next(Kind::Meeting),
        day,
        held: (day < PAST).then(|| stage.calendar.morning(day) + 6 * 3600),
        focus: row.cell(0),
        topics,
        guests,
        group: None,
        clerks,
    };
    let host = stage.cast.town(row.cell(2)).map(|town| stage.cast.towns[town].id);
    let chair = stage.cast.clerk("kotthoff").map(|clerk| stage.cast.clerks[clerk].id);
    let record = Record::new(Kind::Meeting, gathering.id)
        .with(Field::Title, format!("Treffen der Allianz – {}", gathering.focus))
        .with(Field::Series, SERIES)
        .with(Field::Starts, format!("{}T14:00", stage.calendar.iso(day)))
        .with(Field::Ends, format!("{}T17:00", stage.calendar.iso(day)))
        .with(Field::State, MeetingState::Planned)
        .with(Field::Host, host)
        .with(Field::Place, row.cell(3))
        .with(Field::Chair, chair)
        .with(Field::Focus, gathering.focus)
        .with(Field::Topics, Value::links(gathering.topics.iter().copied()));
    let end = stage.calendar.end();
    let planned = stage.before(day, 45).min(end - days(15));
    stage.schedule.at(planned, COORDINATOR, Act::Create, move |_| vec![record.create()]);
    invite_guests(stage, &gathering, refused);
    let mut invited = stage.before(day, 12);
    if next {
        invited = invited.min(end - days(2));
    }
    let agenda = minutes::agenda(stage, &gathering);
    let guests = Value::links(gathering.guests.iter().map(|guest| guest.contact));
    let id = gathering.id;
    let items: Vec<Edit> = agenda.iter().map(Record::create).collect();
    stage.schedule.at(invited, COORDINATOR, Act::Edit, move |world| {
        let mut edits: Vec<Edit> =
            world.set(Kind::Meeting, id, Field::State, MeetingState::Invited).into_iter().collect();
        edits.extend((!guests.is_unknown()).then(|| world.set(Kind::Meeting, id, Field::Guests, guests)).flatten());
        edits.extend(items);
        edits
    });
    hold(stage, &gathering);
    minutes::plan(stage, &gathering, &agenda);
    gathering
}

fn invite_guests(stage: &mut Stage, gathering: &Gathering, refused: Option<Expert>) {
    let states = gathering.guests.iter().map(|guest| (*guest, InvitationState::Accepted));
    let answers: Vec<_> = states.chain(refused.map(|guest| (guest, InvitationState::Declined))).collect();
    for (guest, answer) in answers {
        let back = 34 + stage.chance.below(6);
        let asked = stage.before(gathering.day, back).min(stage.calendar.end() - days(6));
        let id = stage.world.next(Kind::Invitation);
        let invitation = Record::new(Kind::Invitation, id)
            .with(Field::Contact, guest.contact)
            .with(Field::Post, guest.post)
            .with(Field::Meeting, gathering.id)
            .with(Field::State, InvitationState::Asked)
            .with(Field::AskedOn, stage.date(stage.calendar.day(asked)))
            .with(Field::InvitedBy, stage.cast.clerks[COORDINATOR].id);
        // Meetings that lie far ahead have nobody invited yet.
        if gathering.day > PAST + 100 {
            continue;
        }
        stage.schedule.at(asked + 5, COORDINATOR, Act::Create, move |_| vec![invitation.create()]);
        let answered = asked + days(2) + stage.chance.below(days(5));
        stage.schedule.at(answered, COORDINATOR, Act::Edit, move |world| {
            world.set(Kind::Invitation, id, Field::State, answer).into_iter().collect()
        });
    }
}

/// Who came, and that it took place.
fn hold(stage: &mut Stage, gathering: &Gathering) {
    let Some(held) = gathering.held else { return };
    let mut edits = Vec::new();
    for &clerk in &gathering.clerks {
        let state = match stage.chance.below(10) {
            0 => AttendanceState::Excused,
            1 => AttendanceState::Absent,
            _ => AttendanceState::Present,
        };
        let clerk = &stage.cast.clerks[clerk];
        let record = Record::new(Kind::Attendance, stage.world.next(Kind::Attendance))
            .with(Field::Meeting, gathering.id)
            .with(Field::Member, stage.cast.towns[clerk.town].id)
            .with(Field::Person, clerk.id)
            .with(Field::State, state);
        edits.push(record.create());
    }
    let id = gathering.id;
    stage.schedule.at(held + 2 * 3600, COORDINATOR, Act::Edit, move |world| {
        edits.extend(world.set(Kind::Meeting, id, Field::State, MeetingState::Held));
        edits
    });
}

/// The meetings of one group: five held, one of all called off, one ahead.
fn of_group(stage: &mut Stage, group: Id, row: &Row) {
    let clerks: Vec<usize> = row.parts(5, ',').filter_map(|login| stage.cast.clerk(login)).collect();
    let topics: Vec<Id> = row.parts(4, ';').filter_map(|name| stage.cast.topic(name)).collect();
    let lead = clerks.first().copied().unwrap_or_default();
    for turn in 0..6_u64 {
        let back = 600_u64.saturating_sub(turn * 124) + stage.chance.below(20) + group.0 as u64;
        let day = if turn == 5 { PAST + 3 + group.0 as usize * 5 } else { PAST.saturating_sub(back as usize) };
        let day = stage.calendar.weekday(day);
        let (id, morning) = (stage.world.next(Kind::Meeting), stage.calendar.morning(day));
        let topic = topics.get(turn as usize % topics.len().max(1)).copied();
        let focus = topic.and_then(|topic| stage.cast.topics.get(topic.0 as usize - 1)).copied().unwrap_or_default();
        let called_off = turn == 2 && group == Id(6);
        let gathering = Gathering {
            id,
            day,
            held: (day < PAST && !called_off).then_some(morning + 2 * 3600),
            focus,
            topics: topic.into_iter().collect(),
            guests: Vec::new(),
            group: Some(group),
            clerks: clerks.clone(),
        };
        let record = Record::new(Kind::Meeting, id)
            .with(Field::Title, format!("Arbeitskreis {}: {focus}", row.cell(1)))
            .with(Field::Group, group)
            .with(Field::Starts, format!("{}T10:00", stage.calendar.iso(day)))
            .with(Field::Ends, format!("{}T11:30", stage.calendar.iso(day)))
            .with(Field::State, MeetingState::Planned)
            .with(Field::Place, "Videokonferenz")
            .with(Field::Chair, stage.cast.clerks[lead].id)
            .with(Field::Topics, Value::links(gathering.topics.iter().copied()));
        let planned = stage.before(day, 20).min(stage.calendar.end() - days(8));
        stage.schedule.at(planned, lead, Act::Create, move |_| vec![record.create()]);
        let agenda = minutes::agenda(stage, &gathering);
        let items: Vec<Edit> = agenda.iter().map(Record::create).collect();
        let state = if called_off { MeetingState::Cancelled } else { MeetingState::Invited };
        stage.schedule.at(stage.before(day, 7), lead, Act::Edit, move |world| {
            let mut edits: Vec<Edit> = world.set(Kind::Meeting, id, Field::State, state).into_iter().collect();
            edits.extend(items);
            edits
        });
        hold(stage, &gathering);
        minutes::plan(stage, &gathering, &agenda);
    }
}

/// What was not reached and waits for the next meeting.
fn backlog(stage: &mut Stage) {
    let waiting =
        ["Gemeinsame Internetseite: wer pflegt sie?", "Bericht aus dem Landesnetzwerk", "Termine für das nächste Jahr"];
    for (place, title) in waiting.into_iter().enumerate() {
        let moment = stage.calendar.end() - days(20) + place as Moment * 600;
        stage.schedule.at(moment, COORDINATOR, Act::Create, move |world| {
            let item = Record::new(Kind::AgendaItem, world.next(Kind::AgendaItem))
                .with(Field::Title, title)
                .with(Field::Series, SERIES)
                .with(Field::Position, place as i64 + 1);
            vec![item.create()]
        });
    }
}

/// Whether a question in this state still waits for its turn at a meeting.
pub(super) fn may_be_asked(question: &Record) -> bool {
    matches!(crate::domain::question::state(question), QuestionState::Inbox | QuestionState::Assigned)
}
