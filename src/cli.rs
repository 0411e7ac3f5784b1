//! The command line: what the user asks, what the program says.
//!
//! Results go to stdout, talk to stderr. Exit codes: 0 clean (warnings
//! allowed), 1 findings of severity error, 2 could not run.

mod args;
mod build;
mod check;
mod checklist;
mod diff;
mod facts;
mod fix;
mod guard;
mod new;
mod progress;
mod read;
mod say;
mod sheet;
mod timeline;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use ecopark::batch;
use ecopark::error::Error;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing of severity error.
    Clean = 0,
    /// Findings of severity error.
    Findings = 1,
    /// Something could not be done.
    Failed = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Parses the arguments of the process, runs the command, returns the exit code.
pub(crate) fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return say::usage(&error),
    };
    batch::hush();
    let work = || match (cli.licenses, cli.command) {
        (true, _) => say::out(LICENSES).map(|()| Exit::Clean),
        (false, Some(command)) => run(command),
        (false, None) => say::out(&say::help()).map(|()| Exit::Failed),
    };
    batch::guarded(work)
        .unwrap_or_else(|why| {
            let what = "这条命令".to_owned();
            Err(Error::Panic { what, why })
        })
        .unwrap_or_else(|error| {
            say::error(&error.to_string());
            Exit::Failed
        })
        .into()
}

/// Licences of the program and of the fonts that it carries.
const LICENSES: &str = concat!(
    include_str!("../NOTICE"),
    "\n\n════ LICENSE-MIT ════\n\n",
    include_str!("../LICENSE-MIT"),
    "\n\n════ LICENSE-APACHE ════\n\n",
    include_str!("../LICENSE-APACHE"),
    "\n\n════ OFL-1.1 ════\n\n",
    include_str!("../fonts/licenses/noto-serif-sc-OFL-expo.txt"),
    "\n\n════ LXGW WenKai (OFL-1.1) ════\n\n",
    include_str!("../fonts/licenses/lxgw-fonts-CTAN-LICENSE.txt"),
    "\n\n════ Liberation (OFL-1.1) ════\n\n",
    include_str!("../fonts/licenses/liberation-debian-copyright.txt"),
    "\n\n════ Hanazono ════\n\n",
    include_str!("../fonts/licenses/hanazono-debian-copyright.txt"),
);

fn run(command: Command) -> Result<Exit, Error> {
    match command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Facts(args) => facts::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::New(args) => new::run(&args),
        Command::Checklist(args) => checklist::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Sheet(args) => sheet::run(&args.command),
        Command::Timeline(args) => timeline::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Schema => {
            say::out(&schema())?;
            Ok(Exit::Clean)
        }
        Command::Rules(args) => {
            let text = if args.markdown {
                ecopark::report::rules_markdown()
            } else {
                ecopark::report::rules(args.all)
            };
            say::out(&text)?;
            Ok(Exit::Clean)
        }
        Command::Explain(args) => explain(&args.codes),
    }
}

/// The schema of the data as a file for editors.
fn schema() -> String {
    format!("{:#}\n", ecopark::skeleton::schema())
}

fn explain(codes: &[String]) -> Result<Exit, Error> {
    let mut exit = Exit::Clean;
    for code in codes {
        match ecopark::report::explain(&code.to_uppercase()) {
            Some(text) => say::out(&text)?,
            None => {
                say::error(&ecopark::report::UnknownCode::new(code).to_string());
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}
