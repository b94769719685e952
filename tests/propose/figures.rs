//! How often proposals were right.

use std::collections::BTreeMap;
use std::fmt;

use runde::domain::propose::{Certainty, Part};

/// Right ones and all, by part and certainty.
#[derive(Default)]
pub struct Figures {
    counted: BTreeMap<(&'static str, Certainty), (usize, usize)>,
}

impl Figures {
    /// Counts the first candidate of a part.
    pub fn note<T: PartialEq>(&mut self, part: &'static str, proposed: &Part<T>, right: &T) -> bool {
        let is_right = proposed.candidates.first().is_some_and(|first| first.value == *right);
        let counted = self.counted.entry((part, proposed.certainty)).or_default();
        counted.0 += usize::from(is_right);
        counted.1 += 1;
        is_right
    }

    /// Right ones and all of a part, where the certainty fits.
    pub fn of(&self, part: &str, fits: impl Fn(Certainty) -> bool) -> (usize, usize) {
        let all = self.counted.iter().filter(|((name, certainty), _)| *name == part && fits(*certainty));
        all.fold((0, 0), |sum, (_, (right, all))| (sum.0 + right, sum.1 + all))
    }

    /// The share of right ones, in percent.
    pub fn percent(&self, part: &str, fits: impl Fn(Certainty) -> bool) -> usize {
        percent(self.of(part, fits))
    }
}

/// A share in percent, rounded down; of nothing, all.
pub fn percent((right, all): (usize, usize)) -> usize {
    if all == 0 { 100 } else { 100 * right / all }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |counted: (usize, usize)| format!("{:>3}/{:<3} {:>3} %", counted.0, counted.1, percent(counted));
        writeln!(out, "{:9} {:>14} {:>16} {:>16} {:>14}", "", "right of all", "of proposed", "of sure", "proposed")?;
        let parts: std::collections::BTreeSet<_> = self.counted.keys().map(|(part, _)| *part).collect();
        for part in parts {
            let all = self.of(part, |_| true);
            let proposed = self.of(part, |certainty| certainty > Certainty::None);
            let sure = self.of(part, |certainty| certainty == Certainty::Sure);
            let asked = (proposed.1, all.1);
            writeln!(out, "{part:9} {}  {}  {}  {}", shown(all), shown(proposed), shown(sure), shown(asked))?;
        }
        Ok(())
    }
}
