//! The store's thread: the only one that holds the file. It writes in order, reads the newest of what is asked,
//! and looks once a second whether somebody else has written.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::{DateTime, Local, Utc};

use super::courier::Courier;
use super::desk::Now;
use super::journal::Journal;
use super::turn::{Sort, is_short, replaces, sort};
use super::watch::{AWAY, LONG, Line, Watch};
use crate::app::Question;
use crate::domain::{Change, ChangeId, IdSource};
use crate::store::Interrupt;

pub use super::courier::FromFile;

/// How often the thread looks for what others wrote.
const LOOK: Duration = Duration::from_secs(1);
/// How often after nobody did anything for a while.
const LOOK_IDLE: Duration = Duration::from_secs(2);
/// Short questions that are answered in one reading at most: nobody can save meanwhile.
const TOGETHER: usize = 12;
/// When nobody did anything for a while.
const IDLE: Duration = Duration::from_secs(300);

/// What the thread is told.
#[derive(Debug)]
enum Order {
    Answer(Question),
    Apply(Box<Change>),
    GiveUp,
    Stop,
}

/// The running thread.
pub struct FileThread {
    orders: Sender<Order>,
    running: Arc<Mutex<Running>>,
    journal: Arc<Journal>,
    line: Arc<Line>,
    watch: Arc<Watch>,
    thread: Option<JoinHandle<()>>,
}

/// What is being read, and by what it is interrupted.
#[derive(Default)]
struct Running {
    sort: Option<Sort>,
    interrupt: Option<Interrupt>,
}

impl FileThread {
    /// Starts the thread with the file in its hands, and one that watches it; `tell` gives false when nobody listens
    /// any more.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn start(
        courier: Courier,
        journal: Arc<Journal>,
        line: Arc<Line>,
        tell: impl FnMut(FromFile) -> bool + Clone + Send + 'static,
    ) -> std::io::Result<Self> {
        let (orders, received) = channel();
        let running = Arc::new(Mutex::new(Running::default()));
        let mut tell_drive = tell.clone();
        let watch = Watch::start(Arc::clone(&line), move |drive| tell_drive(FromFile::Drive(drive)))?;
        let worker = Worker {
            courier,
            journal: Arc::clone(&journal),
            running: Arc::clone(&running),
            watch: Arc::clone(&watch),
            orders: received,
            tell: Box::new(tell),
            questions: Vec::new(),
            late: false,
            early: None,
            used: Instant::now(),
        };
        let thread = thread::Builder::new().name("file".into()).spawn(move || worker.run())?;
        Ok(Self { orders, running, journal, line, watch, thread: Some(thread) })
    }

    /// Asks the file. A search that is outdated by it is broken off.
    pub fn ask(&self, question: Question) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        // Held while interrupting, so that the thread cannot have gone on to something else meanwhile.
        if running.sort == Some(sort(&question))
            && matches!(question, Question::Find(..) | Question::Rows(_) | Question::AskedBefore(_))
        {
            running.interrupt();
        }
        drop(running);
        // A thread that has ended has said so; the loop ends too.
        let _ = self.orders.send(Order::Answer(question));
    }

    /// Notes a change on this host, and writes it into the file after those that were sent before.
    ///
    /// # Errors
    /// Where this host did not take it; it is on its way to the file all the same.
    pub fn apply(&self, mut change: Box<Change>) -> std::io::Result<()> {
        if change.at.is_empty() {
            change.at = Now::here().at;
        }
        let noted = self.journal.note(&change);
        // The thread waits for the disk before it touches the file; one that gets no answer cannot.
        let noted = if self.watch.is_late() { noted.and_then(|()| self.journal.sync()) } else { noted };
        let _ = self.orders.send(Order::Apply(change));
        noted
    }

    /// Forgets a change of which it was decided what becomes of it.
    pub fn settle(&self, id: ChangeId) {
        self.journal.strike(id);
    }

    /// Waits no longer for others who have the file: the changes that wait come back as not made.
    pub fn give_up(&self) {
        let _ = self.orders.send(Order::GiveUp);
        self.line.give_up();
    }

    /// Breaks off what is being read; never a write.
    pub fn interrupt(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.sort.is_some() {
            running.interrupt();
        }
    }

    /// Lets the thread finish its writes and end; false where it took longer than allowed. Changes that are not in
    /// the file by then stay noted on this host.
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
        self.watch.stop();
        thread.join().is_ok()
    }
}

impl Running {
    fn interrupt(&self) {
        if let Some(interrupt) = &self.interrupt {
            interrupt.interrupt();
        }
    }
}

struct Worker {
    courier: Courier,
    journal: Arc<Journal>,
    running: Arc<Mutex<Running>>,
    watch: Arc<Watch>,
    orders: Receiver<Order>,
    tell: Box<dyn FnMut(FromFile) -> bool + Send>,
    questions: Vec<Question>,
    /// Whether it was told of a call that it takes long, and not yet that it is over.
    late: bool,
    /// An order that came while something was done that could wait.
    early: Option<Order>,
    used: Instant,
}

impl Worker {
    fn run(mut self) {
        // After a change questions have their turn, however many changes wait: screens go on while these are saved, and
        // where others have the file as well.
        let mut was_sent = false;
        loop {
            let early = self.early.take();
            let is_idle = self.questions.is_empty() && !self.courier.can_send();
            let order = match early {
                Some(early) => Some(early),
                None if is_idle => self.wait(),
                None => self.orders.try_recv().ok(),
            };
            let goes_on = match order {
                Some(Order::Stop) => return self.finish(),
                Some(Order::Answer(question)) => {
                    self.used = Instant::now();
                    let sort = sort(&question);
                    self.questions.retain(|waiting| !replaces(sort, &question, waiting));
                    self.questions.push(question);
                    true
                }
                Some(Order::Apply(change)) => {
                    self.used = Instant::now();
                    self.take(change);
                    true
                }
                Some(Order::GiveUp) => {
                    let told = self.courier.give_up();
                    // That the file is free is told when it is.
                    self.late |= !told.is_empty();
                    self.tell(told)
                }
                None if self.courier.can_send() && (!was_sent || self.questions.is_empty()) => {
                    let told = self.during(AWAY, true, |courier| courier.send(&Now::here()));
                    was_sent = true;
                    self.tell(told)
                }
                None => {
                    was_sent = false;
                    self.answer_next()
                }
            };
            if !goes_on {
                return;
            }
        }
    }

    /// Brings what waits into the file, as long as it takes it. What is told of it nobody hears any more.
    fn finish(mut self) {
        while self.courier.can_send() {
            if self.during(AWAY, true, |courier| courier.send(&Now::here())).is_empty() {
                return;
            }
        }
    }

    fn take(&mut self, change: Box<Change>) {
        self.courier.take(change);
        if self.courier.is_away()
            && let Err(cause) = self.journal.sync()
        {
            tracing::error!(%cause, "a change that waits is not on the disk");
        }
    }

    /// Waits for an order; meanwhile looks whether somebody else has written, or whether the drive is back.
    fn wait(&mut self) -> Option<Order> {
        loop {
            let look = if self.used.elapsed() > IDLE { LOOK_IDLE } else { LOOK };
            let next = self.courier.next().map(|next| next.saturating_duration_since(Instant::now()));
            match self.orders.recv_timeout(next.unwrap_or(look)) {
                Ok(order) => return Some(order),
                Err(RecvTimeoutError::Disconnected) => return Some(Order::Stop),
                Err(RecvTimeoutError::Timeout) => {
                    let told = self.during(AWAY, false, |courier| courier.look(&Now::here()));
                    if !self.tell(told) {
                        return Some(Order::Stop);
                    }
                    if self.courier.can_send() {
                        return None;
                    }
                    if !self.back_up() {
                        return Some(Order::Stop);
                    }
                    if let Some(early) = self.early.take() {
                        return Some(early);
                    }
                }
            }
        }
    }

    /// Makes the back-up of the day where it is due; gives it up when somebody wants something. False when nobody
    /// listens.
    fn back_up(&mut self) -> bool {
        let (orders, early) = (&self.orders, &mut self.early);
        let mut go_on = || {
            *early = early.take().or_else(|| orders.try_recv().ok());
            early.is_none()
        };
        let failed = self.courier.idle(Local::now().naive_local(), &mut go_on);
        failed.is_none_or(|why| (self.tell)(FromFile::NoBackup(why)))
    }

    /// Answers the most pressing question, and in the same reading those after it that are short: on a slow drive its
    /// lock is what one waits for. False when nobody listens.
    fn answer_next(&mut self) -> bool {
        self.questions.sort_by_key(sort);
        let short = self.questions.iter().take(TOGETHER).take_while(|question| is_short(question)).count();
        if short > 1 {
            self.courier.begin_reading();
        }
        let count = short.max(1).min(self.questions.len());
        let asked: Vec<Question> = self.questions.drain(..count).collect();
        let goes_on = asked.into_iter().all(|question| self.answer(question));
        if short > 1 {
            self.courier.end_reading();
        }
        goes_on
    }

    fn answer(&mut self, question: Question) -> bool {
        let sort = sort(&question);
        self.note_running(Running { sort: Some(sort), interrupt: self.courier.interrupt() });
        let patience = if sort == Sort::Import { LONG } else { AWAY };
        let told = self.during(patience, false, |courier| courier.answer(question, &Now::here()));
        self.note_running(Running::default());
        self.tell(told)
    }

    /// Does something on the file that may take long, and tells when it is over.
    fn during(
        &mut self,
        patience: Duration,
        writes: bool,
        work: impl FnOnce(&mut Courier) -> Vec<FromFile>,
    ) -> Vec<FromFile> {
        self.watch.begin(patience, writes);
        let mut told = work(&mut self.courier);
        self.late |= self.watch.end();
        // A change that still waits for others will go on doing so.
        let is_over = !(self.courier.is_taken() || writes && told.is_empty());
        if self.late && is_over && !self.courier.is_away() {
            self.late = false;
            told.insert(0, FromFile::Drive(self.courier.standing()));
        }
        told
    }

    fn tell(&mut self, told: Vec<FromFile>) -> bool {
        told.into_iter().all(|told| (self.tell)(told))
    }

    fn note_running(&self, running: Running) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = running;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Answered;
    use crate::domain::query::Query;
    use crate::domain::{Act, Author, Field, Kind, Language, MemberKind, Outcome, Record};
    use crate::runtime::courier::Place;
    use crate::runtime::desk::Clerk;
    use crate::store::Store;

    #[test]
    fn writes_come_back_in_order_and_the_thread_ends() {
        let store = Store::in_memory().unwrap();
        let (sender, answers) = channel();
        let journal = Arc::new(Journal::nowhere());
        let clerk = Clerk::new(Language::German, Author::default(), ids(), Arc::clone(&journal));
        let source = Place { path: store.path().to_owned(), read_only: false, line: Arc::default() };
        let courier = Courier::new(Box::new(source), store, clerk);
        let tell = move |told| sender.send(told).is_ok();
        let file = FileThread::start(courier, journal, Arc::new(Line::default()), tell).unwrap();
        let mut ids = IdSource::new(1);
        let mut sent = Vec::new();
        for name in ["Kaarst", "Neuss", "Dormagen"] {
            let record =
                Record::new(Kind::Member, ids.record()).with(Field::Name, name).with(Field::Kind, MemberKind::Town);
            let change = Change::new(ids.change(), Act::Create, vec![record.create()]);
            sent.push(change.id);
            file.apply(Box::new(change)).unwrap();
        }
        let mut came = Vec::new();
        let rows = loop {
            let FromFile::Answered(answered) = answers.recv_timeout(Duration::from_secs(20)).unwrap() else { continue };
            match *answered {
                Answered::Tried(change, Ok(Outcome::Applied(_)), _) => came.push(change.id),
                Answered::Inbox(rows) => break rows,
                other => panic!("{other:?}"),
            }
            // A question may be answered between two changes, so it is asked when all are there.
            if came.len() == sent.len() {
                file.ask(Question::Inbox(Query::all(Kind::Member, 10)));
            }
        };
        assert_eq!(came, sent);
        assert_eq!(rows.len(), 3);
        assert!(file.stop(Duration::from_secs(20)));
    }
}
