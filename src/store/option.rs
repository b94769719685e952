//! What pickers offer: the records that a field can link to.

use rusqlite::{Params, params, params_from_iter};

use super::record::label;
use super::{Store, StoreError, find};
use crate::domain::{Choosable, FieldType, Id, Kind, fold};

/// Records that a picker holds at once; among more, typing looks in the file.
pub const CHOOSABLE: usize = 300;

impl Store {
    /// The records of a kind in the order of their names, and whether typing finds more than these: where there are more
    /// than a picker holds, and among questions, which people know by other words than those of the title.
    pub fn choosable(&self, kind: Kind) -> Result<(Vec<Choosable>, bool), StoreError> {
        let mut all = self.choosable_where(kind, "", params![], CHOOSABLE + 1)?;
        let more = all.len() > CHOOSABLE || kind == Kind::Question && !all.is_empty();
        all.truncate(CHOOSABLE);
        Ok((all, more))
    }

    /// The records of a kind that fit some words, the best first.
    pub fn choosable_like(&self, kind: Kind, words: &str) -> Result<Vec<Choosable>, StoreError> {
        const FOUND: usize = 50;
        if find::place_of(kind).is_some() {
            let hits = self.find(words, Some(kind), FOUND)?;
            let typed: Vec<String> = fold::words(words).collect();
            let mut found = Vec::new();
            for hit in hits {
                for mut item in self.choosable_where(kind, "AND t0.id = ?1", params![hit.id.0], 1)? {
                    let title = fold::key(&item.label);
                    if kind == Kind::Question && !typed.iter().all(|word| title.contains(word)) {
                        item.other.clone_from(&hit.text);
                    }
                    found.push(item);
                }
            }
            return Ok(found);
        }
        let words: Vec<String> = fold::words(words).collect();
        let has =
            (1..=words.len()).map(|place| format!("AND instr(runde_words({}), ?{place}) > 0", label(kind, "t0", 0)));
        let has: Vec<String> = has.collect();
        self.choosable_where(kind, &has.join(" "), params_from_iter(&words), FOUND)
    }

    fn choosable_where(
        &self,
        kind: Kind,
        condition: &str,
        parameters: impl Params,
        limit: usize,
    ) -> Result<Vec<Choosable>, StoreError> {
        let spec = kind.spec();
        let short = spec.short.map_or("NULL", |field| field.code());
        let other = match kind {
            Kind::Member => "spellings",
            Kind::Topic => "synonyms",
            Kind::Contact => {
                "concat_ws(' · ', (SELECT coalesce(short_name, name) FROM institution WHERE id = t0.institution),
                    (SELECT group_concat(name, ', ') FROM contact_topic JOIN topic ON topic.id = topic
                     WHERE contact_topic.contact = t0.id))"
            }
            Kind::Group => "purpose",
            _ => "NULL",
        };
        let order = match spec.order {
            // A question goes on a list that is not sent yet.
            _ if kind == Kind::List => "state <> 'draft', runde_key(title)".to_owned(),
            (field, true) => format!("{} DESC", field.code()),
            (field, false) if kind.holds(field) == Some(FieldType::Line) => format!("runde_key({})", field.code()),
            (field, false) => field.code().to_owned(),
        };
        let current = match kind {
            // Nothing new is given to an institution that has gone into another; that one is found by its name.
            Kind::Institution => "AND successor IS NULL",
            // What was answered is not asked on that list any more.
            Kind::List => "AND state <> 'answered'",
            _ => "",
        };
        let sql = format!(
            "SELECT id, {short}, {}, {other} FROM {} t0 WHERE removed IS NULL {current} {condition} ORDER BY {order}, id LIMIT {limit}",
            label(kind, "t0", 0),
            kind.code(),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(parameters, |row| {
            let text = |place| row.get::<_, Option<String>>(place);
            let (short, label, other) = (text(1)?, text(2)?, text(3)?);
            Ok(Choosable {
                id: Id(row.get(0)?),
                short,
                label: label.unwrap_or_default(),
                other: other.unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
