//! What a command ends with when it is not done, and the exit code for it.

use std::io;

use crate::domain::Language;
use crate::domain::failure::Failure;
use crate::store::StoreError;
use crate::text::command_line::{Wrong, no_output, not_printed, wrong};
use crate::text::failure::sentence;

/// Everything was done as asked.
pub const DONE: u8 = 0;
/// It failed.
pub const FAILED: u8 = 1;
/// The call is wrong: an argument, a field, a value.
pub const WRONG: u8 = 2;
/// Somebody else changed the same meanwhile.
pub const CONFLICT: u8 = 3;
/// The file is busy or out of reach: the same call may work later.
pub const OUT_OF_REACH: u8 = 4;

/// The change is not in the file yet, or nobody knows; it is kept on this host and sent by the next start. The same
/// call would do it twice.
pub const KEPT: u8 = 5;

/// Why a command is not done.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The call is wrong; with what people are told.
    Wrong(String),
    /// It is not possible; with what people are told.
    Failed(String),
    /// Somebody else changed the same; with what people are told.
    Conflict(String),
    /// Something is the matter with the file.
    File(Failure),
    /// It is kept on this host; with what people are told.
    Kept(String),
    /// The output cannot be written.
    Output(io::Error),
    /// It is done and in the file, and only the output cannot be written; with what people are told.
    Saved(String),
}

impl Trouble {
    /// A wrong call, in the words of the language.
    pub(super) fn wrong(language: Language, what: &Wrong<'_>) -> Self {
        Self::Wrong(wrong(language, what))
    }

    /// The same, where something is in the file by now: then a failed output is not a failure.
    pub(super) fn after(self, saved: Option<String>, language: Language) -> Self {
        match (self, saved) {
            (Self::Output(cause), Some(saved)) if cause.kind() != io::ErrorKind::BrokenPipe => {
                Self::Saved(not_printed(language, &saved, &cause.to_string()))
            }
            (trouble, _) => trouble,
        }
    }

    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Wrong(_) => WRONG,
            Self::Conflict(_) => CONFLICT,
            Self::Kept(_) => KEPT,
            // A script that took it for a failure would do it again.
            Self::Saved(_) => DONE,
            Self::File(failure) if failure.is_out_of_reach() => OUT_OF_REACH,
            // Whoever reads has read enough (`| head`): that is how it was meant.
            Self::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe => DONE,
            Self::Failed(_) | Self::File(_) | Self::Output(_) => FAILED,
        }
    }

    /// What people are told, if anything.
    pub(super) fn told(&self, language: Language) -> Option<String> {
        match self {
            Self::Wrong(text) | Self::Failed(text) | Self::Conflict(text) | Self::Saved(text) | Self::Kept(text) => {
                Some(text.clone())
            }
            Self::File(failure) => Some(sentence(language, failure).to_string()),
            Self::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe => None,
            Self::Output(cause) => Some(no_output(language, &cause.to_string())),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::File(Failure::from(&error))
    }
}

impl From<io::Error> for Trouble {
    fn from(cause: io::Error) -> Self {
        Self::Output(cause)
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_tell_the_classes_apart() {
        for failure in Failure::examples() {
            let code = Trouble::File(failure.clone()).code();
            let waits = matches!(failure, Failure::Busy | Failure::OutOfReach { .. } | Failure::Drive(_));
            assert_eq!(code, if waits { OUT_OF_REACH } else { FAILED }, "{failure:?}");
        }
        assert_eq!(Trouble::Conflict(String::new()).code(), CONFLICT);
        assert_eq!(Trouble::Wrong(String::new()).code(), WRONG);
    }

    #[test]
    fn a_reader_who_has_read_enough_is_no_trouble() {
        let closed = Trouble::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!((closed.code(), closed.told(Language::German)), (DONE, None));
    }
}
