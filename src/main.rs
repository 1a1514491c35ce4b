//! The `onrecord` program: hands over to `cli` and exits with its code.

use std::process::ExitCode;

fn main() -> ExitCode {
    onrecord::cli::main()
}
