//! Makes contacts of the rows of an address sheet, as Outlook exports it or as people keep it.
use super::card::{Address, Card, Phone, PhoneKind, distinct, filled};
use super::form::{Column, Mapping};
use super::formula::{shown, unguarded};
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
    let row = &as_meant(row, mapping);
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
    if let Some((state, uid)) = cell(Column::Runde).split_once(' ') {
        (card.state, card.uid) = (state.parse().ok(), filled(uid));
    }
    card.set_prefix(cell(Column::AcademicTitle));
    card.set_prefix(cell(Column::Salutation));
    card.set_job(cell(Column::JobTitle));
    card.mails = distinct(mapping.cells(row, Column::Mail).map(shown).flat_map(several));
    for (column, kind) in PHONES {
        for (place, cell) in placed(row, mapping, column) {
            let kind = if column == Column::Phone { said_kind(row, mapping, place).unwrap_or(kind) } else { kind };
            card.phones.extend(several(shown(cell)).map(|number| Phone { number: number.to_owned(), kind }));
        }
    }
    card.categories = distinct(mapping.cells(row, Column::Categories).flat_map(|cell| {
        let sign = match cell {
            _ if cell.contains(SEVERAL) => SEVERAL,
            _ if cell.contains(';') => ";",
            _ => ",",
        };
        // With an asterisk Google marks groups of its own: all contacts, starred ones.
        cell.split(sign).filter(|category| !category.trim().starts_with('*'))
    }));
    card.complete_name();
    (!card.full_name.is_empty()).then_some(card)
}

/// The row without what Runde puts before cells that would be run as formulas, where Runde wrote the sheet.
fn as_meant(row: &SheetRow, mapping: &Mapping) -> SheetRow {
    let is_ours = mapping.places(Column::Runde) > 0;
    let meant = |cell: &String| if is_ours { unguarded(cell).to_owned() } else { cell.clone() };
    SheetRow { line: row.line, cells: row.cells.iter().map(meant).collect() }
}

/// What stands between several values in one cell of Google's.
const SEVERAL: &str = ":::";

fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(SEVERAL).map(str::trim).filter(|value| !value.is_empty())
}

/// The cells of a column, each with its place among the columns of this kind.
fn placed<'row>(row: &'row SheetRow, mapping: &Mapping, column: Column) -> Vec<(usize, &'row str)> {
    let positions = mapping.columns.get(&column).map_or(&[][..], Vec::as_slice);
    let cells = positions.iter().enumerate().filter_map(|(place, position)| Some((place, row.cells.get(*position)?)));
    cells.map(|(place, cell)| (place, cell.trim())).filter(|(_, cell)| !cell.is_empty()).collect()
}

/// What kind a number is, where the column beside it says so.
fn said_kind(row: &SheetRow, mapping: &Mapping, place: usize) -> Option<PhoneKind> {
    let kinds = placed(row, mapping, Column::PhoneKind);
    let said = kinds.into_iter().find(|(of, _)| *of == place)?.1.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match () {
        () if has(&["fax"]) => Some(PhoneKind::Fax),
        () if has(&["mobil", "cell", "handy"]) => Some(PhoneKind::Mobile),
        () if is_private(&said) => Some(PhoneKind::Home),
        () => None,
    }
}

fn is_private(said: &str) -> bool {
    let said = said.to_lowercase();
    ["home", "privat", "zuhause"].iter().any(|word| said.contains(word))
}

fn address(row: &SheetRow, mapping: &Mapping) -> Option<Address> {
    if is_private(mapping.cell(row, Column::AddressKind)) {
        return None;
    }
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
