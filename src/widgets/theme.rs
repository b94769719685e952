//! The look: what each role is drawn with, in sixteen colours or none, and the signs that go with it.

use ratatui::style::{Color, Modifier, Style};

/// How many colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    #[default]
    Sixteen,
    None,
}

/// What the terminal's own background is like. `Unknown` is drawn so that both work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    Dark,
    Light,
    #[default]
    Unknown,
}

/// Which signs the terminal's font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Borders {
    #[default]
    Unicode,
    Ascii,
}

/// What people or their terminal chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    pub colours: Colours,
    pub background: Background,
    pub borders: Borders,
}

impl Look {
    /// The look that fits the environment; `variable` gives an environment variable. The terminal is
    /// not asked anything, as an answer costs a round trip.
    #[must_use]
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let plain = term == "dumb" || term.starts_with("vt") || term.is_empty();
        let no_colour = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
        let utf8 = locale.is_none_or(|name| {
            let name = name.to_ascii_lowercase();
            name.contains("utf-8") || name.contains("utf8")
        });
        let background = match variable("COLORFGBG").as_deref().and_then(|it| it.rsplit(';').next()) {
            Some("7" | "15") => Background::Light,
            Some("0" | "1" | "2" | "3" | "4" | "5" | "6" | "8") => Background::Dark,
            _ => Background::Unknown,
        };
        Self {
            colours: if plain || no_colour { Colours::None } else { Colours::Sixteen },
            background,
            borders: if plain || !utf8 { Borders::Ascii } else { Borders::Unicode },
        }
    }
}

/// Signs of the chosen set. Each is one column wide. The Unicode ones belong to WGL4, which the fonts
/// of PuTTY and Windows have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    pub selected: &'static str,
    pub marked: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    pub warning: &'static str,
    pub bullet: &'static str,
    pub ellipsis: &'static str,
    pub ascending: &'static str,
    pub descending: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub full: &'static str,
    pub empty: &'static str,
    pub separator: &'static str,
    pub horizontal: &'static str,
    pub vertical: &'static str,
    /// Upper left, upper right, lower left, lower right.
    pub corners: [&'static str; 4],
}

const UNICODE: Glyphs = Glyphs {
    selected: "▌",
    marked: "●",
    done: "√",
    open: "○",
    warning: "!",
    bullet: "•",
    ellipsis: "…",
    ascending: "▲",
    descending: "▼",
    up: "↑",
    down: "↓",
    left: "←",
    right: "→",
    full: "■",
    empty: "─",
    separator: "·",
    horizontal: "─",
    vertical: "│",
    corners: ["┌", "┐", "└", "┘"],
};

const ASCII: Glyphs = Glyphs {
    selected: ">",
    marked: "*",
    done: "x",
    open: "o",
    warning: "!",
    bullet: "-",
    ellipsis: "~",
    ascending: "^",
    descending: "v",
    up: "^",
    down: "v",
    left: "<",
    right: ">",
    full: "#",
    empty: "-",
    separator: "|",
    horizontal: "-",
    vertical: "|",
    corners: ["+", "+", "+", "+"],
};

/// A style for each role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub look: Look,
    pub glyphs: Glyphs,
    /// Running text, in the terminal's own colours.
    pub text: Style,
    /// What may be overlooked: labels, dates, hints.
    pub quiet: Style,
    pub strong: Style,
    /// Names and keys that one may act on.
    pub accent: Style,
    /// The selected row while its list has the keys.
    pub selected: Style,
    /// The selected row of a list that does not have the keys.
    pub selected_elsewhere: Style,
    /// The sign beside the selected row.
    pub pointer: Style,
    /// Rows picked for a common act.
    pub marked: Style,
    pub good: Style,
    pub warning: Style,
    pub danger: Style,
    /// Words that a search found.
    pub match_mark: Style,
    pub tab: Style,
    pub tab_active: Style,
    pub heading: Style,
    pub column: Style,
    pub border: Style,
    pub key: Style,
    pub input: Style,
    pub input_focused: Style,
    pub input_error: Style,
    /// Badges: plain, accent, good, warning, danger.
    pub badges: [Style; 5],
}

impl Theme {
    #[must_use]
    pub fn new(look: Look) -> Self {
        let plain = Self::plain(look);
        match (look.colours, look.background) {
            (Colours::None, _) => plain,
            (Colours::Sixteen, Background::Unknown) => plain.with_pairs(),
            (Colours::Sixteen, Background::Dark) => plain.with_pairs().on_dark(),
            (Colours::Sixteen, Background::Light) => plain.with_pairs().on_light(),
        }
    }

    /// Bold, underlined and reversed only.
    fn plain(look: Look) -> Self {
        let text = Style::new();
        let strong = text.add_modifier(Modifier::BOLD);
        let reversed = text.add_modifier(Modifier::REVERSED);
        let underlined = text.add_modifier(Modifier::UNDERLINED);
        Self {
            look,
            glyphs: match look.borders {
                Borders::Unicode => UNICODE,
                Borders::Ascii => ASCII,
            },
            text,
            quiet: text,
            strong,
            accent: strong,
            selected: reversed,
            selected_elsewhere: strong,
            pointer: strong,
            marked: strong,
            good: text,
            warning: strong,
            danger: reversed,
            match_mark: strong.patch(underlined),
            tab: text,
            tab_active: reversed.patch(strong),
            heading: strong,
            column: strong,
            border: text,
            key: strong,
            input: underlined,
            input_focused: underlined,
            input_error: underlined.patch(reversed),
            badges: [reversed, reversed, reversed, reversed.patch(strong), reversed.patch(strong)],
        }
    }

    /// Colour only where text and background are both ours: such a pair is readable on any terminal.
    fn with_pairs(self) -> Self {
        let pair = |text, ground| Style::new().fg(text).bg(ground);
        let on_blue = pair(Color::White, Color::Blue);
        let on_red = pair(Color::White, Color::Red);
        let on_yellow = pair(Color::Black, Color::Yellow);
        let quiet = Style::new().add_modifier(Modifier::DIM);
        Self {
            quiet,
            selected: on_blue,
            danger: on_red,
            match_mark: on_yellow,
            tab_active: on_blue.add_modifier(Modifier::BOLD),
            border: quiet,
            input: quiet.add_modifier(Modifier::UNDERLINED),
            input_error: on_red,
            badges: [Style::new(), on_blue, pair(Color::Black, Color::Green), on_yellow, on_red],
            ..self
        }
    }

    fn on_dark(self) -> Self {
        let cyan = Style::new().fg(Color::Cyan);
        Self {
            accent: cyan,
            pointer: cyan,
            marked: Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD),
            good: Style::new().fg(Color::Green),
            warning: Style::new().fg(Color::Yellow),
            danger: Style::new().fg(Color::LightRed).add_modifier(Modifier::BOLD),
            heading: cyan.add_modifier(Modifier::BOLD),
            key: cyan.add_modifier(Modifier::BOLD),
            ..self
        }
    }

    fn on_light(self) -> Self {
        let blue = Style::new().fg(Color::Blue);
        Self {
            accent: blue,
            pointer: blue,
            marked: Style::new().fg(Color::Magenta).add_modifier(Modifier::BOLD),
            warning: Style::new().fg(Color::Magenta),
            danger: Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
            heading: blue.add_modifier(Modifier::BOLD),
            key: blue.add_modifier(Modifier::BOLD),
            ..self
        }
    }
}
