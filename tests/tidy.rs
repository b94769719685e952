//! The invariants that a machine can check: who uses whom, what no file contains, and pages made from tables.

use std::fs;
use std::path::{Path, PathBuf};

use runde::app::keys_page;
use runde::store::MIGRATIONS;

/// Each room with the rooms, and the crates that matter, that it may use. What is not here is forbidden.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("domain", &[], &[]),
    // What an import would do is plain data of `exchange`, which is shown and put into words like that of `domain`.
    ("text", &["domain", "app", "exchange"], &[]),
    ("store", &["domain"], &["rusqlite"]),
    ("exchange", &["domain"], &[]),
    ("demo", &["domain"], &[]),
    ("widgets", &["text", "app"], &["ratatui"]),
    ("screens", &["domain", "text", "app", "widgets", "exchange"], &["ratatui"]),
    ("dialogs", &["domain", "text", "app", "widgets"], &["ratatui"]),
    ("app", &["domain", "text", "screens", "dialogs", "widgets", "exchange"], &["ratatui"]),
    (
        "runtime",
        &["domain", "text", "app", "screens", "dialogs", "widgets", "store", "exchange", "cli"],
        &["ratatui", "crossterm"],
    ),
    ("cli", &["domain", "text", "store", "exchange", "demo", "runtime"], &[]),
];

/// Crates that only some rooms may use.
const GUARDED: &[&str] = &["rusqlite", "ratatui", "crossterm"];

/// What stands in a file of the program itself, and its tests, by no means.
const NEVER: &[&str] = &["println!", "print!(", "dbg!(", "todo!(", "unimplemented!(", ".unwrap()", "#[allow"];

/// The lines at which a file wants to be two.
const LONGEST: usize = 400;

/// The digests of the migrations. Once a version of the program is released, its migrations are never edited: who
/// changes the file's shape afterwards adds a migration and a line here. Until the first release, 0001 may still
/// change, and its digest with it.
const DIGESTS: &[(i32, u64)] = &[
    (1, 0xb5a0_c16c_17a8_8f53),
    (2, 0xa553_5023_2682_2142),
    (3, 0x0358_7ea9_f958_f4b7),
    (4, 0x3d65_a5ed_c222_2929),
    (5, 0xa510_887a_0ead_c2ff),
    (6, 0xcc75_8d01_a172_b6ac),
];

struct Source {
    /// From the folder of the program on.
    path: String,
    text: String,
}

impl Source {
    /// The room it stands in; empty for `main.rs` and `lib.rs`.
    fn room(&self) -> &str {
        self.path.strip_prefix("src/").and_then(|path| path.split_once('/')).map_or("", |(room, _)| room)
    }

    /// The text without its unit tests, which stand at the end or in a file of their own.
    fn program(&self) -> &str {
        if self.is_tests() {
            return "";
        }
        self.text.split("#[cfg(test)]").next().unwrap_or_default()
    }

    /// Whether the whole file, or the folder it stands in, is declared as tests by the one above it.
    fn is_tests(&self) -> bool {
        if self.path.contains("/tests/") {
            return true;
        }
        let path = root().join(&self.path);
        let (Some(folder), Some(name)) = (path.parent(), path.file_stem().and_then(|name| name.to_str())) else {
            return false;
        };
        let above = fs::read_to_string(folder.join("mod.rs")).unwrap_or_default();
        above.contains(&format!("#[cfg(test)]\nmod {name};"))
    }

    /// The lines of the program that are no comments, with their numbers.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.program().lines().enumerate().map(|(place, line)| (place + 1, line.trim()));
        lines.filter(|(_, line)| !line.starts_with("//"))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push(Source { path, text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!sources.is_empty());
    sources
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Whether a line names something as a whole word, followed by `::`.
fn names(line: &str, what: &str) -> bool {
    line.match_indices(what).any(|(place, _)| {
        let before = line[..place].chars().next_back();
        line[place + what.len()..].starts_with("::")
            && !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn every_room_uses_only_what_it_may() {
    let mut found = Vec::new();
    for source in sources("src").iter().filter(|source| !source.room().is_empty()) {
        let (room, rooms, crates) = ROOMS.iter().find(|(room, ..)| *room == source.room()).expect(&source.path);
        for (number, line) in source.lines() {
            for (other, ..) in ROOMS {
                if other != room && !rooms.contains(other) && line.contains(&format!("crate::{other}")) {
                    found.push(format!("{}:{number} uses {other}", source.path));
                }
            }
            for guarded in GUARDED {
                if !crates.contains(guarded) && names(line, guarded) {
                    found.push(format!("{}:{number} uses {guarded}", source.path));
                }
            }
        }
    }
    none(&found);
}

#[test]
fn screens_do_not_know_each_other_and_states_do_not_draw() {
    let mut found = Vec::new();
    for source in sources("src/screens") {
        let Some((screen, file)) = source.path["src/screens/".len()..].split_once('/') else { continue };
        for (number, line) in source.lines() {
            let others = ["overview", "triage", "find", "import"];
            if others.iter().any(|other| *other != screen && line.contains(&format!("screens::{other}"))) {
                found.push(format!("{}:{number} knows another screen", source.path));
            }
            if !file.contains("view") && !file.contains("columns") && line.contains("ratatui::buffer") {
                found.push(format!("{}:{number} draws", source.path));
            }
        }
    }
    none(&found);
}

#[test]
fn the_state_machine_has_no_clock_and_no_files() {
    let mut found = Vec::new();
    for source in sources("src")
        .iter()
        .filter(|source| ["domain", "app", "screens", "dialogs", "widgets", "text"].contains(&source.room()))
    {
        for (number, line) in source.lines() {
            if ["::now(", "std::fs", "std::env", "std::thread", "Instant"].iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number} {line}", source.path));
            }
        }
    }
    none(&found);
}

#[test]
fn nothing_is_left_lying_about_in_the_program() {
    let mut found = Vec::new();
    for source in sources("src") {
        for (number, line) in source.lines() {
            for word in NEVER.iter().filter(|word| line.contains(**word)) {
                found.push(format!("{}:{number} has {word}", source.path));
            }
        }
    }
    none(&found);
}

/// The files that talk to SQLite and to the system in pointers, and nothing else.
const UNSAFE: &[&str] = &["src/store/share/methods.rs", "src/store/share/system.rs", "src/store/share/vfs.rs"];

#[test]
fn only_the_edge_of_the_lock_is_unsafe_and_every_block_says_why_it_is_safe() {
    let mut found = Vec::new();
    for source in sources("src") {
        let opened = source.text.lines().any(|line| line.starts_with("#![expect(unsafe_code"));
        if opened != UNSAFE.contains(&source.path.as_str()) {
            found.push(format!("{}: unsafe code is {}", source.path, if opened { "allowed" } else { "not allowed" }));
        }
        let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
        for (number, line) in lines.iter().enumerate() {
            if line.contains("unsafe_code") && !line.starts_with("#![expect(") {
                found.push(format!("{}:{} opens it elsewhere", source.path, number + 1));
            }
            let said = lines[..number]
                .iter()
                .rev()
                .take_while(|line| line.starts_with("//"))
                .any(|line| line.contains("SAFETY:"));
            if !line.starts_with("//") && line.contains("unsafe {") && !said {
                found.push(format!("{}:{} does not say why it is safe", source.path, number + 1));
            }
        }
    }
    none(&found);
}

#[test]
fn every_file_says_what_it_is_for_and_is_short_enough_to_be_read() {
    let mut found = Vec::new();
    for source in ["src", "tests", "benches"]
        .iter()
        .filter(|folder| root().join(folder).is_dir())
        .flat_map(|folder| sources(folder))
    {
        if !source.text.starts_with("//! ") {
            found.push(format!("{} does not begin with its purpose", source.path));
        }
        let lines = source.text.lines().count();
        if lines > LONGEST {
            found.push(format!("{} has {lines} lines", source.path));
        }
    }
    none(&found);
}

#[test]
fn a_released_migration_is_never_edited() {
    let digests: Vec<(i32, u64)> = (1..).zip(MIGRATIONS).map(|(version, sql)| (version, digest(sql))).collect();
    assert_eq!(digests, DIGESTS, "{digests:#x?}");
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): enough to notice an edit.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn there_is_one_version_of_each_crate_whose_types_we_share() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in ["ratatui", "ratatui-core", "crossterm", "rusqlite", "libsqlite3-sys", "chrono", "unicode-width"] {
        let count = lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
        assert_eq!(count, 1, "{name}");
    }
}

#[test]
fn the_page_of_keys_is_that_of_the_table() {
    let path = root().join("docs/keys.md");
    if std::env::var_os("RUNDE_WRITE_PAGES").is_some() {
        fs::write(&path, keys_page()).unwrap();
    }
    let written = fs::read_to_string(path).unwrap_or_default();
    assert!(written == keys_page(), "write it anew: RUNDE_WRITE_PAGES=1 cargo test --test tidy");
}

#[test]
fn what_the_readme_tells_people_to_type_is_what_is_checked() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let (readme, checked, contributing) = (read("README.md"), read(".ci/run"), read("docs/contributing.md"));
    let try_it = readme.split("## Try it").nth(1).and_then(|rest| rest.split("```").nth(1)).unwrap();
    let commands: Vec<&str> = try_it.lines().filter(|line| !line.is_empty()).collect();
    let [demo, tests] = commands[..] else { panic!("{commands:?}") };
    assert!(checked.lines().any(|line| line == format!("step {tests}")), "{tests}");
    assert!(contributing.contains(demo) && contributing.contains(tests), "{commands:?}");
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut found = Vec::new();
    let mut pages = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    pages.extend(fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()));
    for page in pages.iter().filter(|page| page.extension().is_some_and(|extension| extension == "md")) {
        let text = fs::read_to_string(page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let there = page.parent().unwrap_or(Path::new("")).join(file);
            if !file.is_empty() && !file.contains("://") && !there.exists() {
                found.push(format!("{}: {link}", page.display()));
            }
        }
    }
    none(&found);
}
