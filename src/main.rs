//! The program: gathers what it meets outside, says how failures are reported, and makes one call.

use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;

use chrono::Utc;
use color_eyre::config::{HookBuilder, Theme};
use runde::cli::{self, Settings, World};
use runde::runtime;

fn main() -> ExitCode {
    // Without colours, as a report may go to a file or a pipe. That a hook is there already is no reason to stop.
    let _ = HookBuilder::default().theme(Theme::new()).install();
    let own = runtime::settings::Settings::load();
    let now = Utc::now();
    // Without the system's chance, the clock and the process still tell two calls apart.
    let seed = getrandom::u64().unwrap_or_else(|_| {
        now.timestamp_subsec_nanos().rotate_left(16) as u64
            ^ now.timestamp().cast_unsigned() << 20
            ^ u64::from(std::process::id())
    });
    let code = cli::run(World {
        arguments: std::env::args_os().collect(),
        environment: &|name| std::env::var_os(name),
        settings: Settings {
            file: own.file,
            language: own.language,
            backup_folder: own.backup_folder,
            complaints: own.complaints,
        },
        now,
        seed,
        progress: io::stderr().is_terminal(),
        // Neither is locked: the screen reads and writes through the same.
        input: &mut io::stdin(),
        out: &mut BufWriter::new(io::stdout()),
        err: &mut io::stderr(),
        screen: &mut runtime::run,
    });
    ExitCode::from(code)
}
