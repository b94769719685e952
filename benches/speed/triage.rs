//! A step of triage: the act as it is committed to the local disk, and the next question with what is like it.

use divan::Bencher;
use runde::domain::query::{Query, Row};
use runde::domain::{Act, Change, Edit, Field, IdSource, Kind, Value};
use runde::screens::View;
use runde::store::Store;

use crate::{SIZES, made};

fn inbox(store: &Store) -> Vec<Row> {
    let conditions = View::Inbox.conditions(made::today());
    store.rows(&Query { conditions, ..Query::all(Kind::Question, 20) }).expect("rows")
}

/// A question goes to a working group and back in turn: checked, written, in the history, on the disk.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn assign_and_commit(bencher: Bencher<'_, '_>, size: u64) {
    let (_folder, path) = made::copy(size);
    let mut store = Store::open(&path, false).expect("a file that opens");
    let question = inbox(&store).remove(0).record(Kind::Question);
    let groups = store.rows(&Query::all(Kind::Group, 2)).expect("rows");
    let group = groups.iter().map(|row| row.id).find(|id| question.get(Field::Group).as_link() != Some(*id));
    let there = question.set(Field::Group, Value::from(group));
    let turns = [there.clone(), there.inverse()];
    let mut turns = turns.iter().cycle().cloned();
    let mut ids = IdSource::new(7);
    bencher
        .with_inputs(|| Change::new(ids.change(), Act::Assign, turns.next().into_iter().collect::<Vec<Edit>>()))
        .bench_local_values(|change| store.apply(&change).expect("applied"));
}

/// What triage shows of the next question.
#[divan::bench(args = SIZES)]
fn next_question(bencher: Bencher<'_, '_>, size: u64) {
    let store = made::store(size);
    let ids: Vec<_> = inbox(&store).iter().map(|row| row.id).collect();
    let mut next = ids.iter().cycle();
    bencher.bench_local(|| {
        let id = *next.next().expect("a question that waits");
        let card = store.card(Kind::Question, id).expect("read").expect("a card");
        store.judge(&card.record, made::today(), 8).expect("read")
    });
}
