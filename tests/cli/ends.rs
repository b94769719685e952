//! How calls end: exit codes, messages in both languages, and what never reaches a terminal.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::{File, failure, runde, text};

#[test]
fn help_and_messages_speak_the_readers_language() {
    for (variables, words, expected) in [
        (&[("LANG", "de_DE.UTF-8")][..], &["--help"][..], "Aufruf: runde"),
        (&[("LANG", "en_GB.UTF-8")], &["--help"], "Usage: runde"),
        (&[("LC_ALL", "en_US.UTF-8"), ("LANG", "de_DE.UTF-8")], &["ask", "--help"], "Who asks"),
        (&[], &["ask", "--help"], "Wer fragt"),
        (&[("LANG", "de_DE.UTF-8")], &["--lang", "en", "list", "--help"], "List the records"),
    ] {
        let output = runde(words).envs(variables.iter().copied()).output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && help.contains(expected), "{variables:?} {words:?}: {help}");
        assert!(!help.contains('\u{1b}'));
    }
}

#[test]
fn a_wrong_call_ends_with_2_and_says_how_it_would_be_right() {
    let file = File::new();
    for (words, german, english) in [
        (&["dance"][..], "Den Befehl „dance“ gibt es nicht", "no command \"dance\""),
        (&["list", "--dance"], "„--dance“ passt hier nicht", "\"--dance\" does not belong here"),
        (&["list", "cats"], "Möglich sind: questions, lists", "Possible are: questions, lists"),
        (&["ask", "Was?"], "Es fehlt: --from", "Missing: --from"),
        (&["ask", "  ", "--from", "NE"], "Der Text ist leer", "The text is empty"),
        (&["ask", "Was?", "--from", "NE", "--due", "31.2.2027"], "Den 31.2.2027 gibt es nicht", "no 2027-02-31"),
        (&["list", "questions", "--state", "froh"], "Eingang (inbox)", "inbox, assigned"),
        (&["list", "topics", "--state", "froh"], "Einen Status gibt es hier nicht", "no state here"),
        (&["set", "question", "1", "title"], "keine Zuweisung", "assigns nothing"),
        (&["set", "question", "1", "fee=1"], "Das Feld „fee“ gibt es nicht", "no field \"fee\""),
        (&["set", "question", "1", "number=7"], "füllt das Programm selbst", "the program fills this in"),
        (&["set", "question", "1", "title+=x"], "mit mehreren Einträgen", "several entries only"),
        (&["set", "question", "1", "priority=9"], "Möglich sind: sehr hoch (1)", "Possible are: highest (1)"),
        (&["set", "question", "1", "received=neulich"], "Kein Datum", "No date"),
        (&["set", "question", "1", "title=a", "title=b"], "doppelt", "twice"),
        (&["set", "question", "1", "state=duplicate"], "auch das Original", "the original too"),
        (&["find", " "], "leer", "empty"),
    ] {
        let (code, said) = file.fails(words);
        assert!(code == 2 && said.contains(german), "{words:?}: {code} {said}");
        let (code, said) = file.fails(&[words, &["--lang", "en"]].concat());
        assert!(code == 2 && said.contains(english), "{words:?}: {code} {said}");
    }
}

#[test]
fn without_a_file_it_says_what_to_do() {
    let (code, said) = failure(&mut runde(&["list", "questions"]));
    assert!(
        code == 2 && said.contains("--file") && said.contains("RUNDE_FILE") && said.contains("runde init"),
        "{said}"
    );
    assert_eq!(failure(&mut runde(&[])).0, 2);
}

#[test]
fn what_is_not_possible_ends_with_1() {
    let file = File::new();
    file.says(&["set", "question", "2", "state=closed"]);
    for (words, said_in) in [
        (&["show", "question", "999"][..], "nicht in der Datei"),
        (&["set", "question", "1", "group=XX"], "Arbeitskreis „XX“"),
        (&["set", "question", "2", "group=KA"], "kann nicht in „zugewiesen“"),
        (&["set", "question", "1", "state=declined"], "Grund"),
        (&["set", "question", "1", "duplicate_of=1"], "eigene Dublette"),
        (&["set", "question", "1", "title="], "darf nicht leer sein"),
        (&["set", "question", "1", "remark=x", "--read-only"], "nur zum Lesen"),
        (&["ask", "Was?", "--from", "Köln"], "Mitglied „Köln“"),
        (&["init", text(&file.path())], "gibt es schon"),
    ] {
        let (code, said) = file.fails(words);
        assert!(code == 1 && said.contains(said_in), "{words:?}: {code} {said}");
    }
}

#[test]
fn a_file_that_is_missing_or_not_ours_is_told_apart_from_one_out_of_reach() {
    let file = File::new();
    let list = file.folder.path().join("liste.csv");
    std::fs::write(&list, "Lfd. Nr.;Frage\n".repeat(40)).unwrap();
    let call = |path: &str| file.fails(&["list", "questions", "--file", path]);
    let (code, said) = call(text(&file.folder.path().join("fehlt.runde")));
    assert!(code == 1 && said.contains("gibt es nicht") && said.contains("runde init"), "{said}");
    let (code, said) = call(text(&list));
    assert!(code == 1 && said.contains("keine Runde-Datei") && said.contains("nicht angerührt"), "{said}");
    let (code, said) = call(text(&list.join("darin.runde")));
    assert!(code == 4 && said.contains("nicht erreichbar"), "{said}");
}

#[test]
fn text_of_the_file_cannot_steer_the_terminal() {
    let file = File::new();
    let nasty = runde::domain::Record::new(runde::domain::Kind::Institution, runde::domain::Id(5000))
        .with(runde::domain::Field::Name, "Amt\u{1b}]0;x\u{7}\u{9b}2J")
        .with(runde::domain::Field::Kind, "other");
    file.apply(vec![nasty.create()]);
    for words in [&["list", "institutions"][..], &["show", "institution", "5000"], &["find", "amt"], &["log"]] {
        for words in [words.to_vec(), [words, &["--json"]].concat()] {
            let said = file.says(&words);
            assert!(said.contains("Amt"), "{said}");
            assert!(!said.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{words:?}: {said:?}");
        }
    }
}

#[test]
fn a_reader_who_stops_reading_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    runde(&["demo", "--write", text(&path)]).assert().success();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("runde"))
        .args(["list", "questions", "--json", "--file", text(&path)])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
