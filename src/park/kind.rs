//! What a datum is, whatever its key is called.

/// What a datum is: the attribute `x-种类` of its field, else what its type
/// says. Rules, forms and readers ask for the kind and never list keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 长文: a long text in paragraphs.
    Prose,
    /// 文字: printed words, such as an address, a goal, a remark.
    Words,
    /// 附注: words that the form prints in brackets behind 其他.
    Note,
    /// 名称: what a park, plan, indicator, task, project or document is called.
    Name,
    /// 人名: a person's name.
    Person,
    /// 机构: an authority, body, department or company.
    Body,
    /// 电话: a telephone or fax number.
    Phone,
    /// 邮箱: an e-mail address.
    Email,
    /// 邮编: a postcode.
    Postcode,
    /// 日期: a date of what has happened.
    Date,
    /// 期限: a date or period that may lie ahead, or is the paper's own.
    Term,
    /// 年份: a year or years.
    Year,
    /// 数量: a number or value, printed as it stands.
    Quantity,
    /// 单位: what a quantity is counted in, in free words.
    Unit,
    /// 文号: the number of a letter or document.
    Document,
    /// 代码: an id, code or number that other places refer to.
    Code,
    /// 图号: the number under which a map was reviewed.
    MapNumber,
    /// 引用: ids of other data.
    Reference,
    /// 来源: ids of sources of data, or their names.
    Source,
    /// 文件: the name of a file.
    File,
    /// 选项: one of the options that the form prints.
    Choice,
    /// 组: a record or a list, which holds others.
    Group,
}

/// The words of the attribute.
const NAMES: [(&str, Kind); 22] = [
    ("长文", Kind::Prose),
    ("文字", Kind::Words),
    ("附注", Kind::Note),
    ("名称", Kind::Name),
    ("人名", Kind::Person),
    ("机构", Kind::Body),
    ("电话", Kind::Phone),
    ("邮箱", Kind::Email),
    ("邮编", Kind::Postcode),
    ("日期", Kind::Date),
    ("期限", Kind::Term),
    ("年份", Kind::Year),
    ("数量", Kind::Quantity),
    ("单位", Kind::Unit),
    ("文号", Kind::Document),
    ("代码", Kind::Code),
    ("图号", Kind::MapNumber),
    ("引用", Kind::Reference),
    ("来源", Kind::Source),
    ("文件", Kind::File),
    ("选项", Kind::Choice),
    ("组", Kind::Group),
];

impl Kind {
    /// The kind that `x-种类` calls `word`.
    pub fn named(word: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, kind)| *kind)
    }

    /// Whether it is a moment or a period.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::Term)
    }
}
