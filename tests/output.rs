//! What drawing sends to the terminal: the right picture, in few bytes.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use runde::runtime::output::Output;
use runde::widgets::hints::{self, Hint};
use runde::widgets::list::{self, Cell, Column, Item, List, Sort, Width};
use runde::widgets::tabs::{self, Part, Tab};
use runde::widgets::theme::{Background, Borders, Colours, Look, Theme};
use runde::widgets::window;

/// A screen of a size, and all that is written to it.
struct Counted {
    output: Output<Vec<u8>>,
    area: Rect,
}

fn terminal(size: Size) -> Counted {
    Counted { output: Output::new(Vec::new(), true), area: Rect::new(0, 0, size.width, size.height) }
}

/// Draws and gives what was written.
fn draw(terminal: &mut Counted, view: impl FnOnce(&mut Buffer) -> Option<Position>) -> Vec<u8> {
    terminal.output.writer_mut().clear();
    let mut buffer = Buffer::empty(terminal.area);
    let cursor = view(&mut buffer);
    terminal.output.show(&buffer, cursor).expect("drawn");
    terminal.output.writer_mut().clone()
}

const TITLES: [&str; 6] = [
    "Wer trägt die Kosten der kommunalen Wärmeplanung nach 2028?",
    "Dürfen Balkonkraftwerke an denkmalgeschützten Schulen angebracht werden?",
    "Fristverlängerung für den Verwendungsnachweis",
    "Gründächer auf Buswartehäuschen: Erfahrungen aus anderen Städten und Gemeinden",
    "Ladesäulen im Gewerbegebiet",
    "Welche Mittel des Rheinischen Reviers gehen an Klimaanpassung?",
];
const TOWNS: [&str; 4] = ["Neuss", "Korschenbroich", "Rommerskirchen", "Kaarst"];

/// A screen of 120 by 40 with 100,000 questions, one of them selected.
fn questions(buffer: &mut Buffer, top: usize, selected: usize, theme: &Theme) -> Option<Position> {
    let area = *buffer.area();
    let columns = [
        Column::new("Nr", Width::Fixed(6), 8).right().sorted(Some(Sort::Descending)),
        Column::new("Frage", Width::AtLeast { min: 20, share: 1 }, 9).main(),
        Column::new("Kommune", Width::Fixed(15), 5),
        Column::new("Eingang", Width::Fixed(10), 2),
        Column::new("Stand", Width::Fixed(10), 6),
    ];
    let place = Rect { y: 1, height: area.height - 3, ..area };
    let rows: Vec<Item<'_>> = (top..top + list::height(place, true))
        .map(|row| {
            let cells = vec![
                Cell::raw((100_000 - row).to_string()),
                Cell::raw(TITLES[row * 7 % 6]),
                Cell::raw(TOWNS[row * 5 % 4]),
                Cell::raw(format!("{:02}.{:02}.2026", row % 28 + 1, row % 12 + 1)),
                Cell::styled(["neu", "zugewiesen"][row % 2], theme.quiet),
            ];
            Item { cells, marked: row % 9 == 4, dim: false }
        })
        .collect();
    let tabs = ["Übersicht", "Fragen", "Arbeitskreise", "Projekte", "Kontakte"];
    let keys = ["1", "2", "3", "4", "5"];
    let tabs: Vec<Tab<'_>> =
        tabs.into_iter().zip(keys).map(|(title, key)| Tab { key, title, count: (key == "2").then_some(12) }).collect();
    let status = [Part { text: "allianz.runde", style: theme.quiet, weight: 5 }];
    tabs::draw(&tabs, 1, &status, area, buffer, theme);
    let hints = [("a", "Arbeitskreis"), ("c", "Kontakt"), ("f", "Finden"), ("?", "Hilfe")].map(|(keys, label)| Hint {
        keys,
        label,
        weight: 1,
    });
    hints::draw(&hints, Rect { y: area.height - 1, height: 1, ..area }, buffer, theme);
    List { columns: &columns, rows: &rows, selected: Some(selected - top), focused: true, header: true, empty: "" }
        .draw(place, buffer, theme)
}

const LARGE: Size = Size::new(120, 40);

fn looks() -> impl Iterator<Item = Theme> {
    let backgrounds = [Background::Dark, Background::Light, Background::Unknown];
    let coloured = backgrounds.map(|background| Look { background, ..Look::default() });
    let plain = Look { colours: Colours::None, borders: Borders::Ascii, ..Look::default() };
    coloured.into_iter().chain([plain]).map(Theme::new)
}

#[test]
fn a_cursor_step_in_a_large_list_costs_less_than_300_bytes() {
    for theme in looks() {
        let mut terminal = terminal(LARGE);
        draw(&mut terminal, |buffer| questions(buffer, 0, 5, &theme));
        for selected in 6..20 {
            let step = draw(&mut terminal, |buffer| questions(buffer, 0, selected, &theme));
            assert!(step.len() < 300, "{} bytes: {:?}", step.len(), String::from_utf8_lossy(&step));
            let again = draw(&mut terminal, |buffer| questions(buffer, 0, selected, &theme));
            assert_eq!(again, b"", "an equal frame sends nothing");
        }
    }
}

#[test]
fn two_hundred_steps_down_average_less_than_350_bytes() {
    for theme in looks() {
        let mut terminal = terminal(LARGE);
        draw(&mut terminal, |buffer| questions(buffer, 0, 0, &theme));
        let (mut top, mut sum) = (0, 0);
        for selected in 1..=200 {
            top = window::scroll(top, selected, 36, 100_000);
            sum += draw(&mut terminal, |buffer| questions(buffer, top, selected, &theme)).len();
        }
        assert!(sum / 200 < 350, "{} bytes a key", sum / 200);
    }
}

const SMALL: Size = Size::new(30, 6);

fn any_cells() -> impl Strategy<Value = Vec<(u16, u16, &'static str, u8)>> {
    let text = prop::sample::select(vec!["a", "bc", " ", "ä", "気", "x\u{301}y", "   ", "▌", "abcdef"]);
    prop::collection::vec((0_u16..30, 0_u16..6, text, 0_u8..6), 0..25)
}

fn style(kind: u8) -> Style {
    match kind {
        0 => Style::reset().add_modifier(Modifier::BOLD),
        1 => Style::reset().add_modifier(Modifier::DIM).fg(Color::Cyan),
        2 => Style::reset().fg(Color::White).bg(Color::Blue),
        3 => Style::reset().add_modifier(Modifier::REVERSED),
        _ => Style::reset(),
    }
}

/// Half of a wide character cannot be shown: what is left of one is a blank.
fn without_halves(frame: &mut Buffer) {
    for place in frame.area.positions() {
        let is_wide = frame[place].symbol() == "気";
        if is_wide && (place.x + 1 == frame.area.width || frame[(place.x + 1, place.y)].symbol() != " ") {
            frame[place].set_symbol(" ");
        }
    }
}

proptest! {
    #[test]
    fn the_terminal_shows_the_last_frame(
        frames in prop::collection::vec((any_cells(), prop::option::of((0_u16..30, 0_u16..6))), 1..6),
    ) {
        let mut terminal = terminal(SMALL);
        let sides = [SMALL.height, SMALL.width].map(|side| NonZeroU16::new(side).expect("a size"));
        let mut shown = vt100::Parser::new(sides[0], sides[1], 0);
        for (cells, cursor) in frames {
            let fill = |buffer: &mut Buffer| {
                for (x, y, text, kind) in &cells {
                    // A coloured blank over half of a wide character is nothing that a screen of ours draws.
                    let kind = if text.trim().is_empty() { 5 } else { *kind };
                    buffer.set_string(*x, *y, text, style(kind));
                }
            };
            let mut expected = Buffer::empty(Rect::from((Position::ORIGIN, SMALL)));
            fill(&mut expected);
            without_halves(&mut expected);
            shown.process(&draw(&mut terminal, |buffer| {
                fill(buffer);
                cursor.map(Position::from)
            }));
            for place in expected.area().positions() {
                let want = &expected[place];
                let have = shown.screen().cell(place.y, place.x).expect("a cell");
                if have.is_wide_continuation() {
                    continue;
                }
                let contents = if have.has_contents() { have.contents() } else { " " };
                prop_assert_eq!(contents, want.symbol(), "at {:?}", place);
                if contents != " " {
                    prop_assert_eq!(have.bold(), want.modifier.contains(Modifier::BOLD));
                    prop_assert_eq!(have.dim(), want.modifier.contains(Modifier::DIM));
                    prop_assert_eq!(have.fgcolor() == vt100::Color::Idx(6), want.fg == Color::Cyan);
                }
                prop_assert_eq!(have.inverse(), want.modifier.contains(Modifier::REVERSED));
                prop_assert_eq!(have.bgcolor() == vt100::Color::Idx(4), want.bg == Color::Blue);
            }
            if let Some((x, y)) = cursor {
                prop_assert_eq!(shown.screen().cursor_position(), (y, x));
            }
            prop_assert_eq!(shown.screen().hide_cursor(), cursor.is_none());
        }
    }
}
