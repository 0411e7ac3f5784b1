//! What the papers measure, beside what is required: the table in
//! `docs/版面.md`, made from the pages of blank, short, usual, longest and
//! strange data.

use super::page::MARGINS;
use super::{Mark, Run};
use crate::form::{FormId, FormSet};
use crate::park::{Application, Park};
use crate::typeset::tests::{data, kit, nasty, sample};
use crate::typeset::{Kit, Layout, Pictures};
use crate::view::Mode;

/// Rounding.
const EXACT: f64 = 0.05;
/// Where the table is kept.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/版面.md");

/// The shortest data that fill all four papers.
fn short() -> Park {
    let mut park = sample("湘澜经开区");
    park.basics.name = "甲园区".to_owned();
    park.basics.address = "甲路1号".to_owned();
    park.body.name = "甲管委会".to_owned();
    park.indicators.list.truncate(1);
    park.tasks.truncate(1);
    park.projects.truncate(1);
    if let Some(filing) = &mut park.filing {
        filing.content = "略。".to_owned();
    }
    if let Some(application) = &mut park.application {
        for text in texts(application) {
            *text = "略。".to_owned();
        }
    }
    park
}

/// The long texts of annex 4.
fn texts(application: &mut Application) -> [&mut String; 4] {
    [
        &mut application.tasks,
        &mut application.projects,
        &mut application.indicators,
        &mut application.highlights,
    ]
}

/// Texts at their caps, and more of everything than a park has: 30 indicators
/// with long names, 25 tasks, 40 projects.
fn longest() -> Park {
    let mut park = sample("湘澜经开区");
    let full = |text: &str, most: usize| -> String {
        let letters = text.chars().filter(|c| !c.is_whitespace());
        let text: Vec<char> = letters.collect();
        text.iter().cycle().take(most).collect()
    };
    park.basics.name = "国家东中西区域合作示范区（连云港徐圩新区）临港石化产业园区".to_owned();
    park.body.name = format!("{}管理委员会", park.basics.name);
    let repeat = |count: usize, of: usize| (0..count).map(move |at| at % of);
    let indicators = &park.indicators.list;
    park.indicators.list = repeat(30, indicators.len())
        .map(|at| {
            let mut one = indicators[at].clone();
            one.name = full(&format!("{}与资源能源利用效率协同提升程度", one.name), 60);
            one
        })
        .collect();
    park.tasks = repeat(25, park.tasks.len())
        .map(|at| park.tasks[at].clone())
        .collect();
    park.projects = repeat(40, park.projects.len())
        .map(|at| park.projects[at].clone())
        .collect();
    if let Some(filing) = &mut park.filing {
        filing.content = full(&filing.content, 1000);
    }
    if let Some(application) = &mut park.application {
        for text in texts(application) {
            *text = full(text, 500);
        }
    }
    park
}

/// One set of data on all four papers.
struct Set {
    name: &'static str,
    papers: Vec<(FormId, Layout)>,
}

impl Set {
    fn new(kit: &Kit, name: &'static str, park: &Park, mode: Mode) -> Self {
        let papers = FormSet::ALL.iter().map(|form| {
            let blocks = kit.blocks(form, &data(park, form, mode)).expect("blocks");
            (form, kit.layout(&blocks, &Pictures::new()).expect("pages"))
        });
        Self {
            name,
            papers: papers.collect(),
        }
    }

    fn of(&self, form: FormId) -> &Layout {
        let found = self.papers.iter().find(|(one, _)| *one == form);
        &found.expect("all four").1
    }
}

fn sets() -> Vec<Set> {
    let kit = kit();
    let set = |name, park: Park, mode| {
        let set = Set::new(&kit, name, &park, mode);
        crate::typeset::finish_document();
        set
    };
    vec![
        set("空白", Park::default(), Mode::Blank),
        set("最短", short(), Mode::Draft),
        set("样例", sample("湘澜经开区"), Mode::Filled),
        set("最长", longest(), Mode::Draft),
        set("生僻、超长", nasty(), Mode::Draft),
    ]
}

/// What is measured on a set, and what is required of it.
struct Measure {
    what: &'static str,
    required: &'static str,
    /// The figure, and whether it will do; nothing where there is nothing of it.
    figure: fn(&Set) -> Option<(f64, bool)>,
}

const MEASURES: [Measure; 8] = [
    Measure {
        what: "越出纸张、版心、格线或互相重叠的文字和图（处，四个文件）",
        required: "0",
        figure: |set| {
            let faults = set.papers.iter().map(|(_, layout)| layout.faults());
            // Texts far beyond their caps need a page more.
            let count = faults
                .flatten()
                .filter(|fault| {
                    let spill = matches!(fault.kind, super::FaultKind::Spill { .. });
                    !(spill && set.name == "生僻、超长")
                })
                .count();
            Some((count as f64, count == 0))
        },
    },
    Measure {
        what: "附件2 页数",
        required: "3",
        figure: |set| pages(set, FormId::Filing, 3),
    },
    Measure {
        what: "附件4 页数",
        required: "5",
        figure: |set| pages(set, FormId::Application, 5),
    },
    Measure {
        what: "附件2、附件4 最矮的行（毫米）",
        required: "≥8",
        figure: |set| {
            let forms = [FormId::Filing, FormId::Application];
            let least = forms.into_iter().map(|form| lowest_row(set.of(form)));
            least_of(least, 8.0)
        },
    },
    Measure {
        what: "附件4 直径45毫米的章盖在“盖章”与日期之间，到最近格线（毫米）",
        required: "≥3",
        figure: |set| least_of(seals(set.of(FormId::Application)).into_iter(), 3.0),
    },
    Measure {
        what: "附件2 封面园区名称与报送日期之间（毫米，45毫米的章上下各留3毫米）",
        required: "≥51",
        figure: |set| {
            let runs = &set.of(FormId::Filing).runs()[0];
            let line = |label: &str| {
                let mut found = runs.iter().filter(|run| run.text.starts_with(label));
                found.next().map(|run| run.mark)
            };
            Some(line("报送日期")?.y0 - line("园")?.y1).map(|free| (free, free >= 51.0 - EXACT))
        },
    },
    Measure {
        what: "空白日期中年与月、月与日之间（毫米）",
        required: "≥15",
        figure: |set| {
            let blank = [FormId::Filing, FormId::Application];
            let papers = blank.into_iter().flat_map(|form| set.of(form).runs());
            least_of(papers.flat_map(|runs| gaps(&runs)), 15.0)
        },
    },
    Measure {
        what: "附件1、附件3 正文行距与225÷22毫米之差（毫米，最大）",
        required: "≤0.05",
        figure: |set| {
            let forms = [FormId::Plan, FormId::Report];
            let off = forms.into_iter().map(|form| off_grid(set.of(form)));
            let most = off.fold(0.0, f64::max);
            Some((most, most <= 0.05))
        },
    },
];

fn pages(set: &Set, form: FormId, due: usize) -> Option<(f64, bool)> {
    // Texts of three times their cap are not asked to fit.
    let pages = set.of(form).pages;
    (set.name != "生僻、超长").then_some((pages as f64, pages == due))
}

fn least_of(values: impl Iterator<Item = f64>, required: f64) -> Option<(f64, bool)> {
    let least = values.fold(f64::INFINITY, f64::min);
    least
        .is_finite()
        .then_some((least, least >= required - EXACT))
}

/// The lowest row between two rules.
fn lowest_row(layout: &Layout) -> f64 {
    let mut least = f64::INFINITY;
    for rules in layout.rules().iter().skip(1) {
        let lying = rules.iter().filter(|rule| rule.y1 - rule.y0 < EXACT);
        let mut ys: Vec<f64> = lying.map(|rule| rule.y0).collect();
        ys.sort_by(f64::total_cmp);
        ys.dedup_by(|a, b| (*a - *b).abs() < EXACT);
        least = ys
            .windows(2)
            .map(|two| two[1] - two[0])
            .fold(least, f64::min);
    }
    least
}

fn middle(mark: &Mark) -> (f64, f64) {
    let y = f64::midpoint(mark.y0, mark.y1);
    (f64::midpoint(mark.x0, mark.x1), y)
}

/// For each opinion, what is left between a seal of 45 mm and the nearest rule
/// or the edge of the text block.
fn seals(layout: &Layout) -> Vec<f64> {
    let (all_runs, all_rules) = (layout.runs(), layout.rules());
    let (Some(runs), Some(rules)) = (all_runs.last(), all_rules.last()) else {
        return Vec::new();
    };
    let labels = runs.iter().filter(|run| run.text == "盖章");
    let left = |label: &Run| {
        let (x, above) = middle(&label.mark);
        let month = runs
            .iter()
            .filter(|run| run.text.trim() == "月" && run.base > label.base)
            .min_by(|a, b| a.base.total_cmp(&b.base))?;
        let y = f64::midpoint(above, middle(&month.mark).1);
        let [_, right, bottom, _] = MARGINS;
        let block = (210.0 - right.min(MARGINS[3]) - x).min(297.0 - bottom - y);
        let near = rules.iter().filter(|rule| {
            let beside = rule.y0 - EXACT <= y && y <= rule.y1 + EXACT;
            let across = rule.x0 - EXACT <= x && x <= rule.x1 + EXACT;
            beside || across
        });
        let distance = near.map(|rule| {
            let dx = (rule.x0 - x).max(x - rule.x1).max(0.0);
            let dy = (rule.y0 - y).max(y - rule.y1).max(0.0);
            dx.hypot(dy)
        });
        Some(distance.fold(block, f64::min) - 22.5)
    };
    labels.filter_map(left).collect()
}

/// The room before 月 and 日 behind an empty 年.
fn gaps(runs: &[Run]) -> Vec<f64> {
    let behind = |text: &str, base: f64, x: f64| {
        let mut here = runs
            .iter()
            .filter(|run| run.text.trim() == text && (run.base - base).abs() < 1.0)
            .filter(|run| run.mark.x0 > x);
        here.next()
    };
    let mut gaps = Vec::new();
    for year in runs.iter().filter(|run| run.text.trim() == "年") {
        let Some(month) = behind("月", year.base, year.mark.x1) else {
            continue;
        };
        let Some(day) = behind("日", year.base, month.mark.x1) else {
            continue;
        };
        // An empty date has nothing else between its 年 and 日.
        let between = runs.iter().filter(|run| {
            let here = (run.base - year.base).abs() < 1.0;
            here && run.mark.x0 > year.mark.x1 - EXACT && run.mark.x1 < day.mark.x0 + EXACT
        });
        if between.count() == 1 {
            gaps.push(month.mark.x0 - year.mark.x1);
            gaps.push(day.mark.x0 - month.mark.x1);
        }
    }
    gaps
}

/// How far the lines of pages of text alone stand from the grid of 22 lines.
fn off_grid(layout: &Layout) -> f64 {
    let pitch = 225.0 / 22.0;
    let (all_runs, all_rules) = (layout.runs(), layout.rules());
    let mut most = 0.0_f64;
    for (runs, rules) in all_runs.iter().zip(&all_rules) {
        let mut bases: Vec<f64> = runs
            .iter()
            .filter(|run| (run.size - 5.644).abs() < 0.01)
            .map(|run| run.base)
            .collect();
        let others = runs
            .iter()
            .any(|run| (run.size - 5.644).abs() >= 0.01 && run.base < 262.0);
        if !rules.is_empty() || others || bases.len() < 20 {
            continue;
        }
        bases.sort_by(f64::total_cmp);
        bases.dedup_by(|a, b| (*a - *b).abs() < EXACT);
        for base in &bases {
            let lines = (base - bases[0]) / pitch;
            most = most.max((lines - lines.round()).abs() * pitch);
        }
    }
    most
}

#[test]
fn the_table_of_measures_is_kept() {
    let sets = sets();
    let mut faults = Vec::new();
    let mut table = String::from(
        "# 版面：要求与实测\n\n由测试 `the_table_of_measures_is_kept` 按排版后的坐标量出；改动版面后以 `ECOPARK_ACCEPT=1` 运行，重新写出本表。\n\n| 项目 | 要求 |",
    );
    for set in &sets {
        table.push_str(&format!(" {} |", set.name));
    }
    table.push_str(&format!("\n|---|---|{}\n", "---|".repeat(sets.len())));
    for measure in &MEASURES {
        table.push_str(&format!("| {} | {} |", measure.what, measure.required));
        for set in &sets {
            match (measure.figure)(set) {
                None => table.push_str(" — |"),
                Some((figure, holds)) => {
                    let figure = format!("{figure:.2}");
                    let figure = figure.trim_end_matches('0').trim_end_matches('.');
                    table.push_str(&format!(" {figure} |"));
                    if !holds {
                        faults.push(format!("{}，{}：{figure}", measure.what, set.name));
                    }
                }
            }
        }
        table.push('\n');
    }
    let told = |set: &Set| {
        let faults = set.papers.iter().map(|(form, one)| (*form, one.faults()));
        format!("{}: {:#?}", set.name, faults.collect::<Vec<_>>())
    };
    assert!(
        faults.is_empty(),
        "{faults:#?}\n{table}\n{}",
        sets.iter().map(told).collect::<String>()
    );
    if std::env::var_os("ECOPARK_ACCEPT").is_some() {
        std::fs::write(TABLE, &table).expect("written");
    }
    let kept = std::fs::read_to_string(TABLE).unwrap_or_default();
    assert!(kept == table, "the table in {TABLE} is another:\n{table}");
}
