//! Every place of the program: what is shown there can be read, and the keys that are shown do something.

use std::collections::BTreeSet;

use runde::app::{ACTIONS, Keymap, Scope};
use runde::domain::Language;
use runde::screens::Tab;

use crate::file::File;
use crate::session::{Begin, Session, message_in};

/// The keys that lead to every list, and one word for each.
fn lists() -> Vec<String> {
    let places = Tab::ALL.iter().flat_map(|tab| (0..tab.views().len()).map(move |place| (tab.place() + 1, place)));
    places.map(|(tab, place)| format!("{tab}{}", "v".repeat(place))).collect()
}

/// The keys that lead to the details.
fn details() -> Vec<String> {
    lists().into_iter().skip(1).map(|list| format!("{list}<Enter>")).collect()
}

/// The keys that lead to what opens over lists and details.
const OTHERS: &[&str] = &[
    "2v<Space>",
    "2v/",
    "2v/waerme",
    "2v/zzz<Enter>",
    "T",
    "T<Space><Space><Space><Space><Space>",
    "Ta",
    "Tp",
    "Tt",
    "Td",
    "Ts",
    "Ts15.1.",
    "Tx",
    "Tr",
    "Tz",
    "Ti",
    "TM",
    "f",
    "fhitze",
    "fzzzqqq",
    "n",
    "nTitel",
    "n<Tab><Tab><Tab><Tab><Enter>",
    "2ve",
    "2veX",
    "?",
    ":",
    ":hist",
    "2vh",
    "2vo",
    "3<Enter>n",
    "5x",
    "5i",
    "5iText",
    "I",
    "nTitel<Ctrl-C>",
    "<Ctrl-C>",
    "Tp1",
    "To",
];

#[test]
fn every_key_in_the_footer_of_a_list_does_something() {
    press_all(&lists());
}

#[test]
fn every_key_in_the_footer_of_a_detail_does_something() {
    press_all(&details());
}

#[test]
fn every_key_in_the_footer_elsewhere_does_something() {
    press_all(&OTHERS.iter().map(ToString::to_string).collect::<Vec<_>>());
}

/// Presses every key that the footer shows in some places, each on a fresh file.
#[track_caller]
fn press_all(places: &[String]) {
    let file = File::little();
    let keymap = Keymap::default();
    let (mut idle, mut seen) = (Vec::new(), BTreeSet::new());
    for place in places {
        let begin = Begin { size: (260, 20), ..Begin::default() };
        let mut here = Session::begin(&file, begin);
        here.keys(place);
        let (before, kept) = (here.picture(), (here.copied.len(), here.drafts.len()));
        let scopes = here.app.scopes();
        let footer = format!("  {}  ", here.footer());
        let mut shown = 0;
        for spec in ACTIONS.iter().filter(|spec| spec.weight > 0) {
            let Some(key) = keymap.key_in(spec.action, &scopes) else { continue };
            if !footer.contains(&format!(" {} {}  ", key.name(Language::German), spec.short.0)) {
                continue;
            }
            shown += 1;
            // What works everywhere is pressed once in places of the same sort.
            if spec.scopes[0] == Scope::Everywhere && !seen.insert((scopes.clone(), spec.action)) {
                continue;
            }
            let file = File::little();
            let mut session = Session::begin(&file, begin);
            session.keys(place).press(key);
            let after = session.picture();
            let same = (session.copied.len(), session.drafts.len()) == kept && after == before;
            if (same && !session.ended) || message_in(&after).contains("Hier nicht möglich") {
                idle.push(format!("{place}: {key} {} {}", spec.code, message_in(&after)));
            }
        }
        assert!(shown > 0, "{place}: no key is shown in {footer:?}");
    }
    assert!(idle.is_empty(), "{} keys do nothing:\n{}", idle.len(), idle.join("\n"));
}

#[test]
fn every_list_and_every_detail_opens_in_both_languages_and_sizes() {
    let file = File::demo();
    for size in [(80, 24), (120, 40)] {
        for language in [Language::German, Language::English] {
            let mut session = Session::begin(&file, Begin { size, language, ..Begin::default() });
            for place in lists() {
                session.keys(&place);
                sound(&session, &place);
                session.keys("<Enter>");
                sound(&session, &place);
                // Back from the detail, or out of triage.
                session.keys("<Esc>");
            }
        }
    }
}

/// Nothing failed, nothing is missing, and no line is longer than the window.
#[track_caller]
fn sound(session: &Session, place: &str) {
    let screen = session.screen();
    assert_eq!(session.message(), "", "{place}:\n{screen}");
    assert!(!session.footer().is_empty(), "{place}:\n{screen}");
    let filled = session.lines().iter().filter(|line| !line.is_empty()).count();
    assert!(filled > 4, "{place}:\n{screen}");
}
