//! The command as clap knows it, with its help in the language of the reader; and what clap finds wrong, in it.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::arguments::Arguments;
use super::trouble::Trouble;
use crate::domain::Language;
use crate::text::command_line::{Headings, Wrong, headings, see_help, wrong};
use crate::text::commands;

/// The whole command, every help text in the language.
pub(super) fn command(language: Language) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    localised(Arguments::command().arg(version), "", language)
}

fn localised(command: Command, name: &str, language: Language) -> Command {
    let headings = headings(language);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let about = commands::command(language, name).unwrap_or_default();
    command
        .arg(help)
        .about(about)
        .help_template(format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}", headings.usage))
        .subcommand_help_heading(headings.commands)
        .subcommand_value_name(headings.command)
        .mut_args(|argument| described(argument, name, language, &headings))
        .mut_subcommands(|inner| {
            let name = format!("{name} {}", inner.get_name());
            localised(inner, name.trim_start(), language)
        })
}

fn described(argument: Arg, command: &str, language: Language, headings: &Headings) -> Arg {
    let heading = match (argument.is_positional(), command) {
        (true, _) => headings.arguments,
        (false, "") => headings.everywhere,
        (false, _) => headings.options,
    };
    let (value, help) = commands::argument(language, command, argument.get_id().as_str()).unwrap_or_default();
    let described = argument.help(help).help_heading(heading);
    if value.is_empty() {
        return described;
    }
    // Both stand in the help text itself, as clap names them in English.
    described.value_name(value).hide_possible_values(true).hide_default_value(true)
}

/// What clap wants said: help and version as a text, everything else as a wrong call.
pub(super) fn said(error: &clap::Error, language: Language) -> Result<String, Trouble> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // The one word of the form of a call that clap has no setting for.
            Ok(error.render().to_string().replace("[OPTIONS]", headings(language).any_options))
        }
        _ => {
            let mut said = wrong(language, &finding(error, &context(error)));
            if !said.ends_with(['.', '?', '!']) {
                said.push('.');
            }
            Err(Trouble::Wrong(format!("{said} {}", see_help(language))))
        }
    }
}

/// The parts of an error, as text: argument, value, possible values.
fn context(error: &clap::Error) -> [String; 3] {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = match error.kind() {
        ErrorKind::InvalidSubcommand => text(ContextKind::InvalidSubcommand),
        _ => text(ContextKind::InvalidArg),
    };
    [argument, text(ContextKind::InvalidValue), text(ContextKind::ValidValue)]
}

fn finding<'a>(error: &clap::Error, [argument, value, possible]: &'a [String; 3]) -> Wrong<'a> {
    match error.kind() {
        ErrorKind::InvalidUtf8 => Wrong::NotText,
        ErrorKind::InvalidSubcommand => Wrong::Command(argument),
        ErrorKind::UnknownArgument | ErrorKind::TooManyValues => Wrong::Argument(argument),
        ErrorKind::MissingRequiredArgument => Wrong::Missing(argument),
        ErrorKind::ArgumentConflict => Wrong::Twice(argument),
        ErrorKind::InvalidValue if value.is_empty() => Wrong::NoValue(argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Wrong::Value(argument, value, possible),
        _ => Wrong::Other(argument),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [Language; 2] = [Language::German, Language::English];

    fn commands(language: Language) -> Vec<Command> {
        let mut root = command(language);
        root.build();
        // A hidden command is for the lab, not for people.
        let mut all: Vec<Command> = root.get_subcommands().filter(|inner| !inner.is_hide_set()).cloned().collect();
        all.push(root);
        all
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        for language in LANGUAGES {
            for command in commands(language) {
                assert!(command.get_about().is_some_and(|about| !about.to_string().is_empty()), "{command}");
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!help.is_empty(), "{command} {argument}");
                }
            }
        }
    }

    #[test]
    fn german_help_has_no_english_heading() {
        for mut command in commands(Language::German) {
            let help = command.render_help().to_string();
            for word in ["Usage", "Options:", "Arguments", "Commands", "default", "possible", "Print"] {
                assert!(!help.contains(word), "{word} in {help}");
            }
        }
    }

    #[test]
    fn the_definition_is_sound() {
        command(Language::German).debug_assert();
    }
}
