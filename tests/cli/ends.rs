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
        (&["feedback", "--since", "31.2."], "--since – Den 31.2.", "--since – There is no"),
        (&["feedback", "--since", "neulich", "--note"], "--since – Kein Datum", "--since – No date"),
        (&["merge", "A", "B", "--on", "31.2."], "--on – Den 31.2.", "--on – There is no"),
        (&["rename", "A", "B", "--on", "neulich"], "--on – Kein Datum", "--on – No date"),
        (&["hand-over", "A", "B", "--on", "31.2."], "--on – Den 31.2.", "--on – There is no"),
        (&["set", "question", "1", "snooze_until=31.2."], "Den 31.2.", "There is no"),
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
        (&["ask", "\u{200b}\u{202e}", "--from", "NE"], "Der Text ist leer", "The text is empty"),
        (&["ask", "Was?", "--from", "NE", "--as", "a\nb"], "Anmeldename", "login name"),
        (&["log", "--as", "a\u{202e}b"], "Anmeldename", "login name"),
        (&["demo", "--questions", "1000001"], "passt nicht zu --questions", "does not fit --questions"),
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
        (&["set", "question", "1", "snooze_until=gestern", "remark=x"], "nicht in der Zukunft"),
        (&["set", "question", "1", "related+=1"], "nicht auf sich selbst"),
        (&["set", "question", "1", "title="], "darf nicht leer sein"),
        (&["set", "question", "1", "remark=x", "--read-only"], "nur zum Lesen"),
        (&["ask", "Was?", "--from", "Köln"], "Mitglied „Köln“"),
        (&["feedback", "--member", "Köln"], "Mitglied „Köln“"),
        (&["merge", "Amt X", "Amt Y"], "Einrichtung „Amt X“"),
        (&["hand-over", "Referat X", "Y"], "Funktion „Referat X“"),
        (&["invite", "X", "--to", "Treffen X"], "Sitzung „Treffen X“"),
        (&["speakers", "--topic", "X"], "Thema „X“"),
        (&["propose", "999"], "Frage „999“"),
        (&["privacy", "report", "X"], "Kontakt „X“"),
        (&["sheet", "X"], "Ein Gästeblatt gibt es zu: Fragenliste, Kontakt"),
        (&["restore", "999"], "Nummer 999"),
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

#[test]
fn what_is_saved_is_no_failure_where_only_the_output_fails() {
    let file = File::new();
    for (words, saved) in [
        (&["ask", "Und nun?", "--from", "NE"][..], "Nummer 4"),
        (&["set", "question", "1", "remark=eilt"], "Änderung ist gespeichert"),
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = plain(&file, words).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(0) && said.contains(saved), "{said}");
    }
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = plain(&file, &["list", "questions"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn bytes_that_are_no_text_are_a_wrong_call() {
    use std::os::unix::ffi::OsStrExt;
    let file = File::new();
    let piped = file.call(&["ask", "-", "--from", "NE"]).write_stdin(&b"Was\xff?"[..]).output().unwrap();
    let named = file.call(&["ask", "--from", "NE"]).arg(std::ffi::OsStr::from_bytes(b"Was\xff?")).output().unwrap();
    for output in [piped, named] {
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains("UTF-8"), "{said}");
    }
}

#[test]
fn the_screen_says_that_it_needs_a_terminal() {
    let file = File::new();
    let (code, said) = file.fails(&[]);
    assert!(code == 1 && said.contains("braucht ein Terminal"), "{said}");
}

#[test]
fn settings_that_cannot_be_followed_are_told_by_every_command() {
    let file = File::new();
    let folder = file.folder.path().join("runde");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("settings.toml"), "colour = 1\n").unwrap();
    let told = |words: &[&str]| {
        let output = file.call(words).env("XDG_CONFIG_HOME", file.folder.path()).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(told(&["list", "topics"]).matches("settings.toml").count(), 1);
    assert_eq!(told(&["completions", "bash"]), "");
}

#[test]
fn a_login_written_by_another_program_cannot_forge_a_line_of_the_log() {
    let file = File::new();
    let connection = rusqlite::Connection::open(file.path()).unwrap();
    connection.execute("UPDATE change SET person = NULL, login = 'x' || char(10) || '22.11.2026  B'", []).unwrap();
    drop(connection);
    assert_eq!(file.says(&["log", "--limit", "3"]).lines().count(), 3);
}

#[test]
fn a_row_that_is_too_long_is_reported_and_the_others_come_in() {
    let file = File::new();
    let sheet = file.folder.path().join("lang.csv");
    let rows = format!("Ansprechperson;Ort;Frage\n{};Neuss;Was?\nA. Beispiel;Neuss;Und nun?\n", "x".repeat(600));
    std::fs::write(&sheet, rows).unwrap();
    let taken = file.json(&[
        "import",
        text(&sheet),
        "--kind",
        "questions",
        "--map",
        "Text=Frage,Member=Ort,Person=Ansprechperson",
        "--json",
    ]);
    assert_eq!((&taken["created"], &taken["unreadable"]), (&1.into(), &1.into()), "{taken}");
    assert!(taken["rows"][0]["notes"][0].as_str().unwrap().contains("500"), "{taken}");
}

#[test]
fn a_file_that_is_half_made_is_taken_away_when_the_program_is_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("runde"))
        .args(["demo", "--questions", "200000", "--write", text(&path)])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while std::fs::read_dir(folder.path()).unwrap().count() == 0 {
        std::thread::yield_now();
    }
    let ended = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(ended.success() && child.wait().unwrap().code() == Some(1));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// The call as a plain process, whose output can go anywhere.
fn plain(file: &File, words: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("runde"));
    command.args(words).env("RUNDE_FILE", file.path()).env("USER", "abei").env("LC_ALL", "de_DE.UTF-8");
    command
}
