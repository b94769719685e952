//! Whose turn it is: questions to the file by how pressing they are, and which a newer one makes pointless.

use crate::app::{CardFor, Question};

/// Questions of which a newer one replaces an older one, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Rows,
    Card,
    Wanted,
    Choosable,
    Find,
    Before,
    Count,
    Waiting,
    Overview,
    Import,
    Alike,
}

/// The sort of a question.
pub(super) const fn sort(question: &Question) -> Sort {
    match question {
        Question::Rows(_) | Question::All(..) | Question::Inbox(_) => Sort::Rows,
        Question::Card(_, _, CardFor::Detail) => Sort::Card,
        Question::Card(..) | Question::Past(_) | Question::Contacts(_) | Question::Letter(_) => Sort::Wanted,
        Question::Lists(_) => Sort::Wanted,
        Question::Choosable(_) | Question::ChoosableLike(..) => Sort::Choosable,
        Question::Find(..) => Sort::Find,
        Question::AskedBefore(_) => Sort::Before,
        Question::Count(..) => Sort::Count,
        Question::Waiting | Question::SavedViews(_) => Sort::Waiting,
        Question::Overview | Question::Place | Question::Tree(_) => Sort::Overview,
        Question::PlanImport(..) | Question::RunImport(_) | Question::Export(..) => Sort::Import,
        Question::PlanErasure(_) | Question::Erase(_) => Sort::Import,
        Question::Alike => Sort::Alike,
        Question::AlikePair(..)
        | Question::Disclose(..)
        | Question::Proofs
        | Question::Feedback(_)
        | Question::Parting(_) => Sort::Wanted,
    }
}

/// Whether a question is answered in a moment, so that others may be answered with it before the lock is given back.
pub(super) const fn is_short(question: &Question) -> bool {
    matches!(
        question,
        Question::Rows(_)
            | Question::Inbox(_)
            | Question::Card(..)
            | Question::Choosable(_)
            | Question::Count(..)
            | Question::Waiting
            | Question::SavedViews(_)
    )
}

/// Whether a newer question makes a waiting one pointless.
pub(super) fn replaces(sort_of_new: Sort, new: &Question, waiting: &Question) -> bool {
    if sort(waiting) != sort_of_new {
        return false;
    }
    match (new, waiting) {
        (Question::Rows(new), Question::Rows(old)) => new.view == old.view && new.generation > old.generation,
        (Question::Count(..), _) | (Question::Find(..), _) | (Question::AskedBefore(_), _) => true,
        (Question::Waiting, Question::Waiting) | (Question::SavedViews(_), Question::SavedViews(_)) => true,
        (Question::Overview, Question::Overview)
        | (Question::Place, Question::Place)
        | (Question::Tree(_), Question::Tree(_)) => true,
        (Question::Card(_, _, CardFor::Detail), _) | (Question::Alike, _) => true,
        (Question::ChoosableLike(..), Question::ChoosableLike(..)) => true,
        _ => false,
    }
}
