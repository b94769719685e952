//! How the palette looks: names at the left, keys at the right, reasons in between.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Context, Palette};
use crate::domain::fold;
use crate::text;
use crate::widgets::field::FieldLook;
use crate::widgets::list::{Cell, Column, Item, List, Width};
use crate::widgets::popup::Popup;
use crate::widgets::text as columns;
use crate::widgets::theme::Theme;
use crate::widgets::window;

const WIDTH: u16 = 76;
const ROWS: u16 = 18;
/// Columns for the reason why something is not possible.
const REASON: u16 = 34;

impl Palette {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let texts = text::dialogs(context.language);
        let inside = Popup { title: texts.palette_title, width: WIDTH, height: ROWS }.draw(area, buffer, theme);
        let look = FieldLook { focused: true, error: false, placeholder: texts.filter };
        let cursor = self.filter.draw(inside, buffer, theme, look);
        let room = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
        let height = usize::from(room.height).max(1);
        let top = window::scroll(self.window.get().0, self.selected, height, self.shown.len());
        self.window.set((top, height));
        let words: Vec<String> = fold::words(self.filter.text()).collect();
        let visible = self.shown.iter().skip(top).take(height);
        let rows: Vec<Item<'_>> = visible.map(|place| self.row(*place, &words, theme, context)).collect();
        let reasons = self.reasons.values().map(|reason| columns::width(reason)).max().unwrap_or(0);
        let columns = [
            Column::new("", Width::AtLeast { min: 30, share: 3 }, 10).main(),
            Column::new("", Width::Fixed(u16::try_from(reasons).unwrap_or(REASON).min(REASON)), 1),
            Column::new("", Width::Fixed(10), 9).right(),
        ];
        let list = List {
            columns: &columns,
            rows: &rows,
            selected: (!self.shown.is_empty()).then(|| self.selected - top),
            focused: true,
            header: false,
            empty: texts.nothing_fits,
        };
        let selected = list.draw(room, buffer, theme);
        if self.moved { selected.or(cursor) } else { cursor }
    }

    fn row(&self, place: usize, words: &[String], theme: &Theme, context: &Context<'_>) -> Item<'static> {
        let action = self.actions[place];
        let label = action.label(context.language);
        let label = columns::highlighted(label, &fold::marks(label, words), Style::new(), theme.match_mark);
        let reason = self.reasons.get(&action);
        let cells = vec![
            label.into(),
            Cell::styled(reason.cloned().unwrap_or_default(), theme.quiet),
            Cell::styled(context.key_for(action, &self.scopes), theme.key),
        ];
        Item { cells, marked: false, dim: reason.is_some() }
    }
}
