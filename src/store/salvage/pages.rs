//! The pages of a damaged file, read without SQLite, which gives up at the first one that is wrong.
//!
//! The format is that of <https://www.sqlite.org/fileformat.html>: trees of pages (1.6), rows as records (2.1), long
//! rows on chains of overflow pages. A row of which anything does not fit is no row: nothing is guessed.

use std::collections::HashSet;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::record::{Row, number, record, varint};

const TABLE_LEAF: u8 = 0x0d;
const TABLE_INNER: u8 = 0x05;
const INDEX_LEAF: u8 = 0x0a;
const INDEX_INNER: u8 = 0x02;

/// The deepest tree that is followed; one of four billion pages is less deep.
const DEEPEST: usize = 24;
/// The longest row that is read, in bytes: far above what fields take.
const LONGEST: usize = 64 << 20;

/// A file as pages.
#[derive(Debug)]
pub(super) struct Pages {
    file: File,
    size: usize,
    usable: usize,
    /// How many whole pages there are.
    pub(super) count: u32,
    /// Pages that were met in a tree, a chain, or the list of free pages.
    seen: HashSet<u32>,
    /// Pages that a tree or a chain leads to and that cannot be read or are something else.
    pub(super) unreadable: HashSet<u32>,
}

/// What a tree holds.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Its rows.
    pub(super) rows: Vec<Row>,
    /// Whether something of it could not be read.
    pub(super) is_broken: bool,
}

impl Pages {
    pub(super) fn open(path: &Path) -> std::io::Result<Self> {
        let file = File::open(path)?;
        let mut head = [0; 100];
        let has_head = file.read_exact_at(&mut head, 0).is_ok() && head.starts_with(b"SQLite format 3\0");
        let size = match u32::from(head[16]) << 8 | u32::from(head[17]) {
            1 => 65_536,
            size if has_head && size.is_power_of_two() && size >= 512 => size as usize,
            // What every file of this program has, where the header does not say it any more.
            _ => 4096,
        };
        // Bytes at the end of each page that are not SQLite's; there are none in a file of this program.
        let kept = if has_head { usize::from(head[20]).min(size - 480) } else { 0 };
        let usable = size - kept;
        let count = u32::try_from(file.metadata()?.len() / size as u64).unwrap_or(u32::MAX);
        Ok(Self { file, size, usable, count, seen: HashSet::new(), unreadable: HashSet::new() })
    }

    /// The header: 100 bytes, or what there is of them.
    pub(super) fn header(&self) -> [u8; 100] {
        let mut head = [0; 100];
        // A file that is shorter has no header; then the numbers in it are none.
        let _ = self.file.read_exact_at(&mut head, 0);
        head
    }

    /// Marks the free pages: what they hold was thrown away, and is not to come back.
    pub(super) fn pass_over_free(&mut self) {
        let mut trunk = number(&self.header(), 32);
        while trunk != 0 && self.seen.insert(trunk) {
            let Some(page) = self.read(trunk) else { return };
            let count = (number(&page, 4) as usize).min(self.usable / 4 - 2);
            self.seen.extend((0..count).map(|place| number(&page, 8 + 4 * place)));
            trunk = number(&page, 0);
        }
    }

    /// All rows of the tree with this root.
    pub(super) fn tree(&mut self, root: u32) -> Tree {
        let mut tree = Tree::default();
        self.walk(root, 0, &mut tree);
        tree
    }

    /// The rows on pages that no tree leads to, each page by itself, with whether it is one of an index.
    pub(super) fn strays(&mut self) -> Vec<(bool, Vec<Row>)> {
        let mut found = Vec::new();
        for page in 2..=self.count {
            let is_stray = !self.seen.contains(&page);
            let kind = self.read(page).filter(|_| is_stray).map(|bytes| bytes[0]);
            if let Some(kind @ (TABLE_LEAF | INDEX_LEAF)) = kind {
                let mut tree = Tree::default();
                self.walk(page, 0, &mut tree);
                found.push((kind == INDEX_LEAF, tree.rows));
            }
        }
        found
    }

    fn read(&self, page: u32) -> Option<Vec<u8>> {
        if page == 0 || page > self.count {
            return None;
        }
        let mut bytes = vec![0; self.size];
        self.file.read_exact_at(&mut bytes, u64::from(page - 1) * self.size as u64).ok()?;
        Some(bytes)
    }

    fn walk(&mut self, page: u32, depth: usize, tree: &mut Tree) {
        let is_new = self.seen.insert(page);
        let Some(bytes) = self.read(page).filter(|_| is_new && depth < DEEPEST) else {
            self.broken(page, tree);
            return;
        };
        let start = if page == 1 { 100 } else { 0 };
        let kind = bytes[start];
        let inner = match kind {
            TABLE_LEAF | INDEX_LEAF => 0,
            TABLE_INNER | INDEX_INNER => 4,
            _ => {
                self.broken(page, tree);
                return;
            }
        };
        let count = usize::from(short(&bytes, start + 3));
        let first = start + 8 + inner;
        for cell in 0..count {
            let place = usize::from(short(&bytes, first + 2 * cell));
            if first + 2 * cell + 2 > self.usable || place < first || place + inner > self.usable {
                self.broken(page, tree);
                break;
            }
            if inner > 0 {
                self.walk(number(&bytes, place), depth + 1, tree);
            }
            if kind != TABLE_INNER {
                match self.row(&bytes, place + inner, kind == TABLE_LEAF) {
                    Some(row) => tree.rows.push(row),
                    None => self.broken(page, tree),
                }
            }
        }
        if inner > 0 {
            self.walk(number(&bytes, start + 8), depth + 1, tree);
        }
    }

    fn broken(&mut self, page: u32, tree: &mut Tree) {
        tree.is_broken = true;
        self.unreadable.insert(page);
    }

    fn row(&mut self, page: &[u8], place: usize, has_rowid: bool) -> Option<Row> {
        let (length, mut place) = varint(page, place)?;
        let mut id = 0;
        if has_rowid {
            (id, place) = varint(page, place)?;
        }
        let length = usize::try_from(length).ok().filter(|length| *length <= LONGEST)?;
        let local = self.local(length, has_rowid);
        let mut payload = page.get(..self.usable)?.get(place..place.checked_add(local)?)?.to_vec();
        if local < length {
            let mut next = number(page, place + local);
            while payload.len() < length {
                let more = self.read(next).filter(|_| self.seen.insert(next))?;
                let wanted = (length - payload.len()).min(self.usable - 4);
                payload.extend_from_slice(&more[4..4 + wanted]);
                next = number(&more, 0);
            }
        }
        Some(Row { id, values: record(&payload)? })
    }

    /// How many bytes of a row stand on its own page (1.6 of the format).
    fn local(&self, length: usize, is_table: bool) -> usize {
        let usable = self.usable;
        let most = if is_table { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
        let least = (usable - 12) * 32 / 255 - 23;
        if length <= most {
            return length;
        }
        let wanted = least + (length - least) % (usable - 4);
        if wanted <= most { wanted } else { least }
    }
}

fn short(bytes: &[u8], place: usize) -> u16 {
    bytes.get(place..place + 2).map_or(0, |two| u16::from(two[0]) << 8 | u16::from(two[1]))
}
