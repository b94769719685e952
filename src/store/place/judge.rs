//! Whether a place can be trusted with the file: by its file system and the options of its mount.
//!
//! The table is that of measurements on real SMB and NFS clients; docs/shared-drive.md tells it to people.

use std::path::Path;

use super::mounts::{self, Mount};
use crate::domain::place::{Advice, Danger, Place, Synchroniser};

/// What kind of file system it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// This host alone has it, so that its own locks are all there are.
    Local,
    Smb,
    Nfs,
    Fuse,
    Guest,
    /// A network file system without locks to rely upon.
    Weak,
    Cluster,
    Lustre,
}

/// What is known of the place of a file at this path, absolute and without links.
pub(super) fn judge(number: u64, mountinfo: &str, path: &Path, synchroniser: Option<Synchroniser>) -> Place {
    let mount = mounts::of(mountinfo, path);
    let sort = sort(number, mount.as_ref());
    let (system, at, source, options) = match mount {
        Some(mount) => (mount.system, mount.at.to_string_lossy().into_owned(), mount.source, mount.options),
        None => Default::default(),
    };
    let is_local = sort == Some(Sort::Local);
    let mut place = Place { system, number, mounted_at: at, source, options, is_local, ..Place::default() };
    let name = if place.system.is_empty() { format!("0x{number:x}") } else { place.system.clone() };
    let (dangers, advice) = match sort {
        Some(Sort::Local) => (Vec::new(), Vec::new()),
        Some(Sort::Smb) => smb(&place.options),
        Some(Sort::Nfs) => nfs(&place.options),
        Some(Sort::Fuse) => (vec![Danger::Fuse(name)], Vec::new()),
        Some(Sort::Guest) => (vec![Danger::GuestFolder(name)], Vec::new()),
        Some(Sort::Weak) => (vec![Danger::Network(name)], Vec::new()),
        Some(Sort::Lustre) if !has(&place.options, "flock") => (vec![Danger::LustreWithoutLocks], Vec::new()),
        Some(Sort::Lustre | Sort::Cluster) => (Vec::new(), vec![Advice::Cluster]),
        // A wrong yes loses data; a wrong no costs a question to the IT department.
        None => (vec![Danger::Unknown(name)], Vec::new()),
    };
    (place.dangers, place.advice) = (dangers, advice);
    place.dangers.extend(synchroniser.map(Danger::Synchronised));
    place
}

fn smb(options: &[String]) -> (Vec<Danger>, Vec<Advice>) {
    let danger = ["nobrl", "nolock", "nobrlock"].into_iter().find(|option| has(options, option));
    let mut advice = Vec::new();
    if has(options, "cache=loose") {
        advice.push(Advice::LooseCache);
    }
    if !has(options, "nolease") {
        advice.push(Advice::NoLease);
    }
    (danger.map(|option| Danger::SmbLocksStayHere(option.to_owned())).into_iter().collect(), advice)
}

fn nfs(options: &[String]) -> (Vec<Danger>, Vec<Advice>) {
    let danger = ["nolock", "local_lock=all", "local_lock=posix"].into_iter().find(|option| has(options, option));
    let mut advice = Vec::new();
    if has(options, "soft") || has(options, "softerr") {
        advice.push(Advice::Soft);
    }
    if options.iter().any(|option| matches!(option.as_str(), "vers=3" | "vers=2" | "nfsvers=3" | "nfsvers=2")) {
        advice.push(Advice::OldNfs);
    }
    (danger.map(|option| Danger::NfsLocksStayHere(option.to_owned())).into_iter().collect(), advice)
}

fn has(options: &[String], wanted: &str) -> bool {
    options.iter().any(|option| option == wanted)
}

/// By name and number, which have to agree; a name alone, or a number alone, has to do where the other is unknown.
fn sort(number: u64, mount: Option<&Mount>) -> Option<Sort> {
    let (by_name, by_number) = (mount.and_then(|mount| named(&mount.system)), numbered(number));
    match (by_name, by_number) {
        // Their options decide, so they have to be known.
        (None, Some(Sort::Smb | Sort::Nfs | Sort::Lustre)) => None,
        // What FUSE has on a disk of this host, such as NTFS, nobody else has.
        (Some(Sort::Local), Some(Sort::Fuse)) if mount.is_some_and(|mount| mount.system == "fuseblk") => {
            Some(Sort::Local)
        }
        // The folders of a virtual machine may come through FUSE.
        (Some(Sort::Guest), Some(Sort::Fuse)) => Some(Sort::Guest),
        (Some(name), Some(number)) if name != number => None,
        (Some(sort), _) | (None, Some(sort)) => Some(sort),
        // Whatever it is called: on a device of this host it is this host's, and its locks are the kernel's own.
        (None, None) => mount.filter(|mount| mount.source.starts_with("/dev/")).map(|_| Sort::Local),
    }
}

fn named(system: &str) -> Option<Sort> {
    match system {
        "ext2" | "ext3" | "ext4" | "xfs" | "btrfs" | "zfs" | "f2fs" | "tmpfs" | "ramfs" | "bcachefs" | "overlay"
        | "jfs" | "reiserfs" | "nilfs2" | "vfat" | "exfat" | "ntfs3" | "hfsplus" | "ecryptfs" | "fuseblk" => {
            Some(Sort::Local)
        }
        "cifs" | "smb3" | "smbfs" => Some(Sort::Smb),
        "nfs" | "nfs4" => Some(Sort::Nfs),
        "fuse" => Some(Sort::Fuse),
        "9p" | "virtiofs" | "vboxsf" | "vmhgfs" | "drvfs" | "wslfs" | "lxfs" | "prl_fs" | "hgfs" => Some(Sort::Guest),
        "afs" | "coda" | "ncpfs" => Some(Sort::Weak),
        "ceph" | "gfs2" | "ocfs2" | "gpfs" => Some(Sort::Cluster),
        "lustre" => Some(Sort::Lustre),
        // Also those of a virtual machine: what stands behind FUSE decides about the locks, and it does not say.
        _ if system.starts_with("fuse.") => Some(Sort::Fuse),
        _ => None,
    }
}

/// The numbers of `statfs` (<https://man7.org/linux/man-pages/man2/statfs.2.html>).
const fn numbered(number: u64) -> Option<Sort> {
    Some(match number {
        0xef53 | 0x5846_5342 | 0x9123_683e | 0x2fc1_2fc1 | 0xf2f5_2010 | 0x0102_1994 | 0xca45_1a4e | 0x794c_7630
        | 0x8584_58f6 | 0x3153_464a | 0x5265_4973 | 0x3434 | 0x4d44 | 0x2011_bab0 | 0x7366_746e | 0x482b | 0xf15f => {
            Sort::Local
        }
        0xff53_4d42 | 0xfe53_4d42 | 0x517b => Sort::Smb,
        0x6969 => Sort::Nfs,
        0x6573_5546 => Sort::Fuse,
        0x0102_1997 | 0x786f_4256 | 0xbacb_acbc | 0x5346_4846 => Sort::Guest,
        0x5346_414f | 0x6b41_4653 | 0x7375_7245 | 0x564c => Sort::Weak,
        0x00c3_6400 | 0x0116_1970 | 0x7461_636f | 0x4750_4653 => Sort::Cluster,
        0x0bd0_0bd0 => Sort::Lustre,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A host with one mount at `/mnt`, as the system lists it.
    fn at(number: u64, system: &str, source: &str, options: &str) -> Place {
        let text = format!(
            "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
             60 22 0:50 / /mnt rw,relatime shared:30 - {system} {source} {options}\n"
        );
        judge(number, &text, Path::new("/mnt/allianz.runde"), None)
    }

    const SMB: &str = "rw,vers=3.1.1,cache=strict,username=anna,uid=1000,soft,nounix,serverino,mapposix,rsize=4194304,\
                       wsize=4194304,bsize=1048576,echo_interval=60,actimeo=1,closetimeo=1";
    const NFS3: &str = "rw,vers=3,rsize=1048576,wsize=1048576,namlen=255,hard,proto=tcp,timeo=600,retrans=2,sec=sys,\
                        mountaddr=10.0.0.1,mountvers=3,mountport=892,mountproto=udp,local_lock=none,addr=10.0.0.1";
    const NFS4: &str = "rw,vers=4.2,rsize=1048576,wsize=1048576,namlen=255,hard,proto=tcp,timeo=600,retrans=2,sec=sys,\
                        clientaddr=10.0.0.7,local_lock=none,addr=10.0.0.1";

    #[test]
    fn what_can_be_trusted_is_said_with_advice() {
        let share = "//srv/allianz";
        let cases: &[(u64, &str, &str, String, &[Advice])] = &[
            (0xef53, "ext4", "/dev/sda1", "rw".into(), &[]),
            (0x5846_5342, "xfs", "/dev/mapper/vg-home", "rw,attr2".into(), &[]),
            (0x9123_683e, "btrfs", "/dev/nvme0n1p2", "rw,subvol=/@home".into(), &[]),
            (0x0102_1994, "tmpfs", "tmpfs", "rw,size=1g".into(), &[]),
            (0x794c_7630, "overlay", "overlay", "rw,lowerdir=/l,upperdir=/u".into(), &[]),
            (0x6573_5546, "fuseblk", "/dev/sdb1", "rw,user_id=0".into(), &[]),
            (0x1234_5678, "newfs", "/dev/sdc1", "rw".into(), &[]),
            (0xfe53_4d42, "cifs", share, SMB.into(), &[Advice::NoLease]),
            (0xff53_4d42, "cifs", share, format!("{SMB},nolease"), &[]),
            (0xfe53_4d42, "smb3", share, SMB.replace("strict", "loose"), &[Advice::LooseCache, Advice::NoLease]),
            (0x6969, "nfs4", "srv:/allianz", NFS4.into(), &[]),
            (0x6969, "nfs4", "srv:/allianz", NFS4.replace("hard", "soft"), &[Advice::Soft]),
            (0x6969, "nfs", "srv:/allianz", NFS3.into(), &[Advice::OldNfs]),
            (0x00c3_6400, "ceph", "10.0.0.1:/", "rw".into(), &[Advice::Cluster]),
            (0x0bd0_0bd0, "lustre", "10.0.0.1@tcp:/a", "rw,flock".into(), &[Advice::Cluster]),
        ];
        for (number, system, source, options, advice) in cases {
            let place = at(*number, system, source, options);
            assert_eq!(place.dangers, [], "{system} {options}");
            assert_eq!(place.advice, *advice, "{system} {options}");
            assert_eq!(place.mounted_at, "/mnt");
        }
    }

    #[test]
    fn what_cannot_be_trusted_says_which_option_or_which_system() {
        let share = "//srv/allianz";
        let cases: &[(u64, &str, &str, String, Danger)] = &[
            (0xfe53_4d42, "cifs", share, format!("{SMB},nobrl"), Danger::SmbLocksStayHere("nobrl".into())),
            (0x6969, "nfs", "s:/a", format!("{NFS3},nolock"), Danger::NfsLocksStayHere("nolock".into())),
            (
                0x6969,
                "nfs",
                "s:/a",
                NFS3.replace("local_lock=none", "local_lock=all"),
                Danger::NfsLocksStayHere("local_lock=all".into()),
            ),
            (
                0x6969,
                "nfs4",
                "s:/a",
                NFS4.replace("local_lock=none", "local_lock=posix"),
                Danger::NfsLocksStayHere("local_lock=posix".into()),
            ),
            (0x6573_5546, "fuse.sshfs", "anna@srv:", "rw".into(), Danger::Fuse("fuse.sshfs".into())),
            (0x6573_5546, "fuse.rclone", "r:", "rw".into(), Danger::Fuse("fuse.rclone".into())),
            (0x6573_5546, "fuse.gvfsd-fuse", "gvfsd-fuse", "rw".into(), Danger::Fuse("fuse.gvfsd-fuse".into())),
            (0x6573_5546, "virtiofs", "shared", "rw".into(), Danger::GuestFolder("virtiofs".into())),
            (0x0102_1997, "9p", "C:\\134", "rw,aname=drvfs".into(), Danger::GuestFolder("9p".into())),
            (0x786f_4256, "vboxsf", "share", "rw".into(), Danger::GuestFolder("vboxsf".into())),
            (0x5346_414f, "afs", "AFS", "rw".into(), Danger::Network("afs".into())),
            (0x0bd0_0bd0, "lustre", "m@tcp:/a", "rw,localflock".into(), Danger::LustreWithoutLocks),
            (0x2003_0528, "pvfs2", "tcp://a", "rw".into(), Danger::Unknown("pvfs2".into())),
            // The list and the system contradict each other: nothing is known then.
            (0x6969, "ext4", "/dev/sdb1", "rw".into(), Danger::Unknown("ext4".into())),
        ];
        for (number, system, source, options, danger) in cases {
            let place = at(*number, system, source, options);
            assert_eq!(place.danger(), Some(danger), "{system} {options}");
        }
    }

    #[test]
    fn without_a_list_only_what_needs_no_options_is_trusted() {
        let bare = |number| judge(number, "", Path::new("/mnt/a.runde"), None).danger().cloned();
        assert_eq!(bare(0xef53), None);
        assert_eq!(bare(0x6969), Some(Danger::Unknown("0x6969".into())));
        assert_eq!(bare(0xfe53_4d42), Some(Danger::Unknown("0xfe534d42".into())));
    }

    #[test]
    fn a_synchronised_folder_is_no_place_even_on_a_good_disk() {
        let text = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n";
        let place = judge(0xef53, text, Path::new("/home/a/x"), Some(Synchroniser::Nextcloud));
        assert_eq!(place.dangers, [Danger::Synchronised(Synchroniser::Nextcloud)]);
    }
}
