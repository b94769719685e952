//! `runde completions`: the script with which a shell completes commands.

use super::arguments::Completions;
use super::help;
use super::session::Session;
use super::trouble::Trouble;

pub(super) fn run(session: &mut Session<'_>, arguments: &Completions) -> Result<(), Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell(), &mut help::command(session.language), "runde", &mut script);
    Ok(session.out.write_all(&script)?)
}
