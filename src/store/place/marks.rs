//! Folders that a program copies to other computers: two people there write two files, and one of them is lost.

use std::path::Path;

use crate::domain::place::Synchroniser;

/// Entries of one folder that are looked at: markers are there from the beginning, and a folder can be very long.
const MOST: usize = 2000;

/// The program that synchronises this folder or one above it; looks at what lies there.
pub(super) fn around(folder: &Path) -> Option<Synchroniser> {
    folder.ancestors().find_map(|folder| {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let entries = std::fs::read_dir(folder).into_iter().flatten().take(MOST).filter_map(Result::ok);
        let entries = entries.map(|entry| {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            (entry.file_name().to_string_lossy().into_owned(), is_folder)
        });
        of(&name, entries)
    })
}

/// The program that synchronises a folder of this name with these entries, of which each says whether it is a folder.
pub(super) fn of(name: &str, entries: impl IntoIterator<Item = (String, bool)>) -> Option<Synchroniser> {
    by_name(name).or_else(|| entries.into_iter().find_map(|(entry, is_folder)| by_entry(&entry, is_folder)))
}

/// Programs that leave no marker name their folder always alike.
fn by_name(name: &str) -> Option<Synchroniser> {
    let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
    if is("OneDrive") || name.starts_with("OneDrive - ") || name.starts_with("OneDrive-") {
        Some(Synchroniser::OneDrive)
    } else if is("Google Drive") || is("GoogleDrive") || is("Meine Ablage") || is("DriveFS") {
        Some(Synchroniser::GoogleDrive)
    } else if is("iCloudDrive") || is("com~apple~CloudDocs") || is("Mobile Documents") {
        Some(Synchroniser::ICloud)
    } else {
        None
    }
}

fn by_entry(entry: &str, is_folder: bool) -> Option<Synchroniser> {
    let database = (entry.starts_with(".sync_") || entry.starts_with("._sync_")) && entry.ends_with(".db");
    match entry {
        // In a home, the settings of Dropbox are a folder of this name.
        ".dropbox" if !is_folder => Some(Synchroniser::Dropbox),
        ".dropbox.cache" => Some(Synchroniser::Dropbox),
        ".owncloudsync.log" | ".nextcloudsync.log" => Some(Synchroniser::Nextcloud),
        _ if database => Some(Synchroniser::Nextcloud),
        ".stfolder" => Some(Synchroniser::Syncthing),
        ".tmp.driveupload" | ".tmp.drivedownload" | ".grive" | ".insync-trash" => Some(Synchroniser::GoogleDrive),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_is_known_by_what_it_leaves() {
        let cases = [
            ("x", ".dropbox", false, Some(Synchroniser::Dropbox)),
            ("anna", ".dropbox", true, None),
            ("x", ".dropbox.cache", true, Some(Synchroniser::Dropbox)),
            ("x", ".sync_8f21ac.db", false, Some(Synchroniser::Nextcloud)),
            ("x", "._sync_8f21ac.db", false, Some(Synchroniser::Nextcloud)),
            ("x", ".stfolder", true, Some(Synchroniser::Syncthing)),
            ("OneDrive - Kreis", "a", false, Some(Synchroniser::OneDrive)),
            ("Google Drive", "a", false, Some(Synchroniser::GoogleDrive)),
            ("com~apple~CloudDocs", "a", false, Some(Synchroniser::ICloud)),
            ("Daten", "sync.db", false, None),
            ("Onedriver", "a", false, None),
        ];
        for (name, entry, is_folder, wanted) in cases {
            assert_eq!(of(name, [(entry.to_owned(), is_folder)]), wanted, "{name}/{entry}");
        }
    }

    #[test]
    fn a_marker_far_above_counts() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(around(&deep), None);
        std::fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert_eq!(around(&deep), Some(Synchroniser::Syncthing));
    }
}
