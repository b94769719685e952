//! What people are told of the place where the file lies: what was found, what it means, and what to ask the IT
//! department for, with the exact option.

use super::check::mounted;
use super::failure::Sentence;
use super::{Pair, said};
use crate::domain::Language;
use crate::domain::place::{Advice, Danger, Place};
use crate::domain::presence::Present;

const READ_ONLY: Pair = (
    "Runde liest hier nur und schreibt nichts; sonst gingen Änderungen verloren.",
    "Runde only reads here and writes nothing; else changes would be lost.",
);

/// Why nothing is written at a place.
pub fn danger(language: Language, danger: &Danger) -> Sentence {
    let (what, next): (String, String) = match (language, danger) {
        (Language::German, Danger::SmbLocksStayHere(option)) => (
            format!("Das Netzlaufwerk ist mit der Option „{option}“ eingebunden: Sperren erreichen die anderen Rechner nicht."),
            format!("Bitte die IT, das Laufwerk (SMB) ohne „{option}“ und mit „nolease“ einzubinden, auf allen Rechnern."),
        ),
        (Language::English, Danger::SmbLocksStayHere(option)) => (
            format!("The network drive is mounted with the option \"{option}\": locks do not reach the other hosts."),
            format!("Ask the IT department to mount the drive (SMB) without \"{option}\" and with \"nolease\", on every host."),
        ),
        (Language::German, Danger::NfsLocksStayHere(option)) => (
            format!("Das Netzlaufwerk ist mit der Option „{option}“ eingebunden: Sperren erreichen die anderen Rechner nicht."),
            format!("Bitte die IT, das Laufwerk (NFS) ohne „{option}“ einzubinden, am besten mit „hard,vers=4.2“, auf allen Rechnern."),
        ),
        (Language::English, Danger::NfsLocksStayHere(option)) => (
            format!("The network drive is mounted with the option \"{option}\": locks do not reach the other hosts."),
            format!("Ask the IT department to mount the drive (NFS) without \"{option}\", best with \"hard,vers=4.2\", on every host."),
        ),
        (Language::German, Danger::Fuse(name)) => (
            format!("Der Ordner wird von einem Programm bereitgestellt ({name}); Sperren erreichen die anderen Rechner nicht."),
            "Bitte die IT um ein Laufwerk über NFS („hard,vers=4.2“) oder SMB („nolease“), oder um Anmeldung per SSH auf dem Rechner, auf dem die Datei liegt.".to_owned(),
        ),
        (Language::English, Danger::Fuse(name)) => (
            format!("A program provides this folder ({name}); locks do not reach the other hosts."),
            "Ask the IT department for a drive over NFS (\"hard,vers=4.2\") or SMB (\"nolease\"), or for a login by SSH on the host that has the file.".to_owned(),
        ),
        (Language::German, Danger::GuestFolder(name)) => (
            format!("Der Ordner gehört dem Rechner außerhalb dieser virtuellen Maschine ({name}); Sperren gelten nur hier."),
            "Bitte die IT, das Laufwerk in der virtuellen Maschine selbst einzubinden: NFS mit „hard,vers=4.2“ oder SMB mit „nolease“.".to_owned(),
        ),
        (Language::English, Danger::GuestFolder(name)) => (
            format!("The folder belongs to the computer around this virtual machine ({name}); locks hold only in here."),
            "Ask the IT department to mount the drive inside the virtual machine: NFS with \"hard,vers=4.2\" or SMB with \"nolease\".".to_owned(),
        ),
        (Language::German, Danger::Network(name)) => (
            format!("Auf die Sperren dieses Netzlaufwerks ({name}) ist kein Verlass."),
            "Bitte die IT um ein Laufwerk über NFS („hard,vers=4.2“) oder SMB („nolease“).".to_owned(),
        ),
        (Language::English, Danger::Network(name)) => (
            format!("The locks of this network drive ({name}) cannot be relied upon."),
            "Ask the IT department for a drive over NFS (\"hard,vers=4.2\") or SMB (\"nolease\").".to_owned(),
        ),
        (Language::German, Danger::LustreWithoutLocks) => (
            "Das Laufwerk (Lustre) ist ohne Sperren eingebunden.".to_owned(),
            "Bitte die IT, es mit der Option „flock“ einzubinden, auf allen Rechnern.".to_owned(),
        ),
        (Language::English, Danger::LustreWithoutLocks) => (
            "The drive (Lustre) is mounted without locks.".to_owned(),
            "Ask the IT department to mount it with the option \"flock\", on every host.".to_owned(),
        ),
        (Language::German, Danger::Unknown(name)) => (
            format!("Ob Sperren auf diesem Laufwerk ({name}) alle Rechner erreichen, ist nicht bekannt."),
            "Bitte die Datei auf eine lokale Platte oder ein Laufwerk über NFS („hard,vers=4.2“) oder SMB („nolease“) legen.".to_owned(),
        ),
        (Language::English, Danger::Unknown(name)) => (
            format!("It is not known whether locks on this drive ({name}) reach every host."),
            "Please put the file on a local disk or a drive over NFS (\"hard,vers=4.2\") or SMB (\"nolease\").".to_owned(),
        ),
        (Language::German, Danger::Synchronised(by)) => (
            format!("Den Ordner gleicht {} mit anderen Rechnern ab; zwei Stände der Datei würden einander überschreiben.", by.name()),
            "Bitte die Datei auf ein gemeinsames Netzlaufwerk legen, das nicht abgeglichen wird.".to_owned(),
        ),
        (Language::English, Danger::Synchronised(by)) => (
            format!("{} copies this folder to other computers; two states of the file would overwrite each other.", by.name()),
            "Please put the file on a shared network drive that is not synchronised.".to_owned(),
        ),
        (Language::German, Danger::GrantedTwice) => (
            "Das Laufwerk vergibt dieselbe Sperre zweimal.".to_owned(),
            "Bitte die IT um ein Laufwerk mit Sperren: NFS mit „hard,vers=4.2“ oder SMB ohne „nobrl“ und mit „nolease“.".to_owned(),
        ),
        (Language::English, Danger::GrantedTwice) => (
            "The drive grants the same lock twice.".to_owned(),
            "Ask the IT department for a drive with locks: NFS with \"hard,vers=4.2\", or SMB without \"nobrl\" and with \"nolease\".".to_owned(),
        ),
        (Language::German, Danger::NoLocks(cause)) => (
            format!("Auf diesem Laufwerk sind keine Sperren möglich ({cause})."),
            "Bitte die IT, Sperren einzuschalten: bei NFS ohne „nolock“ und mit laufendem Sperrdienst (lockd, statd), am besten „vers=4.2“; bei SMB ohne „nobrl“.".to_owned(),
        ),
        (Language::English, Danger::NoLocks(cause)) => (
            format!("There are no locks on this drive ({cause})."),
            "Ask the IT department to turn locks on: for NFS without \"nolock\" and with a running lock service (lockd, statd), best \"vers=4.2\"; for SMB without \"nobrl\".".to_owned(),
        ),
        (Language::German, Danger::Unseen { login, host }) => (
            format!("{login} auf {host} und dieser Rechner sehen gegenseitig ihre Sperren nicht: Das Laufwerk ist auf einem der beiden falsch eingebunden."),
            "Bitte die IT, die Optionen auf beiden zu vergleichen: kein „nobrl“, „nolock“ oder „local_lock“, kein sshfs. Danach Runde neu starten.".to_owned(),
        ),
        (Language::English, Danger::Unseen { login, host }) => (
            format!("{login} on {host} and this host do not see each other's locks: the drive is mounted wrongly on one of the two."),
            "Ask the IT department to compare the options of both: no \"nobrl\", \"nolock\" or \"local_lock\", no sshfs. Then start Runde again.".to_owned(),
        ),
    };
    Sentence { what, data: said(language, READ_ONLY), next }
}

/// Where a file lies, and whether it is safe there: in a few sentences.
pub fn place(language: Language, place: &Place) -> String {
    let system = if place.system.is_empty() { format!("0x{:x}", place.number) } else { place.system.clone() };
    let mut told = match language {
        Language::German => format!("Ablage: {}.", mounted(language, &system, &place.source, &place.mounted_at)),
        Language::English => format!("Place: {}.", mounted(language, &system, &place.source, &place.mounted_at)),
    };
    match place.danger() {
        Some(found) => told.push_str(&format!(" {}", danger(language, found))),
        None if place.advice.contains(&Advice::NoLease) => {
            told.push_str(said(language, (" Sperren sind hier möglich.", " Locks are possible here.")));
        }
        None => told.push_str(said(language, (" Hier ist die Datei sicher.", " The file is safe here."))),
    }
    for one in &place.advice {
        told.push_str(&format!(" {}", advice(language, *one)));
    }
    told
}

/// What could be better at a place that is safe, and whom to ask for what.
pub fn advice(language: Language, advice: Advice) -> &'static str {
    let pair: Pair = match advice {
        Advice::NoLease => (
            "SMB ohne „nolease“: Fällt die Leitung einige Sekunden aus, während mehrere speichern, können in seltenen Fällen Änderungen verloren gehen. Bitte die IT um die Option „nolease“.",
            "SMB without \"nolease\": if the line fails for some seconds while several people save, changes may be lost in rare cases. Ask the IT department for the option \"nolease\".",
        ),
        Advice::LooseCache => (
            "SMB mit „cache=loose“: Was andere speichern, erscheint verspätet. Bitte die IT um „cache=strict“.",
            "SMB with \"cache=loose\": what others save appears late. Ask the IT department for \"cache=strict\".",
        ),
        Advice::OldNfs => (
            "NFS vor Version 4: Fällt ein Rechner aus, hält er seine Sperre, bis er wieder startet. Bitte die IT um „vers=4.2“.",
            "NFS before version 4: a host that dies keeps its lock until it starts again. Ask the IT department for \"vers=4.2\".",
        ),
        Advice::Soft => (
            "NFS mit „soft“: Ist der Server langsam, brechen Lesen und Schreiben ab. Bitte die IT um „hard“.",
            "NFS with \"soft\": reading and writing break off while the server is slow. Ask the IT department for \"hard\".",
        ),
        Advice::Cluster => (
            "Verteiltes Dateisystem: sicher, wo Sperren alle Rechner erreichen; Runde prüft das, sobald andere mitarbeiten.",
            "Cluster file system: safe where locks reach every host; Runde checks that as soon as others work.",
        ),
    };
    said(language, pair)
}

/// That somebody is at the record before one's eyes.
pub fn is_here(language: Language, others: &[&Present]) -> String {
    let mut names: Vec<&str> = others.iter().map(|other| other.called()).collect();
    names.dedup();
    match (language, names.as_slice()) {
        (_, []) => String::new(),
        (Language::German, [one]) => format!("{one} ist gerade hier"),
        (Language::English, [one]) => format!("{one} is here now"),
        (Language::German, [first, second]) => format!("{first} und {second} sind gerade hier"),
        (Language::English, [first, second]) => format!("{first} and {second} are here now"),
        (Language::German, [first, rest @ ..]) => format!("{first} und {} andere sind gerade hier", rest.len()),
        (Language::English, [first, rest @ ..]) => format!("{first} and {} others are here now", rest.len()),
    }
}

/// That a host seems to be gone and still holds its lock.
pub fn seems_gone(language: Language, login: &str, host: &str) -> String {
    match language {
        Language::German => {
            format!(
                "{host} ({login}) scheint ausgefallen zu sein und hält die Datei. Bitte diesen Rechner starten; sonst kann die IT seine Verbindung auf dem Server trennen."
            )
        }
        Language::English => {
            format!(
                "{host} ({login}) seems to be gone and holds the file. Please start that host; else the IT department can end its connection at the server."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_danger_says_what_it_means_and_whom_to_ask_for_what() {
        for one in Danger::examples() {
            let (german, english) = (danger(Language::German, &one), danger(Language::English, &one));
            assert!(german.what != english.what && german.next != english.next, "{one:?}");
            for told in [german, english] {
                assert!(told.what.len() > 30 && told.next.len() > 30 && !told.to_string().contains("  "), "{told}");
            }
        }
        for one in Advice::ALL {
            assert_ne!(advice(Language::German, *one), advice(Language::English, *one));
        }
    }
}
