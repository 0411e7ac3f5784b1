//! The binary: parse → run → exit code.

mod cli;

use std::process::ExitCode;

/// Papers are many small allocations; this one is a sixth quicker at them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
