//! Makes contacts of the rows of an address sheet, as Outlook exports it or as people keep it.
use super::card::{Address, Card, Phone, PhoneKind, distinct, filled};
use super::form::{Column, Mapping};
use super::sheet::{Sheet, SheetRow};

/// The columns with phone numbers, in the order in which a contact shows them.
const PHONES: [(Column, PhoneKind); 5] = [
    (Column::Phone, PhoneKind::Work),
    (Column::Mobile, PhoneKind::Mobile),
    (Column::HomePhone, PhoneKind::Home),
    (Column::OtherPhone, PhoneKind::Other),
    (Column::Fax, PhoneKind::Fax),
];

/// Gives a contact for each row that names somebody, and the lines of the rows that name nobody.
pub fn cards(sheet: &Sheet, mapping: &Mapping) -> (Vec<Card>, Vec<u64>) {
    let mut cards = Vec::with_capacity(sheet.rows.len());
    let mut nameless = Vec::new();
    for row in &sheet.rows {
        match card(row, mapping) {
            Some(card) => cards.push(card),
            None => nameless.push(row.line),
        }
    }
    (cards, nameless)
}

/// Gives the contact of a row; none if it names neither a person nor an organisation. Birthdays,
/// sexes and private addresses are not taken in.
pub fn card(row: &SheetRow, mapping: &Mapping) -> Option<Card> {
    let cell = |column| mapping.cell(row, column);
    let mut card = Card {
        line: row.line,
        first_name: filled(cell(Column::FirstName)),
        middle: filled(cell(Column::MiddleNames)),
        last_name: filled(cell(Column::LastName)),
        suffix: filled(cell(Column::Suffix)),
        full_name: cell(Column::FullName).to_owned(),
        organisation: filled(cell(Column::Organisation)),
        units: filled(cell(Column::Department)).into_iter().collect(),
        role: filled(cell(Column::Role)),
        address: address(row, mapping),
        note: joined(row, mapping, Column::Notes, "\n"),
        web: joined(row, mapping, Column::Web, " "),
        ..Card::default()
    };
    card.set_prefix(cell(Column::AcademicTitle));
    card.set_prefix(cell(Column::Salutation));
    card.set_job(cell(Column::JobTitle));
    card.mails = distinct(mapping.cells(row, Column::Mail));
    for (column, kind) in PHONES {
        for number in mapping.cells(row, column) {
            let number = number.to_owned();
            card.phones.push(Phone { number, kind });
        }
    }
    card.categories = distinct(mapping.cells(row, Column::Categories).flat_map(|cell| {
        let sign = if cell.contains(';') { ';' } else { ',' };
        cell.split(sign)
    }));
    card.complete_name();
    (!card.full_name.is_empty()).then_some(card)
}

fn address(row: &SheetRow, mapping: &Mapping) -> Option<Address> {
    let cell = |column| filled(mapping.cell(row, column));
    Address {
        street: joined(row, mapping, Column::Street, ", "),
        postal_code: cell(Column::PostalCode),
        city: cell(Column::City),
        region: cell(Column::Region),
        country: cell(Column::Country),
    }
    .known()
}

fn joined(row: &SheetRow, mapping: &Mapping, column: Column, between: &str) -> Option<String> {
    let cells: Vec<&str> = mapping.cells(row, column).collect();
    filled(&cells.join(between))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{form, sheet};

    fn read(text: &str) -> (Vec<Card>, Vec<u64>) {
        let sheet = sheet::read(text.as_bytes()).unwrap();
        let mapping = form::recognise(&sheet.header).unwrap();
        cards(&sheet, &mapping)
    }

    #[test]
    fn english_heads_are_read_too() {
        let (found, _) = read(
            "Title,First Name,Last Name,Company,Job Title,Business Street,Business Street 2,Business City,Business Postal Code,Business Phone,Business Phone 2,Mobile Phone,E-mail Address,E-mail 2 Address,Categories,Birthday\n\
             Ms. Dr.,Ada,Beispiel,Example Ltd,Planner,Main St 1,Floor 2,Neuss,41460,0221 1,0221 2,0171 3,a@example.org,b@example.org,Heat;Water,0.0.00\n",
        );
        let card = &found[0];
        assert_eq!(card.salutation.as_deref(), Some("Ms."));
        assert_eq!(card.title.as_deref(), Some("Dr."));
        assert_eq!(card.full_name, "Dr. Ada Beispiel");
        assert_eq!(card.mails, ["a@example.org", "b@example.org"]);
        assert_eq!(card.phones.len(), 3);
        assert_eq!(card.phones[2].kind, PhoneKind::Mobile);
        assert_eq!(card.categories, ["Heat", "Water"]);
        let address = card.address.as_ref().unwrap();
        assert_eq!(address.street.as_deref(), Some("Main St 1, Floor 2"));
    }

    #[test]
    fn a_row_without_a_name_is_told() {
        let (found, nameless) = read("Nachname;Firma;Telefon\n;;0221 1\n;Amt;\nX;;\n");
        assert_eq!(nameless, [2]);
        assert_eq!(found[0].full_name, "Amt");
        assert_eq!(found[1].line, 4);
    }
}
