//! The table: each sort of thing that is no sound file, what the store says to it, and what the program tells.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use runde::domain::Kind;
use runde::store::{Access, CURRENT, Store, StoreError};
use rusqlite::Connection;

use super::{Place, journal, member, names, runde, said, torn};

const NOT_OURS: &str = "NotOurs";
const DAMAGED: &str = "Damaged";

/// Something that is made at a place: its name there, what the store says, and a word of each sentence.
struct Case {
    name: &'static str,
    make: fn(&Place) -> PathBuf,
    refused: &'static str,
    german: &'static str,
    english: &'static str,
}

const fn case(
    name: &'static str,
    refused: &'static str,
    (german, english): (&'static str, &'static str),
    make: fn(&Place) -> PathBuf,
) -> Case {
    Case { name, make, refused, german, english }
}

const FOREIGN: (&str, &str) = ("keine Runde-Datei", "not a Runde file");
const BROKEN: (&str, &str) = ("beschädigt", "damaged");
const ALTERED: (&str, &str) = ("Aufbau dieser Datei verändert", "altered how this file is built");

fn written(place: &Place, bytes: &[u8]) -> PathBuf {
    let path = place.path("fremd");
    fs::write(&path, bytes).unwrap();
    path
}

fn changed(place: &Place, sql: &str) -> PathBuf {
    let connection = Connection::open(place.file()).unwrap();
    connection.execute_batch(sql).unwrap();
    place.file()
}

fn patched(place: &Place, patch: impl Fn(&mut Vec<u8>)) -> PathBuf {
    let mut bytes = fs::read(place.file()).unwrap();
    patch(&mut bytes);
    fs::write(place.file(), bytes).unwrap();
    place.file()
}

const CASES: &[Case] = &[
    case("an empty file", NOT_OURS, FOREIGN, |place| written(place, b"")),
    case("a text", NOT_OURS, FOREIGN, |place| written(place, "Lfd. Nr.;Frage\n".repeat(40).as_bytes())),
    case("a picture", NOT_OURS, FOREIGN, |place| {
        written(place, &[b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[7; 5000]].concat())
    }),
    case("what looks encrypted", NOT_OURS, FOREIGN, |place| {
        let noise = (0..20_000u32).map(|at| (at.wrapping_mul(0x9e37_79b9) >> 13) as u8);
        written(place, &noise.collect::<Vec<u8>>())
    }),
    case("the beginning of a header", NOT_OURS, FOREIGN, |place| written(place, b"SQLite format 3\0")),
    case("a header and nothing behind it", DAMAGED, BROKEN, |place| {
        let bytes = fs::read(place.file()).unwrap();
        written(place, &bytes[..100])
    }),
    case("another program's database", NOT_OURS, FOREIGN, |place| {
        let path = place.path("fremd");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a); PRAGMA application_id = 5;").unwrap();
        path
    }),
    case("a folder", NOT_OURS, FOREIGN, |place| place.folder.path().to_owned()),
    case("a pipe", NOT_OURS, FOREIGN, |place| {
        let pipe = place.path("rohr");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        pipe
    }),
    case("a device", NOT_OURS, FOREIGN, |_| PathBuf::from("/dev/zero")),
    case("nothing", "Missing", ("gibt es nicht", "does not exist"), |place| place.path("nichts")),
    case("a link to nothing", "Missing", ("gibt es nicht", "does not exist"), |place| {
        symlink(place.path("nichts"), place.path("verweis")).unwrap();
        place.path("verweis")
    }),
    case("a link to itself", "OutOfReach", ("nicht erreichbar", "out of reach"), |place| {
        symlink(place.path("kreis"), place.path("kreis")).unwrap();
        place.path("kreis")
    }),
    case("a schema page full of nonsense", DAMAGED, BROKEN, |place| {
        patched(place, |bytes| bytes[100..4096].fill(0xee))
    }),
    case("half a page more than there is", DAMAGED, BROKEN, |place| {
        patched(place, |bytes| bytes.truncate(bytes.len() - 2048))
    }),
    case("a table that is a view", "Altered", ALTERED, |place| {
        changed(
            place,
            "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;
            ALTER TABLE saved_view RENAME TO hidden; CREATE VIEW saved_view AS SELECT * FROM hidden",
        )
    }),
    case("a trigger of ours made anew", "Altered", ALTERED, |place| {
        changed(
            place,
            "DROP TRIGGER person_found;
            CREATE TRIGGER person_found AFTER INSERT ON person BEGIN DELETE FROM question; END",
        )
    }),
    case("a table of ours that is gone", "Altered", ALTERED, |place| changed(place, "DROP TABLE saved_view")),
    case("a view over a table in a newer file", "Altered", ALTERED, |place| {
        let sql = format!(
            "PRAGMA user_version = {}; DROP TABLE saved_view;
            CREATE VIEW saved_view AS WITH RECURSIVE n (a) AS (SELECT 1 UNION ALL SELECT a FROM n) SELECT a FROM n",
            CURRENT + 1
        );
        changed(place, &sql)
    }),
    case(
        "the journal of another file",
        "ForeignJournal",
        ("zu einer anderen Datei", "belongs to another file"),
        |place| {
            let other = Place::new();
            // Some more changes, as other files have had.
            let mut store = Store::open(&other.file(), false).unwrap();
            (10..20).for_each(|seed| drop(store.apply(&member(seed, "Jüchen")).unwrap()));
            drop(store);
            torn_with_first_page(&other, &place.file());
            place.file()
        },
    ),
];

/// Leaves beside `file` the journal of a transaction of another file that was cut short in its commit.
fn torn_with_first_page(other: &Place, file: &Path) {
    let connection = Connection::open(other.file()).unwrap();
    connection.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = ON; BEGIN IMMEDIATE").unwrap();
    // Page 1 is in the journal where the list of tables changes.
    connection.execute_batch("CREATE TABLE extra (a)").unwrap();
    for id in 1000..3000 {
        connection
            .execute("INSERT INTO saved_view (id, name, view) VALUES (?1, ?2, 'x')", (id, "x".repeat(400)))
            .unwrap();
    }
    fs::copy(journal(&other.file()), journal(file)).unwrap();
}

#[test]
fn each_is_refused_with_a_clear_sentence_and_left_as_it_is() {
    for case in CASES {
        let place = Place::new();
        let path = (case.make)(&place);
        let before = path.is_file().then(|| fs::read(&path).unwrap());
        for read_only in [true, false] {
            let error = Store::open(&path, read_only).map(|store| store.access()).unwrap_err();
            let variant = format!("{error:?}");
            assert!(variant.starts_with(case.refused), "{}: {variant}", case.name);
        }
        for (language, sentence) in [("de", case.german), ("en", case.english)] {
            let output = runde(&path, &["--lang", language, "list", "members"]).output().unwrap();
            let told = said(&output);
            assert!(told.contains(sentence), "{}: {told}", case.name);
            assert!(!told.contains("SELECT") && !told.contains("panicked"), "{}: {told}", case.name);
            assert!(output.stdout.is_empty() && matches!(output.status.code(), Some(1 | 4)), "{}", case.name);
        }
        let asked = runde(&path, &["ask", "Wer?", "--from", "Kaarst"]).output().unwrap();
        assert!(said(&asked).contains(case.german), "{}: {}", case.name, said(&asked));
        if let Some(before) = before {
            assert!(fs::read(&path).unwrap() == before, "{} was changed", case.name);
        }
    }
}

#[test]
fn a_file_that_is_cut_short_anywhere_is_damaged_or_not_ours_and_stays_so() {
    let place = Place::new();
    let whole = fs::read(place.file()).unwrap();
    let boundaries = (0..whole.len()).step_by(4096);
    for length in boundaries.flat_map(|at| [at, at + 1, at + 99, at + 2048, at + 4095]) {
        fs::write(place.file(), &whole[..length.min(whole.len() - 1)]).unwrap();
        let before = fs::read(place.file()).unwrap();
        for read_only in [true, false] {
            let error = Store::open(&place.file(), read_only).map(|store| store.access()).unwrap_err();
            assert!(matches!(error, StoreError::Damaged(_) | StoreError::NotOurs(_)), "{length}: {error:?}");
        }
        assert!(fs::read(place.file()).unwrap() == before, "{length}");
    }
}

#[test]
fn what_others_added_is_read_past_and_nothing_is_written() {
    for (sql, added) in [
        ("CREATE TRIGGER evil AFTER INSERT ON question BEGIN SELECT load_extension('x'); END", "trigger evil"),
        ("CREATE VIEW mine AS SELECT * FROM member", "view mine"),
        ("CREATE TABLE mine (a)", "table mine"),
        ("CREATE UNIQUE INDEX mine ON member (kind, removed, note)", "index mine"),
        ("CREATE TRIGGER search_mine AFTER UPDATE ON member BEGIN DELETE FROM question; END", "trigger search_mine"),
    ] {
        let place = Place::new();
        let path = changed(&place, sql);
        let before = fs::read(&path).unwrap();
        let mut store = Store::open(&path, false).unwrap();
        assert_eq!((store.access(), store.additions()), (Access::Extended, &[added.to_owned()][..]));
        assert_eq!(names(&store), ["Kaarst", "Neuss"]);
        assert!(matches!(store.apply(&member(9, "Dormagen")), Err(StoreError::ReadOnly)));
        let listed = runde(&path, &["list", "members"]).output().unwrap();
        assert!(listed.status.success());
        let asked = runde(&path, &["ask", "Wer?", "--from", "Kaarst"]).output().unwrap();
        assert!(said(&asked).contains("hinzugefügt") && said(&asked).contains(added), "{}", said(&asked));
        let english = runde(&path, &["--lang", "en", "ask", "Who?", "--from", "Kaarst"]).output().unwrap();
        assert!(said(&english).contains("added"), "{}", said(&english));
        assert!(fs::read(&path).unwrap() == before, "{sql}");
    }
}

#[test]
fn a_broken_page_is_told_where_it_is_met_and_the_rest_is_read() {
    let place = Place::new();
    let root: u32 = {
        let connection = Connection::open(place.file()).unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'member'";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let root = root as usize;
    patched(&place, |bytes| bytes[(root - 1) * 4096..root * 4096].fill(0xff));
    let store = Store::open(&place.file(), true).unwrap();
    assert!(store.whole(Kind::Question).unwrap().is_empty());
    let error = store.whole(Kind::Member).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error:?}");
    assert!(runde(&place.file(), &["list", "questions"]).output().unwrap().status.success());
    let output = runde(&place.file(), &["list", "members"]).output().unwrap();
    assert!(said(&output).contains("beschädigt"), "{}", said(&output));
    let english = runde(&place.file(), &["--lang", "en", "list", "members"]).output().unwrap();
    assert!(said(&english).contains("damaged"), "{}", said(&english));
}

#[test]
fn a_link_leads_to_the_file_and_the_journal_lies_beside_the_file_itself() {
    let place = Place::new();
    fs::create_dir(place.path("anderswo")).unwrap();
    let link = place.path("anderswo/verweis.runde");
    symlink(place.file(), &link).unwrap();
    let mut store = Store::open(&link, false).unwrap();
    store.apply(&member(3, "Dormagen")).unwrap();
    assert!(!journal(&link).exists());
    assert_eq!(names(&Store::open(&place.file(), true).unwrap()), ["Dormagen", "Kaarst", "Neuss"]);
    // What a crash left beside the file is found through the link too.
    let torn_file = place.path("riss.runde");
    torn(&place, &torn_file);
    let torn_link = place.path("anderswo/riss.runde");
    symlink(&torn_file, &torn_link).unwrap();
    assert_eq!(names(&Store::open(&torn_link, false).unwrap()), ["Dormagen", "Kaarst", "Neuss"]);
}
