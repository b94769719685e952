//! The order of the byte locks, with several owners on a table of bytes: whatever they do, and whatever fails, nobody
//! is beside one who is alone.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use proptest::prelude::*;
use rustix::io::Errno;

use crate::store::share::lock::{ByteLocks, Level, Lock, PENDING, RESERVED, Range, Refusal};

/// What the server knows: who has which range, and how many calls still go well.
#[derive(Default)]
struct Server {
    locks: Vec<(usize, Range)>,
    /// Calls until the next one that fails.
    until_fault: Option<u32>,
    /// How many unlocks in a row then fail, too.
    faults: u32,
    asks_by_taking: bool,
    drawn: u64,
}

impl Server {
    fn goes_well(&mut self) -> Result<(), Errno> {
        match &mut self.until_fault {
            Some(0) if self.faults > 0 => {
                self.faults -= 1;
                Err(Errno::IO)
            }
            Some(0) => {
                self.until_fault = None;
                Ok(())
            }
            Some(calls) => {
                *calls -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn is_taken(&self, by: usize, range: Range) -> bool {
        let meets = |other: Range| other.start < range.start + range.length && range.start < other.start + other.length;
        self.locks.iter().any(|&(owner, other)| owner != by && meets(other))
    }

    fn of(&self, owner: usize) -> Vec<Range> {
        self.locks.iter().filter(|(other, _)| *other == owner).map(|(_, range)| *range).collect()
    }
}

struct Owner {
    number: usize,
    server: Rc<RefCell<Server>>,
}

impl ByteLocks for Owner {
    fn take(&mut self, range: Range) -> Result<bool, Errno> {
        let mut server = self.server.borrow_mut();
        let free = !server.is_taken(self.number, range);
        assert!(!server.of(self.number).contains(&range), "asked for again: {range:?}");
        let answer = server.goes_well();
        if free && (answer.is_ok() || server.faults.is_multiple_of(2)) {
            // The server has done it, also where the answer is lost.
            server.locks.push((self.number, range));
        }
        answer.map(|()| free)
    }

    fn give(&mut self, range: Range) -> Result<(), Errno> {
        let mut server = self.server.borrow_mut();
        server.goes_well()?;
        let place = server.locks.iter().position(|lock| *lock == (self.number, range));
        server.locks.remove(place.expect("exactly what was locked"));
        Ok(())
    }

    fn is_taken(&mut self, range: Range) -> Result<bool, Errno> {
        let mut server = self.server.borrow_mut();
        server.goes_well()?;
        Ok(server.is_taken(self.number, range))
    }

    fn asks_by_taking(&self) -> bool {
        self.server.borrow().asks_by_taking
    }

    fn drop_all(&mut self) {
        self.server.borrow_mut().locks.retain(|(owner, _)| *owner != self.number);
    }

    fn writable(&self) -> bool {
        true
    }

    fn chance(&mut self) -> u64 {
        let mut server = self.server.borrow_mut();
        server.drawn += 7;
        server.drawn
    }

    fn pause(&mut self, _: Duration) {}
}

fn owners(number: usize, server: Server) -> (Rc<RefCell<Server>>, Vec<(Lock, Owner)>) {
    let server = Rc::new(RefCell::new(server));
    let owner = |number| (Lock::new(), Owner { number, server: Rc::clone(&server) });
    let owners = (0..number).map(owner).collect();
    (server, owners)
}

#[derive(Clone, Debug)]
enum Act {
    Lock(Level),
    Unlock(Level),
    Ask,
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    let level = prop::sample::select(vec![Level::Shared, Level::Reserved, Level::Exclusive]);
    let lower = prop::sample::select(vec![Level::None, Level::None, Level::Shared]);
    let act = prop_oneof![4 => level.prop_map(Act::Lock), 2 => lower.prop_map(Act::Unlock), 1 => Just(Act::Ask)];
    prop::collection::vec((0..4usize, act), 1..60)
}

/// What SQLite relies on, of everybody whose locks were not dropped.
fn check(owners: &[(Lock, Owner)]) {
    let levels: Vec<Level> = owners.iter().filter(|(lock, _)| !lock.is_lost()).map(|(lock, _)| lock.level()).collect();
    let at_least = |level| levels.iter().filter(|&&other| other >= level).count();
    assert!(at_least(Level::Pending) <= 1, "{levels:?}");
    if at_least(Level::Exclusive) == 1 {
        assert_eq!(at_least(Level::Shared), 1, "{levels:?}");
    }
    let reserved = owners.iter().filter(|(_, owner)| owner.server.borrow().of(owner.number).contains(&RESERVED));
    assert!(reserved.count() <= 1, "{levels:?}");
    for (lock, owner) in owners.iter().filter(|(lock, _)| !lock.is_lost()) {
        let held = owner.server.borrow().of(owner.number);
        let seats = held.iter().filter(|range| range.start > RESERVED.start && range.length == 1).count();
        match lock.level() {
            Level::None => assert_eq!(held, [], "all is given back"),
            Level::Exclusive => assert_eq!(
                held.iter().map(|range| range.length).sum::<i64>(),
                if held.contains(&RESERVED) { 512 } else { 511 }
            ),
            _ => assert!(seats >= 1, "{held:?}"),
        }
    }
}

fn play(server: Server, acts: &[(usize, Act)]) {
    let (server, mut owners) = owners(4, server);
    for (number, act) in acts {
        let (lock, owner) = &mut owners[*number];
        match act {
            // As SQLite does: a reader first, and reserved only from there.
            Act::Lock(to) if lock.level() == Level::None && *to != Level::Shared => {}
            Act::Lock(Level::Reserved) if lock.level() != Level::Shared => {}
            Act::Lock(to) => {
                let got = lock.lock(*to, owner);
                assert!(got.is_err() || lock.level() >= *to);
            }
            Act::Unlock(to) => lock.unlock(*to, owner),
            Act::Ask if lock.level() == Level::Shared => {
                let answer = lock.is_reserved(owner);
                let really = server.borrow().is_taken(owner.number, RESERVED);
                assert!(answer.is_err() || answer == Ok(really));
            }
            Act::Ask => {}
        }
        check(&owners);
    }
    server.borrow_mut().until_fault = None;
    for (lock, owner) in &mut owners {
        lock.unlock(Level::None, owner);
    }
    assert_eq!(server.borrow().locks, [], "nobody leaves anything behind");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_beside_one_who_is_alone(acts in acts(), asks_by_taking: bool) {
        play(Server { asks_by_taking, ..Server::default() }, &acts);
    }

    #[test]
    fn nor_where_calls_fail(acts in acts(), asks_by_taking: bool, until in 0..80u32, faults in 1..90u32) {
        play(Server { asks_by_taking, until_fault: Some(until), faults, ..Server::default() }, &acts);
    }
}

#[test]
fn nobody_believes_in_a_writer_because_another_one_asks() {
    let (server, mut owners) = owners(2, Server { asks_by_taking: true, ..Server::default() });
    for (lock, owner) in &mut owners {
        lock.lock(Level::Shared, owner).unwrap();
    }
    // Another host is just asking, and so holds both bytes for the moment.
    server.borrow_mut().locks.extend([(9, PENDING), (9, RESERVED)]);
    let (lock, owner) = &mut owners[0];
    assert_eq!(lock.is_reserved(owner), Err(Refusal::Busy));
}

#[test]
fn a_writer_that_waits_for_readers_lets_nobody_in_and_keeps_its_seat() {
    let (_, mut owners) = owners(3, Server::default());
    let [(writer, w), (reader, r), (late, l)] = &mut owners[..] else { unreachable!() };
    writer.lock(Level::Shared, w).unwrap();
    reader.lock(Level::Shared, r).unwrap();
    writer.lock(Level::Reserved, w).unwrap();
    assert_eq!(writer.lock(Level::Exclusive, w), Err(Refusal::Busy));
    assert_eq!(writer.level(), Level::Pending);
    assert_eq!(late.lock(Level::Shared, l), Err(Refusal::Busy));
    assert_eq!(reader.lock(Level::Reserved, r), Err(Refusal::Busy));
    reader.unlock(Level::None, r);
    writer.lock(Level::Exclusive, w).unwrap();
    writer.unlock(Level::Shared, w);
    late.lock(Level::Shared, l).unwrap();
}
