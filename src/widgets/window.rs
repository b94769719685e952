//! Which rows of a long list are on the screen. The window stands still while the cursor moves in it
//! and flips by nearly a page at its edge: a page now and then is fewer bytes than a line each time.

/// Rows of the old page that stay in sight after a flip.
const KEPT: usize = 2;

/// The first row of the window: `top` while `selected` is in sight, otherwise a page further.
/// `height` and `len` are in rows.
#[must_use]
pub fn scroll(top: usize, selected: usize, height: usize, len: usize) -> usize {
    let height = height.max(1);
    let selected = selected.min(len.saturating_sub(1));
    let kept = KEPT.min((height - 1) / 2);
    let last_top = len.saturating_sub(height);
    let top = top.min(last_top);
    if (top..top + height).contains(&selected) {
        top
    } else if selected >= top + height {
        (selected - kept).min(last_top)
    } else {
        (selected + 1 + kept).saturating_sub(height).min(last_top)
    }
}

/// The first row of a window that has `selected` in its middle, for a place jumped to.
#[must_use]
pub fn centre(selected: usize, height: usize, len: usize) -> usize {
    selected.saturating_sub(height / 2).min(len.saturating_sub(height))
}

/// The selected row after PgDn.
#[must_use]
pub fn page_down(selected: usize, height: usize, len: usize) -> usize {
    (selected + step(height)).min(len.saturating_sub(1))
}

/// The selected row after PgUp.
#[must_use]
pub fn page_up(selected: usize, height: usize) -> usize {
    selected.saturating_sub(step(height))
}

fn step(height: usize) -> usize {
    height.saturating_sub(KEPT).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_window_stands_still_until_its_edge_then_flips() {
        assert_eq!(scroll(0, 35, 36, 100_000), 0);
        assert_eq!(scroll(0, 36, 36, 100_000), 34);
        assert_eq!(scroll(34, 33, 36, 100_000), 0);
        assert_eq!(scroll(500, 499, 36, 100_000), 466);
        assert_eq!(scroll(0, 99, 36, 100), 64);
    }

    #[test]
    fn two_hundred_steps_down_flip_six_times_at_most() {
        let mut top = 0;
        let flips = (0..200).filter(|&row| {
            let before = top;
            top = scroll(top, row, 36, 100_000);
            top != before
        });
        assert!(flips.count() <= 6);
    }

    proptest! {
        #[test]
        fn the_selected_row_is_in_the_window(top in 0_usize..5000, row in 0_usize..5000, height in 1_usize..80, len in 1_usize..5000) {
            let row = row.min(len - 1);
            let new = scroll(top, row, height, len);
            prop_assert!(new <= row && row < new + height);
            prop_assert!(new == 0 || new + height <= len);
            prop_assert_eq!(scroll(new, row, height, len), new);
            let middle = centre(row, height, len);
            prop_assert!(middle <= row && row < middle + height);
        }

        #[test]
        fn pages_reach_both_ends(height in 1_usize..80, len in 1_usize..500) {
            let mut row = 0;
            for _ in 0..len { row = page_down(row, height, len); }
            prop_assert_eq!(row, len - 1);
            for _ in 0..len { row = page_up(row, height); }
            prop_assert_eq!(row, 0);
        }
    }
}
