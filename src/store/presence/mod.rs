//! Who else is in. Each running program holds a byte of a side file and beats; whoever beats and whose byte can be
//! taken from here shows that locks do not reach every host: then nobody may write any more.

mod entry;
mod ground;
mod machine;
#[cfg(test)]
mod pretended;
mod record;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Duration;

use entry::{EMPTY, clear, records, unseen};
pub(in crate::store) use entry::{before_writing, locks_answer};
pub(in crate::store) use ground::side_file;
pub use ground::{Ground, Probed, SLOTS, SideFile, side_path};
use machine::Machine;
use record::Record;

use crate::domain::place::Danger;
use crate::domain::presence::Present;
use crate::domain::{Id, Kind};

/// How often a program beats. A second host finds a drive that lies within two of them and what the drive takes.
pub const BEAT: Duration = Duration::from_secs(2);
/// After which silence a host is said to be gone though it holds its byte.
const SILENT: Duration = Duration::from_secs(30);
/// After which silence a record without a lock is nobody's.
const STALE: Duration = Duration::from_secs(10);
/// After which pause of its own a program takes its place anew: the server may have given its byte away meanwhile.
const PAUSED: Duration = Duration::from_secs(8);
/// Of those whose byte was held when it was last looked at, one in so many is looked at with each beat.
const TURNS: u32 = 16;

/// A program's place among those that are in.
#[derive(Debug)]
pub struct Presence<G> {
    ground: G,
    me: Record,
    machine: Machine,
    slot: Option<usize>,
    /// How often somebody else's record stood in this program's slot.
    overwritten: u32,
    seen: BTreeMap<usize, Seen>,
    last: Option<Duration>,
    lie: Option<Danger>,
}

/// What was seen of another program.
#[derive(Debug)]
struct Seen {
    record: Record,
    /// When it moved last, on this program's clock.
    moved: Duration,
    /// Whether its byte was held; unknown as long as nobody has looked.
    held: Option<bool>,
    /// How often in a row it moved though its byte could be taken.
    unlocked: u32,
}

impl<G: Ground> Presence<G> {
    /// A place for this program; it is taken with the first beat.
    pub fn new(ground: G, shown: Present) -> Self {
        let token =
            getrandom::u64().unwrap_or_else(|_| u64::from(std::process::id()).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let machine = Machine::here();
        let began = machine::began(shown.process).unwrap_or(0);
        let me = Record { token, beat: 0, machine: machine.0, began, shown };
        Self { ground, me, machine, slot: None, overwritten: 0, seen: BTreeMap::new(), last: None, lie: None }
    }

    /// Says what is before the person's eyes; it stands there with the next beat.
    pub fn look_at(&mut self, at: Option<(Kind, Id)>) {
        self.me.shown.at = at;
    }

    /// Says whether this program can write.
    pub fn writes(&mut self, writes: bool) {
        self.me.shown.writes = writes;
    }

    /// What was found about this place; it stays.
    pub const fn lie(&self) -> Option<&Danger> {
        self.lie.as_ref()
    }

    /// Beats once, and looks at all others; gives who is in, the longest first. `now` is a clock that only this
    /// program reads, and that goes on while the host sleeps.
    ///
    /// # Errors
    /// Where the drive does not answer; the next beat begins anew.
    pub fn beat(&mut self, now: Duration) -> io::Result<Vec<Present>> {
        let beaten = self.try_beat(now);
        if beaten.is_err() {
            // A server that was started anew may know nothing of the byte: what is not known is taken anew.
            self.slot = None;
            self.last = None;
        }
        beaten
    }

    fn try_beat(&mut self, now: Duration) -> io::Result<Vec<Present>> {
        let paused = self.last.is_none_or(|last| now.saturating_sub(last) > PAUSED);
        let lost = match self.slot {
            Some(slot) => paused || !self.ground.is_kept(slot)?,
            None => paused,
        };
        if lost {
            self.ground.reopen()?;
            self.slot = None;
            // Nobody can be accused of what happened while this program was not looking.
            self.seen.clear();
        }
        self.last = Some(now);
        let mut there: BTreeMap<usize, Record> = records(&self.ground.read()?).collect();
        self.check_own(&there);
        self.me.beat = self.me.beat.wrapping_add(1);
        if self.slot.is_none() {
            self.slot = self.free_slot(&there)?;
        }
        if let Some(slot) = self.slot {
            self.ground.write(slot, &self.me.encode())?;
            there.remove(&slot);
        }
        self.seen.retain(|slot, _| there.contains_key(slot));
        for (slot, record) in there {
            self.look(slot, record, now)?;
        }
        Ok(self.around(now))
    }

    /// Two programs in one slot were both granted its byte.
    fn check_own(&mut self, there: &BTreeMap<usize, Record>) {
        let other = self.slot.and_then(|slot| there.get(&slot)).filter(|record| record.token != self.me.token);
        self.overwritten = if other.is_some() { self.overwritten + 1 } else { 0 };
        if let Some(other) = other.filter(|_| self.overwritten >= 2) {
            self.lie.get_or_insert(unseen(other));
        }
    }

    /// Takes a slot in which nobody is, or this program itself was before: the byte of one with a record may seem free
    /// only here.
    fn free_slot(&mut self, there: &BTreeMap<usize, Record>) -> io::Result<Option<usize>> {
        let before = there.iter().find(|(_, record)| record.token == self.me.token).map(|(slot, _)| *slot);
        let first = before.unwrap_or_else(|| usize::try_from(self.me.token % SLOTS as u64).unwrap_or(0));
        let is_free = |slot: &usize| there.get(slot).is_none_or(|record| record.token == self.me.token);
        for slot in (0..SLOTS).map(|step| (first + step) % SLOTS).filter(is_free) {
            if self.ground.take(slot)? {
                return Ok(Some(slot));
            }
        }
        Ok(None)
    }

    fn look(&mut self, slot: usize, record: Record, now: Duration) -> io::Result<()> {
        let turn = slot as u32 % TURNS == self.me.beat % TURNS;
        let seen = self.seen.remove(&slot).filter(|seen| seen.record.token == record.token);
        let is_new = seen.is_none();
        let mut seen = seen.unwrap_or(Seen { record: record.clone(), moved: now, held: None, unlocked: 0 });
        let moved = seen.record.beat != record.beat;
        seen.record = record;
        if moved {
            seen.moved = now;
        }
        let stands = now.saturating_sub(seen.moved) > STALE;
        if is_new || moved && seen.held != Some(true) || turn || stands {
            let taken = self.ground.take(slot)?;
            if taken {
                self.ground.give(slot)?;
            }
            seen.held = Some(!taken);
            seen.unlocked = match (taken, moved) {
                (true, true) => seen.unlocked + 1,
                (true, false) => seen.unlocked,
                (false, _) => 0,
            };
        }
        // Whoever has only heard of it goes on: else all would have to leave at once before anybody could write again.
        if seen.unlocked >= 2 {
            self.lie.get_or_insert(unseen(&seen.record));
        }
        if seen.held == Some(false) && (stands || self.machine.has_ended(&seen.record)) {
            return clear(&mut self.ground, slot, &seen.record);
        }
        self.seen.insert(slot, seen);
        Ok(())
    }

    fn around(&self, now: Duration) -> Vec<Present> {
        let in_now = self.seen.values().filter(|seen| seen.held == Some(true) || seen.unlocked > 0);
        let mut others: Vec<Present> = in_now
            .map(|seen| {
                // A process of this host that was stopped is still there, and its locks go with it.
                let is_far = self.machine.0 == 0 || seen.record.machine != self.machine.0;
                let is_silent = is_far && now.saturating_sub(seen.moved) > SILENT;
                Present { is_silent, ..seen.record.shown.clone() }
            })
            .collect();
        others.sort_by(|a, b| (a.since, &a.login, a.process).cmp(&(b.since, &b.login, b.process)));
        others
    }

    /// Leaves: the slot is empty for the next one.
    ///
    /// # Errors
    /// Where the drive does not answer; the others then find that the byte is free.
    pub fn leave(mut self) -> io::Result<()> {
        let Some(slot) = self.slot else { return Ok(()) };
        self.ground.write(slot, &EMPTY)?;
        self.ground.give(slot)
    }
}

/// Who is in, for somebody who only reads and writes nothing, not even here. Whoever left without a word is among
/// them, where it was on another host.
///
/// # Errors
/// Where the side file cannot be read.
pub fn who_is_in(path: &Path) -> io::Result<Vec<Present>> {
    let machine = Machine::here();
    let bytes = ground::read_only(path)?;
    let living = records(&bytes).filter(|(_, record)| !machine.has_ended(record));
    Ok(living.map(|(_, record)| record.shown).collect())
}

/// Who is in: whoever holds the byte of its slot.
///
/// # Errors
/// Where the side file cannot be used.
pub fn who_holds(path: &Path) -> io::Result<Vec<Present>> {
    let mut ground = SideFile::of(path)?;
    let mut holding = Vec::new();
    for (slot, record) in records(&ground.read()?) {
        if ground.take(slot)? {
            ground.give(slot)?;
        } else {
            holding.push(record.shown);
        }
    }
    Ok(holding)
}

#[cfg(test)]
mod tests;
