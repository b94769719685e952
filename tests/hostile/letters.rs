//! Control sequences in any field of any kind never reach the terminal, neither on the screen nor on the command line.

use std::collections::VecDeque;
use std::ffi::OsString;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use runde::app::{App, Effect, Event, Key, Keymap, Start};
use runde::cli::{self, Settings, World};
use runde::domain::{Act, Author, Change, FieldType, Filled, Id, IdSource, Kind, Language, Record, Value};
use runde::runtime::desk::{Desk, Now};
use runde::store::Store;
use runde::widgets::theme::{Look, Theme};

const AREA: Rect = Rect { x: 0, y: 0, width: 120, height: 40 };

/// A record of every kind, each text of which is this one.
fn everywhere(text: &str) -> Change {
    let mut edits = Vec::new();
    for kind in Kind::ALL {
        let mut record = Record::new(*kind, Id(1));
        for spec in kind.spec().fields.iter().filter(|spec| spec.filled != Filled::ByStore) {
            let value = match spec.holds {
                FieldType::Line | FieldType::LongText | FieldType::Lines | FieldType::DateOrWords => Value::text(text),
                FieldType::Choice(set) => Value::Text(set.choices()[0].code().to_owned()),
                FieldType::Link(other) if other != *kind => Value::Number(1),
                FieldType::Subject => Value::text("question"),
                FieldType::Number if spec.field.code() == "subject_id" => Value::Number(1),
                _ => continue,
            };
            record = record.with(spec.field, value);
        }
        edits.push(record.create());
    }
    Change::new(IdSource::new(3).change(), Act::Create, edits)
}

/// A character that steers a terminal; lines and tabs belong to a text.
fn odd(text: &str) -> Option<char> {
    text.chars().find(|letter| letter.is_control() && !['\n', '\t'].contains(letter))
}

/// Walks through the program and looks at each picture.
fn seen_on_the_screen(store: Store) {
    let author = Author { login: "abei".to_owned(), person: Some(Id(1)) };
    let mut desk = Desk::new(store, Language::German, author.clone(), IdSource::new(9));
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let (mut app, effects) = App::new(Start {
        language: Language::German,
        keymap: Keymap::default(),
        author,
        person: None,
        member: None,
        file: "allianz\u{1b}[31m.runde".to_owned(),
        read_only: false,
        message: None,
        seed: 4,
        now: day.and_hms_opt(9, 0, 0).unwrap(),
        size: (AREA.width, AREA.height),
        to_local: |at| at.naive_utc(),
    });
    let theme = Theme::new(Look::default());
    let now = Now { today: day, at: "2026-11-22T08:00:00Z".to_owned() };
    let mut waiting = VecDeque::from(effects);
    let keys = "1 <Tab> <Enter> <Esc> e <Esc> 2 <Enter> e <Esc> h <Esc> 3 <Enter> <Esc> 4 <Enter> <Esc> 5 <Enter> e <Esc> 6 \
                <Enter> <Esc> 7 <Enter> <Esc> t <Esc> a <Esc> / a <Esc> : <Esc>";
    for key in keys.split_whitespace() {
        while let Some(effect) = waiting.pop_front() {
            let answered = match effect {
                Effect::Ask(question) => desk.answer(question, &now),
                Effect::Apply(change) => desk.apply(change, &now),
                _ => continue,
            };
            waiting.extend(app.update(Event::Answered(Box::new(answered))));
        }
        let mut buffer = Buffer::empty(AREA);
        app.draw(&mut buffer, &theme);
        for cell in buffer.content() {
            assert!(!cell.symbol().contains(char::is_control), "{:?} before {key}", cell.symbol());
        }
        let key = key.strip_prefix('<').and_then(|key| key.strip_suffix('>')).unwrap_or(key);
        waiting.extend(app.update(Event::Key(key.parse::<Key>().unwrap())));
    }
}

/// What a call says, on both outputs.
fn told(file: &std::path::Path, words: &[&str]) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut arguments: Vec<OsString> = vec!["runde".into(), "--file".into(), file.into()];
    arguments.extend(words.iter().map(OsString::from));
    cli::run(World {
        arguments,
        environment: &|_| None,
        settings: Settings::default(),
        now: DateTime::<Utc>::UNIX_EPOCH,
        seed: 8,
        progress: false,
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
        screen: &mut |_| Ok(()),
    });
    String::from_utf8([out, err].concat()).unwrap()
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\u{1b}[2J\u{1b}[31m".to_owned()),
        Just("\u{1b}]0;title\u{7}".to_owned()),
        Just("\u{9b}2J\u{90}x\u{9c}".to_owned()),
        Just("\u{1b}P+q\u{1b}\\".to_owned()),
        Just("\r\u{8}\u{8}\u{7f}\t\u{b}".to_owned()),
        "[a-zäöü ]{1,8}",
        any::<char>().prop_map(String::from),
        (0u32..0xa0).prop_filter_map("a letter", char::from_u32).prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| format!("a{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn no_control_character_reaches_the_terminal(text in hostile()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("allianz.runde");
        let mut store = Store::create(&path, 7).unwrap();
        store.apply(&everywhere(&text)).unwrap();
        seen_on_the_screen(store);
        for kind in Kind::ALL {
            for call in [&["list", kind.code()][..], &["show", kind.code(), "1"], &["show", kind.code(), "1", "--json"]] {
                let told = told(&path, call);
                prop_assert_eq!(odd(&told), None, "{:?}: {:?}", call, told);
            }
        }
        let odd_path = folder.path().join(text.replace('/', "_")).to_string_lossy().into_owned();
        for call in [
            &["log"][..],
            &["find", "a"],
            &["log", "--json"],
            &["show", "question", &text],
            &["backup", &odd_path],
            &["backup", &odd_path, "--list"],
            &["restore", &text],
            &["check", "--repair", "--into", &odd_path],
        ] {
            let told = told(&path, call);
            prop_assert_eq!(odd(&told), None, "{:?}: {:?}", call, told);
        }
    }
}
