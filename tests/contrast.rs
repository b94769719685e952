//! Text is readable in the terminals that offices have: contrast of at least 4.5 to 1 (WCAG AA).

use ratatui::style::{Color, Style};
use runde::widgets::theme::{Background, Look, Theme};

/// The sixteen colours as a terminal shows them, dark ones first, then its own text and background.
struct Palette {
    name: &'static str,
    colours: [u32; 16],
    text: u32,
    ground: u32,
}

const XTERM: [u32; 16] = [
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f, 0xff_0000,
    0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
];
const PUTTY: [u32; 16] = [
    0x00_0000, 0xbb_0000, 0x00_bb00, 0xbb_bb00, 0x00_00bb, 0xbb_00bb, 0x00_bbbb, 0xbb_bbbb, 0x55_5555, 0xff_5555,
    0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
];
const WINDOWS: [u32; 16] = [
    0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc, 0x76_7676, 0xe7_4856,
    0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
];

const fn palette(name: &'static str, colours: [u32; 16], text: u32, ground: u32) -> Palette {
    Palette { name, colours, text, ground }
}

const DARK: [Palette; 3] = [
    palette("xterm, dark", XTERM, 0xff_ffff, 0x00_0000),
    palette("PuTTY", PUTTY, 0xbb_bbbb, 0x00_0000),
    palette("Windows Terminal", WINDOWS, 0xcc_cccc, 0x0c_0c0c),
];
const LIGHT: [Palette; 3] = [
    palette("xterm, light", XTERM, 0x00_0000, 0xff_ffff),
    palette("PuTTY, light", PUTTY, 0x00_0000, 0xff_ffff),
    palette("Windows Terminal, light", WINDOWS, 0x0c_0c0c, 0xff_ffff),
];

impl Palette {
    fn shown(&self, colour: Option<Color>, own: u32) -> u32 {
        use Color::*;
        let names = [
            Black,
            Red,
            Green,
            Yellow,
            Blue,
            Magenta,
            Cyan,
            Gray,
            DarkGray,
            LightRed,
            LightGreen,
            LightYellow,
            LightBlue,
            LightMagenta,
            LightCyan,
            White,
        ];
        let index = names.iter().position(|name| Some(*name) == colour);
        index.map_or(own, |index| self.colours[index])
    }

    fn contrast(&self, style: Style) -> f64 {
        let text = luminance(self.shown(style.fg, self.text));
        let ground = luminance(self.shown(style.bg, self.ground));
        (text.max(ground) + 0.05) / (text.min(ground) + 0.05)
    }
}

/// Relative luminance as WCAG 2.1 defines it.
fn luminance(rgb: u32) -> f64 {
    let part = |shift: u32| {
        let value = f64::from((rgb >> shift) & 0xff) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

fn roles(theme: &Theme) -> Vec<(&'static str, Style)> {
    let mut roles = vec![
        ("text", theme.text),
        ("quiet", theme.quiet),
        ("strong", theme.strong),
        ("accent", theme.accent),
        ("selected", theme.selected),
        ("selected elsewhere", theme.selected_elsewhere),
        ("pointer", theme.pointer),
        ("marked", theme.marked),
        ("good", theme.good),
        ("warning", theme.warning),
        ("danger", theme.danger),
        ("match", theme.match_mark),
        ("tab", theme.tab),
        ("active tab", theme.tab_active),
        ("heading", theme.heading),
        ("column", theme.column),
        ("key", theme.key),
        ("input", theme.input),
        ("focused input", theme.input_focused),
        ("input in error", theme.input_error),
    ];
    roles.extend(theme.badges.map(|badge| ("badge", badge)));
    roles
}

#[test]
fn every_role_is_readable_where_it_may_be_shown() {
    let cases = [
        (Background::Dark, DARK.iter().collect::<Vec<_>>()),
        (Background::Light, LIGHT.iter().collect()),
        (Background::Unknown, DARK.iter().chain(&LIGHT).collect()),
    ];
    for (background, palettes) in cases {
        let theme = Theme::new(Look { background, ..Look::default() });
        for palette in palettes {
            for (role, style) in roles(&theme) {
                let contrast = palette.contrast(style);
                assert!(contrast >= 4.5, "{role} in {} has {contrast:.1} to 1", palette.name);
            }
        }
    }
}
