//! A pretended drive for tests: several hosts on it, whose locks reach each other or not.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;

use super::ground::Ground;
use super::record::LENGTH;

#[derive(Debug, Default)]
struct Content {
    bytes: Vec<u8>,
    /// Who holds a byte: by host where locks stay there, else by drive.
    held: BTreeMap<(u8, usize), u32>,
    handles: u32,
    fails: bool,
}

/// The drive.
#[derive(Clone, Debug)]
pub(super) struct Drive {
    content: Rc<RefCell<Content>>,
    lies: bool,
}

/// The side file as a program on one of its hosts sees it.
#[derive(Debug)]
pub(super) struct Seen {
    drive: Drive,
    host: u8,
    handle: u32,
}

impl Drive {
    /// One whose locks reach every host.
    pub fn honest() -> Self {
        Self { content: Rc::default(), lies: false }
    }

    /// One whose locks stay in their host.
    pub fn lying() -> Self {
        Self { lies: true, ..Self::honest() }
    }

    /// The side file as a new program on this host sees it.
    pub fn host(&self, host: u8) -> Seen {
        let mut content = self.content.borrow_mut();
        content.handles += 1;
        Seen { drive: self.clone(), host, handle: content.handles }
    }

    /// The drive forgets all locks, as a server does that was started anew.
    pub fn forget(&self) {
        self.content.borrow_mut().held.clear();
    }

    /// Whether every call fails from now on.
    pub fn fail(&self, fails: bool) {
        self.content.borrow_mut().fails = fails;
    }
}

impl Seen {
    fn key(&self, slot: usize) -> (u8, usize) {
        (if self.drive.lies { self.host } else { 0 }, slot)
    }

    fn content(&self) -> io::Result<std::cell::RefMut<'_, Content>> {
        let content = self.drive.content.borrow_mut();
        if content.fails { Err(io::Error::from_raw_os_error(libc::EIO)) } else { Ok(content) }
    }
}

impl Ground for Seen {
    fn take(&mut self, slot: usize) -> io::Result<bool> {
        let (key, handle) = (self.key(slot), self.handle);
        Ok(*self.content()?.held.entry(key).or_insert(handle) == handle)
    }

    fn give(&mut self, slot: usize) -> io::Result<()> {
        let (key, handle) = (self.key(slot), self.handle);
        let mut content = self.content()?;
        if content.held.get(&key) == Some(&handle) {
            content.held.remove(&key);
        }
        Ok(())
    }

    fn is_kept(&mut self, slot: usize) -> io::Result<bool> {
        let key = self.key(slot);
        Ok(self.content()?.held.contains_key(&key))
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.content()?.bytes.clone())
    }

    fn write(&mut self, slot: usize, record: &[u8; LENGTH]) -> io::Result<()> {
        let mut content = self.content()?;
        let end = (slot + 1) * LENGTH;
        if content.bytes.len() < end {
            content.bytes.resize(end, 0);
        }
        content.bytes[end - LENGTH..end].copy_from_slice(record);
        Ok(())
    }

    fn reopen(&mut self) -> io::Result<()> {
        let handle = self.handle;
        self.content()?.held.retain(|_, holder| *holder != handle);
        Ok(())
    }
}
