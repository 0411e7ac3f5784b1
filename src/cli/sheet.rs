//! `ecopark sheet`: workbooks to fill in, and what was filled in.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ecopark::Engine;
use ecopark::batch::{self, Source, read_limited, rewrite, safe_name, write_whole};
use ecopark::check::Options;
use ecopark::error::{Error, io_reason};
use ecopark::form::FormSet;
use ecopark::park::Park;
use ecopark::report::{self, Report, Selection, Style};
use ecopark::sheet::{self, Imported, ImportedPark, Values};

use super::args::{Purpose, SheetCommand, SheetExportArgs, SheetImportArgs, SheetNewArgs};
use super::check::options;
use super::{Exit, say};

/// The most bytes that a workbook may have.
const LIMIT: u64 = 256 << 20;

pub(super) fn run(command: &SheetCommand) -> Result<Exit, Error> {
    match command {
        SheetCommand::New(args) => new(args),
        SheetCommand::Export(args) => export(args),
        SheetCommand::Import(args) => import(args),
    }
}

fn purpose(purpose: Purpose) -> sheet::Purpose {
    match purpose {
        Purpose::Filing => sheet::Purpose::Filing,
        Purpose::All => sheet::Purpose::All,
    }
}

fn new(args: &SheetNewArgs) -> Result<Exit, Error> {
    let book = sheet::template(purpose(args.purpose))?;
    write_new(&args.file, &book)?;
    Ok(Exit::Clean)
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if path.symlink_metadata().is_ok() {
        return Err(Error::Exists {
            path: path.to_owned(),
        });
    }
    write_whole(path, bytes)?;
    say::out(&path.display().to_string())
}

fn export(args: &SheetExportArgs) -> Result<Exit, Error> {
    let sources = batch::discover(&args.paths, None)?;
    let mut exit = Exit::Clean;
    let mut parks: Vec<(Park, Values)> = Vec::new();
    for source in &sources {
        let (input, _) = source.load(&[])?;
        match input.park {
            Some(park) => {
                let values = Values::of(&park);
                parks.push((park, values));
            }
            None => {
                let name = source.name();
                say::error(&format!("`{name}` 的数据无法读取；用 `ecopark check` 查看"));
                exit = Exit::Findings;
            }
        }
    }
    let fill = |values: &[Values]| sheet::fill(purpose(args.purpose), values);
    if args.purpose == Purpose::Filing || parks.len() == 1 {
        let values: Vec<Values> = parks.into_iter().map(|(_, values)| values).collect();
        write_new(&args.out, &fill(&values)?)?;
        return Ok(exit);
    }
    let folder = args.out.with_extension("");
    for (park, values) in &parks {
        let name = safe_name(park.short_name());
        let path = folder.join(format!("{name}.xlsx"));
        write_new(&path, &fill(std::slice::from_ref(values))?)?;
    }
    Ok(exit)
}

fn import(args: &SheetImportArgs) -> Result<Exit, Error> {
    let engine = Engine::new();
    let known = Known::in_folder(&args.out)?;
    let options = options(&args.rules)?;
    let mut exit = Exit::Clean;
    let mut reports = Vec::new();
    let mut taken: HashMap<String, String> = HashMap::new();
    for file in &args.files {
        let name = file.display().to_string();
        let read = read_limited(file, LIMIT).map_err(|error| io_reason(&error));
        let imported = match read.and_then(|bytes| sheet::import(&name, &bytes)) {
            Ok(imported) => imported,
            Err(why) => {
                say::error(&format!("无法读取 `{name}`：{why}"));
                exit = Exit::Failed;
                continue;
            }
        };
        let (input, findings) = imported.own_report_input();
        reports.push(Report::new(&input, findings, &Selection::default()));
        if imported.parks.is_empty() {
            say::note(&format!("`{name}`：没有填写任何园区"));
        }
        let made = batch::in_parallel(&imported.parks, |park| {
            one(&engine, &imported, park, &known, args, &options)
        });
        for (park, made) in imported.parks.iter().zip(made) {
            let (report, files) = match made {
                Ok(made) => made,
                Err(error) => {
                    say::error(&error.to_string());
                    exit = exit.max(Exit::Failed);
                    continue;
                }
            };
            if report.has_errors(FormSet::ALL) {
                exit = exit.max(Exit::Findings);
            }
            reports.push(report);
            let key = batch::collision_key(park.title());
            if let Some(other) = taken.insert(key, name.clone()) {
                say::error(&format!(
                    "`{name}` 的「{}」与 `{other}` 中的同名，没有写入；改 `标识.园区简称` 加以区分",
                    park.title()
                ));
                exit = exit.max(Exit::Findings);
                continue;
            }
            if args.dry_run {
                continue;
            }
            for (path, bytes) in files {
                rewrite(&path, &bytes)?;
                say::out(&path.display().to_string())?;
            }
        }
    }
    let style = Style {
        colour: say::colour_stderr(),
        quiet: args.quiet,
        ..Style::default()
    };
    say::note(report::text(&reports, &style).trim_end());
    Ok(exit)
}

/// What came of one park: its report, and the files to write.
type Made = (Report, Vec<(PathBuf, Vec<u8>)>);

/// One park: its new data, checked, each finding at its cell.
fn one(
    engine: &Engine,
    imported: &Imported,
    park: &ImportedPark,
    known: &Known,
    args: &SheetImportArgs,
    options: &Options,
) -> Result<Made, Error> {
    let title = park.title();
    let mut files = Vec::new();
    let input = match known.find(park) {
        Some(source) => {
            let (input, _) = source.load(&[])?;
            let (changed, refused) = park.merge(input);
            for why in refused {
                say::note(&format!("「{title}」：{why}"));
            }
            let path = source.path().unwrap_or(Path::new(""));
            for file in changed {
                let target = match file.name == source.name() {
                    true => path.to_owned(),
                    false => path.with_file_name(&file.name),
                };
                files.push((target, file.bytes()));
            }
            let own = files.iter().find(|(target, _)| target == path);
            match own {
                Some((_, bytes)) => engine.read(&source.name(), bytes, &batch::Folder::of(path)),
                None => source.load(&[])?.0,
            }
        }
        None => {
            let folder = match safe_name(title).as_str() {
                "_" => return Err(Error::Usage("有一行没有园区名称，没有读入".to_owned())),
                name => args.out.join(name),
            };
            let path = folder.join("park.yaml");
            let yaml = park.to_yaml();
            let input = engine.read(
                &path.display().to_string(),
                yaml.as_bytes(),
                &batch::Folder::of(&path),
            );
            files.push((path, yaml.into_bytes()));
            input
        }
    };
    let rules = engine.findings(&input, options);
    let (shown, findings) = imported.report_input(park, &input, rules);
    let selection = Selection::new::<String>(&[], &args.rules.ignore)?.for_forms(options.forms);
    Ok((Report::new(&shown, findings, &selection), files))
}

/// The data files that are there already, by what tells a park.
struct Known {
    sources: Vec<Source>,
    /// Nothing where several have the name.
    by_name: HashMap<String, Option<usize>>,
}

impl Known {
    fn in_folder(folder: &Path) -> Result<Self, Error> {
        let mut known = Self {
            sources: Vec::new(),
            by_name: HashMap::new(),
        };
        if !folder.is_dir() {
            return Ok(known);
        }
        match batch::discover(&[folder.to_owned()], None) {
            Ok(sources) => known.sources = sources,
            Err(Error::NoYaml { .. }) => return Ok(known),
            Err(error) => return Err(error),
        }
        let parks = batch::in_parallel(&known.sources, |source| {
            source.load(&[]).ok().and_then(|(input, _)| input.park)
        });
        for (at, park) in parks.into_iter().enumerate() {
            let Some(park) = park else { continue };
            let identity = &park.identity;
            let names = [&identity.code, &identity.short_name, &park.basics.name];
            for name in names.map(|name| name.trim()) {
                let own = known.by_name.entry(name.to_owned()).or_insert(Some(at));
                if *own != Some(at) {
                    *own = None;
                }
            }
        }
        Ok(known)
    }

    /// The file of a park: by its name, its short name, its code.
    fn find(&self, park: &ImportedPark) -> Option<&Source> {
        ["园区基本情况.园区名称", "标识.园区简称", "标识.园区代码"]
            .into_iter()
            .map(|path| park.text(path).trim())
            .filter(|name| !name.is_empty())
            .find_map(|name| *self.by_name.get(name)?)
            .map(|at| &self.sources[at])
    }
}
