//! What the file answers to the app, without threads and without a clock: the thread asks here, and so do tests.

use std::sync::Arc;

use chrono::{Local, NaiveDate, NaiveDateTime, Utc};

use super::backup::Daily;
use super::contacts;
use super::disclose;
use super::export;
use super::forget::forget;
use super::importer::Importer;
use super::journal::Journal;
use super::lists;
use super::state::State;
use crate::app::{Answered, CardFor, Chosen, Disclosed, Disclosing, Question};
use crate::domain::failure::Failure;
use crate::domain::privacy::{Erased, ErasureOrder, Proof};
use crate::domain::{Author, Change, Field, Id, IdSource, Judged, Kind, Language, Outcome, Record, Value, What};
use crate::screens::duplicates::Both;
use crate::screens::find::HITS;
use crate::store::{Reason, Store, StoreError};

/// Similar questions that are shown.
const LIKES: usize = 8;
/// Pairs of contacts that are compared in one go.
const PAIRS: usize = 500;
/// Changes of a history that are shown.
const PAST: usize = 200;

/// The day for the person, and the time as the file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    /// The day on which dates are late or near.
    pub today: NaiveDate,
    /// In UTC: `2026-11-22T13:52:00Z`.
    pub at: String,
}

impl Now {
    /// By the clock of this host.
    pub fn here() -> Self {
        let at = Utc::now();
        Self { today: at.with_timezone(&Local).date_naive(), at: at.format("%Y-%m-%dT%H:%M:%SZ").to_string() }
    }
}

/// The file, and what is remembered between two questions to it.
pub struct Desk {
    store: Store,
    clerk: Clerk,
}

/// What is remembered while the file is away.
pub struct Clerk {
    importer: Importer,
    author: Author,
    ids: IdSource,
    journal: Arc<Journal>,
    daily: Daily,
}

impl Clerk {
    /// The author and the ids are those of imports, whose changes are noted in the journal.
    pub fn new(language: Language, author: Author, ids: IdSource, journal: Arc<Journal>) -> Self {
        Self { importer: Importer::new(language), author, ids, journal, daily: Daily::default() }
    }

    /// Makes back-ups too.
    pub fn with_backups(mut self, daily: Daily) -> Self {
        self.daily = daily;
        self
    }

    /// Answers from this file from now on.
    pub const fn at(self, store: Store) -> Desk {
        Desk { store, clerk: self }
    }

    /// The journal of this program.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }
}

impl Desk {
    /// Answers from this file, without a journal.
    pub fn new(store: Store, language: Language, author: Author, ids: IdSource) -> Self {
        Clerk::new(language, author, ids, Arc::new(Journal::nowhere())).at(store)
    }

    /// Closes the file.
    pub fn close(self) -> Clerk {
        self.clerk
    }

    /// The file.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The journal of this program.
    pub fn journal(&self) -> &Journal {
        self.clerk.journal()
    }

    /// Does what can wait: called when nothing is asked, given up as soon as `go_on` says no. Gives what people have
    /// to be told.
    pub fn idle(&mut self, now: NaiveDateTime, go_on: &mut dyn FnMut() -> bool) -> Option<Failure> {
        if let Err(error) = self.store.clean(&Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()) {
            tracing::warn!(%error, "what was erased is not overwritten yet");
        }
        self.clerk.daily.idle(&self.store, now, go_on).map(|error| Failure::from(&error))
    }

    /// Makes a back-up before an import. Gives what people have to be told; the import goes on all the same.
    pub fn before_import(&mut self, now: NaiveDateTime) -> Option<Failure> {
        self.clerk.daily.before(&self.store, Reason::Import, now).map(|error| Failure::from(&error))
    }

    /// A number that differs from the last one when another program has written.
    pub fn version(&self) -> Result<i64, StoreError> {
        self.store.version()
    }

    /// Tries a change, stamped with this time.
    pub fn apply(&mut self, mut change: Box<Change>, now: &Now) -> Answered {
        // One that had to wait keeps the time at which it was made.
        if change.at.is_empty() {
            change.at.clone_from(&now.at);
        }
        let result = self.store.apply(&change).map_err(|error| Failure::from(&error));
        let names = self.names_of(&change, &result);
        Answered::Tried(change, result, names)
    }

    /// The changes of an import that the drive did not take, the one whose fate is unknown first.
    pub fn not_imported(&mut self) -> Vec<Change> {
        self.clerk.importer.take_rest()
    }

    /// Answers a question; where that fails, the answer says so.
    pub fn answer(&mut self, question: Question, now: &Now) -> Answered {
        self.try_answer(question, now).unwrap_or_else(|error| Answered::Failed((&error).into()))
    }

    fn try_answer(&mut self, question: Question, now: &Now) -> Result<Answered, StoreError> {
        let today = now.today;
        Ok(match question {
            Question::Rows(asked) => {
                let rows = self.store.at_once(|| self.store.rows(&asked.query))?;
                Answered::Rows(asked, rows)
            }
            Question::All(view, generation, query) => Answered::All(view, generation, self.store.rows(&query)?),
            Question::Count(view, generation, query) => {
                Answered::Counted(view, generation, self.store.count(&query, query.limit)?)
            }
            Question::Card(kind, id, wanted) => self.store.at_once(|| self.card(kind, id, wanted, today))?,
            Question::Inbox(query) => Answered::Inbox(self.store.rows(&query)?),
            Question::Choosable(kind) => {
                let language = self.clerk.importer.language();
                let choosable = || {
                    let (items, more) = self.store.choosable(kind)?;
                    Ok((lists::with_states(&self.store, kind, items, language)?, more))
                };
                let (items, more) = self.store.at_once(choosable)?;
                Answered::Choosable(kind, items, more)
            }
            Question::ChoosableLike(kind, words) => {
                let language = self.clerk.importer.language();
                let found = || {
                    let items = self.store.choosable_like(kind, &words)?;
                    lists::with_states(&self.store, kind, items, language)
                };
                let items = self.store.at_once(found)?;
                Answered::ChoosableLike(kind, words, items)
            }
            Question::Find(words, kind) => {
                let hits = self.store.at_once(|| self.store.find(&words, kind, HITS))?;
                Answered::Found(words, kind, hits)
            }
            Question::Letter(id) => {
                let letter = self.store.at_once(|| self.store.letter(id, today))?;
                Answered::Letter(letter.map(Box::new))
            }
            Question::SavedViews(person) => Answered::SavedViews(self.store.saved_views(person)?),
            Question::Feedback(wanted) => {
                Answered::Feedback(wanted, self.store.at_once(|| self.store.feedback(wanted, None))?)
            }
            Question::Past(of) => self.store.at_once(|| self.past(of))?,
            Question::Waiting => self
                .store
                .at_once(|| Ok(Answered::Waiting(self.store.waiting(today)?, self.store.next_meetings(today)?)))?,
            Question::Overview => {
                let overview = self.store.at_once(|| self.store.overview(today))?;
                Answered::Overview(Box::new(overview))
            }
            Question::Contacts(about) => {
                Answered::Contacts(self.store.at_once(|| contacts::answer(&self.store, about, today))?)
            }
            Question::Lists(about) => {
                let language = self.clerk.importer.language();
                Answered::Lists(self.store.at_once(|| lists::answer(&self.store, about, today, language))?)
            }
            Question::Tree(list) => Answered::Tree(self.store.at_once(|| self.store.branches(&list))?),
            Question::AskedBefore(words) => {
                let found = self.store.at_once(|| self.store.likely_before(&words, today))?;
                Answered::AskedBefore(words, found)
            }
            Question::Parting(duplicates) => {
                let part = |duplicate: Record| Ok((duplicate.clone(), self.store.parting(duplicate.id)?));
                let parting = self.store.at_once(|| duplicates.into_iter().map(part).collect())?;
                Answered::Parting(parting)
            }
            Question::Place => Answered::Place(Box::new(self.store.look_at_place()?)),
            Question::PlanErasure(id) => Answered::ErasurePlanned(self.store.plan_erasure(id)?.map(Box::new)),
            Question::Erase(order) => Answered::Erased(Box::new(self.erase(*order, now)?)),
            Question::Disclose(whose, how) => {
                let language = self.clerk.importer.language();
                let beside = (&self.clerk.daily, self.clerk.journal.as_ref());
                let document = disclose::document(&self.store, beside, whose, language, today)?;
                Answered::Disclosed(match (document, how) {
                    (None, _) => Disclosed::Gone(whose.0),
                    (Some(document), Disclosing::Shown) => Disclosed::Shown(whose, document),
                    (Some(document), Disclosing::Into(path)) => {
                        Disclosed::Written(disclose::to_file(&document, language, &path))
                    }
                })
            }
            Question::Proofs => {
                let named = |proof: Proof| {
                    let person = proof.person.map(|id| self.store.label(Kind::Person, id)).transpose()?.flatten();
                    let by = person.unwrap_or_else(|| proof.login.clone());
                    Ok::<_, StoreError>((proof, by))
                };
                Answered::Proofs(self.store.erasures()?.into_iter().map(named).collect::<Result<_, _>>()?)
            }
            Question::PlanImport(path, by_hand) => {
                let Clerk { importer, ids, .. } = &mut self.clerk;
                let planned = importer.plan(&self.store, &path, by_hand.as_ref(), today, ids)?;
                Answered::ImportPlanned(path, planned)
            }
            Question::Alike => Answered::Alike(self.store.alike(PAIRS)?),
            Question::AlikePair(left, right) => {
                let both = self.store.at_once(|| self.both(left, right))?;
                Answered::AlikePair((left, right), both.map(Box::new))
            }
            Question::Export(chosen, format, path) => {
                let ids = match &chosen {
                    Chosen::Some(ids) => ids.clone(),
                    Chosen::List(query) => export::ids(&self.store, query)?,
                };
                let written = export::gather(&self.store, &ids)?;
                Answered::Exported(export::to_file(&written, format, self.clerk.importer.language(), &path))
            }
            Question::RunImport(left_out) => {
                let Clerk { importer, author, journal, ids, .. } = &mut self.clerk;
                let (done, result) = importer.run(&mut self.store, journal, ids, &left_out, (author, &now.at));
                Answered::Imported(done, result)
            }
        })
    }

    /// Erases a contact from the file and from what lies on this host.
    fn erase(&mut self, mut order: ErasureOrder, now: &Now) -> Result<Erased, StoreError> {
        order.at.clone_from(&now.at);
        let backups = self.clerk.daily.holding(&self.store, order.record);
        let names = backups.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        order.backups = names.collect();
        let traces = self.store.traces(order.record)?;
        let erased = self.store.erase(&order)?;
        if let Erased::Done(_) = erased {
            let journal = self.clerk.journal();
            let state = journal.folder().map_or_else(|| Ok(State::nowhere()), State::at);
            let done = state.and_then(|state| forget(&state, journal, order.record, &traces, &order.stand_in));
            if let Err(cause) = done {
                tracing::error!(%cause, "drafts on this host could not be looked through");
            }
        }
        Ok(erased)
    }

    /// Two contacts with all that hangs on them; none where one was taken out of the lists.
    fn both(&self, left: Id, right: Id) -> Result<Option<Both>, StoreError> {
        let of_left = self.store.linking(Kind::Contact, left)?;
        let of_right = self.store.linking(Kind::Contact, right)?;
        let card =
            |id| Ok::<_, StoreError>(self.store.card(Kind::Contact, id)?.filter(|card| !card.record.is_removed()));
        Ok(card(left)?.zip(card(right)?).map(|(left, right)| Both { left, right, of_left, of_right }))
    }

    fn card(&self, kind: Kind, id: Id, wanted: CardFor, today: NaiveDate) -> Result<Answered, StoreError> {
        let mut card = self.store.card(kind, id)?;
        if let Some(card) = &mut card {
            card.facts = self.store.facts(kind, id, today)?;
        }
        let judged = match (&wanted, &card) {
            (CardFor::Triage | CardFor::Likes(_), Some(card)) => self.store.judge(&card.record, today, LIKES)?,
            _ => Judged::default(),
        };
        Ok(Answered::Card(kind, id, wanted, card, Box::new(judged)))
    }

    fn past(&self, of: Option<(Kind, Id)>) -> Result<Answered, StoreError> {
        let lines = self.store.history(of, None, PAST)?;
        let wanted = lines.iter().flat_map(|line| &line.edits).flat_map(|edit| match &edit.what {
            What::Set { field, from, to } => {
                let mut ids = links(edit.kind, *field, from);
                ids.extend(links(edit.kind, *field, to));
                ids
            }
            What::Create(values) => values.iter().flat_map(|(field, value)| links(edit.kind, *field, value)).collect(),
        });
        let names = self.names(wanted.chain(of).collect());
        Ok(Answered::Past(of, lines, names))
    }

    /// The names of the records that a change touches, and of those that its conflicting values link to.
    fn names_of(&self, change: &Change, result: &Result<Outcome, Failure>) -> Vec<((Kind, Id), String)> {
        let mut wanted: Vec<(Kind, Id)> = change.records().into_iter().take(8).collect();
        if let Ok(Outcome::Conflict(conflicts)) = result {
            for conflict in conflicts {
                for value in [&conflict.mine, &conflict.theirs] {
                    wanted.extend(links(conflict.kind, conflict.field, value));
                }
            }
        }
        self.names(wanted)
    }

    fn names(&self, mut wanted: Vec<(Kind, Id)>) -> Vec<((Kind, Id), String)> {
        wanted.sort_unstable();
        wanted.dedup();
        let named = |(kind, id)| Some(((kind, id), self.store.label(kind, id).ok()??));
        let names = self.store.at_once(|| Ok(wanted.into_iter().filter_map(named).collect()));
        names.unwrap_or_default()
    }
}

fn links(kind: Kind, field: Field, value: &Value) -> Vec<(Kind, Id)> {
    use crate::domain::FieldType::{Link, Links};
    match (kind.holds(field), value) {
        (Some(Link(linked)), Value::Number(id)) => vec![(linked, Id(*id))],
        (Some(Links(linked, _)), Value::Links(ids)) => ids.iter().map(|id| (linked, *id)).collect(),
        _ => Vec::new(),
    }
}
