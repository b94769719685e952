//! The store's thread: the only one that holds the file. It writes in order, reads the newest of what is asked,
//! and looks once a second whether somebody else has written.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::{DateTime, Local, Utc};

use super::desk::{Desk, Now};
use crate::app::{Answered, CardFor, Question};
use crate::domain::{Author, Change, IdSource, Language};
use crate::store::{Interrupt, Store};

/// How often the thread looks for what others wrote.
const LOOK: Duration = Duration::from_secs(1);
/// How often after nobody did anything for a while.
const LOOK_IDLE: Duration = Duration::from_secs(2);
/// When nobody did anything for a while.
const IDLE: Duration = Duration::from_secs(300);

/// What the thread is told.
#[derive(Debug)]
enum Order {
    Answer(Question),
    Apply(Box<Change>),
    Stop,
}

/// What the thread tells.
#[derive(Debug)]
pub enum FromFile {
    /// An answer.
    Answered(Box<Answered>),
    /// Somebody else has written.
    Changed,
}

/// The running thread.
pub struct FileThread {
    orders: Sender<Order>,
    running: Arc<Mutex<Option<Sort>>>,
    interrupt: Interrupt,
    thread: Option<JoinHandle<()>>,
}

/// Questions of which a newer one replaces an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Rows,
    Card,
    Wanted,
    Choosable,
    Find,
    Count,
    Waiting,
    Overview,
    Import,
}

impl FileThread {
    /// Starts the thread with the file in its hands; `tell` gives false when nobody listens any more.
    pub fn start(
        store: Store,
        language: Language,
        author: Author,
        tell: impl FnMut(FromFile) -> bool + Send + 'static,
    ) -> std::io::Result<Self> {
        let (orders, received) = channel();
        let running = Arc::new(Mutex::new(None));
        let interrupt = store.interrupt();
        let worker = Worker {
            desk: Desk::new(store, language, author, ids()),
            running: Arc::clone(&running),
            orders: received,
            tell: Box::new(tell),
            questions: Vec::new(),
            seen: 0,
            used: Instant::now(),
        };
        let thread = thread::Builder::new().name("file".into()).spawn(move || worker.run())?;
        Ok(Self { orders, running, interrupt, thread: Some(thread) })
    }

    /// Asks the file. A search that is outdated by it is broken off.
    pub fn ask(&self, question: Question) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        // Held while interrupting, so that the thread cannot have gone on to something else meanwhile.
        if *running == Some(sort(&question)) && matches!(question, Question::Find(..) | Question::Rows(_)) {
            self.interrupt.interrupt();
        }
        drop(running);
        // A thread that has ended has said so; the loop ends too.
        let _ = self.orders.send(Order::Answer(question));
    }

    /// Writes a change, after those that were sent before.
    pub fn apply(&self, change: Box<Change>) {
        let _ = self.orders.send(Order::Apply(change));
    }

    /// Breaks off what is being read; never a write.
    pub fn interrupt(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.is_some() {
            self.interrupt.interrupt();
        }
    }

    /// Lets the thread finish its writes and end; false where it took longer than allowed.
    pub fn stop(mut self, patience: Duration) -> bool {
        let _ = self.orders.send(Order::Stop);
        let Some(thread) = self.thread.take() else { return true };
        let until = Instant::now() + patience;
        while !thread.is_finished() {
            if Instant::now() >= until {
                return false;
            }
            thread::park_timeout(Duration::from_millis(5));
        }
        thread.join().is_ok()
    }
}

struct Worker {
    desk: Desk,
    running: Arc<Mutex<Option<Sort>>>,
    orders: Receiver<Order>,
    tell: Box<dyn FnMut(FromFile) -> bool + Send>,
    questions: Vec<Question>,
    seen: i64,
    used: Instant,
}

impl Worker {
    fn run(mut self) {
        self.seen = self.desk.version().unwrap_or(0);
        loop {
            let order = if self.questions.is_empty() { self.wait() } else { self.orders.try_recv().ok() };
            match order {
                Some(Order::Stop) => return,
                Some(Order::Answer(question)) => {
                    self.used = Instant::now();
                    let sort = sort(&question);
                    self.questions.retain(|waiting| !replaces(sort, &question, waiting));
                    self.questions.push(question);
                }
                Some(Order::Apply(change)) => {
                    self.used = Instant::now();
                    if !self.apply(change) {
                        return;
                    }
                }
                None => {
                    if !self.answer_next() {
                        return;
                    }
                }
            }
        }
    }

    /// Waits for an order; meanwhile looks whether somebody else has written.
    fn wait(&mut self) -> Option<Order> {
        loop {
            let patience = if self.used.elapsed() > IDLE { LOOK_IDLE } else { LOOK };
            match self.orders.recv_timeout(patience) {
                Ok(order) => return Some(order),
                Err(RecvTimeoutError::Disconnected) => return Some(Order::Stop),
                Err(RecvTimeoutError::Timeout) => {
                    let version = self.desk.version().unwrap_or(self.seen);
                    if version != self.seen {
                        self.seen = version;
                        if !(self.tell)(FromFile::Changed) {
                            return Some(Order::Stop);
                        }
                    }
                }
            }
        }
    }

    fn apply(&mut self, change: Box<Change>) -> bool {
        let tried = self.desk.apply(change, &Now::here());
        (self.tell)(FromFile::Answered(Box::new(tried)))
    }

    /// Answers the most pressing question; false when nobody listens.
    fn answer_next(&mut self) -> bool {
        let first =
            self.questions.iter().enumerate().min_by_key(|(_, question)| sort(question)).map(|(place, _)| place);
        let Some(place) = first else { return true };
        let question = self.questions.remove(place);
        self.note_running(Some(sort(&question)));
        let answered = self.desk.answer(question, &Now::here());
        self.note_running(None);
        (self.tell)(FromFile::Answered(Box::new(answered)))
    }

    fn note_running(&self, sort: Option<Sort>) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = sort;
    }
}

/// Tells the time of this host's clock from that of the file.
pub fn to_local(at: DateTime<Utc>) -> chrono::NaiveDateTime {
    at.with_timezone(&Local).naive_local()
}

/// A source of new ids that no other start has.
pub fn ids() -> IdSource {
    let chance = getrandom::u64();
    IdSource::new(
        chance.unwrap_or_else(|_| Utc::now().timestamp_micros().cast_unsigned() ^ u64::from(std::process::id())),
    )
}

const fn sort(question: &Question) -> Sort {
    match question {
        Question::Rows(_) | Question::All(..) | Question::Inbox(_) => Sort::Rows,
        Question::Card(_, _, CardFor::Detail) => Sort::Card,
        Question::Card(..) | Question::Past(_) => Sort::Wanted,
        Question::Choosable(_) | Question::ChoosableLike(..) => Sort::Choosable,
        Question::Find(..) => Sort::Find,
        Question::Count(..) => Sort::Count,
        Question::Waiting => Sort::Waiting,
        Question::Overview | Question::Place => Sort::Overview,
        Question::PlanImport(..) | Question::RunImport => Sort::Import,
    }
}

/// Whether a newer question makes a waiting one pointless.
fn replaces(sort_of_new: Sort, new: &Question, waiting: &Question) -> bool {
    if sort(waiting) != sort_of_new {
        return false;
    }
    match (new, waiting) {
        (Question::Rows(new), Question::Rows(old)) => new.view == old.view && new.generation > old.generation,
        (Question::Count(..), _) | (Question::Find(..), _) | (Question::Waiting, _) => true,
        (Question::Overview, Question::Overview) | (Question::Place, Question::Place) => true,
        (Question::Card(_, _, CardFor::Detail), _) => true,
        (Question::ChoosableLike(..), Question::ChoosableLike(..)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::Query;
    use crate::domain::{Act, Field, Kind, MemberKind, Outcome, Record};

    #[test]
    fn writes_come_back_in_order_and_the_thread_ends() {
        let store = Store::in_memory().unwrap();
        let (sender, answers) = channel();
        let file = FileThread::start(store, Language::German, Author::default(), move |told| sender.send(told).is_ok())
            .unwrap();
        let mut ids = IdSource::new(1);
        let mut sent = Vec::new();
        for name in ["Kaarst", "Neuss", "Dormagen"] {
            let record =
                Record::new(Kind::Member, ids.record()).with(Field::Name, name).with(Field::Kind, MemberKind::Town);
            let change = Change::new(ids.change(), Act::Create, vec![record.create()]);
            sent.push(change.id);
            file.apply(Box::new(change));
        }
        file.ask(Question::Inbox(Query::all(Kind::Member, 10)));
        let mut came = Vec::new();
        let rows = loop {
            let FromFile::Answered(answered) = answers.recv_timeout(Duration::from_secs(20)).unwrap() else { continue };
            match *answered {
                Answered::Tried(change, Ok(Outcome::Applied(_)), _) => came.push(change.id),
                Answered::Inbox(rows) => break rows,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(came, sent);
        assert_eq!(rows.len(), 3);
        assert!(file.stop(Duration::from_secs(20)));
    }
}
