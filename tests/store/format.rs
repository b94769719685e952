//! docs/file-format.md describes the tables as they are.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use runde::domain::{FieldSpec, FieldType, Filled, Kind, Language};
use runde::text;

const BEGIN: &str = "<!-- tables: begin. Made from the catalogue; the test that fails when it is out of date tells how to renew it. -->";
const END: &str = "<!-- tables: end -->";

fn holds(kind: Kind, spec: &FieldSpec) -> String {
    match spec.holds {
        FieldType::Line => "text".to_owned(),
        FieldType::LongText => "long text".to_owned(),
        FieldType::Lines => "lines".to_owned(),
        FieldType::Date => "day".to_owned(),
        FieldType::DateOrWords => "day or words".to_owned(),
        FieldType::Moment => "moment".to_owned(),
        FieldType::Number if spec.field.code() == "subject_id" => "the id of a record".to_owned(),
        FieldType::Number => "number".to_owned(),
        FieldType::Money => "cents".to_owned(),
        FieldType::Flag => "flag".to_owned(),
        FieldType::Goals => "goals".to_owned(),
        FieldType::Choice(set) => {
            let codes: Vec<_> = set.choices().iter().map(|choice| format!("`{}`", choice.code())).collect();
            codes.join(", ")
        }
        FieldType::Link(linked) => format!("link to `{}`", linked.code()),
        FieldType::Links(linked, table) => {
            assert_eq!(table.owner, kind.code(), "the column with the record that has the links");
            format!("links to `{}`, in `{}` (`{}`, `{}`)", linked.code(), table.table, table.owner, table.target)
        }
        FieldType::Subject => "the name of a table".to_owned(),
    }
}

fn tables() -> String {
    let mut tables = String::new();
    for &kind in Kind::ALL {
        let name = text::kind(Language::English, kind);
        writeln!(tables, "\n### `{}`: {name}\n\n| column | holds | meaning |\n| --- | --- | --- |", kind.code())
            .unwrap();
        for spec in kind.spec().fields {
            if spec.field.code() == "removed" {
                continue;
            }
            let always = matches!(spec.filled, Filled::Required | Filled::ByStore) || spec.field.code() == "state";
            let star = if always { "\\*" } else { "" };
            let meaning = text::field(Language::English, kind, spec.field);
            writeln!(tables, "| `{}`{star} | {} | {meaning} |", spec.field.code(), holds(kind, spec)).unwrap();
        }
    }
    tables.push('\n');
    tables
}

#[test]
fn the_description_of_the_file_names_every_column() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/file-format.md");
    let text = fs::read_to_string(&path).expect("docs/file-format.md");
    let (before, rest) = text.split_once(BEGIN).expect("where the tables begin");
    let (_, after) = rest.split_once(END).expect("where the tables end");
    let wanted = format!("{before}{BEGIN}\n{}{END}{after}", tables());
    if std::env::var_os("RUNDE_WRITE_PAGES").is_some() {
        fs::write(&path, wanted).expect("written");
    } else {
        assert!(
            text == wanted,
            "docs/file-format.md is out of date; run RUNDE_WRITE_PAGES=1 cargo test --test store format"
        );
    }
}
