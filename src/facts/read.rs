//! A text as facts: its tokens with what the words between them make of them.
//!
//! One pass over each line. What a number needs from its surroundings (the last
//! subject, the year that rules, whose it is) is kept in [`Line`] and falls at
//! the end of a sentence; so nothing is looked for twice.

use std::ops::Range;
use std::sync::LazyLock;

use super::frame::{self, Mood, Whose};
use super::role::{self, Against, Role};
use super::subject::{DONE, Names, Subject, canonical};
use super::token::{Amount, Date, Kind, Token, tokens};
use super::unit::{Base, Dim};
use super::words::Words;
use super::{Event, Passage, Quantity, Source, Time};

/// Reads one text.
pub(super) fn read(index: usize, text: &str, source: &Source, names: &Names) -> Passage {
    let mut passage = Passage {
        text: index,
        tokens: Vec::new(),
        sentences: Vec::new(),
        quantities: Vec::new(),
        events: Vec::new(),
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end().len();
        start += line.len();
        if range.is_empty() {
            continue;
        }
        let read = tokens(text, range.clone());
        let mut reader = Line::new(text, source, names, range, &mut passage);
        reader.run(&read);
        passage.tokens.extend(read);
    }
    passage
}

/// How a date stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// 由2025年的: of the next number only.
    Own,
    /// 比2025年: what a change is measured from.
    Compared,
    /// 于2027年10月: of its clause.
    Clause,
    /// 2028年，: of what follows.
    Topic,
    /// 按2020年不变价: none.
    Price,
}

/// The state of reading one line.
struct Line<'a> {
    text: &'a str,
    source: &'a Source,
    names: &'a Names,
    end: usize,
    passage: &'a mut Passage,
    sentence_start: usize,
    clause_start: usize,
    item_start: usize,
    /// Where the words before a bracket began.
    outer: Vec<(usize, usize)>,
    topic: Option<i32>,
    /// The topic year stands at the beginning of the sentence.
    opened: bool,
    clause_year: Option<i32>,
    last_date: Option<i32>,
    /// Years that stand in a row, or the two ends of a span.
    years: Vec<i32>,
    span: Option<(i32, i32)>,
    own_year: Option<i32>,
    compared: Option<i32>,
    partial: bool,
    whose: Whose,
    mood: Mood,
    last_subject: Option<Subject>,
    /// The last quantity that may be a whole, for 其中.
    head: Option<usize>,
    among: Option<usize>,
    sentence: usize,
    segment: usize,
    clause: usize,
    /// First quantity of the row that the last quantity is part of.
    row: Option<usize>,
}

impl<'a> Line<'a> {
    fn new(
        text: &'a str,
        source: &'a Source,
        names: &'a Names,
        range: Range<usize>,
        passage: &'a mut Passage,
    ) -> Self {
        let sentence = passage.sentences.len();
        passage.sentences.push(range.start..range.end);
        Self {
            text,
            source,
            names,
            end: range.end,
            sentence_start: range.start,
            clause_start: range.start,
            item_start: range.start,
            outer: Vec::new(),
            topic: None,
            opened: false,
            clause_year: None,
            last_date: None,
            years: Vec::new(),
            span: None,
            own_year: None,
            compared: None,
            partial: false,
            whose: Whose::Park,
            mood: source.mood,
            last_subject: None,
            head: None,
            among: None,
            segment: sentence * 8,
            clause: sentence * 64,
            sentence,
            row: None,
            passage,
        }
    }

    fn run(&mut self, tokens: &[Token]) {
        for (at, token) in tokens.iter().enumerate() {
            match &token.kind {
                Kind::Mark(mark) => self.mark(*mark, token),
                Kind::Date(date) => self.date(*date, token, tokens, at),
                Kind::Quantity(amount) => self.quantity(amount, token, tokens, at),
                Kind::Opaque => {}
            }
        }
        self.end_sentence(self.end);
        self.passage.sentences.pop();
    }

    fn mark(&mut self, mark: char, token: &Token) {
        let behind = token.range.end;
        match mark {
            '。' | '！' | '？' => self.end_sentence(behind),
            '；' | ';' => self.end_segment(behind),
            '，' | ',' | '：' | ':' => self.end_clause(behind),
            '、' => self.item_start = behind,
            '（' | '(' => {
                self.outer.push((self.item_start, self.clause_start));
                self.item_start = behind;
            }
            '）' | ')' => {
                if let Some((item, clause)) = self.outer.pop() {
                    self.item_start = item;
                    self.clause_start = clause;
                }
            }
            '÷' | '×' | '＋' | '+' | '－' | '−' | '=' | '＝' => self.item_start = behind,
            _ => {}
        }
    }

    fn end_clause(&mut self, behind: usize) {
        let clause = &self.text[self.clause_start..behind.min(self.end)];
        let names_park = self.names.names_park(clause);
        self.whose = frame::whose(self.whose, clause, names_park);
        self.mood = frame::mood(self.mood, clause);
        self.clause_start = behind;
        self.item_start = behind;
        self.outer.clear();
        self.clause_year = None;
        self.own_year = None;
        self.compared = None;
        self.clause += 1;
        self.row = None;
    }

    fn end_segment(&mut self, behind: usize) {
        self.end_clause(behind);
        self.segment += 1;
        self.among = None;
        self.partial = false;
        if !self.opened {
            self.topic = None;
            self.span = None;
            self.years.clear();
        }
        self.whose = Whose::Park;
        self.mood = self.source.mood;
    }

    fn end_sentence(&mut self, behind: usize) {
        self.end_segment(behind);
        if let Some(last) = self.passage.sentences.last_mut() {
            last.end = behind;
        }
        self.passage.sentences.push(behind..self.end);
        self.sentence += 1;
        self.segment = self.sentence * 8;
        self.clause = self.sentence * 64;
        self.sentence_start = behind;
        self.topic = None;
        self.opened = false;
        self.span = None;
        self.years.clear();
        self.last_date = None;
        self.last_subject = None;
        self.head = None;
    }

    fn date(&mut self, date: Date, token: &Token, tokens: &[Token], at: usize) {
        let before = &self.text[self.item_start..token.range.start];
        let use_ = self.how(date, before, token);
        if use_ == Use::Price {
            return;
        }
        let in_row = self.in_row(tokens, at);
        if date.part || date.year == 0 {
            self.partial |= date.part;
            self.event(date, token);
            return;
        }
        self.event(date, token);
        if date.until > 0 {
            self.span = Some((date.year, date.until));
            self.topic = None;
            self.years = (date.year..=date.until.min(date.year + 20)).collect();
            self.clause_year = None;
            return;
        }
        if in_row {
            self.years.push(date.year);
        } else if use_ != Use::Own && use_ != Use::Compared {
            self.years = vec![date.year];
        }
        match use_ {
            Use::Own => self.own_year = Some(date.year),
            Use::Compared => self.compared = Some(date.year),
            Use::Clause => self.clause_year = Some(date.year),
            Use::Topic | Use::Price => {
                self.topic = Some(date.year);
                self.partial = false;
                self.opened |= self.text[self.sentence_start..token.range.start]
                    .chars()
                    .count()
                    <= 3;
                self.clause_year = None;
                self.span = None;
            }
        }
        if use_ != Use::Compared {
            self.last_date = Some(date.year);
        }
    }

    /// Whether a date follows another one in a row: 2026年、2027年和2028年.
    fn in_row(&self, tokens: &[Token], at: usize) -> bool {
        let mut before = tokens[..at].iter().rev();
        let Some(last) = before.find(|one| !matches!(one.kind, Kind::Mark('、'))) else {
            return false;
        };
        let gap = &self.text[last.range.end..tokens[at].range.start];
        matches!(last.kind, Kind::Date(_)) && matches!(gap, "、" | "和" | "与" | "及" | "")
    }

    fn how(&self, date: Date, before: &str, token: &Token) -> Use {
        let behind = &self.text[token.range.end..self.end];
        let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
        if ["不变价", "价格", "可比价", "价计", "当年价", "年鉴", "版"]
            .iter()
            .any(|word| behind.starts_with(word))
        {
            return Use::Price;
        }
        if ends(&["比", "较", "与", "相比于", "相较于", "对比"]) {
            return Use::Compared;
        }
        if ends(&["由", "从", "自"])
            || behind.starts_with('的') && !before.trim().is_empty() && !ends(&["于"])
        {
            return Use::Own;
        }
        let head = before.trim_start_matches(['到', '至', '在']);
        let head = head.strip_prefix("截至").unwrap_or(head);
        if head.is_empty() || head == "其中" || head.ends_with("预计") {
            Use::Topic
        } else if date.month > 0 || ends(&["于", "在", "自"]) {
            Use::Clause
        } else if ends(&["到", "至", "达到"]) {
            Use::Own
        } else {
            Use::Clause
        }
    }

    /// Remembers what is said to happen when.
    fn event(&mut self, date: Date, token: &Token) {
        let Some(days) = date.days() else { return };
        let rest = &self.text[token.range.end..self.end];
        let mut skipped = 0;
        let mut body = rest;
        if let Some(next) = body.strip_prefix(['，', ',']) {
            skipped = rest.len() - next.len();
            body = next;
        }
        let length = body
            .find(['，', '。', '；', '、', '：', ',', ';'])
            .unwrap_or(body.len());
        let behind = token.range.end + skipped;
        self.passage.events.push(Event {
            range: token.range.clone(),
            date,
            days,
            before: self.clause_start..token.range.start,
            after: behind..behind + length,
            sentence: self.sentence,
            whose: self.whose,
            mood: self.mood_here(token.range.end),
        });
    }

    /// The mood of what stands at a byte: the whole clause counts, since 测算 and
    /// 左右 stand behind.
    fn mood_here(&self, at: usize) -> Mood {
        let rest = &self.text[at..self.end];
        let length = rest
            .find(['，', '。', '；', '：', ',', ';'])
            .unwrap_or(rest.len());
        frame::mood(self.mood, &self.text[self.clause_start..at + length])
    }

    fn quantity(&mut self, amount: &Amount, token: &Token, tokens: &[Token], at: usize) {
        let start = token.range.start;
        let (lead, among) = self.lead(start, tokens, at);
        let read = role::read(&lead);
        let in_row = self.continues_row(&lead, tokens, at);
        let role = self.role(&read, in_row, token);
        let clause = &self.text[self.clause_start..start];
        let behind = &self.text[token.range.end..self.end];
        let mut subject = Subject::default();
        let mut told = false;
        if role != Role::Reference && !in_row {
            let words = if self.outer.is_empty() {
                read.rest
            } else {
                self.bracketed(read.rest)
            };
            subject = self.names.subject(words, self.source.indicator);
            told = !subject.key.is_empty();
            let noun = noun_behind(behind);
            let open = words.ends_with(['的', '和', '与', '及', '将', '把', '对', '到'])
                || lead.ends_with(['的', '和', '与', '及']);
            let great = amount.unit.dim.over == Base::Count("大");
            let done =
                great || amount.unit.counts() && DONE.iter().any(|word| words.ends_with(word));
            if (!told && amount.unit.counts() || (open || done) && role == Role::Level)
                && !noun.is_empty()
            {
                subject = Subject {
                    key: canonical(noun),
                    ..Subject::default()
                };
                told = true;
            }
            self.facility(&mut subject, amount, clause);
            if subject.scope.is_empty()
                && self.text[..self.item_start].ends_with('、')
                && let Some(last) = self
                    .passage
                    .quantities
                    .last()
                    .filter(|last| last.clause == self.clause)
            {
                subject.scope.clone_from(&last.subject.scope);
            }
        }
        if among {
            self.among = self
                .head
                .filter(|&head| comparable(&self.passage.quantities[head].amount, amount));
        }
        // A later clause that sums up is no part: …，绿色工厂总数达到19家.
        const SUMS: [&str; 8] = ["总", "累计", "达到", "合计", "共", "占", "增至", "增加到"];
        if !among
            && self.among.is_some()
            && self.text[..self.item_start].ends_with(['，', ','])
            && SUMS.iter().any(|word| lead.contains(word))
        {
            self.among = None;
        }
        let share = self.share(&read, role, in_row, amount);
        if let Some((of, _)) = &share {
            subject = of.clone();
            told = !of.key.is_empty();
        }
        let heir = !told;
        if heir && let Some(last) = &self.last_subject {
            subject = last.clone();
        }
        let (year, certain) = self.year(&lead, role, read.against);
        let index = self.passage.quantities.len();
        let row = if in_row {
            self.row.unwrap_or(index)
        } else {
            index
        };
        self.row = Some(row);
        let names_park = self.names.names_park(clause);
        let quantity = Quantity {
            range: token.range.clone(),
            amount: amount.clone(),
            role,
            each: read.each || in_row && self.passage.quantities[row].each,
            cumulative: read.cumulative,
            against: if in_row {
                self.passage.quantities[row].against
            } else {
                read.against
            },
            subject,
            heir,
            time: Time {
                year,
                told: certain,
                compared: self.compared,
                span: self.span,
                partial: self.partial,
            },
            whose: frame::whose(self.whose, clause, names_park),
            share: share.map(|(_, of)| of),
            mood: self.mood_here(token.range.end),
            sentence: self.sentence,
            segment: self.segment,
            clause: self.clause,
            row,
            among: self.among.filter(|_| !amount.unit.is_percent()),
            lead: self.item_start..start,
            token: self.passage.tokens.len() + at,
        };
        if told && role != Role::Reference {
            self.last_subject = Some(quantity.subject.clone());
        }
        if self.among.is_none()
            && matches!(
                role,
                Role::Level | Role::To(_) | Role::Added | Role::Total | Role::Change(_)
            )
            && !amount.unit.is_percent()
        {
            self.head = Some(index);
        }
        self.passage.quantities.push(quantity);
        self.own_year = None;
        if self.outer.is_empty() {
            self.item_start = token.range.end;
        }
        self.finish_row(index, tokens, at);
    }

    /// The role of a number: what the words in front of it say, or those behind
    /// it (25.0%的方案目标).
    fn role(&self, read: &role::Read, in_row: bool, token: &Token) -> Role {
        let behind = &self.text[token.range.end..self.end];
        if in_row && read.role != Some(Role::Reference) {
            return self
                .row
                .map_or(Role::Level, |row| self.passage.quantities[row].role);
        }
        let near: String = behind.chars().take(9).collect();
        let held = near.strip_prefix('的').is_some_and(|near| {
            [
                "目标", "要求", "限值", "标准", "上限", "下限", "负荷", "比例",
            ]
            .iter()
            .any(|word| near.find(word).is_some_and(|at| at <= 12))
        });
        if held {
            return Role::Reference;
        }
        // 新增省级以上绿色工厂8家: what is new, not what there is.
        let new = read
            .rest
            .rfind("新增")
            .is_some_and(|at| !read.rest[at..].contains("达到"));
        match read.role {
            None if new => Role::Added,
            role => role.unwrap_or(Role::Level),
        }
    }

    /// 占: what the number is a share of, and what has it.
    fn share(
        &self,
        read: &role::Read,
        role: Role,
        in_row: bool,
        amount: &Amount,
    ) -> Option<(Subject, String)> {
        if !amount.unit.is_percent() || !matches!(role, Role::Level | Role::From | Role::To(_)) {
            return None;
        }
        let last = self
            .passage
            .quantities
            .last()
            .filter(|last| last.sentence == self.sentence);
        if let Some(last) = last
            && let Some(of) = &last.share
            && (in_row
                || matches!(role, Role::To(_)) && last.role == Role::From && read.rest.is_empty())
        {
            return Some((last.subject.clone(), of.clone()));
        }
        let (head, of) = read.rest.rsplit_once('占')?;
        let of = ["的比重", "的比例", "比重", "比例", "的份额", "的"]
            .iter()
            .find_map(|word| of.strip_suffix(word))
            .unwrap_or(of);
        let mut of = self.names.subject(of, None).key;
        if of.is_empty()
            && let Some(head) = self.head
        {
            of.clone_from(&self.passage.quantities[head].subject.key);
        }
        let whole = self.names.subject(head, None);
        (!of.is_empty()).then_some((whole, of))
    }

    /// The words in front of a number, dates out, and whether 其中 is among them.
    fn lead(&self, start: usize, tokens: &[Token], at: usize) -> (String, bool) {
        let mut lead = String::new();
        let mut from = self.item_start;
        let within = tokens[..at]
            .iter()
            .rev()
            .take_while(|one| one.range.start >= self.item_start);
        let mut inner: Vec<&Token> = within.collect();
        inner.reverse();
        let mut depth = 0;
        for token in inner {
            let words = &self.text[from..token.range.start];
            if depth == 0 {
                lead.push_str(words);
            }
            match token.kind {
                Kind::Mark('（' | '(') => depth += 1,
                Kind::Mark('）' | ')') => depth = (depth - 1).max(0),
                Kind::Opaque if depth == 0 => {
                    let written = &self.text[token.range.clone()];
                    lead.push_str(if written.starts_with('《') {
                        "《》"
                    } else {
                        written
                    });
                }
                _ => {}
            }
            from = token.range.end;
        }
        if depth == 0 && from <= start {
            lead.push_str(&self.text[from..start]);
        }
        // 园区选取其中8项 takes from a whole that stands elsewhere.
        let clause = self.text[self.clause_start..start].trim_start();
        let among = lead.trim_start().starts_with("其中") || clause.starts_with("其中");
        (lead, among)
    }

    /// In a bracket the subject stands before it: 再生水回用率（31.6%）.
    fn bracketed<'t>(&'t self, rest: &'t str) -> &'t str {
        let Some(&(item, _)) = self.outer.last() else {
            return rest;
        };
        if !rest.is_empty() {
            return rest;
        }
        let open = self.item_start;
        let before = &self.text[item..open];
        before.trim_end_matches(['（', '('])
    }

    /// Whether a number goes on a row: 18.2%、21.5%和30.4%.
    fn continues_row(&self, lead: &str, tokens: &[Token], at: usize) -> bool {
        let plain = lead.trim_matches(['、', ' ']);
        if self.row.is_none() || !matches!(plain, "" | "和" | "与" | "及" | "以及" | "到" | "至")
        {
            return false;
        }
        let last = tokens[..at]
            .iter()
            .rev()
            .find(|one| !matches!(one.kind, Kind::Mark('、')));
        last.is_some_and(|one| matches!(one.kind, Kind::Quantity(_)))
            && !matches!(plain, "到" | "至")
            && !noun_behind_counts(self.text, tokens, at)
    }

    /// 规模 and 能力 are those of the works that the clause before names.
    fn facility(&self, subject: &mut Subject, amount: &Amount, clause: &str) {
        const SIZES: [&str; 10] = [
            "规模",
            "能力",
            "处理规模",
            "处理能力",
            "设计规模",
            "设计能力",
            "年处理能力",
            "供水能力",
            "总规模",
            "日处理能力",
        ];
        if amount.unit.dim.under == Base::None
            && !subject.key.contains("能力")
            && !subject.key.contains("规模")
        {
            return;
        }
        let project = self
            .names
            .project(clause)
            .or_else(|| self.names.project(&subject.key))
            .or(self.source.project);
        if SIZES.contains(&subject.key.as_str()) || self.names.project(&subject.key).is_some() {
            let size = matches!(amount.unit.dim.under, Base::Year | Base::Day | Base::Hour);
            if !size && !SIZES.contains(&subject.key.as_str()) {
                return;
            }
            let works = match (&self.last_subject, project) {
                (_, Some(project)) if size => format!("项目{project}"),
                (Some(last), _) if !last.key.is_empty() => last.key.clone(),
                _ => self.works_before().unwrap_or_default(),
            };
            subject.key = if works.is_empty() {
                String::new()
            } else {
                format!("{works}规模")
            };
        } else if let Some(works) = subject.key.strip_suffix("一期规模") {
            subject.key = format!("{works}规模");
        }
    }

    /// The works that the clause before names: 建设再生水厂一期，规模….
    fn works_before(&self) -> Option<String> {
        let before = &self.text[self.sentence_start..self.clause_start];
        let clause = before.trim_end_matches(['，', '：', '。']);
        let clause = clause.rsplit(['，', '；', '：', '。']).next()?;
        let subject = self.names.subject(clause, None);
        let key = subject
            .key
            .trim_end_matches("一期")
            .trim_end_matches("二期");
        (!key.is_empty() && key.chars().count() <= 16).then(|| key.to_owned())
    }

    /// The year of a number, and whether the text tells it.
    fn year(&self, lead: &str, role: Role, against: Against) -> (Option<i32>, bool) {
        let words = [
            ("基准年", self.source.baseline),
            ("验收年", self.source.acceptance),
            ("目标年", self.source.target),
        ];
        if let Some(year) = self.own_year.or(self.clause_year) {
            return (Some(year), true);
        }
        let compared = against == Against::Year && lead.contains("基准年");
        for (word, year) in words {
            if lead.contains(word) && !compared {
                return (year, year.is_some());
            }
        }
        if lead.starts_with("当年") {
            return (self.last_date, self.last_date.is_some());
        }
        if let Some((first, last)) = self.span {
            return match role {
                Role::From => (Some(first), true),
                Role::To(_) => (Some(last), true),
                _ => (None, false),
            };
        }
        if self.years.len() > 1 || self.partial {
            return (None, false);
        }
        match self.topic {
            // 由 … 到 … after 2028年，: the topic is the year of the end.
            Some(_) if role == Role::From => (self.source.default_year(role), false),
            // 2012年升级…，规划面积…: history opens the sentence, the figure is of now.
            Some(year) if self.is_history(year) => (None, false),
            Some(year) => (Some(year), true),
            None => (self.source.default_year(role), false),
        }
    }

    /// Whether a topic year lies long before the figures, in an earlier clause.
    fn is_history(&self, year: i32) -> bool {
        let clauses = &self.text[self.sentence_start..self.clause_start];
        self.source
            .baseline
            .is_some_and(|baseline| year < baseline - 4)
            && clauses.matches('，').count() > 1
    }

    /// At the end of a row after 分别, gives each its own subject or year.
    fn finish_row(&mut self, index: usize, tokens: &[Token], at: usize) {
        let first = self.passage.quantities[index].row;
        if !self.passage.quantities[first].each || row_goes_on(self.text, tokens, at) {
            return;
        }
        let count = index - first + 1;
        if count < 2 {
            return;
        }
        if self.years.len() == count {
            for (offset, &year) in self.years.clone().iter().enumerate() {
                let time = &mut self.passage.quantities[first + offset].time;
                time.year = Some(year);
                time.told = true;
                time.span = None;
            }
            return;
        }
        if let Some(subjects) = self.listed(first, count) {
            for (offset, subject) in subjects.into_iter().enumerate() {
                let quantity = &mut self.passage.quantities[first + offset];
                quantity.subject = subject;
                quantity.heir = false;
            }
            return;
        }
        let sentence = self.sentence;
        let before: Vec<Subject> = self.passage.quantities[..first]
            .iter()
            .rev()
            .take_while(|one| one.sentence == sentence)
            .filter(|one| one.role == Role::Level && !one.heir)
            .take(count)
            .map(|one| one.subject.clone())
            .collect();
        for offset in 0..count {
            let quantity = &mut self.passage.quantities[first + offset];
            quantity.subject = match before.len() == count {
                true => before[count - 1 - offset].clone(),
                false => Subject::default(),
            };
            quantity.heir = before.len() == count;
        }
    }

    /// The names in a row in front of 分别: 二氧化硫、氮氧化物排放量比2025年分别下降.
    fn listed(&self, first: usize, count: usize) -> Option<Vec<Subject>> {
        let start = self.passage.quantities[first].range.start;
        let clause = &self.text[self.clause_start..start];
        let names = clause.split("分别").next()?;
        let names = ["比", "较"]
            .iter()
            .find_map(|word| names.split_once(word))
            .map_or(names, |(head, _)| head);
        let items: Vec<&str> = names.split(['、', '和', '与', '及']).collect();
        if items.len() != count {
            return None;
        }
        let last = items.last()?;
        let tail = [
            "排放量",
            "排放总量",
            "浓度",
            "年均浓度",
            "年均出水浓度",
            "排放浓度",
            "消费量",
            "产生量",
        ];
        let tail = tail
            .iter()
            .filter(|tail| last.ends_with(**tail))
            .max_by_key(|tail| tail.len());
        let subjects: Vec<Subject> = items
            .iter()
            .map(|item| {
                let bare = tail
                    .and_then(|tail| item.strip_suffix(tail))
                    .unwrap_or(item);
                self.names.subject(bare, None)
            })
            .collect();
        subjects
            .iter()
            .all(|one| !one.key.is_empty())
            .then_some(subjects)
    }
}

/// Whether the next number continues the row.
fn row_goes_on(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut behind = tokens[at + 1..]
        .iter()
        .skip_while(|one| matches!(one.kind, Kind::Mark('、')));
    let Some(next) = behind.next() else {
        return false;
    };
    let gap = text[tokens[at].range.end..next.range.start].trim_matches(['、', ' ']);
    matches!(next.kind, Kind::Quantity(_)) && matches!(gap, "" | "和" | "与" | "及" | "以及")
}

/// Whether a counter in a row counts a noun of its own: 2家企业、3个平台.
fn noun_behind_counts(text: &str, tokens: &[Token], at: usize) -> bool {
    let Kind::Quantity(amount) = &tokens[at].kind else {
        return false;
    };
    amount.unit.counts() && !noun_behind(&text[tokens[at].range.end..]).is_empty()
}

/// Whether two amounts may be whole and part: the same dimension, or tonnes of
/// coal shortened to tonnes.
fn comparable(whole: &Amount, part: &Amount) -> bool {
    let short = whole.unit.dim == Dim::of(Base::Coal) && part.unit.dim == Dim::of(Base::Mass);
    whole.unit.dim.like(part.unit.dim) || short
}

/// The noun that a counter counts: 家(重点排污单位)全部接入.
fn noun_behind(behind: &str) -> &str {
    const STOPS: [&str; 53] = [
        "全部", "均", "已", "实现", "完成", "于", "的", "和", "与", "及", "分别", "占", "共",
        "通过", "达", "安装", "接入", "有", "在", "为", "是", "由", "被", "将", "并", "以", "等",
        "以上", "投", "建成", "列入", "获", "开展", "提前", "优于", "进", "入", "按", "都", "中",
        "左右", "到", "涉及", "运行", "之", "逐", "形成", "分解", "如期", "常年", "保持", "稳定",
        "监测",
    ];
    let han = behind
        .char_indices()
        .find(|&(_, c)| !('\u{4e00}'..='\u{9fff}').contains(&c))
        .map_or(behind.len(), |(at, _)| at)
        .min(
            behind
                .char_indices()
                .nth(16)
                .map_or(behind.len(), |(at, _)| at),
        );
    let noun = &behind[..han];
    static STOP: LazyLock<Words<()>> =
        LazyLock::new(|| Words::first(STOPS.iter().map(|word| (*word, ()))));
    let stop = noun
        .char_indices()
        .find(|&(at, _)| STOP.beginning(&noun[at..]).next().is_some())
        .map_or(noun.len(), |(at, _)| at);
    &noun[..stop]
}
