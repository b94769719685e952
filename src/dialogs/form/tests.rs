//! What people rely on in forms.

use super::*;
use crate::app::Keymap;
use crate::dialogs::Answer;
use crate::domain::{Edit, Priority, QuestionState, What};

const GERMAN: Language = Language::German;

fn press(form: &mut Form, keys: &str) -> Step {
    let keymap = Keymap::default();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let context = Context { language: GERMAN, keymap: &keymap, today };
    keys.split(' ').map(|key| form.key(key.parse().unwrap(), &context)).last().unwrap()
}

/// Goes to a field.
fn go(form: &mut Form, field: Field) {
    form.at = form.fields.iter().position(|found| found.spec.field == field).unwrap();
}

fn saved(step: Step) -> Vec<Edit> {
    match step {
        Step::Answer(Answer::Save(edits)) => edits,
        other => panic!("{other:?}"),
    }
}

fn new_question() -> Form {
    let given = Record::new(Kind::Question, Id(1)).with(Field::State, QuestionState::Inbox);
    Form::new(Kind::Question, Id(1), given, GERMAN)
}

fn question() -> Record {
    Record::new(Kind::Question, Id(5))
        .with(Field::Title, "Wer fördert Gründächer?")
        .with(Field::Priority, Priority::Low)
        .with(Field::Due, "2027-03-12")
        .with(Field::Askers, Value::links([Id(3)]))
}

fn towns() -> Vec<Choosable> {
    let town = |id, label: &str| Choosable { id: Id(id), short: None, label: label.to_owned(), other: String::new() };
    vec![town(3, "Kaarst"), town(4, "Neuss"), town(6, "Jüchen")]
}

#[test]
fn a_new_record_is_one_edit_with_what_was_given() {
    let mut form = new_question();
    press(&mut form, "W e r ?");
    go(&mut form, Field::Due);
    press(&mut form, "1 2 . 3 .");
    go(&mut form, Field::Priority);
    assert_eq!(press(&mut form, "Enter 2"), Step::Stay);
    let edits = saved(press(&mut form, "Ctrl-S"));
    let [Edit { kind: Kind::Question, id: Id(1), what: What::Create(values) }] = &edits[..] else {
        panic!("{edits:?}")
    };
    let expected = BTreeMap::from([
        (Field::Title, Value::text("Wer?")),
        (Field::Due, Value::text("2027-03-12")),
        (Field::Priority, Priority::High.into()),
        (Field::State, QuestionState::Inbox.into()),
    ]);
    assert_eq!(values, &expected);
}

#[test]
fn only_changed_fields_are_saved_with_what_they_were_based_on() {
    let mut form = Form::edit(&question(), &[], GERMAN);
    go(&mut form, Field::Due);
    let edits = saved(press(&mut form, "Ctrl-U v o r Space O s t e r n Ctrl-S"));
    assert_eq!(edits, [question().set(Field::Due, "vor Ostern")]);
}

#[test]
fn a_field_typed_back_to_what_it_was_changes_nothing() {
    let mut form = Form::edit(&question(), &[], GERMAN);
    assert_eq!(press(&mut form, "x Backspace Ctrl-S"), Step::Close);
    go(&mut form, Field::Due);
    assert_eq!(press(&mut form, "Ctrl-U 1 2 . 3 . 2 7 Ctrl-S"), Step::Close, "another way to write the same day");
}

#[test]
fn all_errors_show_at_once_and_the_first_gets_the_keys() {
    let mut form = Form::new(Kind::Answer, Id(1), Record::new(Kind::Answer, Id(1)), GERMAN);
    go(&mut form, Field::Given);
    press(&mut form, "n e u l i c h Ctrl-S");
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let wrong: Vec<Field> =
        form.fields.iter().filter(|field| field.problem(today).is_some()).map(|field| field.spec.field).collect();
    assert_eq!(wrong, [Field::Question, Field::Text, Field::Given]);
    assert_eq!(form.fields[form.at].spec.field, Field::Question);
}

#[test]
fn an_answer_that_runs_out_before_it_was_given_shows_beside_its_last_day() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let given = Record::new(Kind::Answer, Id(1)).with(Field::Question, Id(5)).with(Field::Text, "Das Land.");
    let mut form = Form::new(Kind::Answer, Id(1), given.with(Field::Given, "2026-11-22"), GERMAN);
    go(&mut form, Field::ValidUntil);
    press(&mut form, "2 1 . 1 1 . 2 6");
    let wrong = |form: &Form| -> Vec<Field> {
        let wrong = form.fields.iter().filter(|field| form.problem(field, today).is_some());
        wrong.map(|field| field.spec.field).collect()
    };
    assert_eq!(wrong(&form), [], "it is still being typed");
    go(&mut form, Field::Given);
    assert_eq!(press(&mut form, "Ctrl-S"), Step::Stay);
    assert_eq!((wrong(&form), form.fields[form.at].spec.field), (vec![Field::ValidUntil], Field::ValidUntil));
    go(&mut form, Field::Given);
    press(&mut form, "Ctrl-U 2 0 . 1 1 . 2 6");
    assert_eq!(wrong(&form), []);
    saved(press(&mut form, "Ctrl-S"));
}

#[test]
fn a_form_of_what_is_out_of_order_already_can_be_saved() {
    let answer = Record::new(Kind::Answer, Id(1)).with(Field::Question, Id(5)).with(Field::Text, "Das Land.");
    let answer = answer.with(Field::Given, "2026-11-22").with(Field::ValidUntil, "2026-11-21");
    let mut form = Form::edit(&answer, &[], GERMAN);
    go(&mut form, Field::Text);
    assert_eq!(saved(press(&mut form, "x Ctrl-S")).len(), 1);
}

#[test]
fn an_error_shows_when_the_field_is_left_and_goes_while_it_is_mended() {
    let mut form = new_question();
    go(&mut form, Field::Received);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    press(&mut form, "3 1 . 2 .");
    assert_eq!(form.fields[form.at].problem(today), None);
    press(&mut form, "Tab BackTab");
    assert!(form.fields[form.at].problem(today).is_some());
    press(&mut form, "Backspace");
    assert_eq!(form.fields[form.at].problem(today), None);
}

#[test]
fn a_letter_on_a_link_opens_the_choices_with_it() {
    let mut form = Form::edit(&question(), &[(Field::Askers, vec![(Id(3), "Kaarst".to_owned())])], GERMAN);
    go(&mut form, Field::Askers);
    assert_eq!(press(&mut form, "j"), Step::Needs(Kind::Member));
    assert_eq!(form.scopes(), PICKING);
    assert_eq!(form.provide(Kind::Member, &towns(), false), Step::Stay);
    press(&mut form, "u Enter");
    assert_eq!(form.scopes(), FILLING);
    let edits = saved(press(&mut form, "Ctrl-S"));
    assert_eq!(edits, [question().set(Field::Askers, Value::links([Id(3), Id(6)]))]);
    go(&mut form, Field::Askers);
    assert_eq!(form.fields[form.at].names[&Id(6)], "Jüchen");
}

#[test]
fn flags_goals_and_empty_fields_are_filled_with_few_keys() {
    let mut form = Form::edit(&Record::new(Kind::Topic, Id(2)).with(Field::Name, "Klima"), &[], GERMAN);
    go(&mut form, Field::Goals);
    press(&mut form, "Enter 7 k l i m a Enter");
    assert_eq!(saved(press(&mut form, "Ctrl-S"))[0].what, set(Field::Goals, Value::Unknown, Value::text("7,13")));

    let mut form = Form::edit(&Record::new(Kind::Contact, Id(2)).with(Field::LastName, "Abel"), &[], GERMAN);
    go(&mut form, Field::Speaker);
    assert_eq!(saved(press(&mut form, "Space Ctrl-S"))[0].what, set(Field::Speaker, Value::Unknown, Value::Number(1)));

    let mut form = Form::edit(&question(), &[], GERMAN);
    go(&mut form, Field::Priority);
    let edits = saved(press(&mut form, "Ctrl-X Ctrl-S"));
    assert_eq!(edits, [question().set(Field::Priority, Value::Unknown)]);
}

fn set(field: Field, from: Value, to: Value) -> What {
    What::Set { field, from, to }
}

#[test]
fn arrows_and_tab_lead_through_the_fields_and_enter_breaks_lines_of_long_texts() {
    let mut form = new_question();
    press(&mut form, "Down");
    assert_eq!(form.fields[form.at].spec.field, Field::Text);
    press(&mut form, "a Enter b Down");
    assert_eq!(form.fields[form.at].spec.field, Field::Explanation);
    press(&mut form, "Up");
    assert_eq!(form.fields[form.at].content.typed(), "a\nb");
    press(&mut form, "BackTab BackTab");
    assert_eq!(form.at, form.fields.len() - 1);
}

#[test]
fn closing_keeps_what_was_typed_and_discarding_asks_once_more() {
    let mut form = new_question();
    assert_eq!(press(&mut form, "Esc"), Step::Close);
    assert_eq!(press(&mut form, "Ctrl-D"), Step::Close);
    assert_eq!(press(&mut form, "W Esc"), Step::Answer(Answer::Draft));
    assert_eq!(press(&mut form, "Ctrl-D"), Step::Stay);
    assert_eq!(press(&mut form, "Esc"), Step::Stay, "taken back");
    assert_eq!(press(&mut form, "Ctrl-D Ctrl-D"), Step::Close);
}

#[test]
fn what_others_changed_is_taken_over_or_shown_beside() {
    let mut form = Form::edit(&question(), &[], GERMAN);
    press(&mut form, "!");
    let theirs = question().with(Field::Title, "Anders").with(Field::Remark, "neu");
    form.refresh(&theirs, GERMAN);
    assert_eq!(form.fields[0].content.typed(), "Wer fördert Gründächer?!");
    assert_eq!(form.fields[0].meanwhile, Some(Value::text("Anders")));
    go(&mut form, Field::Remark);
    assert_eq!(form.fields[form.at].content.typed(), "neu");
    // The conflict is found when it is saved: the change is based on what was seen here.
    let edits = saved(press(&mut form, "Ctrl-S"));
    assert_eq!(edits, [question().set(Field::Title, "Wer fördert Gründächer?!")]);
}

#[test]
fn a_draft_brings_everything_back_even_where_others_went_on() {
    let mut form = Form::edit(&question(), &[], GERMAN);
    go(&mut form, Field::Askers);
    press(&mut form, "Enter");
    form.provide(Kind::Member, &towns(), false);
    press(&mut form, "2 Enter");
    go(&mut form, Field::Due);
    press(&mut form, "Ctrl-U v o r");
    let json = serde_json::to_string(&form.draft()).unwrap();
    let draft: FormDraft = serde_json::from_str(&json).unwrap();
    let theirs = question().with(Field::Due, "2028-01-01");
    let mut again = Form::from_draft(&draft, Some(&theirs), &[], GERMAN);
    assert_eq!(again.draft(), form.draft());
    assert_eq!(again.fields[again.at].meanwhile, Some(Value::text("2028-01-01")));
    let edits = saved(press(&mut again, "Ctrl-S"));
    assert_eq!(edits, [question().set(Field::Askers, Value::links([Id(3), Id(4)])), question().set(Field::Due, "vor")]);
}

#[test]
fn a_draft_of_a_new_record_is_still_new() {
    let mut form = new_question();
    press(&mut form, "W e r");
    let mut again = Form::from_draft(&form.draft(), None, &[], GERMAN);
    assert!(again.is_new() && again.is_touched());
    assert_eq!(saved(press(&mut again, "Ctrl-S")), saved(press(&mut form, "Ctrl-S")));
}

#[test]
fn every_kind_can_be_made_and_saved_as_soon_as_its_required_fields_are_filled() {
    for &kind in Kind::ALL {
        let mut form = Form::new(kind, Id(1), Record::new(kind, Id(1)), GERMAN);
        assert!(!form.is_touched(), "{kind:?}");
        for field in form.fields.iter_mut().filter(|field| field.is_required()) {
            field.content = match &field.content {
                Content::Line(_) => Content::Line(crate::widgets::field::LineInput::new("1.3.2027")),
                Content::Text(_) => Content::Text(crate::widgets::text_field::TextInput::new("a")),
                Content::Link(_) => Content::Link(Some(Id(2))),
                Content::Choice(_) => match field.spec.holds {
                    crate::domain::FieldType::Choice(set) => Content::Choice(set.choices().first().copied()),
                    other => panic!("{other:?}"),
                },
                other => panic!("{other:?}"),
            };
        }
        saved(press(&mut form, "Ctrl-S"));
    }
}

#[test]
fn find_and_commands_work_from_inside() {
    assert_eq!(press(&mut new_question(), "Ctrl-F"), Step::Act(Action::Find));
    assert_eq!(press(&mut new_question(), "Ctrl-P"), Step::Act(Action::Commands));
    assert_eq!(press(&mut new_question(), "F1"), Step::Act(Action::Help));
    assert_eq!(press(&mut new_question(), "?"), Step::Stay);
}
