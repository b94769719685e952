//! No file, however broken, stops a reader; and what is written properly comes back whole.
use proptest::prelude::*;
use runde::domain::phone;
use runde::domain::{dates, fold};
use runde::exchange::towns::{Town, Towns};
use runde::exchange::{encoding, form, outlook, priority, sheet, vcard};

const FILES: [&[u8]; 4] = [
    include_bytes!("data/fragen-eingang.csv"),
    include_bytes!("data/arbeitskreise.csv"),
    include_bytes!("data/kontakte-outlook.csv"),
    include_bytes!("data/kontakte.vcf"),
];

fn read_everything(bytes: &[u8]) {
    let _ = encoding::decode(bytes);
    let found = vcard::read(bytes);
    assert!(found.cards.iter().all(|card| !card.full_name.is_empty()));
    if let Ok(sheet) = sheet::read(bytes) {
        assert!(sheet.rows.iter().all(|row| row.cells.len() >= sheet.header.len()));
        let Some(mapping) = form::recognise(&sheet.header) else {
            return;
        };
        let _ = outlook::cards(&sheet, &mapping);
        let towns = Towns::new(&[Town { id: 1, spellings: vec!["Stadt Kaarst".to_owned()] }]);
        for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
            let _ = (towns.find(cell), phone::digits(cell), priority::in_sheet(cell));
            let _ = (dates::parse_written(cell), fold::key(cell));
        }
    }
}

fn damaged(bytes: &[u8], cuts: &[(usize, u8)], length: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (position, byte) in cuts {
        let position = position % bytes.len();
        bytes[position] = *byte;
    }
    bytes.truncate(length % bytes.len());
    bytes
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_break_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_everything(&bytes);
    }

    #[test]
    fn arbitrary_pieces_never_break_a_reader(pieces in prop::collection::vec(prop::sample::select(vec![
        "BEGIN:VCARD\n", "END:VCARD\n", "VERSION:2.1\r\n", "VERSION:4.0\n", "FN", "N", "ORG", "NOTE", "TEL",
        "ADR", "CATEGORIES", "EMAIL", ";TYPE=", ";ENCODING=QUOTED-PRINTABLE", ";CHARSET=ISO-8859-1",
        ";PREF=99999999999", ":", ";", ",", "\"", "\"\"", "\\", "=", "=C3=A4", "=\r\n", "\n", "\r\n ", "\r", "\t",
        "ä", "\0", "Frage", "Kommune", "Nachname", "Firma", "1.1.26", "Kaarst", "sep=;\n", "\u{feff}", "😀",
    ]), 0..60)) {
        read_everything(pieces.concat().as_bytes());
    }

    #[test]
    fn damaged_files_never_break_a_reader(
        which in 0..FILES.len(),
        cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 0..12),
        length in any::<usize>(),
    ) {
        read_everything(&damaged(FILES[which], &cuts, length));
    }

    #[test]
    fn no_text_of_a_table_is_lost(rows in prop::collection::vec(prop::collection::vec("[a-z;\"\n ä]{0,6}", 3), 1..12)) {
        let mut text = "Nr;Frage;Kommune\r\n".to_owned();
        for row in &rows {
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&cells.join(";"));
            text.push_str("\r\n");
        }
        let sheet = sheet::read(text.as_bytes()).unwrap();
        let expected: Vec<&Vec<String>> = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        let found: Vec<&Vec<String>> = sheet.rows.iter().map(|row| &row.cells).collect();
        prop_assert_eq!(found, expected);
        prop_assert!(sheet.problems.is_empty());
    }
}
