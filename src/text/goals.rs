//! The 17 goals of the Agenda 2030 under the short names that the United Nations use in each language.

use super::said;
use crate::domain::Language;

/// How many goals there are.
pub(super) const GOALS: u8 = 17;

/// The short name of a goal, 1 to 17; of any other number, that there is no such goal.
pub const fn goal(language: Language, number: u8) -> &'static str {
    said(
        language,
        match number {
            1 => ("Keine Armut", "No poverty"),
            2 => ("Kein Hunger", "Zero hunger"),
            3 => ("Gesundheit und Wohlergehen", "Good health and well-being"),
            4 => ("Hochwertige Bildung", "Quality education"),
            5 => ("Geschlechtergleichheit", "Gender equality"),
            6 => ("Sauberes Wasser und Sanitäreinrichtungen", "Clean water and sanitation"),
            7 => ("Bezahlbare und saubere Energie", "Affordable and clean energy"),
            8 => ("Menschenwürdige Arbeit und Wirtschaftswachstum", "Decent work and economic growth"),
            9 => ("Industrie, Innovation und Infrastruktur", "Industry, innovation and infrastructure"),
            10 => ("Weniger Ungleichheiten", "Reduced inequalities"),
            11 => ("Nachhaltige Städte und Gemeinden", "Sustainable cities and communities"),
            12 => ("Nachhaltige/r Konsum und Produktion", "Responsible consumption and production"),
            13 => ("Maßnahmen zum Klimaschutz", "Climate action"),
            14 => ("Leben unter Wasser", "Life below water"),
            15 => ("Leben an Land", "Life on land"),
            16 => ("Frieden, Gerechtigkeit und starke Institutionen", "Peace, justice and strong institutions"),
            GOALS => ("Partnerschaften zur Erreichung der Ziele", "Partnerships for the goals"),
            _ => ("Unbekanntes Ziel", "Unknown goal"),
        },
    )
}
