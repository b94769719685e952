//! The file's thread while its drive gives no answer: it is told, nothing is lost, and ending does not hang.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use runde::app::{Answered, Drive, Question};
use runde::domain::query::Query;
use runde::domain::{Act, Author, Change, Field, Id, IdSource, Kind, Language, Outcome, Record};
use runde::runtime::courier::{Courier, FromFile};
use runde::runtime::desk::Clerk;
use runde::runtime::file::FileThread;
use runde::runtime::journal::{Journal, waiting};
use runde::runtime::watch::Line;

use crate::cable::{Cable, Wired};
use crate::file::File;

/// Until a fact has to be there.
const LIMIT: Duration = Duration::from_secs(30);

struct Running {
    thread: FileThread,
    told: Receiver<FromFile>,
    cable: Cable,
    journal: Arc<Journal>,
}

fn running(file: &File) -> Running {
    let journal = Arc::new(Journal::open(&file.state("abei"), 1).unwrap().0);
    let clerk = Clerk::new(Language::German, Author::default(), IdSource::new(5), Arc::clone(&journal));
    let cable = Cable::plugged();
    let source = Wired { path: file.path(), read_only: false, cable: cable.clone() };
    let (store, line) = (file.store(), Arc::new(Line::default()));
    line.is_at(&store);
    let courier = Courier::new(Box::new(source), store, clerk);
    let (sender, told) = channel();
    let tell = move |what| sender.send(what).is_ok();
    let thread = FileThread::start(courier, Arc::clone(&journal), line, tell).unwrap();
    Running { thread, told, cable, journal }
}

impl Running {
    #[track_caller]
    fn until(&self, is_there: impl Fn(&FromFile) -> bool) -> FromFile {
        let until = Instant::now() + LIMIT;
        loop {
            let told = self.told.recv_timeout(until.saturating_duration_since(Instant::now())).unwrap();
            if is_there(&told) {
                return told;
            }
        }
    }

    fn save(&self, seed: u64) -> Change {
        let record = Record::new(Kind::Topic, Id(seed.cast_signed())).with(Field::Name, format!("Thema {seed}"));
        let change = Change::new(IdSource::new(seed).change(), Act::Create, vec![record.create()]);
        self.thread.apply(Box::new(change.clone())).unwrap();
        change
    }
}

fn is_away(told: &FromFile) -> bool {
    matches!(told, FromFile::Drive(Drive::Away { .. }))
}

fn is_here(told: &FromFile) -> bool {
    matches!(told, FromFile::Drive(Drive::Here))
}

fn is_done(change: &Change) -> impl Fn(&FromFile) -> bool {
    move |told| {
        matches!(told, FromFile::Answered(answered) if matches!(
            &**answered,
            Answered::Tried(tried, Ok(Outcome::Applied(_) | Outcome::Known(_)), _) if tried.id == change.id
        ))
    }
}

#[test]
fn a_drive_that_gives_no_answer_is_told_and_so_is_that_it_does_again() {
    let file = File::little();
    let running = running(&file);
    running.cable.freeze();
    running.thread.ask(Question::Inbox(Query::all(Kind::Member, 10)));
    running.until(is_away);
    running.cable.plug_in();
    running.until(is_here);
    running.until(|told| matches!(told, FromFile::Answered(answered) if matches!(**answered, Answered::Inbox(_))));
}

#[test]
fn even_where_nobody_asks_anything() {
    let file = File::little();
    let running = running(&file);
    running.cable.freeze();
    running.until(is_away);
    running.cable.plug_in();
    running.until(is_here);
}

#[test]
fn waiting_long_for_a_change_is_told_as_waiting_for_others() {
    let file = File::little();
    let running = running(&file);
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let other = rusqlite::Connection::open_with_flags_and_vfs(file.path(), flags, c"sharelock").unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let change = running.save(900);
    running.until(|told| matches!(told, FromFile::Drive(Drive::Busy { .. })));
    other.execute_batch("ROLLBACK").unwrap();
    running.until(is_here);
    running.until(is_done(&change));
}

#[test]
fn ending_while_there_is_no_answer_does_not_hang_and_keeps_every_change() {
    let file = File::little();
    let running = running(&file);
    running.cable.freeze();
    running.save(900);
    running.save(901);
    let begun = Instant::now();
    assert!(!running.thread.stop(Duration::from_millis(50)));
    assert!(begun.elapsed() < LIMIT);
    assert_eq!(running.journal.left(), 2);
    assert_eq!(waiting(&file.state("abei")), 0, "it is this program's own as long as it runs");
    running.cable.plug_in();
}

#[test]
fn a_drive_that_is_back_takes_what_waited_in_order_without_being_asked() {
    let file = File::little();
    let running = running(&file);
    running.cable.pull();
    let changes = [running.save(900), running.save(901), running.save(902)];
    running.until(is_away);
    running.cable.plug_in();
    for change in &changes {
        running.until(is_done(change));
    }
    assert!(running.thread.stop(LIMIT));
    assert_eq!(running.journal.left(), 0);
    for seed in 900..903 {
        assert_eq!(file.record(Kind::Topic, seed).text(Field::Name), format!("Thema {seed}"));
    }
}

#[test]
fn giving_up_once_is_enough_where_a_reading_waits_too_and_the_file_is_told_when_it_is_free() {
    let file = File::little();
    let (running, watching) = (running(&file), file.store());
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let other = rusqlite::Connection::open_with_flags_and_vfs(file.path(), flags, c"sharelock").unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    running.thread.ask(Question::Inbox(Query::all(Kind::Member, 10)));
    running.until(|told| matches!(told, FromFile::Drive(Drive::Busy { .. })));
    let change = running.save(900);
    let begun = Instant::now();
    running.thread.give_up();
    running.until(|told| {
        matches!(told, FromFile::Answered(answered) if matches!(
            &**answered, Answered::Tried(tried, Err(_), _) if tried.id == change.id
        ))
    });
    assert!(begun.elapsed() < runde::store::PATIENCE, "nothing is waited for a second time");
    assert!(!watching.is_free());
    other.execute_batch("ROLLBACK").unwrap();
    running.until(is_here);
    assert!(watching.is_free());
    assert!(running.thread.stop(LIMIT));
    assert_eq!(watching.record(Kind::Topic, Id(900)).unwrap(), None);
}

#[test]
fn who_gives_up_waiting_for_others_gets_the_change_back() {
    let file = File::little();
    let running = running(&file);
    running.cable.occupy();
    let change = running.save(900);
    running.thread.give_up();
    running.until(|told| {
        matches!(told, FromFile::Answered(answered) if matches!(
            &**answered, Answered::Tried(tried, Err(_), _) if tried.id == change.id
        ))
    });
    running.cable.plug_in();
    assert!(running.thread.stop(LIMIT));
}
