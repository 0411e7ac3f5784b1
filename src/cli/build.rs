//! `ecopark build`: papers from data, or the official empty forms.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use ecopark::batch::{
    self, Checked, Checking, Ledger, Loaded, Lock, Made, Outcome, Packed, Refusal, Request,
    Summary, read_text, write_whole,
};
use ecopark::error::Error;
use ecopark::form::{FORMS, FormId};
use ecopark::report::{self, Report, Selection, Style};
use ecopark::sheet;
use ecopark::{Engine, Format, Hints, PageRange};

use super::args::{self, BuildArgs};
use super::check::{material, options, overlays, sources};
use super::progress::{Progress, span};
use super::{Exit, guard, say};

/// The most bytes that a template may have.
const TEMPLATE_LIMIT: u64 = 8 << 20;

pub(super) fn run(args: &BuildArgs) -> Result<Exit, Error> {
    let engine = &engine(args.forms.as_deref())?.with_hints(hints(args.hints));
    if args.out.as_os_str() == "-" {
        return stream(engine, args);
    }
    if args.out.is_file() {
        return Err(Error::OutIsFile {
            path: args.out.clone(),
        });
    }
    let request = request(args);
    let work = || match args.blank {
        true => blank(engine, args, &request),
        false => build(engine, args, &request),
    };
    match args.forms {
        Some(_) => guard::watched(engine, work),
        None => work(),
    }
}

/// The engine with the program's forms, and the user's in `folder`.
pub(super) fn engine(folder: Option<&Path>) -> Result<Engine, Error> {
    Ok(Engine::with_forms(&templates(folder)?)?)
}

/// One paper of one park to standard output.
fn stream(engine: &Engine, args: &BuildArgs) -> Result<Exit, Error> {
    let (&[form], &[format]) = (args.rules.form.as_slice(), args.format.as_slice()) else {
        return Err(Error::Usage(
            "写到标准输出时用 --form 指定一个附件，用 --format 指定 pdf 或 docx".to_owned(),
        ));
    };
    let sources = sources(&args.paths, None)?;
    let checking = checking(args, 1, false)?;
    let [source] = sources.as_slice() else {
        return Err(Error::Usage("写到标准输出时只能有一个园区".to_owned()));
    };
    let checked = batch::check(engine, std::slice::from_ref(source), &checking, &|_| {});
    tell_findings(args, &checked);
    let (Some(park), Some(report)) = (checked.parks.first(), checked.reports.first()) else {
        return Ok(Exit::Failed);
    };
    if !park.is_readable() || report.has_errors(form.into()) && !args.draft {
        say::error(&format!(
            "没有生成 {}：数据有错误；改正后重新生成，或用 --draft 生成草稿",
            form.form().stem(false)
        ));
        return Ok(Exit::Findings);
    }
    let request = Request {
        formats: vec![self::format(format, args)],
        ..request(args)
    };
    let bytes = batch::one_paper(engine, (source, report), form, &checking, &request)?;
    say::raw(&bytes)?;
    Ok(Exit::Clean)
}

fn checking(args: &BuildArgs, threads: usize, many: bool) -> Result<Checking, Error> {
    let options = options(&args.rules)?;
    Ok(Checking {
        selection: Selection::new::<String>(&[], &args.rules.ignore)?.for_forms(options.forms),
        options,
        overlays: overlays(&args.rules)?,
        material: material(&args.rules, many)?,
        threads,
    })
}

fn format(format: args::Format, args: &BuildArgs) -> Format {
    let pages = args.pages.unwrap_or(PageRange::ALL);
    match format {
        args::Format::Pdf => Format::Pdf,
        args::Format::Docx => Format::Docx,
        args::Format::Png => Format::Png {
            pages,
            dpi: args.dpi,
        },
        args::Format::Svg => Format::Svg { pages },
    }
}

fn hints(level: args::HintLevel) -> Hints {
    match level {
        args::HintLevel::All => Hints::All,
        args::HintLevel::Law => Hints::Law,
        args::HintLevel::Off => Hints::Off,
    }
}

fn request(args: &BuildArgs) -> Request {
    Request {
        out: args.out.clone(),
        formats: args.format.iter().map(|&one| format(one, args)).collect(),
        draft: args.draft,
        comments: args.comments,
        tree: args.keep_tree,
        force: args.force,
        threads: args.jobs.unwrap_or_else(batch::cores),
        shard: args.shard,
        naming: args.name.clone(),
    }
}

/// The user's own templates: name and text of every `.typ` in the folder.
fn templates(folder: Option<&Path>) -> Result<Vec<(String, String)>, Error> {
    let Some(folder) = folder else {
        return Ok(Vec::new());
    };
    let unreadable = |source| Error::read(folder, source);
    let mut templates = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "typ") {
            let text =
                read_text(&path, TEMPLATE_LIMIT).map_err(|source| Error::read(&path, source))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            templates.push((name.into_owned(), text));
        }
    }
    templates.sort();
    if templates.is_empty() {
        return Err(Error::NoTemplates {
            path: folder.to_owned(),
        });
    }
    Ok(templates)
}

fn blank(engine: &Engine, args: &BuildArgs, request: &Request) -> Result<Exit, Error> {
    let forms: Vec<FormId> = if args.rules.form.is_empty() {
        FORMS.iter().map(|form| form.id).collect()
    } else {
        args.rules.form.clone()
    };
    let _lock = Lock::take(&request.out, None)?;
    let mut exit = Exit::Clean;
    for result in batch::blank(engine, &forms, request) {
        match result {
            Ok(paths) => say_paths(&paths)?,
            Err(error) => {
                say::error(&error.to_string());
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

fn build(engine: &Engine, args: &BuildArgs, request: &Request) -> Result<Exit, Error> {
    let begun = Instant::now();
    let sources = sources(&args.paths, Some(&args.out))?;
    let many = sources.len() > 1;
    let checking = checking(args, request.threads, many)?;
    let part = args.shard.map(|(part, of)| format!("{part}-{of}"));
    let _lock = Lock::take(&request.out, part.as_deref())?;
    let ledger = Ledger::open(&request.out, part.as_deref())?;
    let quiet = args.quiet || !many;

    let progress = Progress::new("校验", sources.len(), quiet);
    let checked = batch::check(engine, &sources, &checking, &|_| progress.tick());
    progress.finish();

    let papers = checked.parks.iter().enumerate();
    let papers = papers.filter(|(at, _)| request.has(*at));
    let papers = papers.map(|(_, park)| park.forms.iter().count()).sum();
    let progress = Progress::new("生成", papers, quiet);
    let tick = |_| progress.tick();
    let outcomes = batch::build(engine, (&checked, &checking), request, &ledger, &tick);
    progress.finish();
    let archives = match args.zip {
        true => {
            let progress = Progress::new("打包", checked.parks.len(), quiet);
            let (checked, tick) = ((&checked, &checking), |_| progress.tick());
            let archives = batch::archives(engine, checked, request, &outcomes, &ledger, &tick);
            progress.finish();
            archives
        }
        false => Vec::new(),
    };

    let gone = leftovers(&ledger, &checked, args, request)?;
    let told = match many {
        true => tell_many(args, &checked, (&outcomes, &archives), begun),
        false => tell_one(args, &checked, &outcomes)
            .and_then(|()| archives.iter().try_for_each(|one| tell_archive(args, one))),
    };
    ledger.close(&gone)?;
    told?;
    let packed = archives
        .iter()
        .map(|one| refused(one.result.as_ref().err()));
    Ok(packed.fold(exit(&checked, &outcomes), Exit::max))
}

/// Tells what belongs to nothing any more, and removes it if that is wished.
fn leftovers(
    ledger: &Ledger,
    checked: &Checked,
    args: &BuildArgs,
    request: &Request,
) -> Result<Vec<String>, Error> {
    if args.shard.is_some() {
        return Ok(Vec::new());
    }
    let all = args.rules.form.is_empty();
    let leftovers = batch::leftovers(ledger, checked, request, all)?;
    let gone = match args.prune {
        true => batch::prune(ledger, &leftovers)?,
        false => Vec::new(),
    };
    for leftover in leftovers.iter().take(10) {
        let path = request.out.join(&leftover.path);
        let path = path.display();
        say::note(&match (gone.contains(&leftover.path), leftover.edited) {
            (true, _) => format!("已删除 `{path}`：数据里已没有它"),
            (false, true) => format!("`{path}` 已不需要，但有人改过，没有删除"),
            (false, false) => format!("`{path}` 已不需要；--prune 可删除"),
        });
    }
    if leftovers.len() > 10 {
        say::note(&format!("……共 {} 个这样的文件", leftovers.len()));
    }
    Ok(gone)
}

fn style(args: &BuildArgs) -> Style {
    Style {
        colour: say::colour_stderr(),
        quiet: args.quiet,
        ..Style::default()
    }
}

/// What is wrong on the pages that were made.
fn pages(outcomes: &[Outcome]) -> Vec<Report> {
    outcomes
        .iter()
        .filter_map(|one| one.pages.clone())
        .collect()
}

/// The findings of one park.
fn tell_findings(args: &BuildArgs, checked: &Checked) {
    say::note(report::text(&checked.reports, &style(args)).trim_end());
    for error in &checked.errors {
        say::error(&error.to_string());
    }
}

/// One park: its findings, then its papers.
fn tell_one(args: &BuildArgs, checked: &Checked, outcomes: &[Outcome]) -> Result<(), Error> {
    tell_findings(args, checked);
    for park in checked.parks.iter().filter(|park| park.forms.is_empty()) {
        if park.is_readable() {
            say::error(&nothing_to_build(park));
        }
    }
    let pages = pages(outcomes);
    if !pages.is_empty() {
        say::note(report::text(&pages, &style(args)).trim_end());
    }
    for outcome in outcomes {
        say_outcome(&checked.parks, outcome)?;
    }
    let unchanged = outcomes
        .iter()
        .filter(|outcome| matches!(outcome.result, Ok(Made::Unchanged(_))))
        .count();
    if unchanged > 0 && !args.quiet {
        say::note(&format!("其中 {unchanged} 份没有变化，沿用已有的文件"));
    }
    Ok(())
}

/// Many parks: the findings go to a file, the summary to the screen.
fn tell_many(
    args: &BuildArgs,
    checked: &Checked,
    (outcomes, archives): (&[Outcome], &[Packed]),
    begun: Instant,
) -> Result<(), Error> {
    let summary = Summary::new(checked, &request(args), outcomes).with_archives(archives);
    say::out(&summary.text())?;
    if args.shard.is_some() {
        return Ok(());
    }
    let file = |name: &str| args.out.join(name);
    let mut problems = summary.markdown() + &report::markdown(&checked.reports);
    let pages = pages(outcomes);
    if !pages.is_empty() {
        problems.push_str("\n# 版面\n\n");
        problems.push_str(&report::markdown(&pages));
    }
    write_whole(&file("问题.md"), problems.as_bytes())?;
    let tables = summary.tables();
    let book = sheet::table::workbook(&tables)?;
    write_whole(&file("汇总.xlsx"), &book)?;
    let [parks, _] = &tables;
    write_whole(&file("汇总.csv"), parks.csv().as_bytes())?;
    if !args.quiet {
        let (problems, table) = (file("问题.md"), file("汇总.xlsx"));
        say::note(&format!(
            "全部问题见 `{}`，一览见 `{}`；用时 {}",
            problems.display(),
            table.display(),
            span(begun.elapsed())
        ));
    }
    Ok(())
}

fn exit(checked: &Checked, outcomes: &[Outcome]) -> Exit {
    let mut exit = match checked.errors.is_empty() {
        true => Exit::Clean,
        false => Exit::Failed,
    };
    if checked.parks.iter().any(|park| park.forms.is_empty()) {
        exit = exit.max(Exit::Findings);
    }
    for outcome in outcomes {
        exit = exit.max(refused(outcome.result.as_ref().err()));
    }
    exit
}

/// How a run ends for which something was not made.
fn refused(refusal: Option<&Refusal>) -> Exit {
    match refusal {
        None | Some(Refusal::Edited { behind: false, .. }) => Exit::Clean,
        Some(Refusal::Failed(_)) => Exit::Failed,
        Some(_) => Exit::Findings,
    }
}

/// Says where the archive of one park is and what it lacks.
fn tell_archive(args: &BuildArgs, one: &Packed) -> Result<(), Error> {
    let archive = match &one.result {
        Ok(archive) => archive,
        Err(refusal) => {
            say::error(&match refusal {
                Refusal::Edited { path, .. } => {
                    format!(
                        "没有生成材料包：`{}` 有人改过；--force 覆盖",
                        path.display()
                    )
                }
                Refusal::Foreign(path) => format!(
                    "没有生成材料包：已有 `{}`，不是本程序写的；移走它，或用 --force 覆盖",
                    path.display()
                ),
                Refusal::Failed(error) => error.to_string(),
                _ => "没有生成材料包：数据无法读取".to_owned(),
            });
            return Ok(());
        }
    };
    say_paths(std::slice::from_ref(&archive.path))?;
    if !archive.missing.is_empty() && !args.quiet {
        let missing = archive.missing.join("、");
        say::note(&format!(
            "材料包还缺 {} 项：{missing}",
            archive.missing.len()
        ));
    }
    Ok(())
}

fn nothing_to_build(park: &Loaded) -> String {
    let blocks: Vec<String> = FORMS
        .iter()
        .map(|form| format!("`{}`", form.block))
        .collect();
    format!(
        "`{}` 里没有 {} 中的任何一块，没有可生成的附件；可用 --form 指定",
        park.source.name(),
        blocks.join("、")
    )
}

/// Says what became of one paper.
fn say_outcome(parks: &[Loaded], outcome: &Outcome) -> Result<(), Error> {
    let name = format!(
        "`{}` 的 {}",
        parks[outcome.park].source.name(),
        outcome.form.form().stem(false)
    );
    let refusal = match &outcome.result {
        Ok(made) => return say_paths(made.paths()),
        Err(refusal) => refusal,
    };
    let stale = match outcome.stale {
        true => "；已有的旧文件与数据不符，没有改动",
        false => "",
    };
    say::error(&match refusal {
        Refusal::Errors => {
            format!("没有生成 {name}：数据有错误；改正后重新生成，或用 --draft 生成草稿{stale}")
        }
        Refusal::Pages => {
            format!("没有生成 {name}：版面有错误；改正后重新生成，或用 --draft 生成草稿{stale}")
        }
        Refusal::SameName(other) => format!(
            "没有生成 {name}：与 `{other}` 同名，两者会写进同一个文件夹；改 `标识.园区简称` 加以区分"
        ),
        Refusal::Edited { path, behind } => {
            let data = match behind {
                true => "数据已经变化，而",
                false => "",
            };
            format!(
                "没有生成 {name}：{data}`{}` 有人改过；--force 覆盖，DOCX 可先用 `ecopark read` 读回",
                path.display()
            )
        }
        Refusal::Foreign(path) => format!(
            "没有生成 {name}：已有 `{}`，不是本程序写的；移走它，或用 --force 覆盖",
            path.display()
        ),
        Refusal::Failed(error) => error.to_string(),
    });
    Ok(())
}

fn say_paths(paths: &[PathBuf]) -> Result<(), Error> {
    paths
        .iter()
        .try_for_each(|path| say::out(&path.display().to_string()))
}
