//! Where the file lies, asked of the system: the kind of file system, its mount, and folders that are synchronised.

mod judge;
mod marks;
mod mounts;

use std::io;
use std::path::Path;

use super::presence;
use crate::domain::place::Place;

/// Looks at the place of a file, or of one that is to be made. Links are followed first: what matters is where the
/// bytes lie.
///
/// # Errors
/// Where the folder cannot be reached.
pub fn look(path: &Path) -> io::Result<Place> {
    let path = match std::fs::canonicalize(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            std::fs::canonicalize(folder)?.join(path.file_name().unwrap_or_default())
        }
        resolved => resolved?,
    };
    let there = if path.exists() { path.as_path() } else { path.parent().unwrap_or(&path) };
    // Before the list is read: it is this that makes the system mount what it mounts by need.
    let number = rustix::fs::statfs(there)?.f_type.cast_unsigned() & 0xffff_ffff;
    let mountinfo = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
    let synchroniser = path.parent().and_then(marks::around);
    Ok(judge::judge(number, &String::from_utf8_lossy(&mountinfo), &path, synchroniser))
}

/// Whether the place of a file, given absolute and without links, is mounted with this option; not where the system
/// does not say.
pub(super) fn is_mounted_with(option: &str, path: &Path) -> bool {
    let mountinfo = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
    let mount = mounts::of(&String::from_utf8_lossy(&mountinfo), path);
    mount.is_some_and(|mount| mount.options.iter().any(|found| found == option))
}

/// Tries the locks, and looks whether everybody who is in is seen; what is found goes to the dangers of the place.
/// False where they could not be tried.
pub fn try_locks(path: &Path, place: &mut Place) -> bool {
    // What forbids writing also forbids to stand among those who write.
    if place.danger().is_some() {
        return false;
    }
    match presence::before_writing(path) {
        Ok(danger) => {
            place.dangers.extend(danger);
            true
        }
        // Whoever may not write beside the file cannot write the file either, and is told so by the write itself.
        Err(cause) => {
            tracing::info!(%cause, "the locks of this place could not be tried");
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_of_a_mount_are_known() {
        assert!(is_mounted_with("rw", Path::new("/proc/self")) && !is_mounted_with("nolease", Path::new("/proc/self")));
    }

    #[test]
    fn a_link_is_followed_to_where_the_bytes_lie() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("real")).unwrap();
        std::fs::write(folder.path().join("real/.dropbox"), "").unwrap();
        std::fs::write(folder.path().join("real/a.runde"), "").unwrap();
        std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).unwrap();
        assert_eq!(look(&folder.path().join("b.runde")).unwrap().dangers, []);
        assert!(look(&folder.path().join("link/a.runde")).unwrap().danger().is_some());
        assert!(look(&folder.path().join("link/new.runde")).unwrap().danger().is_some());
        assert!(look(&folder.path().join("nowhere/new.runde")).is_err());
    }
}
