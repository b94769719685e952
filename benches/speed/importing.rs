//! Reading other people's lists: a short one into a file of each size, and a list of each size into a new file.

use std::fmt::Write;

use divan::Bencher;
use runde::demo::rhein_kreis_neuss;
use runde::domain::{Act, Change, IdSource, Record};
use runde::exchange::import::{plan, read};
use runde::runtime::import::Snapshot;
use runde::store::Store;

use crate::{SIZES, made};

const TOWNS: [&str; 4] = ["Stadt Kaarst", "RKN", "Korsch.", "Juechen"];

/// A list as a spreadsheet saves it.
fn sheet(rows: u64) -> Vec<u8> {
    let mut sheet = "Lfd. Nr.;Eingang am;Kommune;Ansprechpartner/in;E-Mail;Thema;Frage;Erläuterung;Priorität;Frist;\
                     Bemerkung\r\n"
        .to_owned();
    for (row, town) in (1..=rows).zip(TOWNS.iter().cycle()) {
        write!(
            sheet,
            "{row};{}.1.26;{town};Birte Saalfeld;birte.saalfeld@example.org;Wärmeplanung;\
             \"Wer liefert die Verbrauchsdaten für Gebiet {row}; und bis wann?\";Der Netzbetreiber liefert nur \
             straßenweise.;hoch;vor Pfingsten;\r\n",
            1 + row % 28
        )
        .expect("written to a text");
    }
    sheet.into_bytes()
}

/// What a list would do to the file, as the preview shows it.
fn planned(store: &Store, sheet: &[u8], ids: &mut IdSource) -> Vec<Change> {
    let input = read(sheet, "liste.csv", None, None).expect("a list that is recognised");
    let snapshot = Snapshot::new(store).expect("read");
    plan(&input, &snapshot, ids, made::today()).expect("planned").changes(ids)
}

/// The preview of a list of a hundred questions.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn preview_a_hundred(bencher: Bencher<'_, '_>, size: u64) {
    let store = made::store(size);
    let sheet = sheet(100);
    let mut ids = IdSource::new(3);
    bencher.bench_local(|| planned(&store, &sheet, &mut ids));
}

/// A list of so many questions, read, planned and written into a new file.
#[divan::bench(args = SIZES, sample_count = 1, sample_size = 1)]
fn import_a_list(bencher: Bencher<'_, '_>, size: u64) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let sheet = sheet(size);
    let mut ids = IdSource::new(5);
    let mut store = Store::create(&folder.path().join("new.db"), ids.change().0).expect("a new file");
    let preset = rhein_kreis_neuss().iter().map(Record::create).collect();
    store.apply(&Change::new(ids.change(), Act::Create, preset)).expect("applied");
    bencher.bench_local(|| {
        for change in planned(&store, &sheet, &mut ids) {
            store.apply(&change).expect("applied");
        }
    });
}
