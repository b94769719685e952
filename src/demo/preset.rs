//! The alliance of the Rhein-Kreis Neuss: members, topics, public bodies, series of meetings. No people.

use super::table::{Row, rows};
use crate::domain::{Field, Id, InstitutionKind, Kind, MemberKind, Record, Value};

pub(super) const MEMBERS: &str = include_str!("words/members.txt");
pub(super) const TOPICS: &str = include_str!("words/topics.txt");
pub(super) const INSTITUTIONS: &str = include_str!("words/institutions.txt");

/// The series of the alliance's own meetings.
pub(super) const SERIES: Id = Id(1);

/// The records that such an alliance starts with, each after those it links to; ids count from 1 in each kind.
pub fn rhein_kreis_neuss() -> Vec<Record> {
    let mut records: Vec<Record> = numbered(MEMBERS).map(|(id, row)| member(id, &row)).collect();
    records.push(alliance());
    records.extend(numbered(TOPICS).map(|(id, row)| topic(id, &row)));
    records.extend(institutions());
    records.push(series());
    records
}

/// The id of the row of a word file with this text in this column.
pub(super) fn id_of(words: &'static str, column: usize, text: &str) -> Option<Id> {
    numbered(words).find(|(_, row)| row.cell(column) == text).map(|(id, _)| id)
}

fn numbered(words: &'static str) -> impl Iterator<Item = (Id, Row)> {
    (1..).map(Id).zip(rows(words))
}

fn member(id: Id, row: &Row) -> Record {
    let kind = MemberKind::from_code(row.cell(2)).unwrap_or(MemberKind::Town);
    Record::new(Kind::Member, id)
        .with(Field::Name, row.cell(0))
        .with(Field::ShortName, row.cell(1))
        .with(Field::Kind, kind)
        .with(Field::Spellings, lines(row, 3))
}

fn alliance() -> Record {
    Record::new(Kind::Alliance, Id(1))
        .with(Field::Name, "Allianz für Klimaschutz und Nachhaltigkeit im Rhein-Kreis Neuss")
        .with(Field::ShortName, "Allianz")
        .with(Field::Chair, id_of(MEMBERS, 1, "KAA"))
}

fn topic(id: Id, row: &Row) -> Record {
    Record::new(Kind::Topic, id)
        .with(Field::Name, row.cell(0))
        .with(Field::ShortName, row.cell(1))
        .with(Field::Synonyms, lines(row, 2))
        .with(Field::Goals, row.cell(3))
}

/// Bodies that are linked to come first, so that no link points ahead.
fn institutions() -> Vec<Record> {
    let mut waiting: Vec<(Id, Row)> = numbered(INSTITUTIONS).collect();
    let mut records: Vec<Record> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|(id, row)| {
            let links = [4, 7].map(|column| (row.cell(column), id_of(INSTITUTIONS, 0, row.cell(column))));
            let ready = links.iter().all(|(key, link)| {
                key.is_empty() || link.is_some_and(|link| records.iter().any(|record| record.id == link))
            });
            if ready {
                records.push(institution(*id, row, links[0].1, links[1].1));
            }
            !ready
        });
        if waiting.len() == before {
            break;
        }
    }
    records
}

fn institution(id: Id, row: &Row, parent: Option<Id>, successor: Option<Id>) -> Record {
    let kind = InstitutionKind::from_code(row.cell(3)).unwrap_or(InstitutionKind::Other);
    let record = Record::new(Kind::Institution, id)
        .with(Field::Name, row.cell(1))
        .with(Field::ShortName, row.cell(2))
        .with(Field::Kind, kind)
        .with(Field::Parent, parent)
        .with(Field::FormerNames, lines(row, 5))
        .with(Field::Renamed, row.cell(6))
        .with(Field::Successor, successor)
        .with(Field::Region, row.cell(8))
        // The day on which somebody made sure that there is such a body, of this name.
        .with(Field::Checked, row.cell(10));
    if row.cell(9).is_empty() { record } else { record.with(Field::Web, format!("https://{}", row.cell(9))) }
}

fn series() -> Record {
    Record::new(Kind::Series, SERIES)
        .with(Field::Name, "Treffen der Allianz")
        .with(Field::Rhythm, "alle zwei Monate, mittwochs, an wechselndem Ort")
}

fn lines(row: &Row, column: usize) -> Value {
    Value::text(row.parts(column, ';').collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_becomes_a_record() {
        let records = rhein_kreis_neuss();
        let count = |kind| records.iter().filter(|record| record.kind == kind).count();
        assert_eq!(count(Kind::Member), 9);
        assert_eq!(count(Kind::Topic), 18);
        assert_eq!(count(Kind::Institution), rows(INSTITUTIONS).count());
    }

    #[test]
    fn bodies_know_their_past() {
        let records = rhein_kreis_neuss();
        let lanuk = records.iter().find(|record| record.text(Field::ShortName) == "LANUK").unwrap();
        assert!(lanuk.text(Field::FormerNames).contains("LANUV"));
        assert_eq!(lanuk.text(Field::Renamed), "2025-04-01");
        let munv = records.iter().find(|record| record.text(Field::ShortName) == "MUNV").unwrap();
        assert_eq!(lanuk.get(Field::Parent), &Value::from(munv.id));
        let agency = records.iter().find(|record| record.text(Field::Name) == "EnergieAgentur.NRW").unwrap();
        let successor = records.iter().find(|record| record.text(Field::ShortName) == "E4C").unwrap();
        assert_eq!(agency.get(Field::Successor), &Value::from(successor.id));
    }

    #[test]
    fn days_in_the_word_files_are_days_and_every_body_was_looked_up() {
        for row in rows(INSTITUTIONS) {
            for day in [row.cell(6), row.cell(10)].into_iter().filter(|day| !day.is_empty()) {
                assert!(day.parse::<chrono::NaiveDate>().is_ok(), "{}: {day}", row.cell(0));
            }
            assert!(!row.cell(10).is_empty(), "{} is of hearsay", row.cell(0));
        }
    }

    #[test]
    fn the_codes_in_the_word_files_are_those_of_the_closed_sets() {
        assert!(rows(MEMBERS).all(|row| MemberKind::from_code(row.cell(2)).is_some()));
        for row in rows(INSTITUTIONS) {
            assert!(InstitutionKind::from_code(row.cell(3)).is_some(), "{}", row.cell(0));
        }
    }
}
