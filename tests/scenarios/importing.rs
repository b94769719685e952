//! Looking at what an import would do, leaving rows out, and doing it.

use runde::domain::{Field, Kind};

use crate::file::File;
use crate::session::{Begin, Session};

/// Two people of an office that the file does not know yet, and one of another.
const LIST: &str = "Nachname;Vorname;Firma;E-Mail-Adresse
Efeu;Fatma;Landesamt für Laub und Wiesen;efeu@example.org
Farn;Ferdi;Landesamt für Laub und Wiesen;farn@example.org
Gras;Grete;Moosverband;gras@example.org
";

/// The last names of the contacts, and the names of the institutions that the list brings.
fn brought(file: &File) -> (Vec<String>, Vec<String>) {
    let store = file.store();
    let all = |kind, field, wanted: &[&str]| -> Vec<String> {
        let records = store.whole(kind).unwrap().into_iter().filter(|record| !record.is_removed());
        let mut names: Vec<String> = records.map(|record| record.text(field).to_owned()).collect();
        names.retain(|name| wanted.contains(&name.as_str()));
        names.sort();
        names
    };
    let bodies = ["Landesamt für Laub und Wiesen", "Moosverband"];
    (all(Kind::Contact, Field::LastName, &["Efeu", "Farn", "Gras"]), all(Kind::Institution, Field::Name, &bodies))
}

#[test]
fn one_row_is_left_out_and_what_others_share_with_it_still_comes() {
    for size in [(80, 24), (120, 40)] {
        let file = File::little();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kontakte.csv");
        std::fs::write(&path, LIST).unwrap();
        let import = format!("I{}<Enter>", path.display());
        let mut session = Session::begin(&file, Begin { size, ..Default::default() });
        session.keys(&import).shows("3 neu").shows("Leertaste auslassen").keys("<Space>");
        session
            .shows("nicht einlesen")
            .shows("1 von Hand ausgelassen")
            .keys("<Down><Space>")
            .shows("2 von Hand ausgelassen");
        // Taken in again.
        session.keys("<Down><Space>").shows("1 von Hand ausgelassen");
        session.keys("<Enter>").shows("Eingelesen: 4 Einträge").shows("1 von Hand ausgelassen");
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            brought(&file),
            (names(&["Farn", "Gras"]), names(&["Landesamt für Laub und Wiesen", "Moosverband"]))
        );
        session.keys("u").says("Zurückgenommen");
        assert_eq!(brought(&file), (Vec::new(), Vec::new()));
        // With all rows left out nothing is done.
        session.keys(&import).keys("<Space><Space><Space>").shows("3 von Hand ausgelassen");
        let before = file.store().latest().unwrap();
        session.keys("<Enter>").shows("Alle Zeilen sind ausgelassen");
        assert_eq!(file.store().latest().unwrap(), before);
    }
}

#[test]
fn all_that_is_to_be_said_of_the_selected_row_is_read_and_of_others_it_is_cut_with_a_sign() {
    let town = "Verbandsgemeinde der vereinigten Nachbarkommunen am Niederrhein, Geschäftsstelle für Klimaschutz und Klimaanpassung, Außenstelle Süd";
    let file = File::little();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fragen.csv");
    std::fs::write(
        &path,
        format!("Kommune;Frage (kurz);Frage (ausführlich)\n{town};Wer zahlt?;Wer?\n{town};Wer fragt?;Wen?\n"),
    )
    .unwrap();
    for size in [(80, 24), (120, 40)] {
        let mut session = Session::begin(&file, Begin { size, ..Default::default() });
        session.keys(&format!("I{}<Enter>", path.display())).shows("Wer zahlt?");
        let lines = session.lines();
        let cut =
            lines.iter().filter(|line| line.contains("ist kein Mitglied; der Text") || line.ends_with('…')).count();
        assert!(cut >= 1, "{}", session.screen());
        session.shows("der Text bleibt").keys("<Down>").shows("der Text bleibt").keys("<Esc>");
    }
}
