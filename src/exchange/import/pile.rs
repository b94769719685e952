//! The cards of a file, of whichever kind it is, with what could not be read between them.

use std::collections::HashMap;

use super::odd::{odd, oddities, raw_label};
use super::{RowNote, RowPlan, Skip, Unreadable};
use crate::exchange::card::Card;
use crate::exchange::export::{self, Format};
use crate::exchange::form::{self, Form, Mapping};
use crate::exchange::outlook;
use crate::exchange::sheet::Sheet;
use crate::exchange::vcard::{CardProblemKind, Cards};

/// One row or card.
pub(super) struct Piece {
    pub(super) line: u64,
    /// Which card of the file it is, counted from 1; none where it is none.
    pub(super) number: Option<u64>,
    pub(super) label: String,
    pub(super) card: Result<Card, RowPlan>,
    pub(super) notes: Vec<RowNote>,
}

/// All of them, in the order of the file.
pub(super) struct Pile {
    /// What people call this kind of file.
    pub(super) kind: &'static str,
    /// In which form Runde would have written it.
    pub(super) format: Format,
    /// Whether it has a place for everything that Runde writes.
    pub(super) is_whole: bool,
    pub(super) pieces: Vec<Piece>,
}

impl Pile {
    pub(super) fn of_sheet(sheet: &Sheet, mapping: &Mapping) -> Self {
        let oddities = oddities(sheet);
        let piece = |row| {
            let found = outlook::card(row, mapping);
            let label = found.as_ref().map_or_else(|| raw_label(mapping, row), |card| card.full_name.clone());
            let card = found.ok_or(RowPlan::Unreadable(Unreadable::NoName));
            match odd(oddities.get(&row.line).map_or(&[], Vec::as_slice)) {
                Ok(notes) => Piece { line: row.line, number: None, label, card, notes },
                Err(what) => Piece { line: row.line, number: None, label, card: Err(what), notes: Vec::new() },
            }
        };
        let is_whole = form::recognise_as(Form::Contacts, &export::heads())
            .is_ok_and(|ours| ours.columns.iter().all(|(column, places)| mapping.places(*column) >= places.len()));
        let pieces = sheet.rows.iter().map(piece).collect();
        Self { kind: "CSV", format: Format::Csv, is_whole, pieces }.without_repeated().without_copies()
    }

    pub(super) fn of_cards(cards: &Cards) -> Self {
        let mut pieces: Vec<Piece> = Vec::with_capacity(cards.cards.len());
        for card in &cards.cards {
            let (label, card) = (card.full_name.clone(), card.clone());
            let number = Some(cards.number(card.line));
            pieces.push(Piece { line: card.line, number, label, card: Ok(card), notes: Vec::new() });
        }
        for problem in &cards.problems {
            let note = match problem.kind {
                CardProblemKind::OutsideCard => Err(Unreadable::OutsideCard),
                CardProblemKind::NoName => Err(Unreadable::NoName),
                CardProblemKind::NotClosed => Ok(RowNote::NotClosed),
                CardProblemKind::BrokenLine => Ok(RowNote::BrokenLine { line: problem.line }),
                CardProblemKind::Unreadable => Ok(RowNote::DamagedText),
            };
            // Cards stand in the order of their lines; the problem belongs to the last that began before it.
            let behind = cards.cards.partition_point(|card| card.line <= problem.line);
            match note {
                Ok(note) => {
                    if let Some(piece) = behind.checked_sub(1).and_then(|place| pieces.get_mut(place)) {
                        piece.notes.push(note);
                    }
                }
                Err(reason) => {
                    let line = problem.line;
                    let number = (reason != Unreadable::OutsideCard).then(|| cards.number(line));
                    let label = cards.nameless.get(&line).cloned().unwrap_or_default();
                    let card = Err(RowPlan::Unreadable(reason));
                    pieces.push(Piece { line, number, label, card, notes: Vec::new() });
                }
            }
        }
        pieces.sort_by_key(|piece| piece.line);
        Self { kind: "vCard", format: Format::VCard, is_whole: true, pieces }.without_repeated().without_copies()
    }

    /// A row that was copied to write another person into it is not known by its mark; nor is the one that was copied,
    /// as nobody can tell which is which.
    fn without_copies(mut self) -> Self {
        let marked = |piece: &Piece| {
            let card = piece.card.as_ref().ok().filter(|card| card.state.is_some())?;
            card.uid.clone()
        };
        let mut times: HashMap<String, usize> = HashMap::new();
        for uid in self.pieces.iter().filter_map(marked) {
            *times.entry(uid).or_default() += 1;
        }
        for piece in &mut self.pieces {
            let is_copied = marked(piece).is_some_and(|uid| times.get(&uid).is_some_and(|times| *times > 1));
            if let (Ok(card), true) = (&mut piece.card, is_copied) {
                (card.uid, card.state) = (None, None);
            }
        }
        self
    }

    /// Leaves out the cards that say the same as an earlier one.
    fn without_repeated(mut self) -> Self {
        let mut first: HashMap<(String, Option<String>), Card> = HashMap::new();
        for piece in &mut self.pieces {
            let Ok(card) = &piece.card else { continue };
            let before = first.entry((card.full_name.clone(), card.uid.clone())).or_insert_with(|| card.clone());
            let same = Card { line: before.line, ..card.clone() } == *before;
            if before.line != card.line && same {
                piece.card = Err(RowPlan::Skip(Skip::Repeated { line: before.line }));
            }
        }
        self
    }
}
