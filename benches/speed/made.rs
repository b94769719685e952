//! The files that are measured with.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use runde::demo::{Plan, changes};
use runde::domain::IdSource;
use runde::store::Store;

/// The day on which somebody looks at the made data.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

/// A file with so many questions and contacts, made where it is not there yet.
pub fn file(size: u64) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench-data");
    let path = folder.join(format!("{size}.db"));
    if !path.exists() {
        fs::create_dir_all(&folder).expect("a folder for the files");
        let part = folder.join(format!("{size}.db.{}.part", std::process::id()));
        let plan = Plan { questions: size, contacts: size, ..Plan::new(1, today()) };
        let mut store = Store::create(&part, IdSource::new(plan.seed).change().0).expect("a new file");
        store.apply_all(changes(&plan), |_| ()).expect("a full file");
        drop(store);
        fs::rename(&part, &path).expect("a file in its place");
    }
    path
}

/// A copy of such a file that may be written to; it goes with the folder.
pub fn copy(size: u64) -> (tempfile::TempDir, PathBuf) {
    let original = file(size);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let path = folder.path().join("copy.db");
    fs::copy(original, &path).expect("a copy");
    (folder, path)
}

/// Such a file, open.
pub fn store(size: u64) -> Store {
    Store::open(&file(size), false).expect("a file that opens")
}
