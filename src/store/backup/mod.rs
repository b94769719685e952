//! Back-ups of the file: made in one go, checked, kept by days, weeks and months, and put back.

mod copy;
mod folder;
mod forget;
mod keep;
mod restore;

pub use copy::{Always, Contents};
pub(super) use copy::{beside, copy_beside, is_sound};
pub use folder::{Backup, Backups, Made, Reason};
pub use forget::Forgotten;
pub use restore::{Lost, Restored};
