//! The system's list of mounts, `/proc/self/mountinfo` (<https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html>).

use std::path::{Path, PathBuf};

/// One mount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mount {
    /// The folder below which it is mounted.
    pub at: PathBuf,
    /// The file system's name.
    pub system: String,
    /// What is mounted.
    pub source: String,
    /// The options, those of the mount and those of the file system.
    pub options: Vec<String>,
}

/// The mount on which a path lies: the longest that it begins with, of equal ones the last, which lies on top. The
/// path is absolute and holds no link.
pub(super) fn of(mountinfo: &str, path: &Path) -> Option<Mount> {
    let around = mountinfo.lines().filter_map(read).filter(|mount| path.starts_with(&mount.at));
    // Of several equals, `max_by_key` gives the last.
    around.max_by_key(|mount| mount.at.components().count())
}

/// `36 35 98:0 /root /mnt rw,noatime master:1 - ext4 /dev/sda1 rw,errors=continue`: any number of optional fields
/// stand before the dash.
fn read(line: &str) -> Option<Mount> {
    let (mount, system) = line.split_once(" - ")?;
    let mut mount = mount.split(' ');
    let at = unescaped(mount.nth(4)?);
    let of_mount = mount.next()?;
    let mut system = system.splitn(3, ' ');
    let (name, source, of_system) = (system.next()?, system.next()?, system.next().unwrap_or_default());
    let options = of_mount.split(',').chain(of_system.split(','));
    let options = options.map(str::trim).filter(|option| !option.is_empty()).map(plain).collect();
    Some(Mount { at: path(at), system: plain(name), source: plain(source), options })
}

fn plain(field: &str) -> String {
    String::from_utf8_lossy(&unescaped(field)).into_owned()
}

fn path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// Blanks, tabs, line ends and backslashes stand as three octal digits behind a backslash.
fn unescaped(field: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..3).filter(|digits| first == b'\\' && digits.iter().all(|d| (b'0'..b'8').contains(d)));
        let byte = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        rest = if byte.is_some() { &behind[3..] } else { behind };
        bytes.push(byte.unwrap_or(first));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_bind_mounts_and_mounts_over_each_other_are_read() {
        let text = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
40 22 0:40 / /mnt/Gemeinsame\\040Daten rw shared:7 master:2 - cifs //srv/Gemeinsame\\040Daten rw,vers=3.1.1,nobrl\n\
41 22 8:1 /srv/x /mnt/Gemeinsame\\040Daten/lokal rw - ext4 /dev/sda1 rw\n\
42 22 0:42 / /mnt/over rw - nfs4 srv:/a rw\n\
43 42 0:43 / /mnt/over rw - tmpfs tmpfs rw\n\
nonsense\n";
        let system = |path: &str| of(text, Path::new(path)).map(|mount| mount.system);
        assert_eq!(system("/home/a/b.runde").as_deref(), Some("ext4"));
        assert_eq!(system("/mnt/Gemeinsame Daten/a.runde").as_deref(), Some("cifs"));
        assert_eq!(system("/mnt/Gemeinsame Daten/lokal/a.runde").as_deref(), Some("ext4"));
        assert_eq!(system("/mnt/Gemeinsame Datenbank/a.runde").as_deref(), Some("ext4"));
        assert_eq!(system("/mnt/over/a.runde").as_deref(), Some("tmpfs"));
        let mount = of(text, Path::new("/mnt/Gemeinsame Daten/a.runde")).unwrap();
        assert_eq!(
            (mount.source.as_str(), mount.options.last().unwrap().as_str()),
            ("//srv/Gemeinsame Daten", "nobrl")
        );
        assert_eq!(unescaped("a\\134b\\04"), b"a\\b\\04");
    }
}
