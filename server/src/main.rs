//! The binary `stip`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::main()
}
