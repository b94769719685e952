//! `runde selftest`, hidden: does to a file what people do, notes every change that was acknowledged outside it, and
//! checks afterwards that each is there once. For tests of drives, never for a file that somebody needs.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::arguments::Selftest;
use super::json;
use super::session::Session;
use super::trouble::Trouble;
use crate::domain::query::Query;
use crate::domain::{
    Act, Applied, Change, ChangeId, Edit, Field, IdSource, Kind, OnConflict, Outcome, QuestionState, Record, What,
};
use crate::store::{Access, Audit, Store, StoreError};

/// The end of the names of the files with what was acknowledged.
const ACKNOWLEDGED: &str = "acks";
/// How long a change whose fate is unknown is asked about before it is given up.
const PATIENCE: Duration = Duration::from_secs(90);
/// The first and the longest pause before the file is opened anew.
const PAUSES: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(2));

pub(super) fn run(session: &mut Session<'_>, arguments: &Selftest) -> Result<(), Trouble> {
    if arguments.check { check(session, arguments) } else { work(session, arguments) }
}

/// What one worker did.
#[derive(Debug, Default, Serialize)]
struct Work {
    id: String,
    acknowledged: u64,
    conflicts: u64,
    busy: u64,
    reads: u64,
    /// What went wrong besides, and how often; each of these was tried again.
    troubles: BTreeMap<String, u64>,
    /// The number of the history seen went back, or a record read was torn.
    wrong: u64,
    longest_ms: u128,
    median_ms: u128,
}

struct Worker<'a> {
    path: PathBuf,
    store: Option<Store>,
    notes: File,
    ids: &'a mut IdSource,
    login: String,
    at: String,
    /// What this worker made, as it last saw it.
    mine: Vec<Record>,
    last: Option<(Change, Vec<Edit>)>,
    seen: i64,
    times: Vec<u128>,
    done: Work,
}

fn work(session: &mut Session<'_>, arguments: &Selftest) -> Result<(), Trouble> {
    let path = session.path()?;
    fs::create_dir_all(&arguments.ack)?;
    let name = arguments.ack.join(format!("{}.{ACKNOWLEDGED}", arguments.id));
    let notes = OpenOptions::new().create(true).append(true).open(name)?;
    let until = Instant::now() + Duration::from_secs(arguments.seconds);
    let mut worker = Worker {
        path,
        store: Some(session.open_to_write()?),
        notes,
        login: format!("selftest-{}", arguments.id),
        at: session.now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        ids: &mut session.ids,
        mine: Vec::new(),
        last: None,
        seen: 0,
        times: Vec::new(),
        done: Work { id: arguments.id.clone(), ..Work::default() },
    };
    while Instant::now() < until {
        if arguments.reader {
            worker.read();
        } else {
            worker.write()?;
        }
        let pause = worker.ids.bits() % (arguments.pause + 1);
        thread::sleep(Duration::from_millis(pause));
    }
    let mut done = worker.done;
    worker.times.sort_unstable();
    done.median_ms = worker.times.get(worker.times.len() / 2).copied().unwrap_or(0);
    done.longest_ms = worker.times.last().copied().unwrap_or(0);
    json::write(session.out, &done)?;
    if done.wrong > 0 { Err(Trouble::Failed("selftest".into())) } else { Ok(()) }
}

impl Worker<'_> {
    /// One act, drawn by chance: mostly a new question, also edits of one's own and of a shared record, and undo.
    fn write(&mut self) -> Result<(), Trouble> {
        let drawn = self.ids.bits() % 100;
        let own = self.ids.bits() as usize % self.mine.len().max(1);
        let change = match drawn {
            0..15 => self.shared(),
            15..45 => self.mine.get(own).map(|record| {
                let text = format!("Notiz {}", self.done.acknowledged);
                (Act::Edit, vec![record.set(Field::Remark, text)])
            }),
            45..55 => {
                let undone = self.last.take();
                undone.map(|(change, applied)| (Act::Undo, change.inverse(&applied, self.ids).edits))
            }
            _ => None,
        };
        let (act, edits) = change.unwrap_or_else(|| {
            let title = format!("{} {}", self.done.id, self.done.acknowledged);
            let question = Record::new(Kind::Question, self.ids.record())
                .with(Field::Title, title)
                .with(Field::State, QuestionState::Inbox);
            (Act::Create, vec![question.create()])
        });
        let mut change = Change::new(self.ids.change(), act, edits);
        change.author.login.clone_from(&self.login);
        change.at.clone_from(&self.at);
        if act == Act::Undo {
            change.on_conflict = OnConflict::Leave;
        }
        let begun = Instant::now();
        let applied = self.apply(&change);
        self.times.push(begun.elapsed().as_millis());
        if let Some(applied) = applied? {
            writeln!(self.notes, "{} {}", change.id, applied.seq)?;
            self.done.acknowledged += 1;
            self.learn(&applied.edits);
            self.last = (act != Act::Undo).then_some((change, applied.edits));
        }
        Ok(())
    }

    /// Tries a change until its fate is known, as the program does; `None` where it was refused for good.
    fn apply(&mut self, change: &Change) -> Result<Option<Applied>, Trouble> {
        let begun = Instant::now();
        let mut pause = PAUSES.0;
        loop {
            let tried = match &mut self.store {
                Some(store) => store.apply(change),
                None => Store::open(&self.path, false).and_then(|mut store| {
                    let tried = store.apply(change);
                    self.store = Some(store);
                    tried
                }),
            };
            match tried {
                Ok(Outcome::Applied(applied) | Outcome::Known(applied)) => return Ok(Some(applied)),
                Ok(Outcome::Conflict(_)) => {
                    self.done.conflicts += 1;
                    return Ok(None);
                }
                Err(StoreError::Busy) => self.done.busy += 1,
                Err(
                    error @ (StoreError::Drive(_)
                    | StoreError::OutOfReach { .. }
                    | StoreError::Damaged(_)
                    | StoreError::Full
                    | StoreError::Unfinished),
                ) => {
                    let trouble: String = error.to_string().chars().take(80).collect();
                    *self.done.troubles.entry(trouble).or_default() += 1;
                    self.store = None;
                }
                Err(error) => return Err(error.into()),
            }
            if begun.elapsed() > PATIENCE {
                return Ok(None);
            }
            thread::sleep(pause);
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// An edit of the record that all workers edit.
    fn shared(&mut self) -> Option<(Act, Vec<Edit>)> {
        let store = self.store.as_ref()?;
        let first = store.rows(&Query::all(Kind::Member, 1)).ok()?.first()?.id;
        let record = store.record(Kind::Member, first).ok()??;
        let text = format!("{} {}", self.done.id, self.done.acknowledged);
        Some((Act::Edit, vec![record.set(Field::Note, text)]))
    }

    fn learn(&mut self, edits: &[Edit]) {
        for edit in edits {
            match &edit.what {
                What::Create(values) if edit.kind == Kind::Question => {
                    let mut record = Record::new(edit.kind, edit.id);
                    record.values.clone_from(values);
                    self.mine.push(record);
                }
                What::Set { field, to, .. } => {
                    if let Some(record) = self.mine.iter_mut().find(|record| record.id == edit.id) {
                        record.values.insert(*field, to.clone());
                    }
                }
                What::Create(_) => {}
            }
        }
    }

    /// Reads as the screen does, and sees that the file only goes forward.
    fn read(&mut self) {
        let begun = Instant::now();
        let read = match &self.store {
            Some(store) => store.at_once(|| {
                let latest = store.latest()?;
                let rows = store.rows(&Query::all(Kind::Question, 40))?;
                rows.first().map(|row| store.card(Kind::Question, row.id)).transpose()?;
                Ok(latest)
            }),
            None => Store::open(&self.path, false).map(|store| {
                self.store = Some(store);
                self.seen
            }),
        };
        match read {
            Ok(latest) => {
                self.times.push(begun.elapsed().as_millis());
                self.done.reads += 1;
                self.done.wrong += u64::from(latest < self.seen);
                self.seen = self.seen.max(latest);
            }
            Err(StoreError::Busy) => self.done.busy += 1,
            Err(error) => {
                *self.done.troubles.entry(error.to_string()).or_default() += 1;
                self.store = None;
                thread::sleep(PAUSES.0);
            }
        }
    }
}

/// What the check found.
#[derive(Debug, Serialize)]
struct Checked {
    acknowledged: u64,
    changes: i64,
    records: i64,
    /// Acknowledged and not in the file, or at another place in its history.
    lost: Vec<String>,
    flaws: Vec<String>,
}

fn check(session: &mut Session<'_>, arguments: &Selftest) -> Result<(), Trouble> {
    let store = session.open_to_write()?;
    let Audit { changes, records, flaws, .. } = store.audit()?;
    let mut checked = Checked {
        acknowledged: 0,
        changes,
        records,
        lost: Vec::new(),
        flaws: flaws.iter().map(|flaw| format!("{flaw:?}")).collect(),
    };
    for entry in fs::read_dir(&arguments.ack)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == ACKNOWLEDGED) {
            compare(&store, &path, &mut checked)?;
        }
    }
    json::write(session.out, &checked)?;
    let is_whole = checked.lost.is_empty() && checked.flaws.is_empty() && store.access() == Access::Full;
    if is_whole { Ok(()) } else { Err(Trouble::Failed("selftest".into())) }
}

fn compare(store: &Store, path: &Path, checked: &mut Checked) -> Result<(), Trouble> {
    // A worker that was killed may have left half a line.
    for line in fs::read_to_string(path)?.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let (id, seq) = line.trim_end().split_once(' ').unwrap_or_default();
        checked.acknowledged += 1;
        let known: Option<ChangeId> = id.parse().ok();
        let here = known.map(|id| store.place_in_history(id)).transpose()?.flatten();
        if here.is_none_or(|here| here.to_string() != seq) {
            checked.lost.push(line.trim_end().to_owned());
        }
    }
    Ok(())
}
