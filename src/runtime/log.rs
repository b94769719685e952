//! The program's own log: in the state folder of this host, never on the share and never on the screen. It holds
//! what went wrong, not what people wrote.

use std::io;
use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// Days that are kept.
const DAYS: usize = 7;

/// Begins to write the log into a folder. What is written is chosen by `RUNDE_LOG`, by default warnings and errors.
pub(super) fn start(folder: &Path) -> io::Result<()> {
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("runde")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
        .map_err(io::Error::other)?;
    let filter = EnvFilter::try_from_env("RUNDE_LOG").unwrap_or_else(|_| EnvFilter::new("runde=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(appender);
    // In tests several sessions share a process; the first one's log is good enough.
    let _ = log.try_init();
    Ok(())
}
