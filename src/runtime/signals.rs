//! Signals from the system, as plain facts for the loop.

use std::io;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

/// What the system says. Stopping is not among it: the program stops itself (`Screen::suspend`), with
/// the terminal restored before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Somebody wants the program to end.
    Terminate,
    /// The terminal is gone: end without a word.
    HangUp,
    /// As Ctrl-C, from outside.
    Interrupt,
    /// The program goes on after a stop: somebody else may have used the terminal.
    Continue,
    /// The window has another size.
    Resize,
}

/// Watches on a thread of its own until `send` gives false.
///
/// # Errors
/// When the handlers cannot be set.
pub fn watch(mut send: impl FnMut(Signal) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for number in signals.forever() {
            let signal = match number {
                SIGTERM => Signal::Terminate,
                SIGHUP => Signal::HangUp,
                SIGINT => Signal::Interrupt,
                SIGCONT => Signal::Continue,
                _ => Signal::Resize,
            };
            if !send(signal) {
                break;
            }
        }
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn a_signal_arrives_as_a_fact() {
        let (sender, receiver) = mpsc::channel();
        watch(move |signal| sender.send(signal).is_ok()).expect("watching");
        signal_hook::low_level::raise(SIGWINCH).expect("raised");
        let signal = receiver.recv_timeout(Duration::from_secs(10));
        assert_eq!(signal, Ok(Signal::Resize));
    }
}
