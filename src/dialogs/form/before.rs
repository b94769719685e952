//! Whether a new question was asked before: likely ones stand below the fields while it is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Form;
use crate::app::Action;
use crate::dialogs::{Context, FILLING};
use crate::domain::{Choice, Field, Id, Kind, Like, Value};
use crate::text;
use crate::widgets::text as columns;
use crate::widgets::theme::Theme;

/// Lines that are kept for them, with their heading.
const LINES: u16 = 4;

/// What was looked for, and what was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    asked_for: String,
    /// Whether the file has still to answer.
    waits: bool,
    found: Vec<Like>,
}

impl Form {
    /// Whether the form makes a question, which somebody may have asked before.
    pub(super) fn asks(&self) -> bool {
        self.kind == Kind::Question && self.is_new()
    }

    /// The rows that are kept for questions that were asked before.
    pub(super) fn before_rows(&self) -> u16 {
        if self.asks() { LINES } else { 0 }
    }

    /// What is to be looked for now, where it differs from what was looked for last.
    pub fn to_look_for(&mut self) -> Option<String> {
        if !self.asks() {
            return None;
        }
        let typed = self.typed_question();
        if typed == self.before.asked_for {
            return None;
        }
        self.before.asked_for.clone_from(&typed);
        self.before.waits = !typed.trim().is_empty();
        if !self.before.waits {
            self.before.found.clear();
            return None;
        }
        Some(typed)
    }

    /// The title and the text as they are typed.
    pub fn typed_question(&self) -> String {
        let typed = |field| self.fields.iter().find(|of| of.spec.field == field).map(|of| of.content.typed());
        let parts = [Field::Title, Field::Text].into_iter().filter_map(typed).filter(|part| !part.trim().is_empty());
        parts.collect::<Vec<_>>().join("\n")
    }

    /// What was found for these words; passed over where others are typed by now.
    pub fn provide_before(&mut self, words: &str, found: Vec<Like>) {
        if self.before.asked_for == words {
            self.before.found = found;
            self.before.waits = false;
        }
    }

    /// What was looked for cannot be had.
    pub fn stop_looking(&mut self) {
        self.before.waits = false;
    }

    /// Whether it is not known yet what was asked before.
    pub(super) const fn looks(&self) -> bool {
        self.before.waits
    }

    /// The questions that were likely asked before.
    pub fn asked_before(&self) -> &[Like] {
        &self.before.found
    }

    /// The members that ask, as chosen in the form.
    pub fn asking(&self) -> Vec<Id> {
        let asking = self.fields.iter().find(|field| field.spec.field == Field::Askers);
        match asking.map(|field| field.content.typed()) {
            Some(typed) => {
                typed.split(|letter: char| !letter.is_ascii_digit()).filter_map(|id| id.parse().ok()).map(Id).collect()
            }
            None => self
                .given
                .as_ref()
                .and_then(|given| given.get(&Field::Askers))
                .map(Value::as_links)
                .unwrap_or_default()
                .into_iter()
                .collect(),
        }
    }

    pub(super) fn draw_before(&self, area: Rect, buffer: &mut Buffer, theme: &Theme, context: &Context<'_>) {
        if area.height == 0 {
            return;
        }
        let (width, words) = (usize::from(area.width), text::words(context.language));
        let key = context.key_for(Action::JoinAsked, FILLING);
        let head = if self.before.found.is_empty() {
            words.asked_before_none.to_owned()
        } else {
            format!("{} {}: {key}", words.asked_before, words.join_it)
        };
        let style = if self.before.found.is_empty() { theme.quiet } else { theme.strong };
        buffer.set_stringn(area.x, area.y, columns::cut(&head, width, theme.glyphs.ellipsis), width, style);
        for (y, found) in (area.y + 1..area.bottom()).zip(&self.before.found) {
            let state = Choice::QuestionState(found.state);
            let mut text = format!("{} {}", found.number, found.title);
            text.push_str(&format!(" · {}", text::choice(context.language, state)));
            if let Some(answer) = &found.answer {
                text.push_str(&format!(": {}", answer.lines().next().unwrap_or_default()));
            }
            let text = columns::clean(&text);
            let line = Line::from(vec![
                Span::styled(format!("  {} ", text::choice_mark(state)), theme.accent),
                Span::raw(columns::cut(&text, width.saturating_sub(4), theme.glyphs.ellipsis).into_owned()),
            ]);
            buffer.set_line(area.x, y, &line, area.width);
        }
    }
}
