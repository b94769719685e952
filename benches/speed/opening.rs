//! Opening a file, and the first list with all that stands around it.

use divan::Bencher;
use runde::domain::Kind;
use runde::domain::query::{Condition, Query};
use runde::store::Store;

use crate::session::Session;
use crate::{SIZES, made};

/// The file is checked and opened.
#[divan::bench(args = SIZES)]
fn open_the_file(bencher: Bencher<'_, '_>, size: u64) {
    let path = made::file(size);
    bencher.bench(|| Store::open(&path, false).expect("a file that opens"));
}

/// The open questions, as many as a window reads.
#[divan::bench(args = SIZES)]
fn first_rows(bencher: Bencher<'_, '_>, size: u64) {
    let store = made::store(size);
    let query = Query::all(Kind::Question, 105).when(Condition::Open);
    bencher.bench_local(|| store.rows(&query).expect("rows"));
}

/// What waits, as the tabs show it.
#[divan::bench(args = SIZES)]
fn what_waits(bencher: Bencher<'_, '_>, size: u64) {
    let store = made::store(size);
    bencher.bench_local(|| store.waiting(made::today()).expect("counts"));
}

/// The overview.
#[divan::bench(args = SIZES)]
fn overview(bencher: Bencher<'_, '_>, size: u64) {
    let store = made::store(size);
    bencher.bench_local(|| store.overview(made::today()).expect("an overview"));
}

/// From opening to the first list with its detail, drawn.
#[divan::bench(args = SIZES)]
fn start_to_first_list(bencher: Bencher<'_, '_>, size: u64) {
    let path = made::file(size);
    bencher.bench_local(|| Session::start(&path));
}
