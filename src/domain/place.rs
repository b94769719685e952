//! Where a file lies, and what speaks against writing there, or for asking the IT department.

use serde::{Serialize, Serializer};

/// What is known of the place of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file system's name, as the system lists it: `ext4`, `cifs`, `nfs4`; empty where it does not say.
    pub system: String,
    /// Its number, as `statfs` gives it.
    pub number: u64,
    /// The folder below which it is mounted; empty where the system does not say.
    pub mounted_at: String,
    /// What is mounted there: a device, or server and share.
    pub source: String,
    /// The options of the mount, in the order of the system.
    pub options: Vec<String>,
    /// Whether it is a disk of this host, whose own locks are all there are.
    pub is_local: bool,
    /// What forbids writing.
    pub dangers: Vec<Danger>,
    /// What could be better.
    pub advice: Vec<Advice>,
}

impl Place {
    /// What forbids writing, the gravest if there are several.
    pub fn danger(&self) -> Option<&Danger> {
        self.dangers.first()
    }
}

/// Why nothing may be written to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Danger {
    /// SMB, mounted so that locks stay in this host; with the option.
    SmbLocksStayHere(String),
    /// NFS, mounted so that locks stay in this host; with the option.
    NfsLocksStayHere(String),
    /// A file system of a program, such as sshfs; with its name.
    Fuse(String),
    /// A folder of the computer around a virtual machine; with its name.
    GuestFolder(String),
    /// A network file system whose locks are not to be relied upon; with its name.
    Network(String),
    /// Lustre without the option `flock`.
    LustreWithoutLocks,
    /// A file system of which nothing is known; with its name, or its number.
    Unknown(String),
    /// A folder that a program copies to other computers.
    Synchronised(Synchroniser),
    /// Two handles of this program were given the same lock.
    GrantedTwice,
    /// There are no locks; with what the system said.
    NoLocks(String),
    /// A running program on another host does not see the locks of this one, or the other way round.
    Unseen {
        /// Who works there.
        login: String,
        /// The host.
        host: String,
    },
}

impl Danger {
    /// Whether it may be over without anybody doing anything, so that one looks again.
    pub const fn can_pass(&self) -> bool {
        matches!(self, Self::NoLocks(_))
    }

    /// Its name in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SmbLocksStayHere(_) => "smb_locks_stay_here",
            Self::NfsLocksStayHere(_) => "nfs_locks_stay_here",
            Self::Fuse(_) => "fuse",
            Self::GuestFolder(_) => "guest_folder",
            Self::Network(_) => "network",
            Self::LustreWithoutLocks => "lustre_without_locks",
            Self::Unknown(_) => "unknown",
            Self::Synchronised(_) => "synchronised",
            Self::GrantedTwice => "granted_twice",
            Self::NoLocks(_) => "no_locks",
            Self::Unseen { .. } => "unseen",
        }
    }

    /// One of each, for tests and documents.
    pub fn examples() -> Vec<Self> {
        vec![
            Self::SmbLocksStayHere("nobrl".to_owned()),
            Self::NfsLocksStayHere("local_lock=all".to_owned()),
            Self::Fuse("fuse.sshfs".to_owned()),
            Self::GuestFolder("vboxsf".to_owned()),
            Self::Network("afs".to_owned()),
            Self::LustreWithoutLocks,
            Self::Unknown("orangefs".to_owned()),
            Self::Synchronised(Synchroniser::Dropbox),
            Self::GrantedTwice,
            Self::NoLocks("no locks available".to_owned()),
            Self::Unseen { login: "jmus".to_owned(), host: "pc7".to_owned() },
        ]
    }
}

impl Serialize for Danger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What could be better at a place that is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// SMB without `nolease`: a line that is cut for some seconds can cost changes, seldom as that is.
    NoLease,
    /// SMB with `cache=loose`: what others saved appears late.
    LooseCache,
    /// NFS version 3, or 2: a host that died keeps its locks until it boots.
    OldNfs,
    /// NFS with `soft`: the drive gives up on a slow server in the middle of work.
    Soft,
    /// A file system of a cluster, which is safe where its locks reach every host; that is only known while others work.
    Cluster,
}

impl Advice {
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::NoLease, Self::LooseCache, Self::OldNfs, Self::Soft, Self::Cluster];

    /// Whether it matters to whoever works, and not only to who looks after the drive.
    pub const fn is_warning(self) -> bool {
        matches!(self, Self::NoLease | Self::LooseCache | Self::Soft)
    }
}

/// A program that copies folders to other computers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Synchroniser {
    /// Dropbox.
    Dropbox,
    /// Microsoft OneDrive.
    OneDrive,
    /// Nextcloud or ownCloud.
    Nextcloud,
    /// Syncthing.
    Syncthing,
    /// Google Drive.
    GoogleDrive,
    /// Apple iCloud Drive.
    ICloud,
}

impl Synchroniser {
    /// What people know it as.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dropbox => "Dropbox",
            Self::OneDrive => "OneDrive",
            Self::Nextcloud => "Nextcloud/ownCloud",
            Self::Syncthing => "Syncthing",
            Self::GoogleDrive => "Google Drive",
            Self::ICloud => "iCloud",
        }
    }
}
