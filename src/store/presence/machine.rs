//! This running system, and whether one of its processes is still there.

use super::record::{Record, sum};

/// This running system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Machine(pub u64);

impl Machine {
    /// The same for all programs that see each other's processes: this boot of this system, this space of numbers.
    /// Zero where the system does not tell; then nothing is known of any other.
    pub fn here() -> Self {
        let boot = std::fs::read("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        let numbers = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
        if boot.is_empty() || numbers.as_os_str().is_empty() {
            return Self(0);
        }
        Self(sum(&[&boot, numbers.as_os_str().as_encoded_bytes()].concat()))
    }

    /// Whether the program that wrote a record is known to have ended. What is not known may still run.
    pub fn has_ended(self, record: &Record) -> bool {
        self.0 != 0 && record.machine == self.0 && began(record.shown.process) != Some(record.began)
    }
}

/// When a process began, in ticks since the system did; `None` where there is no such process.
pub(super) fn began(process: u32) -> Option<u64> {
    let line = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program stands in brackets and may hold anything; the 20th field behind it is the time.
    line.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::presence::record::tests::record;

    #[test]
    fn a_process_of_this_system_is_known_to_run_or_to_have_ended() {
        let here = Machine::here();
        let mut mine = record("abei", 1);
        (mine.machine, mine.shown.process) = (here.0, std::process::id());
        mine.began = began(mine.shown.process).unwrap();
        assert!(!here.has_ended(&mine));
        // The number was given to another process since.
        mine.began += 1;
        assert!(here.has_ended(&mine));
        // Of another system nothing is known.
        mine.machine ^= 1;
        assert!(!here.has_ended(&mine));
    }
}
