//! The arguments that the program takes. Their help stands in `text::commands`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::domain::{Kind, Language};
use crate::text::{kind_named, plural_code, short_code};

#[derive(Debug, Parser)]
#[command(name = "runde", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[arg(long, global = true)]
    pub(super) file: Option<PathBuf>,
    #[arg(long = "as", global = true)]
    pub(super) login: Option<String>,
    #[arg(long, global = true)]
    pub(super) lang: Option<Language>,
    #[arg(long, global = true)]
    pub(super) read_only: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// No command: the screen.
    #[command(skip)]
    Open,
    Demo(Demo),
    Init(Init),
    Import(Import),
    Ask(Ask),
    List(List),
    Show(Show),
    Set(Set),
    Find(Find),
    Propose(Propose),
    Speakers(Speakers),
    Log(Log),
    Export(Export),
    Sheet(Sheet),
    Duplicates(Duplicates),
    Backup(Backup),
    Restore(Restore),
    Privacy(super::privacy::Privacy),
    Check(Check),
    Completions(Completions),
    #[command(hide = true)]
    Selftest(Selftest),
}

/// The most questions or contacts that are made: ten times what the program is measured with.
const MOST_MADE: u64 = 1_000_000;

#[derive(Debug, Args)]
pub(super) struct Demo {
    #[arg(long)]
    pub(super) write: Option<PathBuf>,
    #[arg(long, value_parser = clap::value_parser!(u64).range(..=MOST_MADE))]
    pub(super) questions: Option<u64>,
    #[arg(long, value_parser = clap::value_parser!(u64).range(..=MOST_MADE))]
    pub(super) contacts: Option<u64>,
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    pub(super) path: PathBuf,
    #[arg(long, default_value = "rhein-kreis-neuss", value_parser = ["rhein-kreis-neuss", "empty"])]
    pub(super) preset: String,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    pub(super) path: PathBuf,
    #[arg(long, value_parser = ["questions", "groups", "contacts"])]
    pub(super) kind: Option<String>,
    #[arg(long)]
    pub(super) map: Option<String>,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Ask {
    pub(super) text: String,
    #[arg(long)]
    pub(super) from: String,
    #[arg(long)]
    pub(super) title: Option<String>,
    #[arg(long)]
    pub(super) topic: Option<String>,
    #[arg(long)]
    pub(super) due: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[arg(value_parser = KindParser { offered: LISTED, many: true })]
    pub(super) kind: Kind,
    #[arg(long)]
    pub(super) state: Option<String>,
    #[arg(long)]
    pub(super) limit: Option<usize>,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[arg(value_parser = KindParser { offered: Kind::ALL, many: false })]
    pub(super) kind: Kind,
    pub(super) name: String,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Set {
    #[arg(value_parser = KindParser { offered: Kind::ALL, many: false })]
    pub(super) kind: Kind,
    pub(super) name: String,
    #[arg(required = true)]
    pub(super) assignments: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Find {
    #[arg(required = true)]
    pub(super) words: Vec<String>,
    #[arg(long, value_parser = KindParser { offered: Kind::FOUND, many: false })]
    pub(super) kind: Option<Kind>,
    #[arg(long, default_value_t = 20)]
    pub(super) limit: usize,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Propose {
    pub(super) number: String,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Speakers {
    #[arg(long)]
    pub(super) topic: Option<String>,
    #[arg(long)]
    pub(super) meeting: Option<String>,
    #[arg(long, default_value_t = 20)]
    pub(super) limit: usize,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Log {
    #[arg(long, default_value_t = 20)]
    pub(super) limit: usize,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    #[arg(value_parser = ["contacts"])]
    pub(super) what: String,
    #[arg(long, default_value = "vcard", value_parser = ["vcard", "vcard3", "csv"])]
    pub(super) format: String,
    #[arg(long)]
    pub(super) to: Option<PathBuf>,
    #[arg(long, requires = "to")]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Sheet {
    pub(super) which: String,
    #[arg(long, value_parser = KindParser { offered: SHEETS, many: false })]
    pub(super) kind: Option<Kind>,
    #[arg(long, default_value = "mail", value_parser = ["mail", "markdown", "html"])]
    pub(super) format: String,
    #[arg(long)]
    pub(super) to: Option<PathBuf>,
    #[arg(long, requires = "to")]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Duplicates {
    #[arg(long, default_value_t = 100)]
    pub(super) limit: usize,
    #[arg(long)]
    pub(super) json: bool,
}

/// Works on a file as people do, or checks it afterwards: see [`super::selftest`].
#[derive(Debug, Args)]
pub(super) struct Selftest {
    #[arg(long, default_value = "a")]
    pub(super) id: String,
    #[arg(long, default_value_t = 10)]
    pub(super) seconds: u64,
    #[arg(long)]
    pub(super) ack: PathBuf,
    #[arg(long, default_value_t = 40)]
    pub(super) pause: u64,
    #[arg(long)]
    pub(super) reader: bool,
    #[arg(long, conflicts_with = "reader")]
    pub(super) check: bool,
}

#[derive(Debug, Args)]
pub(super) struct Backup {
    pub(super) folder: Option<PathBuf>,
    #[arg(long)]
    pub(super) list: bool,
    #[arg(long, conflicts_with = "list")]
    pub(super) forget: bool,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    pub(super) which: String,
    #[arg(long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(long)]
    pub(super) repair: bool,
    #[arg(long)]
    pub(super) into: Option<PathBuf>,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(["bash", "zsh", "fish"]))]
    pub(super) shell: String,
}

impl Completions {
    pub(super) fn shell(&self) -> Shell {
        match self.shell.as_str() {
            "zsh" => Shell::Zsh,
            "fish" => Shell::Fish,
            _ => Shell::Bash,
        }
    }
}

/// The kinds for which there is a guest sheet.
const SHEETS: &[Kind] = &[Kind::List, Kind::Contact, Kind::Institution, Kind::Post, Kind::Meeting];

/// The kinds that people list.
const LISTED: &[Kind] = &[
    Kind::Question,
    Kind::List,
    Kind::Group,
    Kind::Meeting,
    Kind::Project,
    Kind::Contact,
    Kind::Institution,
    Kind::Member,
    Kind::Person,
    Kind::Topic,
    Kind::Series,
    Kind::Talk,
    Kind::Post,
    Kind::Programme,
    Kind::Application,
    Kind::Outcome,
];

/// Reads the name of a kind, in either language.
#[derive(Clone, Debug)]
struct KindParser {
    /// The kinds that help and completion name; every other is taken too.
    offered: &'static [Kind],
    /// Whether they are named in the plural.
    many: bool,
}

impl TypedValueParser for KindParser {
    type Value = Kind;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let text = value.to_string_lossy();
        kind_named(&text).ok_or_else(|| {
            let mut error = clap::Error::new(ErrorKind::InvalidValue).with_cmd(command);
            let name = argument.map(ToString::to_string).unwrap_or_default();
            error.insert(ContextKind::InvalidArg, ContextValue::String(name));
            error.insert(ContextKind::InvalidValue, ContextValue::String(text.into_owned()));
            error.insert(ContextKind::ValidValue, ContextValue::Strings(self.names().map(str::to_owned).collect()));
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names().map(PossibleValue::new)))
    }
}

impl KindParser {
    fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let many = self.many;
        self.offered.iter().map(move |kind| name(*kind, many))
    }
}

/// The word for a kind on the command line: of one record, or of several.
pub(super) const fn name(kind: Kind, many: bool) -> &'static str {
    if many { plural_code(kind) } else { short_code(kind) }
}
