//! Contacts out of the file and into another one, which is never written over unseen.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::importer::expanded;
use crate::domain::query::{From, Query};
use crate::domain::{Field, Id, Kind, Language};
use crate::exchange::export::{Format, Outgoing, write};
use crate::store::{Store, StoreError};
use crate::text::export as text;

/// Contacts that are read at once.
const PAGE: usize = 500;

/// Every contact of the lists, in the order of their names.
///
/// # Errors
/// [`StoreError`] where the file cannot be read.
pub fn all(store: &Store) -> Result<Vec<Id>, StoreError> {
    ids(store, &Query::all(Kind::Contact, PAGE))
}

/// Every contact of a list, in its order.
///
/// # Errors
/// [`StoreError`] where the file cannot be read.
pub fn ids(store: &Store, list: &Query) -> Result<Vec<Id>, StoreError> {
    let mut query = Query { from: From::Start, limit: PAGE, ..list.clone() };
    let mut ids = Vec::new();
    loop {
        let rows = store.rows(&query)?;
        ids.extend(rows.iter().map(|row| row.id));
        match rows.last() {
            Some(last) if rows.len() == PAGE => query.from = From::After(last.key.clone()),
            _ => return Ok(ids),
        }
    }
}

/// The contacts with what other programs want to know of them; those that were removed are left out.
///
/// # Errors
/// [`StoreError`] where the file cannot be read.
pub fn gather(store: &Store, ids: &[Id]) -> Result<Vec<Outgoing>, StoreError> {
    let mut contacts = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(contact) = store.record(Kind::Contact, *id)?.filter(|contact| !contact.is_removed()) else { continue };
        let institution = contact.get(Field::Institution).as_link();
        let institution = institution.map(|id| store.label(Kind::Institution, id)).transpose()?.flatten();
        let topics: Vec<Id> = contact.get(Field::Topics).as_links().into_iter().collect();
        let topics = store.names(Kind::Topic, &topics)?.into_iter().map(|(_, name)| name).collect();
        let changed = store.changed_at(Kind::Contact, *id)?;
        let state = store.last_change_of(Kind::Contact, *id)?;
        contacts.push(Outgoing { contact, institution, topics, changed, state });
    }
    Ok(contacts)
}

/// Writes contacts into a new file: how many, where, and what it does not hold; or why not, in words.
///
/// # Errors
/// Why there is no new file.
pub fn to_file(
    contacts: &[Outgoing],
    format: Format,
    language: Language,
    path: &str,
) -> Result<(usize, String, BTreeMap<Field, usize>), String> {
    let written = write(contacts, format, language);
    let place = expanded(path);
    let named = place.display().to_string();
    match put(&place, &written.bytes, false) {
        Ok(()) => Ok((written.contacts, named, written.left_out)),
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => Err(text::exists(language, &named)),
        Err(cause) => Err(text::not_written(language, &named, &cause)),
    }
}

/// Writes a file that only its owner can read: it holds personal data. One that is there stays, unless it is to be
/// replaced; then the old one is there until the new one is whole. A symbolic link stays one: what it leads to is
/// replaced.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] where there is such a file; else what the system says. Then there is no new file.
pub fn put(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    if !replace {
        return written(path, bytes);
    }
    if path.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    // A device would be gone for everybody, and a pipe waits for who reads it.
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(ErrorKind::Unsupported.into());
    }
    // The alliance's own file is never meant, nor a back-up of it, nor what lies beside it.
    if is_database(path) || belongs_to(path).is_some_and(|file| is_database(&file)) {
        return Err(ErrorKind::InvalidData.into());
    }
    let path = &led_to(path)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = Path::new(&beside);
    written(beside, bytes)?;
    fs::rename(beside, path).inspect_err(|_| drop(fs::remove_file(beside)))
}

/// Where symbolic links lead, also where no file is yet.
fn led_to(path: &Path) -> io::Result<PathBuf> {
    match (fs::canonicalize(path), fs::read_link(path)) {
        (Err(cause), Ok(next)) if cause.kind() == ErrorKind::NotFound => {
            led_to(&path.parent().map_or_else(|| next.clone(), |folder| folder.join(&next)))
        }
        (Err(cause), Err(_)) if cause.kind() == ErrorKind::NotFound => Ok(path.to_owned()),
        (found, _) => found,
    }
}

/// The file beside which one of this name lies.
fn belongs_to(path: &Path) -> Option<PathBuf> {
    let name = path.to_str()?;
    ["-journal", "-here"].iter().find_map(|end| name.strip_suffix(end)).map(PathBuf::from)
}

fn is_database(path: &Path) -> bool {
    let mut begins = [0; 16];
    let read = fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut begins));
    read.is_ok() && &begins == b"SQLite format 3\0"
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let done = file.write_all(bytes).and_then(|()| file.sync_all());
    // Half a file would be taken for a whole one.
    done.inspect_err(|_| drop(fs::remove_file(path)))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_file_that_is_there_stays_unless_it_is_to_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kontakte.vcf");
        put(&path, b"eins", false).unwrap();
        assert_eq!(put(&path, b"zwei", false).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"eins");
        put(&path, b"zwei", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"zwei");
        fs::write(folder.path().join("allianz.runde"), b"SQLite format 3\0...").unwrap();
        assert!(put(&folder.path().join("allianz.runde"), b"x", true).is_err());
        let beside = folder.path().join("allianz.runde-journal");
        fs::write(&beside, b"").unwrap();
        assert_eq!(put(&beside, b"x", true).unwrap_err().kind(), ErrorKind::InvalidData);
        fs::remove_file(&beside).unwrap();
        fs::remove_file(folder.path().join("allianz.runde")).unwrap();
        assert!(put(folder.path(), b"x", true).is_err());
        let socket = folder.path().join("leitung");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert_eq!(put(&socket, b"x", true).unwrap_err().kind(), ErrorKind::Unsupported);
        assert!(!fs::metadata(&socket).unwrap().is_file());
        fs::remove_file(socket).unwrap();
        assert!(put(&folder.path().join("a/b.vcf"), b"x", false).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_symbolic_link_stays_one_and_what_it_leads_to_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("ablage")).unwrap();
        let (link, far) = (folder.path().join("kontakte.vcf"), folder.path().join("ablage/kontakte.vcf"));
        symlink("ablage/kontakte.vcf", &link).unwrap();
        assert_eq!(put(&link, b"eins", false).unwrap_err().kind(), ErrorKind::AlreadyExists);
        for text in [b"eins", b"zwei"] {
            put(&link, text, true).unwrap();
            assert_eq!(fs::read(&far).unwrap(), text);
            assert_eq!(fs::read_link(&link).unwrap(), Path::new("ablage/kontakte.vcf"));
        }
        assert_eq!(fs::read_dir(folder.path().join("ablage")).unwrap().count(), 1);
        fs::write(&far, b"SQLite format 3\0...").unwrap();
        assert!(put(&link, b"x", true).is_err());
        let ring = folder.path().join("ring");
        symlink("ring", &ring).unwrap();
        assert!(put(&ring, b"x", true).is_err());
    }
}
