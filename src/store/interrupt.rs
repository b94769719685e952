//! Breaking off what a store is doing.

/// Interrupts what a store is doing, from another thread.
pub struct Interrupt(pub(super) rusqlite::InterruptHandle);

impl Interrupt {
    /// Breaks off what runs now; where nothing runs, nothing happens.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}
