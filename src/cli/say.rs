//! What the program says: results on stdout, talk on stderr, in Chinese.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::{ContextKind, ErrorKind};

use super::args::Cli;
use ecopark::error::Error;

/// Prints a result. A reader that went away (`| head`) ends the program in
/// silence, as it does other programs.
pub fn out(text: &str) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    match write!(stdout, "{text}{newline}").and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(source) => Err(Error::Write {
            path: PathBuf::from("标准输出"),
            source,
        }),
        Ok(()) => Ok(()),
    }
}

/// Writes a file's bytes as the result.
pub fn raw(bytes: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(source) => Err(Error::Write {
            path: PathBuf::from("标准输出"),
            source,
        }),
        Ok(()) => Ok(()),
    }
}

/// Says something beside the results. Where stderr is closed nobody listens.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Says what went wrong.
pub fn error(text: &str) {
    note(&format!("错误: {text}"));
}

/// Whether stdout is a terminal that may show colours.
pub fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Whether stderr is a terminal that may show colours.
pub fn colour_stderr() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// The program's help.
pub fn help() -> String {
    Cli::command().render_help().to_string()
}

/// Says what is wrong with the command line (or prints help and version).
pub fn usage(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = out(&error.render().to_string());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            note(&error.render().to_string());
            ExitCode::from(2)
        }
        _ => {
            let text = in_chinese(error).unwrap_or_else(|| error.render().to_string());
            self::error(&text);
            note("用 `ecopark --help` 或 `ecopark <命令> --help` 查看用法");
            ExitCode::from(2)
        }
    }
}

/// What a clap error says, in Chinese; `None` for those that do not occur with
/// our definitions.
fn in_chinese(error: &clap::Error) -> Option<String> {
    let context = |kind| error.get(kind).map(ToString::to_string);
    let arg = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = context(ContextKind::SuggestedArg);
            format!("不认识参数 `{}`{}", arg?, did_you_mean(near))
        }
        ErrorKind::InvalidSubcommand => {
            let near = context(ContextKind::SuggestedSubcommand);
            let command = context(ContextKind::InvalidSubcommand)?;
            format!("没有 `{command}` 这个命令{}", did_you_mean(near))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {}", arg?),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::InvalidValue => match value? {
            empty if empty.is_empty() => format!("`{}` 缺少取值", arg?),
            value => {
                let options = context(ContextKind::ValidValue)
                    .map(|options| format!("；可用 {}", options.replace(", ", "、")))
                    .unwrap_or_default();
                format!("`{}` 的值不能是「{value}」{options}", arg?)
            }
        },
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string);
            format!(
                "`{}` 的值不能是「{}」：{}",
                arg?,
                value?,
                why.unwrap_or_default()
            )
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg)?;
            format!("`{}` 不能与 `{other}` 同用", arg?)
        }
        ErrorKind::TooManyValues => format!("`{}` 的值太多", arg?),
        ErrorKind::InvalidUtf8 => "参数不是有效的文字".to_owned(),
        _ => return None,
    })
}

fn did_you_mean(near: Option<String>) -> String {
    near.map(|near| format!("；是不是想写 `{near}`？"))
        .unwrap_or_default()
}
