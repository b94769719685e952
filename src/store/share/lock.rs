//! Which bytes are locked in which order: SQLite's five levels, made of exclusive byte locks only.
//!
//! SQLite's own bytes are used, so that any other SQLite is shut out and shuts us out. Each step has its reason in
//! `docs/shared-drive.md`.

use std::time::Duration;

use rustix::io::Errno;

/// A range of bytes of the file, which lies far behind what most files hold and is never read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: i64,
    pub(super) length: i64,
}

const fn byte(start: i64) -> Range {
    Range { start, length: 1 }
}

/// Who holds it lets nobody new in (<https://www.sqlite.org/lockingv3.html>).
pub(super) const PENDING: Range = byte(0x4000_0000);
/// Who holds it is the one that may write.
pub(super) const RESERVED: Range = byte(PENDING.start + 1);
/// The readers' bytes. Who holds them all is alone.
pub(super) const READERS: Range = Range { start: PENDING.start + 2, length: 510 };

/// How often a byte that others hold only in passing is asked for before the file counts as busy.
const TRIES: u32 = 4;
/// How many readers' bytes are tried.
const SEATS: u32 = 6;
/// How often a refused unlock is repeated: with the pauses between, for 0.4 s.
const UNLOCKS: u32 = 30;

/// What SQLite calls the lock's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    None,
    Shared,
    Reserved,
    Pending,
    Exclusive,
}

impl Level {
    /// From SQLite's number.
    pub(super) const fn from_number(number: i32) -> Self {
        match number {
            0 => Self::None,
            1 => Self::Shared,
            2 => Self::Reserved,
            3 => Self::Pending,
            _ => Self::Exclusive,
        }
    }
}

/// Why a lock was not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Others have it.
    Busy,
    /// The drive did not say.
    Failed(Errno),
}

/// Byte locks of one opening of a file; never waits for others.
pub(super) trait ByteLocks {
    /// Locks a range of which nothing is locked by this opening; false where somebody else has a part of it.
    fn take(&mut self, range: Range) -> Result<bool, Errno>;
    /// Unlocks exactly what was locked.
    fn give(&mut self, range: Range) -> Result<(), Errno>;
    /// Whether somebody else has a part of the range.
    fn is_taken(&mut self, range: Range) -> Result<bool, Errno>;
    /// Whether asking for a lock is done by taking it and giving it back, as on SMB. That is better done by the one
    /// who asks: the system would not tell if giving it back has failed.
    fn asks_by_taking(&self) -> bool;
    /// Drops every lock by closing the file and opening it anew.
    fn drop_all(&mut self);
    /// Whether the file may be written, and so be locked exclusively.
    fn writable(&self) -> bool;
    /// A number drawn by chance.
    fn chance(&mut self) -> u64;
    /// Waits.
    fn pause(&mut self, time: Duration);
}

/// The locks of one opening of the file.
#[derive(Debug)]
pub(super) struct Lock {
    level: Level,
    pending: bool,
    reserved: bool,
    /// The reader's own byte, counted from the first. It is kept until the end, also by the one who is alone: the
    /// other bytes are taken around it, so that nothing has to be given up that might not come back.
    seat: Option<i64>,
    below: bool,
    above: bool,
    /// Every lock was dropped while SQLite relied on them.
    lost: bool,
    /// The answer to a request for a lock was an error: it may have been granted all the same. Nothing more is asked
    /// for until everything was dropped.
    unsure: bool,
}

impl Lock {
    pub(super) const fn new() -> Self {
        Self {
            level: Level::None,
            pending: false,
            reserved: false,
            seat: None,
            below: false,
            above: false,
            lost: false,
            unsure: false,
        }
    }

    pub(super) const fn level(&self) -> Level {
        self.level
    }

    /// Whether the locks that SQLite relies on are gone. Nothing may be read or written until it lets go.
    pub(super) const fn is_lost(&self) -> bool {
        self.lost
    }

    /// Raises the lock. Where that fails it stays where it was, or at [`Level::Pending`] on the way to exclusive.
    pub(super) fn lock(&mut self, to: Level, bytes: &mut impl ByteLocks) -> Result<(), Refusal> {
        if self.level >= to {
            return Ok(());
        }
        if self.lost || self.unsure {
            return Err(Refusal::Busy);
        }
        match (self.level, to) {
            (Level::None, _) => self.enter(bytes),
            (_, Level::Reserved) => self.reserve(bytes),
            _ => self.exclude(bytes),
        }
    }

    /// Lowers the lock. It cannot fail: what cannot be unlocked is dropped together with all the rest.
    ///
    /// The reserved byte goes first. Were it held when others can come in, they would take a journal that was left
    /// behind for that of somebody who is just writing, and read what is half written.
    pub(super) fn unlock(&mut self, to: Level, bytes: &mut impl ByteLocks) {
        if self.level <= to {
            return;
        }
        if self.unsure && to == Level::None {
            self.forget();
            bytes.drop_all();
        }
        if std::mem::take(&mut self.reserved) {
            self.give(RESERVED, bytes);
        }
        if std::mem::take(&mut self.below) {
            self.give(self.range_below(), bytes);
        }
        if std::mem::take(&mut self.above) {
            self.give(self.range_above(), bytes);
        }
        if to == Level::None
            && let Some(seat) = self.seat.take()
        {
            self.give(byte(READERS.start + seat), bytes);
        }
        if std::mem::take(&mut self.pending) {
            self.give(PENDING, bytes);
        }
        self.level = to;
        if to == Level::None {
            (self.lost, self.unsure) = (false, false);
        }
    }

    /// Whether somebody is writing, so that a journal that is there is his and not one that was left behind.
    ///
    /// Asked only under the pending byte: on SMB asking means holding the byte for a moment, and a second one who
    /// asks in that moment would believe in a writer, and read or build on what is half written.
    pub(super) fn is_reserved(&mut self, bytes: &mut impl ByteLocks) -> Result<bool, Refusal> {
        if self.reserved {
            return Ok(true);
        }
        if self.lost || self.unsure {
            return Err(Refusal::Busy);
        }
        let passing = bytes.writable() && !self.pending;
        if passing {
            self.take_pending(bytes)?;
        }
        let mut answer = self.ask(bytes);
        if answer == Ok(true) {
            // Another program, or one that may only read, may have held it for just that moment.
            pause(bytes, 4);
            answer = self.ask(bytes);
        }
        if passing && std::mem::take(&mut self.pending) {
            self.give(PENDING, bytes);
        }
        if self.lost { Err(Refusal::Busy) } else { answer }
    }

    fn ask(&mut self, bytes: &mut impl ByteLocks) -> Result<bool, Refusal> {
        if !bytes.asks_by_taking() {
            return bytes.is_taken(RESERVED).map_err(Refusal::Failed);
        }
        let free = self.take(RESERVED, bytes)?;
        if free {
            self.give(RESERVED, bytes);
        }
        Ok(!free)
    }

    /// A reader goes through the pending byte to a seat of its own.
    fn enter(&mut self, bytes: &mut impl ByteLocks) -> Result<(), Refusal> {
        // Who may only read cannot lock exclusively, and a shared lock on one byte that all share might be left
        // behind by Samba and block everybody. Without it, all that is lost is a writer's turn.
        if bytes.writable() {
            self.take_pending(bytes)?;
        }
        let seated = self.sit(bytes);
        if std::mem::take(&mut self.pending) {
            self.give(PENDING, bytes);
        }
        if std::mem::take(&mut self.lost) {
            return Err(Refusal::Busy);
        }
        seated.inspect(|()| self.level = Level::Shared).inspect_err(|_| self.drop_unsure(bytes))
    }

    fn sit(&mut self, bytes: &mut impl ByteLocks) -> Result<(), Refusal> {
        for tried in 0..SEATS {
            if tried == SEATS / 2 {
                pause(bytes, 2);
            }
            let seat = i64::try_from(bytes.chance() % 510).unwrap_or(0);
            if self.take(byte(READERS.start + seat), bytes)? {
                self.seat = Some(seat);
                return Ok(());
            }
        }
        Err(Refusal::Busy)
    }

    fn reserve(&mut self, bytes: &mut impl ByteLocks) -> Result<(), Refusal> {
        if !self.take(RESERVED, bytes)? {
            return Err(Refusal::Busy);
        }
        (self.reserved, self.level) = (true, Level::Reserved);
        Ok(())
    }

    /// Nobody new comes in, then all seats but the own one have to be empty.
    fn exclude(&mut self, bytes: &mut impl ByteLocks) -> Result<(), Refusal> {
        if !self.pending {
            self.take_pending(bytes)?;
        }
        self.level = Level::Pending;
        if !self.below {
            self.below = self.take_part(self.range_below(), bytes)?;
        }
        if !self.above {
            match self.take_part(self.range_above(), bytes) {
                Ok(taken) => self.above = taken,
                Err(refusal) => {
                    if std::mem::take(&mut self.below) {
                        self.give(self.range_below(), bytes);
                    }
                    return Err(refusal);
                }
            }
        }
        self.level = Level::Exclusive;
        Ok(())
    }

    /// False where the part is empty, as the own seat is the first or the last.
    fn take_part(&mut self, part: Range, bytes: &mut impl ByteLocks) -> Result<bool, Refusal> {
        if part.length == 0 {
            return Ok(false);
        }
        if self.take(part, bytes)? { Ok(true) } else { Err(Refusal::Busy) }
    }

    /// Readers hold the pending byte only in passing, so it is worth some tries.
    fn take_pending(&mut self, bytes: &mut impl ByteLocks) -> Result<(), Refusal> {
        for tried in 0..TRIES {
            if tried > 0 {
                pause(bytes, 2);
            }
            if self.take(PENDING, bytes).inspect_err(|_| self.drop_unsure(bytes))? {
                self.pending = true;
                return Ok(());
            }
        }
        Err(Refusal::Busy)
    }

    fn take(&mut self, range: Range, bytes: &mut impl ByteLocks) -> Result<bool, Refusal> {
        bytes.take(range).map_err(|cause| {
            self.unsure = true;
            Refusal::Failed(cause)
        })
    }

    /// Unlocks what was locked. On SMB that can fail while a lease is broken; the lock then stays on the server until
    /// the file is closed.
    fn give(&mut self, range: Range, bytes: &mut impl ByteLocks) {
        // Dropped already.
        if self.lost {
            return;
        }
        for tried in 0..UNLOCKS {
            if bytes.give(range).is_ok() {
                return;
            }
            bytes.pause(Duration::from_millis(if tried < 10 { 2 } else { 20 }));
        }
        self.forget();
        bytes.drop_all();
    }

    /// At the lowest level nobody unlocks any more, so what may have been granted is dropped at once.
    fn drop_unsure(&mut self, bytes: &mut impl ByteLocks) {
        if self.level == Level::None && std::mem::take(&mut self.unsure) {
            self.forget();
            self.lost = false;
            bytes.drop_all();
        }
    }

    fn forget(&mut self) {
        *self = Self { level: self.level, lost: true, ..Self::new() };
    }

    fn range_below(&self) -> Range {
        Range { start: READERS.start, length: self.seat.unwrap_or(0) }
    }

    fn range_above(&self) -> Range {
        let after = self.seat.map_or(0, |seat| seat + 1);
        Range { start: READERS.start + after, length: READERS.length - after }
    }
}

/// Waits half a millisecond and up to so many more, by chance: who waits equally long meets again.
fn pause(bytes: &mut impl ByteLocks, most: u64) {
    let drawn = bytes.chance() % (most * 1000);
    bytes.pause(Duration::from_micros(500 + drawn));
}
