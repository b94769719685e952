//! One act on many questions: done where the rules allow it, as one change; the others stay marked, and it is said why.

use super::{App, Effect};
use crate::domain::question::{self, Refusal};
use crate::domain::{Act, Edit, Field, Record, What};
use crate::text::{self, LeftOut, Message};

/// What an act makes of a question, or why it cannot be.
type Tried<'a> = (&'a Record, Result<Vec<Edit>, Refusal>);

impl App {
    /// The same act on each of some questions, as one change.
    pub(super) fn each(
        &mut self,
        act: Act,
        targets: &[Record],
        edits: impl Fn(&Record) -> Result<Vec<Edit>, Refusal>,
    ) -> Vec<Effect> {
        let tried = targets.iter().map(|record| (record, edits(record))).collect();
        self.do_possible(act, tried)
    }

    /// Joins questions to the one that is kept.
    pub(super) fn join(&mut self, targets: &[Record], kept: &Record) -> Vec<Effect> {
        let mut kept = kept.clone();
        let mut tried: Vec<Tried<'_>> = Vec::new();
        for record in targets {
            let joined = question::join(record, &kept);
            // The next one joins what this one has made of it.
            for edit in joined.iter().flatten() {
                if let (true, What::Set { field, to, .. }) = (edit.id == kept.id, &edit.what) {
                    kept.values.insert(*field, to.clone());
                }
            }
            tried.push((record, joined));
        }
        if let Some(triage) = &mut self.triage
            && tried.iter().all(|(_, joined)| joined.is_ok())
        {
            targets.iter().for_each(|record| triage.drop_choices(record.id));
            let number = kept.get(Field::Number).as_number().map(|number| format!("{number} ")).unwrap_or_default();
            let to = format!("{number}{}", kept.text(Field::Title));
            let edits = tried.into_iter().flat_map(|(_, joined)| joined.unwrap_or_default()).collect();
            return self.do_in_triage(Act::MarkDuplicate, targets, edits, Some(&to));
        }
        self.do_possible(Act::MarkDuplicate, tried)
    }

    fn do_possible(&mut self, act: Act, tried: Vec<Tried<'_>>) -> Vec<Effect> {
        let (mut done, mut edits, mut left) = (Vec::new(), Vec::new(), Vec::new());
        let mut reason = None;
        for (record, tried) in tried {
            match tried {
                Ok(made) => {
                    edits.extend(made);
                    done.push(record.clone());
                }
                Err(refusal) => {
                    left.push(record);
                    reason = reason.or(Some(refusal));
                }
            }
        }
        match reason {
            Some(refusal) if done.is_empty() => {
                self.message = Some(Message::Refused(refusal));
                Vec::new()
            }
            Some(refusal) => self.do_some(act, &done, edits, &left, text::refusal(self.language, &refusal)),
            None => self.do_questions(act, &done, edits),
        }
    }

    /// An act on some questions, as one change; others are left as they are, for this reason, and stay marked.
    pub(super) fn do_some(
        &mut self,
        act: Act,
        done: &[Record],
        edits: Vec<Edit>,
        left: &[&Record],
        why: String,
    ) -> Vec<Effect> {
        let marked = self.browser().list().map(|list| list.marked.clone()).unwrap_or_default();
        let effects = self.do_questions(act, done, edits);
        if left.is_empty() {
            return effects;
        }
        if let Some(list) = self.browser_mut().list_mut() {
            let is_left = |id| left.iter().any(|record| record.id == id);
            list.marked.extend(marked.into_iter().filter(|(id, _)| is_left(*id)));
        }
        let sent = effects.iter().find_map(|effect| match effect {
            Effect::Apply(change) => Some(change.id),
            _ => None,
        });
        let numbers = left.iter().filter_map(|record| record.get(Field::Number).as_number()).collect();
        self.left_out = sent.map(|change| (change, LeftOut { numbers, count: left.len(), why }));
        effects
    }
}
