//! What people rely on when they import address books.
use super::*;
use proptest::prelude::*;

fn one(text: &str) -> Card {
    let found = read(text.as_bytes());
    assert_eq!(found.problems, [], "{text}");
    assert_eq!(found.cards.len(), 1, "{text}");
    found.cards.into_iter().next().unwrap()
}

fn card(body: &str) -> Card {
    one(&format!("BEGIN:VCARD\r\n{body}\r\nEND:VCARD\r\n"))
}

#[test]
fn old_cards_carry_their_encoding_with_each_value() {
    let found = card(
        "VERSION:2.1\r\n\
         N;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:R=FCtten;Ansgar;;Dr.;\r\n\
         ORG;QUOTED-PRINTABLE;CHARSET=UTF-8:Landesamt f=C3=BCr Natur, Umwelt=\r\n\x20und Klima;Referat 1\r\n\
         NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:eins=0D=0Azwei; drei, C:\\temp\r\n\
         TEL;WORK;FAX:0221 1\r\nTEL;CELL;VOICE:0171 2\r\nTEL:3\r\n\
         ROLE:Wasser,\r\n\x20Boden",
    );
    assert_eq!(found.last_name.as_deref(), Some("Rütten"));
    assert_eq!(found.title.as_deref(), Some("Dr."));
    assert_eq!(found.full_name, "Dr. Ansgar Rütten");
    assert_eq!(found.organisation.as_deref(), Some("Landesamt für Natur, Umwelt und Klima"));
    assert_eq!(found.units, ["Referat 1"]);
    assert_eq!(found.note.as_deref(), Some("eins\nzwei; drei, C:\\temp"));
    assert_eq!(found.role.as_deref(), Some("Wasser, Boden"));
    let kinds: Vec<PhoneKind> = found.phones.iter().map(|phone| phone.kind).collect();
    assert_eq!(kinds, [PhoneKind::Fax, PhoneKind::Mobile, PhoneKind::Other]);
}

#[test]
fn new_cards_are_folded_escaped_and_ranked() {
    let found = card(
        "VERSION:4.0\nN:Beispiel;Ada;;Frau Prof. Dr.-Ing.;\nFN:Ada Bei\n spiel\n\
         ORG:Amt\\; Kreis\\, Stadt;Referat\n\
         EMAIL;TYPE=work;PREF=2:b@example.org\nEMAIL;TYPE=work;PREF=1:a@example.org\n\
         item1.EMAIL:c@example.org\n\
         TEL;VALUE=uri;TYPE=\"work,voice\":tel:+49-221-1\n\
         ADR;TYPE=home:;;Privatweg 1;Neuss;;41460;\n\
         ADR;TYPE=work:;;Markt 2;Neuss;;41460;Deutschland\n\
         NOTE:Zeile\\nZeile \\;-) a:b;c\nCATEGORIES:a,b\\,c\nURL:https://example.org/x?a=1;b\n\
         UID:urn:uuid:1\nREV:20260101T070000Z",
    );
    assert_eq!(found.full_name, "Ada Beispiel");
    assert_eq!(found.salutation.as_deref(), Some("Frau"));
    assert_eq!(found.title.as_deref(), Some("Prof. Dr.-Ing."));
    assert_eq!(found.organisation.as_deref(), Some("Amt; Kreis, Stadt"));
    assert_eq!(found.mails, ["a@example.org", "b@example.org", "c@example.org"]);
    assert_eq!(found.phones[0].number, "+49-221-1");
    assert_eq!(found.phones[0].kind, PhoneKind::Work);
    assert_eq!(found.address.unwrap().street.as_deref(), Some("Markt 2"));
    assert_eq!(found.note.as_deref(), Some("Zeile\nZeile ;-) a:b;c"));
    assert_eq!(found.categories, ["a", "b,c"]);
    assert_eq!(found.web.as_deref(), Some("https://example.org/x?a=1;b"));
    assert_eq!(found.uid.as_deref(), Some("urn:uuid:1"));
    assert_eq!(found.revised.unwrap().to_string(), "2026-01-01");
}

#[test]
fn a_letter_may_be_cut_by_a_fold() {
    let mut bytes = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:W".to_vec();
    bytes.extend_from_slice(b"\xc3\r\n \xa4rme\r\nORG:B\xfcro\r\nEND:VCARD\r\n");
    let found = read(&bytes);
    assert_eq!(found.cards[0].full_name, "Wärme");
    assert_eq!(found.cards[0].organisation.as_deref(), Some("Büro"));
}

#[test]
fn broken_cards_are_told_and_the_rest_is_read() {
    let text = "Liebe Grüße\nmehr\nBEGIN:VCARD\nFN:Eins\nBEGIN:VCARD\nFN:Zwei\nkein Doppelpunkt\nEND:VCARD\n\
                BEGIN:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Drei";
    let found = read(text.as_bytes());
    let names: Vec<&str> = found.cards.iter().map(|card| card.full_name.as_str()).collect();
    assert_eq!(names, ["Eins", "Zwei", "Drei"]);
    let problems: Vec<(u64, CardProblemKind)> =
        found.problems.iter().map(|problem| (problem.line, problem.kind)).collect();
    assert_eq!(
        problems,
        [
            (1, CardProblemKind::OutsideCard),
            (3, CardProblemKind::NotClosed),
            (7, CardProblemKind::BrokenLine),
            (9, CardProblemKind::NoName),
            (12, CardProblemKind::NotClosed),
        ]
    );
}

#[test]
fn a_file_without_cards_has_none() {
    assert_eq!(read(b""), Cards::default());
    assert_eq!(read(b"a;b\n1;2\n").problems.len(), 1);
}

proptest! {
    #[test]
    fn a_value_comes_back_as_it_was_written(name in "[a-zäöüß ,;:\\\\=\"€]{1,40}") {
        let text = name.trim().to_owned();
        prop_assume!(!text.is_empty());
        let escaped = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        let text_3 = format!("BEGIN:VCARD\nVERSION:3.0\nFN:x\nORG:{escaped}\nEND:VCARD\n");
        prop_assert_eq!(read(text_3.as_bytes()).cards[0].organisation.clone(), Some(text.clone()));
        let quoted: String = text.bytes().map(|byte| format!("={byte:02X}")).collect();
        let note = format!(
            "BEGIN:VCARD\nVERSION:2.1\nFN:x\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{quoted}\nEND:VCARD\n"
        );
        if !text.contains('\\') {
            prop_assert_eq!(read(note.as_bytes()).cards[0].note.clone(), Some(text));
        }
    }
}
