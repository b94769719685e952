//! The cards of a file, of whichever kind it is, with what could not be read between them.

use std::collections::HashMap;

use super::odd::{odd, oddities, raw_label};
use super::{RowNote, RowPlan, Skip, Unreadable};
use crate::exchange::card::Card;
use crate::exchange::form::Mapping;
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
        Self { kind: "CSV", pieces: sheet.rows.iter().map(piece).collect() }.without_repeated()
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
        Self { kind: "vCard", pieces }.without_repeated()
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
