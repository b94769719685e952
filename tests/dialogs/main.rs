//! How the dialogs look: text snapshots of their pictures at 80x24 and wider, in both languages.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use runde::app::{Action, Keymap, Scope};
use runde::dialogs::{
    Confirm, ConflictDialog, Context, Dialog, Entry, Form, Help, Names, Palette, Past, Pick, Picker, Prompt, PromptKind,
};
use runde::domain::{
    Act, ChangeId, Choosable, Conflict, Edit, Field, HistoryLine, Id, Kind, Language, Priority, QuestionState, Record,
    Set, Value, What,
};
use runde::widgets::theme::{Colours, Look, Theme};

const GERMAN: Language = Language::German;
const ENGLISH: Language = Language::English;

/// A dialog on the screen: its rows between the first line and the last two, and `_` where the cursor stands.
fn shown(dialog: &Dialog, language: Language, (width, height): (u16, u16)) -> String {
    let keymap = Keymap::default();
    let context = Context { language, keymap: &keymap, today: today() };
    let screen = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(screen);
    let theme = Theme::new(Look { colours: Colours::None, ..Look::default() });
    let middle = Rect { y: 1, height: height - 3, ..screen };
    let cursor = dialog.view(middle, &mut buffer, &theme, &context);
    let symbol = |x, y| if cursor == Some(Position { x, y }) { "_" } else { buffer[(x, y)].symbol() };
    let line = |y| (0..width).map(|x| symbol(x, y)).collect::<String>().trim_end().to_owned();
    (0..height).map(line).collect::<Vec<_>>().join("\n")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn press(dialog: &mut Dialog, language: Language, keys: &str) {
    let keymap = Keymap::default();
    let context = Context { language, keymap: &keymap, today: today() };
    for key in keys.split(' ') {
        dialog.key(key.parse().unwrap(), &context);
    }
}

fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&FixedOffset::east_opt(3600).unwrap()).naive_local()
}

fn groups() -> Vec<Choosable> {
    [
        ("KA", "Klimaanpassung", "Hitze, Starkregen, Grün"),
        ("MO", "Mobilität", "Rad, Bus, Laden"),
        ("KWP", "Kommunale Wärmeplanung", "Wärmenetze, Gebäude"),
        ("EN", "Energie", ""),
        ("BI", "Bildung für nachhaltige Entwicklung", "Kitas und Schulen"),
    ]
    .iter()
    .zip(1..)
    .map(|((short, label, other), id)| Choosable {
        id: Id(id),
        short: Some((*short).to_owned()),
        label: (*label).to_owned(),
        other: (*other).to_owned(),
    })
    .collect()
}

fn question() -> Record {
    Record::new(Kind::Question, Id(5))
        .with(Field::Title, "Wer fördert Gründächer auf Schulen?")
        .with(Field::Text, "Wir planen drei Dächer und suchen ein Programm, das auch die Statik bezahlt.\nEilt.")
        .with(Field::Askers, Value::links([Id(3), Id(4)]))
        .with(Field::Priority, Priority::High)
        .with(Field::Due, "2027-03-12")
        .with(Field::State, QuestionState::Inbox)
}

fn names() -> Vec<(Field, Vec<(Id, String)>)> {
    vec![(Field::Askers, vec![(Id(3), "Kaarst".to_owned()), (Id(4), "Neuss".to_owned())])]
}

#[test]
fn a_picker_of_records() {
    let mut dialog = Dialog::Picker(Picker::records("Arbeitskreis", Kind::Group, false, true, [Id(3)]));
    insta::assert_snapshot!("picker_waiting_de", shown(&dialog, GERMAN, (80, 24)));
    dialog.provide(Kind::Group, &groups(), false);
    insta::assert_snapshot!("picker_records_de", shown(&dialog, GERMAN, (80, 24)));
    press(&mut dialog, GERMAN, "w a e r m e");
    insta::assert_snapshot!("picker_filtered_de", shown(&dialog, GERMAN, (80, 24)));
    press(&mut dialog, GERMAN, "x x");
    insta::assert_snapshot!("picker_nothing_en", shown(&dialog, ENGLISH, (80, 24)));
}

#[test]
fn a_picker_of_several_and_of_choices() {
    let mut several = Dialog::Picker(Picker::records("Topics", Kind::Topic, true, false, [Id(2)]));
    several.provide(Kind::Topic, &groups(), true);
    press(&mut several, ENGLISH, "4 Down");
    insta::assert_snapshot!("picker_several_en", shown(&several, ENGLISH, (80, 24)));
    let priority = Picker::choices("Priorität", Set::Priority, true, Some(Priority::Medium.into()), GERMAN);
    insta::assert_snapshot!("picker_priority_de", shown(&Dialog::Picker(priority), GERMAN, (80, 24)));
    let entry = |number: usize, label: &str, short: &str, other: &str| Entry {
        pick: Pick::Number(number),
        label: label.to_owned(),
        short: Some(short.to_owned()),
        other: other.to_owned(),
    };
    let candidates = vec![
        entry(0, "Fördermittel für Dachbegrünung", "17", "82 % · zugewiesen"),
        entry(1, "Dachbegrünung: wer zahlt die Statik?", "203", "64 % · im Eingang"),
    ];
    let duplicates = Dialog::Picker(Picker::entries("Dublette von", candidates));
    insta::assert_snapshot!("picker_duplicates_de", shown(&duplicates, GERMAN, (80, 24)));
}

#[test]
fn a_form_to_edit() {
    let mut dialog = Dialog::Form(Form::edit(&question(), &names(), GERMAN));
    insta::assert_snapshot!("form_edit_de", shown(&dialog, GERMAN, (80, 24)));
    press(&mut dialog, GERMAN, "BackTab BackTab BackTab BackTab");
    insta::assert_snapshot!("form_scrolled_de", shown(&dialog, GERMAN, (80, 24)));
    let english = Dialog::Form(Form::edit(&question(), &names(), ENGLISH));
    insta::assert_snapshot!("form_edit_en_wide", shown(&english, ENGLISH, (120, 40)));
}

#[test]
fn a_form_with_errors_a_picker_and_a_question() {
    let mut dialog = Dialog::Form(Form::new(Kind::Answer, Id(1), Record::new(Kind::Answer, Id(1)), GERMAN));
    press(&mut dialog, GERMAN, "Tab Tab Tab Tab Tab Tab 3 1 . 2 . Tab Tab f r Ctrl-S");
    insta::assert_snapshot!("form_errors_de", shown(&dialog, GERMAN, (80, 24)));
    press(&mut dialog, GERMAN, "Tab Tab w");
    insta::assert_snapshot!("form_picking_de", shown(&dialog, GERMAN, (80, 24)));
    press(&mut dialog, GERMAN, "Esc Ctrl-D");
    insta::assert_snapshot!("form_discarding_de", shown(&dialog, GERMAN, (80, 24)));
}

#[test]
fn a_form_while_others_write_and_while_it_is_saved() {
    let mut form = Form::edit(&question(), &names(), ENGLISH);
    form.set_saving(false);
    let mut dialog = Dialog::Form(form);
    press(&mut dialog, ENGLISH, "! Down Down Down Down");
    let Dialog::Form(form) = &mut dialog else { panic!() };
    form.refresh(&question().with(Field::Title, "Wer bezahlt Gründächer?"), ENGLISH);
    insta::assert_snapshot!("form_meanwhile_en", shown(&dialog, ENGLISH, (80, 24)));
    let Dialog::Form(form) = &mut dialog else { panic!() };
    form.set_saving(true);
    let saving = shown(&dialog, ENGLISH, (80, 24));
    assert!(saving.contains("Saving …"), "{saving}");
}

#[test]
fn a_short_form_has_a_low_frame() {
    let given = Record::new(Kind::Milestone, Id(1)).with(Field::Project, Id(9));
    let mut form = Form::new(Kind::Milestone, Id(1), given, GERMAN);
    form.name(&[(Field::Project, vec![(Id(9), "Solarkataster".to_owned())])]);
    let mut dialog = Dialog::Form(form);
    press(&mut dialog, GERMAN, "Tab Tab e n d e Space 2 0 2 7");
    insta::assert_snapshot!("form_short_de_wide", shown(&dialog, GERMAN, (120, 40)));
}

#[test]
fn prompts() {
    let hint = "Der Grund steht später bei der Frage.";
    let mut line = Dialog::Prompt(Prompt::new("Frage 214 ablehnen", hint, PromptKind::Line, "").required());
    insta::assert_snapshot!("prompt_line_de", shown(&line, GERMAN, (80, 24)));
    press(&mut line, GERMAN, "Enter");
    insta::assert_snapshot!("prompt_refused_de", shown(&line, GERMAN, (80, 24)));
    let mut date = Dialog::Prompt(Prompt::new("Snooze", "A day", PromptKind::Date, ""));
    press(&mut date, ENGLISH, "+ 2 w");
    insta::assert_snapshot!("prompt_date_en", shown(&date, ENGLISH, (80, 24)));
    let long = Prompt::new("Antwort auf Frage 214", "", PromptKind::LongText, "Ja.\n\nSiehe Programm.");
    insta::assert_snapshot!("prompt_long_de", shown(&Dialog::Prompt(long), GERMAN, (80, 24)));
}

#[test]
fn confirmations() {
    let confirm = Confirm::new("12 Fragen dem Arbeitskreis Klimaanpassung zuweisen?", "Ein Schritt nimmt alle zurück.");
    insta::assert_snapshot!("confirm_de", shown(&Dialog::Confirm(confirm), GERMAN, (80, 24)));
    let confirm = Confirm::new("Discard the draft?", "What was typed is gone then.").destructive();
    insta::assert_snapshot!("confirm_destructive_en", shown(&Dialog::Confirm(confirm), ENGLISH, (80, 24)));
}

#[test]
fn a_conflict() {
    let conflict = |field, mine: Value, theirs: Value| Conflict {
        kind: Kind::Question,
        id: Id(5),
        field,
        base: Value::Unknown,
        mine,
        theirs,
        by: "Anna Abel".to_owned(),
        at: "2026-11-22T13:05:00Z".to_owned(),
    };
    let conflicts = vec![
        conflict(Field::Due, "2027-03-12".into(), "vor Pfingsten".into()),
        conflict(Field::Group, Id(1).into(), Id(2).into()),
    ];
    let names = Names::from([
        ((Kind::Group, Id(1)), "KA Klimaanpassung".to_owned()),
        ((Kind::Group, Id(2)), "MO Mobilität".to_owned()),
        ((Kind::Question, Id(5)), "214 Wer fördert Gründächer?".to_owned()),
    ]);
    let mut dialog = Dialog::Conflict(ConflictDialog::new(conflicts, names, local));
    press(&mut dialog, GERMAN, "Down 1");
    insta::assert_snapshot!("conflict_de", shown(&dialog, GERMAN, (80, 24)));
    insta::assert_snapshot!("conflict_en", shown(&dialog, ENGLISH, (80, 24)));
}

#[test]
fn help_and_palette() {
    let scopes = [Scope::Question, Scope::List, Scope::Everywhere];
    let mut help = Dialog::Help(Help::new(scopes));
    insta::assert_snapshot!("help_de", shown(&help, GERMAN, (80, 24)));
    press(&mut help, GERMAN, "PgDn");
    insta::assert_snapshot!("help_next_page_en", shown(&help, ENGLISH, (80, 24)));
    let reasons = BTreeMap::from([(Action::Undo, "nichts getan".to_owned())]);
    let mut palette = Dialog::Palette(Palette::new(scopes, reasons));
    insta::assert_snapshot!("palette_en", shown(&palette, ENGLISH, (80, 24)));
    press(&mut palette, GERMAN, "n e h m");
    insta::assert_snapshot!("palette_filtered_de", shown(&palette, GERMAN, (80, 24)));
}

#[test]
fn the_history() {
    let edit =
        |field, from: Value, to: Value| Edit { kind: Kind::Question, id: Id(5), what: What::Set { field, from, to } };
    let line = |seq, act, by: &str, at: &str, edits| HistoryLine {
        seq,
        id: ChangeId(seq.unsigned_abs().into()),
        act,
        by: by.to_owned(),
        at: at.to_owned(),
        undoes: None,
        edits,
        label: "214 Wer fördert Gründächer?".to_owned(),
    };
    let assigned = vec![
        edit(Field::Group, Value::Unknown, Id(1).into()),
        edit(Field::State, QuestionState::Inbox.into(), QuestionState::Assigned.into()),
    ];
    let changes = vec![
        line(3, None, "Bert Blau", "2026-11-22T14:05:00Z", Vec::new()),
        line(2, Some(Act::Assign), "Anna Abel", "2026-11-22T13:05:00Z", assigned),
        line(1, Some(Act::Create), "Anna Abel", "2026-11-20T08:00:00Z", vec![question().create()]),
    ];
    let names = Names::from([((Kind::Group, Id(1)), "KA Klimaanpassung".to_owned())]);
    let one = Past::of_one("Frage 214", changes.clone(), names.clone(), local);
    let mut dialog = Dialog::Past(one);
    press(&mut dialog, GERMAN, "Down");
    insta::assert_snapshot!("past_one_de", shown(&dialog, GERMAN, (80, 24)));
    let all = Dialog::Past(Past::of_all(changes, names, local));
    insta::assert_snapshot!("past_all_en", shown(&all, ENGLISH, (120, 40)));
}

#[test]
fn nothing_breaks_on_a_tiny_screen() {
    let mut picker = Picker::records("Arbeitskreis", Kind::Group, false, true, []);
    picker = picker.clearable(false);
    let mut form = Dialog::Form(Form::edit(&question(), &names(), GERMAN));
    press(&mut form, GERMAN, "Down Down Down Enter");
    let dialogs = [
        Dialog::Picker(picker),
        form,
        Dialog::Form(Form::edit(&question(), &names(), GERMAN)),
        Dialog::Prompt(Prompt::new("a", "b", PromptKind::LongText, "c")),
        Dialog::Confirm(Confirm::new("a", "b")),
        Dialog::Conflict(ConflictDialog::new(Vec::new(), Names::new(), local)),
        Dialog::Help(Help::new([Scope::List])),
        Dialog::Palette(Palette::new([Scope::List], BTreeMap::new())),
        Dialog::Past(Past::of_all(Vec::new(), Names::new(), local)),
    ];
    for dialog in &dialogs {
        for (width, height) in [(3, 3), (4, 6), (10, 4), (20, 8), (60, 16), (81, 7)] {
            shown(dialog, GERMAN, (width, height));
        }
    }
}
