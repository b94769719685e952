//! Where the fields of a form stand: labels in one column, values in the next, each as high as its text.

use super::{Content, Form};
use crate::domain::{FieldType, Language};
use crate::text;
use crate::widgets::text as columns;

/// The rows that a field takes within the form, from its first line on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) y: u16,
    /// Rows of the value.
    pub(super) height: u16,
    /// Rows with what somebody else put there.
    pub(super) below: u16,
}

impl Place {
    const fn end(self) -> u16 {
        self.y + self.height + self.below
    }
}

/// The columns and rows of a form of a certain width.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) label: u16,
    pub(super) value: u16,
    pub(super) places: Vec<Place>,
}

/// The pointer beside the label, and the gap behind it.
pub(super) const POINTER: u16 = 2;
pub(super) const GAP: u16 = 2;
/// The widest a form gets: longer lines are tiring to read.
pub(super) const WIDEST: u16 = 86;
/// The rule below the fields, and the help under it.
pub(super) const BELOW: u16 = 2;

impl Form {
    pub(super) fn layout(&self, width: u16, language: Language) -> Layout {
        let labels = self.fields.iter().map(|field| {
            let label = text::field(language, self.kind, field.spec.field);
            columns::width(label) + 2 * usize::from(field.is_required())
        });
        let label = u16::try_from(labels.max().unwrap_or(0)).unwrap_or(width).min(width / 2);
        let value = width.saturating_sub(POINTER + label + GAP).max(1);
        let mut y = 0;
        let place = |field: &super::FormField| {
            let rows = |content: &Content| match content {
                Content::Text(text) => text.rows(value),
                _ => 1,
            };
            let (least, most) = heights(field.spec.holds);
            let height = u16::try_from(rows(&field.content)).unwrap_or(most).clamp(least, most);
            let place = Place { y, height, below: u16::from(field.meanwhile.is_some()) };
            y = place.end();
            place
        };
        Layout { label, value, places: self.fields.iter().map(place).collect() }
    }
}

impl Layout {
    /// The first line to show, so that a field is in sight in a window of this height: as before where possible,
    /// and always the beginning of a field.
    pub(super) fn top(&self, before: u16, field: usize, height: u16) -> u16 {
        let wanted = self.places[field];
        let mut tops = self.places.iter().map(|place| place.y).filter(|y| *y <= wanted.y);
        let last = tops.clone().rfind(|y| *y <= before.min(wanted.y)).unwrap_or(0);
        if wanted.end() <= last + height {
            return last;
        }
        tops.find(|y| wanted.end() <= *y + height).unwrap_or(wanted.y)
    }

    /// The lines of all fields.
    pub(super) fn lines(&self) -> u16 {
        self.places.last().map_or(0, |place| place.end())
    }
}

/// The fewest and the most rows of a value.
const fn heights(holds: FieldType) -> (u16, u16) {
    match holds {
        FieldType::LongText => (2, 6),
        FieldType::Lines => (1, 4),
        _ => (1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(heights: &[u16]) -> Layout {
        let mut y = 0;
        let place = |height: &u16| {
            let place = Place { y, height: *height, below: 0 };
            y += height;
            place
        };
        Layout { label: 10, value: 40, places: heights.iter().map(place).collect() }
    }

    #[test]
    fn the_window_stands_still_while_the_field_is_in_sight() {
        let layout = layout(&[1, 2, 6, 1, 1, 1]);
        assert_eq!(layout.top(0, 2, 9), 0);
        assert_eq!(layout.top(0, 3, 9), 1, "begins with a whole field");
        assert_eq!(layout.top(3, 2, 9), 3);
        assert_eq!(layout.top(3, 0, 9), 0);
        assert_eq!(layout.top(0, 2, 4), 3, "a field higher than the window begins at its top");
    }
}
