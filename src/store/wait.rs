//! Waiting for other programs: with jitter, so that nobody starves, and with a limit.

use std::cell::Cell;
use std::thread;
use std::time::{Duration, Instant};

use super::open::PATIENCE;

thread_local! {
    static SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Called by SQLite while another program holds the file; `false` gives up.
///
/// The pause is drawn between 1 ms and a bound that doubles up to 100 ms: equal pauses let one eager writer
/// win every time.
pub(super) fn again(tried: i32) -> bool {
    let since = SINCE.with(|cell| {
        let since = if tried == 0 { Instant::now() } else { cell.get().unwrap_or_else(Instant::now) };
        cell.set(Some(since));
        since
    });
    if since.elapsed() >= PATIENCE {
        return false;
    }
    let bound = 100u64.min(2 << tried.clamp(0, 6));
    let drawn = u64::from(Instant::now().duration_since(since).subsec_nanos()) ^ u64::from(std::process::id()) << 7;
    thread::sleep(Duration::from_millis(1 + (drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % bound));
    true
}
