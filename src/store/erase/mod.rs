//! Erasing a contact or staff (Art. 17 GDPR): everything that is about the person goes, also from the history; what
//! the body said stays. No change: it cannot be taken back, and leaves a proof instead.

mod again;
mod clean;
mod proof;
mod scrub;
mod seek;

use rusqlite::{Transaction, params};

use super::{Store, StoreError, apply, bulk, record};
use crate::domain::privacy::{Counts, Erased, ErasureOrder, ErasurePlan, Mention, Proof, Spot, Traces};
use crate::domain::{Act, Author, Change, Edit, Field, Id, Kind, Record, Value, What};

pub(super) use proof::is_erased;
pub(super) use seek::{Belongings, linking, traces_of};

/// Letters before and behind a name in an excerpt.
const AROUND: usize = 40;

impl Store {
    /// What erasing a contact or staff would do; `None` where there is no such record, or it was erased before.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read. Reads all of it.
    pub fn plan_erasure(&self, whose: (Kind, Id)) -> Result<Option<ErasurePlan>, StoreError> {
        let (kind, id) = whose;
        self.at_once(|| {
            if is_erased(&self.connection, kind, id)? {
                return Ok(None);
            }
            let Some(record) = record::read(&self.connection, kind, id)? else { return Ok(None) };
            let traces = traces_of(&self.connection, whose)?;
            let belongings = Belongings::of(&self.connection, whose)?;
            let institution = match kind {
                Kind::Person => record.get(Field::Member).as_link().map(|one| self.label(Kind::Member, one)),
                _ => record.get(Field::Institution).as_link().map(|one| seek::short_name(&self.connection, one)),
            };
            let institution = institution.transpose()?.flatten();
            Ok(Some(ErasurePlan {
                name: self.label(kind, id)?.unwrap_or_default(),
                last_name: last_name(&record).to_owned(),
                institution,
                mentions: self.mentions(&traces, &belongings)?,
                namesakes: seek::namesakes(&self.connection, whose, &traces)?,
                open: belongings.open,
                seen: self.latest()?,
                record,
            }))
        })
    }

    /// What a contact or staff is and was recognised by: for what lies beside the file, asked before it is erased.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn traces(&self, whose: (Kind, Id)) -> Result<Traces, StoreError> {
        self.at_once(|| traces_of(&self.connection, whose))
    }

    /// Where words name the person, outside of what is the person's own.
    pub(super) fn mentions(&self, traces: &Traces, belongings: &Belongings) -> Result<Vec<Mention>, StoreError> {
        let mut mentions = Vec::new();
        for (spot, named) in seek::named(&self.connection, traces, belongings)? {
            let label = self.label(spot.kind, spot.id)?.unwrap_or_default();
            let (is_certain, is_past) = (named.is_certain, named.is_past);
            mentions.push(Mention { spot, label, excerpt: excerpt(traces, &named.text), is_certain, is_past });
        }
        // What has to be decided stands first, then what stands there now.
        mentions.sort_by_key(|mention| (mention.is_certain, mention.is_past, mention.spot));
        Ok(mentions)
    }

    /// Erases a contact or staff, and overwrites the bytes. Where the latter fails, the proof says that it is still to be done.
    ///
    /// # Errors
    /// [`StoreError`] where nothing was erased.
    pub fn erase(&mut self, order: &ErasureOrder) -> Result<Erased, StoreError> {
        // What is freed on the way is overwritten at once, should the cleaning afterwards not come to its end.
        self.connection.execute_batch("PRAGMA secure_delete = ON")?;
        let done = self.erase_rows(order);
        let _ = self.connection.execute_batch("PRAGMA secure_delete = OFF");
        let mut done = done?;
        if let Erased::Done(proof) = &mut done {
            match self.clean(&order.at) {
                Ok(()) => proof.cleaned = Some(order.at.clone()),
                Err(error) => tracing::warn!(%error, "what was erased is not overwritten yet"),
            }
        }
        Ok(done)
    }

    fn erase_rows(&mut self, order: &ErasureOrder) -> Result<Erased, StoreError> {
        let (_turn, transaction) = self.begin()?;
        if let Some(before) = proof::of(&transaction, order.record)? {
            return Ok(Erased::Before(before));
        }
        let sql = "SELECT coalesce(max(seq), 0) FROM change";
        let latest: i64 = transaction.query_row(sql, [], |row| row.get(0))?;
        if order.seen.is_some_and(|seen| seen != latest) {
            return Ok(Erased::ChangedMeanwhile);
        }
        let proof = erase_in(&transaction, order)?;
        transaction.commit()?;
        Ok(Erased::Done(proof))
    }
}

/// Erases within a transaction, and puts the proof in.
fn erase_in(transaction: &Transaction<'_>, order: &ErasureOrder) -> Result<Proof, StoreError> {
    let (kind, id) = order.record;
    let person = record::read(transaction, kind, id)?.ok_or(StoreError::NoSuchRecord(kind, id))?;
    let logins = seek::logins_of(transaction, order.record)?;
    let traces = traces_of(transaction, order.record)?;
    let belongings = Belongings::of(transaction, order.record)?;
    let named = seek::named(transaction, &traces, &belongings)?;
    let mut change = Change::new(order.change, Act::Erase, Vec::new());
    // Whoever erases themselves leaves no login name either.
    let login = if logins.contains(&order.author.login) { String::new() } else { order.author.login.clone() };
    change.author = Author { login: login.clone(), person: order.author.person };
    change.at.clone_from(&order.at);
    let seq = apply::note_change(transaction, &change)?;
    let mut counts = Counts::default();
    let mut edits = scrub::links(transaction, &person, &belongings)?;
    counts.links = edits.len();
    scrub::belongings(transaction, &person, &belongings, &order.stand_in, &mut counts)?;
    scrub::logins(transaction, order.record, &logins, &mut counts)?;
    let spots = named.keys().filter(|spot| !order.kept.contains(spot)).copied();
    scrub::mentions(transaction, spots, &traces, &order.stand_in, &mut counts)?;
    // A change of nothing, so that the history says of the record that it was erased, and by whom.
    let one = Value::Number(1);
    let what = What::Set { field: Field::Removed, from: one.clone(), to: one };
    edits.insert(0, Edit { kind, id, what });
    for (position, edit) in edits.iter().enumerate() {
        apply::note_edit(transaction, seq, position, edit, &edit.what)?;
    }
    // The index and the list of words keep what they once took in: they are made anew from what is left.
    bulk::fill_search(transaction)?;
    let proof = Proof {
        change: order.change,
        record: order.record,
        login,
        person: order.author.person,
        at: order.at.clone(),
        stand_in: order.stand_in.clone(),
        kept: order.kept.intersection(&named.keys().copied().collect()).copied().collect(),
        counts,
        backups: order.backups.clone(),
        cleaned: None,
    };
    proof::insert(transaction, &proof)?;
    Ok(proof)
}

/// Whether a change would bring back what was erased: it touches an erased record, or takes a change back whose
/// history was erased.
pub(super) fn refuses(transaction: &Transaction<'_>, change: &Change, edit: &Edit) -> Result<bool, StoreError> {
    if matches!(edit.kind, Kind::Contact | Kind::Person) && is_erased(transaction, edit.kind, edit.id)? {
        return Ok(true);
    }
    let (Some(undone), What::Set { field, from, to }) = (change.undoes, &edit.what) else { return Ok(false) };
    let sql = "SELECT before, after FROM edit WHERE seq = (SELECT seq FROM change WHERE id = ?1)
        AND kind = ?2 AND record = ?3 AND field = ?4";
    let mut statement = transaction.prepare_cached(sql)?;
    let (kind, id) = (edit.kind.code(), edit.id.0);
    let mut rows = statement.query(params![undone.0.to_be_bytes(), kind, id, field.code()])?;
    let mut is_known = false;
    while let Some(row) = rows.next()? {
        is_known = true;
        let before: Option<String> = row.get(0)?;
        let before: Value = before.map_or(Ok(Value::Unknown), |text| serde_json::from_str(&text))?;
        if before == *to && serde_json::from_str::<Value>(&row.get::<_, String>(1)?)? == *from {
            return Ok(false);
        }
    }
    Ok(is_known)
}

/// The last name of a contact, or of staff, whose name is one.
fn last_name(record: &Record) -> &str {
    match record.kind {
        Kind::Person => record.text(Field::Name).split_whitespace().last().unwrap_or_default(),
        _ => record.text(Field::LastName),
    }
}

/// The first place that names the person, with a little around it.
fn excerpt(traces: &Traces, text: &str) -> String {
    let Some(first) = traces.find(text).into_iter().next() else { return String::new() };
    let from = text[..first.range.start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to = text[first.range.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| first.range.end + at);
    let cut = |is_cut| if is_cut { "…" } else { "" };
    format!("{}{}{}", cut(from > 0), text[from..to].replace(['\n', '\r'], " ").trim(), cut(to < text.len()))
}

/// The text of a spot, where it is a text.
fn as_spot(kind: Kind, id: Id, field: Field) -> Spot {
    Spot { kind, id, field }
}
