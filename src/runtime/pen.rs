//! Colours and emphasis, and the shortest way from one to the other.

use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What the terminal writes the next character with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) text: Color,
    pub(super) ground: Color,
    pub(super) modifier: Modifier,
}

pub(super) const PLAIN: Pen = Pen { text: Color::Reset, ground: Color::Reset, modifier: Modifier::empty() };

const CODES: [(Modifier, u8, u8); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Pen {
    pub(super) fn of(cell: &Cell) -> Self {
        Self { text: cell.fg, ground: cell.bg, modifier: cell.modifier }
    }

    /// The parameters, each after a semicolon, that turn `from` into this.
    pub(super) fn since(self, from: Self) -> String {
        let mut parameters = String::new();
        let mut removed = from.modifier - self.modifier;
        let mut added = self.modifier - from.modifier;
        let weight = Modifier::BOLD | Modifier::DIM;
        if removed.intersects(weight) {
            // One code ends both: the one that stays is begun again.
            removed -= weight;
            added |= self.modifier & weight;
            parameters.push_str(";22");
        }
        for (modifier, _, end) in CODES {
            if removed.contains(modifier) {
                let _ = write!(parameters, ";{end}");
            }
        }
        for (modifier, begin, _) in CODES {
            if added.contains(modifier) {
                let _ = write!(parameters, ";{begin}");
            }
        }
        if self.text != from.text {
            push_colour(&mut parameters, self.text, 30);
        }
        if self.ground != from.ground {
            push_colour(&mut parameters, self.ground, 40);
        }
        parameters
    }
}

/// `base` is 30 for text and 40 for the ground.
fn push_colour(parameters: &mut String, colour: Color, base: u8) {
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(index) => {
            let _ = write!(parameters, ";{};5;{index}", base + 8);
            return;
        }
        Color::Rgb(red, green, blue) => {
            let _ = write!(parameters, ";{};2;{red};{green};{blue}", base + 8);
            return;
        }
    };
    let _ = write!(parameters, ";{code}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_change_by_difference() {
        let bold = Pen { modifier: Modifier::BOLD, ..PLAIN };
        let both = Pen { modifier: Modifier::BOLD | Modifier::DIM, text: Color::Cyan, ..PLAIN };
        assert_eq!(bold.since(PLAIN), ";1");
        assert_eq!(bold.since(both), ";22;1;39");
        assert_eq!(both.since(bold), ";2;36");
    }
}
