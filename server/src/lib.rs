//! The server: wiring, command line, HTTP, server rendering. What it does for people is in `service`;
//! here is only how it is reached.
//!
//! | file | what |
//! |---|---|
//! | [`settings`] | what the operator can set; the only reader of the environment |
//! | [`inventory`] | every address, who it is for, why the public ones are public |
//! | [`http`] | the layers around every answer, the JSON API, plain forms |
//! | `ssr` | pages, rendered from `app` |
//! | [`serve`] | start and stop |

mod cli;
pub mod clock;
pub mod database;
mod doors;
pub mod entropy;
pub mod house;
pub mod http;
pub mod inventory;
mod refusal;
mod say;
pub mod serve;
pub mod settings;
pub mod site;
mod ssr;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

pub use refusal::Refusal;

/// One is not enough: a page that waits for its data would wait for itself.
const FEWEST_WORKERS: usize = 4;

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    log();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.max(FEWEST_WORKERS))
        .enable_all()
        .build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(cli.run()),
        Err(error) => Err(Refusal::Serve(error)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            say::complain(&refusal.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Logs to standard error. A panic's own message may hold what somebody typed (L-06): only its place
/// is written down.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}
