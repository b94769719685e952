//! Which messages tell of something that went wrong.

use super::Message;

impl Message {
    /// Whether it tells of something that went wrong.
    pub const fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::Refused(_)
                | Self::Failed(_)
                | Self::NotHere(_)
                | Self::NoMember
                | Self::ReadOnly
                | Self::Newer
                | Self::Left(_)
                | Self::NotImported(_)
                | Self::Settings(_)
                | Self::NotCopied(_)
                | Self::Told(_)
                | Self::DraftNotKept(_)
                | Self::NoBackup(_)
                | Self::NoDraftsPossible(_)
                | Self::WaitsForDrive
                | Self::GivenUp
                | Self::NotNoted(_)
                | Self::BrokenJournal(_)
                | Self::Unsent(_)
                | Self::SeemsGone { .. }
        )
    }
}
