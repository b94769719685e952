//! The columns of a list: how wide they are, and which of them a narrow screen can show.

use std::borrow::Cow;

use ratatui::layout::Rect;

/// The signs for selected and for marked, and a blank.
pub(super) const MARGIN: u16 = 3;
const GAP: u16 = 2;

/// How wide a column is, in terminal columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    Fixed(u16),
    /// At least `min`, and of what is left over as much as its share among all shares.
    AtLeast {
        min: u16,
        share: u16,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    #[default]
    Left,
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Ascending,
    Descending,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<'a> {
    pub title: Cow<'a, str>,
    pub width: Width,
    pub align: Align,
    /// When it gets narrow, the column with the lowest rank goes first. The main column never goes.
    pub rank: u8,
    /// The column that shows what the row is, and whether it is selected. One per list.
    pub main: bool,
    pub sort: Option<Sort>,
}

impl<'a> Column<'a> {
    /// A column aligned left, not sorted by.
    pub fn new(title: impl Into<Cow<'a, str>>, width: Width, rank: u8) -> Self {
        Self { title: title.into(), width, align: Align::Left, rank, main: false, sort: None }
    }

    #[must_use]
    pub fn main(self) -> Self {
        Self { main: true, ..self }
    }

    #[must_use]
    pub fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }

    #[must_use]
    pub fn sorted(self, sort: Option<Sort>) -> Self {
        Self { sort, ..self }
    }
}

/// Where a column lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) x: u16,
    pub(super) width: u16,
}

/// Gives each column its place, or none where there is no room for it.
pub(super) fn places(columns: &[Column<'_>], area: Rect) -> Vec<Option<Place>> {
    let least = |column: &Column<'_>| match column.width {
        Width::Fixed(width) => width,
        Width::AtLeast { min, .. } => min,
    };
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    let room = area.width.saturating_sub(MARGIN);
    let needed = |shown: &[usize]| -> u16 {
        let gaps = GAP * u16::try_from(shown.len().saturating_sub(1)).unwrap_or(u16::MAX);
        shown.iter().map(|&index| least(&columns[index])).fold(gaps, u16::saturating_add)
    };
    while needed(&shown) > room {
        let weakest = shown
            .iter()
            .copied()
            .filter(|&index| !columns[index].main)
            .min_by_key(|&index| (columns[index].rank, std::cmp::Reverse(index)));
        let Some(weakest) = weakest else { break };
        shown.retain(|&index| index != weakest);
    }
    let mut left_over = room.saturating_sub(needed(&shown));
    let share = |index: usize| match columns[index].width {
        Width::Fixed(_) => 0,
        Width::AtLeast { share, .. } => share,
    };
    let mut shares: u16 = shown.iter().map(|&index| share(index)).sum();
    let mut places = vec![None; columns.len()];
    let mut x = area.x + MARGIN;
    for index in shown {
        let part = u32::from(left_over) * u32::from(share(index)) / u32::from(shares.max(1));
        let part = u16::try_from(part).unwrap_or(left_over);
        (left_over, shares) = (left_over - part, shares - share(index));
        let width = (least(&columns[index]) + part).min(area.right().saturating_sub(x));
        places[index] = Some(Place { x, width });
        x = (x + width + GAP).min(area.right());
    }
    places
}
