//! How the tree of institutions looks: headings, and below them what belongs to what, with how many of
//! the list beside it belong there.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Tree;
use crate::domain::tree::{COUNTED, Stands};
use crate::screens::context::ViewContext;
use crate::text;
use crate::widgets::list::{Cell, Column, Item, List, Width};
use crate::widgets::text as measure;

impl Tree {
    /// Draws the tree; gives where the cursor stands.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Option<Position> {
        let (theme, language) = (context.theme, context.language);
        let words = text::words(language);
        let branches = self.branches.as_deref().unwrap_or_default();
        let heading =
            measure::fit(words.by_institution, usize::from(area.width.saturating_sub(1)), theme.glyphs.ellipsis);
        buffer.set_stringn(area.x + 1, area.y, heading, usize::from(area.width), theme.quiet);
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let columns = [
            Column::new("", Width::AtLeast { min: 12, share: 1 }, 255).main(),
            Column::new("", Width::Fixed(4), 10).right(),
        ];
        let end = (self.top + usize::from(area.height)).min(self.lines.len());
        let rows: Vec<Item<'_>> = self.lines[self.top.min(end)..end]
            .iter()
            .map(|line| {
                let branch = line.place.and_then(|place| branches.get(place));
                let name = match (line.stands, branch) {
                    (Stands::All, _) => words.all_institutions.to_owned(),
                    (Stands::Kind(kind), _) => text::institutions(language, kind).to_owned(),
                    (Stands::One(_), branch) => {
                        let name = branch.map(|branch| branch.name.as_str()).unwrap_or_default();
                        format!("{}{name}", "  ".repeat(line.depth.min(6)))
                    }
                };
                let count = match branch.and_then(|branch| branch.count) {
                    None | Some(0) => String::new(),
                    Some(COUNTED) => format!("{}+", COUNTED - 1),
                    Some(count) => count.to_string(),
                };
                let name = if line.place.is_some() { Cell::raw(name) } else { Cell::styled(name, theme.heading) };
                let dim = branch.is_some_and(|branch| branch.is_past);
                Item { cells: vec![name, Cell::styled(count, theme.quiet)], marked: false, dim }
            })
            .collect();
        let selected = (!rows.is_empty()).then(|| self.selected - self.top);
        let empty = if self.branches.is_some() { "" } else { words.reading };
        List { columns: &columns, rows: &rows, selected, focused: self.focused, header: false, empty }
            .draw(area, buffer, theme)
    }
}
