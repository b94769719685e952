//! Moving the cursor: the key, what the file answers, and the frame, in bytes too.

use divan::Bencher;
use divan::counter::BytesCount;

use crate::session::Session;
use crate::{SIZES, made};

/// With the list alone, up and down in turn.
#[divan::bench(args = SIZES)]
fn cursor_in_the_list(bencher: Bencher<'_, '_>, size: u64) {
    let mut session = Session::start(&made::file(size));
    session.letter('w');
    up_and_down(bencher, session);
}

/// With the detail beside it.
#[divan::bench(args = SIZES)]
fn cursor_with_the_detail(bencher: Bencher<'_, '_>, size: u64) {
    up_and_down(bencher, Session::start(&made::file(size)));
}

fn up_and_down(bencher: Bencher<'_, '_>, mut session: Session) {
    session.letter('j');
    session.bytes();
    session.letter('k');
    session.letter('j');
    let bytes = session.bytes() / 2;
    let mut down = false;
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        down = !down;
        session.letter(if down { 'k' } else { 'j' });
    });
}

/// Two hundred keys down from the first row, with the list alone.
#[divan::bench(args = SIZES, sample_count = 10)]
fn scroll_two_hundred(bencher: Bencher<'_, '_>, size: u64) {
    let path = made::file(size);
    let start = || {
        let mut session = Session::start(&path);
        session.letter('w');
        session.bytes();
        session
    };
    let scroll = |session: &mut Session| (0..200).for_each(|_| session.letter('j'));
    let mut counted = start();
    scroll(&mut counted);
    bencher.counter(BytesCount::new(counted.bytes())).with_inputs(start).bench_local_refs(scroll);
}
