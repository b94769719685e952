//! How the program looks on the demo file: text snapshots at 80x24 and 120x40, in German and in English.

use runde::domain::Language;

use crate::file::File;
use crate::session::{Begin, Session};

/// Name, and the keys that lead there.
const PLACES: &[(&str, &str)] = &[
    ("overview", "1"),
    ("questions_open", "2"),
    ("questions_inbox", "2v"),
    ("question", "2jj<Enter>"),
    ("triage", "T"),
    ("find", "fwaerme"),
    ("group", "3<Enter>"),
    ("meetings", "3vvv"),
    ("projects", "4"),
    ("contacts", "5"),
    ("form_new_question", "n"),
    ("help", "2?"),
    ("palette", ":"),
    ("picker", "Ta"),
];

#[test]
fn the_screens_look_like_this() {
    let file = File::demo();
    for (size, width) in [((80, 24), "80"), ((120, 40), "120")] {
        for (language, code) in [(Language::German, "de"), (Language::English, "en")] {
            for (name, keys) in PLACES {
                let mut session =
                    Session::begin(&file, Begin { size, language, login: "lauscher", ..Begin::default() });
                session.keys(keys);
                insta::assert_snapshot!(format!("{name}_{code}_{width}"), session.screen());
            }
        }
    }
}
