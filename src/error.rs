//! Why the program could not do its job.
//!
//! These end the run with exit code 2 (or, for one paper of many, are told
//! beside the others). A mistake in the user's data is not one of them; that is
//! a [`Finding`](crate::finding::Finding).

use std::io;
use std::path::{Path, PathBuf};

use crate::docx::{self, ReadError};
#[cfg(feature = "typeset")]
use crate::engine::PaperError;
use crate::fix::NotReversible;
use crate::report::UnknownCode;
use crate::standard::Unusable;
#[cfg(feature = "typeset")]
use crate::typeset::TemplateError;

/// Something that kept the program from doing what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("无法读取 `{}`：{}", path.display(), io_reason(source))]
    Read {
        /// The path as the user wrote it.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file could not be written; nothing of it is left.
    #[error("无法写入 `{}`：{}", path.display(), io_reason(source))]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A folder holds no data.
    #[error("`{}` 里没有 YAML 文件（*.yaml、*.yml）", path.display())]
    NoYaml {
        /// The folder.
        path: PathBuf,
    },
    /// The output folder is a file.
    #[error("无法写入 `{}`：它是一个文件，不是文件夹", path.display())]
    OutIsFile {
        /// The path.
        path: PathBuf,
    },
    /// `new` would overwrite something.
    #[error("`{}` 已经存在，没有改动它；换一个名称，或先移走它", path.display())]
    Exists {
        /// The path.
        path: PathBuf,
    },
    /// A folder holds no templates.
    #[error("`{}` 里没有 .typ 模板", path.display())]
    NoTemplates {
        /// The folder.
        path: PathBuf,
    },
    /// A folder holds no filled-in forms.
    #[error("`{}` 里没有 DOCX 文件", path.display())]
    NoDocx {
        /// The folder.
        path: PathBuf,
    },
    /// The command line names a rule that there is not.
    #[error(transparent)]
    UnknownCode(#[from] UnknownCode),
    /// A user's template has a name that belongs to the program.
    #[cfg(feature = "typeset")]
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// Another run is at work in the output folder.
    #[error("`{}` 正在由另一个 ecopark 写入{}；等它结束，或换一个输出文件夹", folder.display(), process.map(|number| format!("（进程 {number}）")).unwrap_or_default())]
    Busy {
        /// The folder.
        folder: PathBuf,
        /// Number of the other process.
        process: Option<u32>,
    },
    /// The data are other than when they were checked.
    #[error("`{name}` 或它引用的文件在校验之后又被改动；再运行一次")]
    Changed {
        /// The data file.
        name: String,
    },
    /// The program itself failed at one task; the others go on.
    #[error("无法处理 `{what}`：程序内部出错「{why}」；把这份数据交给程序的维护者")]
    Panic {
        /// What was being worked on.
        what: String,
        /// What the panic says.
        why: String,
    },
    /// The command line asks for something that there is not.
    #[error("{0}")]
    Usage(String),
    /// A paper could not be made.
    #[cfg(feature = "typeset")]
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// A mended file cannot be written in its encoding.
    #[error(transparent)]
    NotReversible(#[from] NotReversible),
    /// A DOCX could not be read back.
    #[error("无法读取 `{}`：{source}", path.display())]
    ReadBack {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: ReadError,
    },
    /// A data file gives no data at all.
    #[error("`{}` 读不出数据，可用 `ecopark check` 查看原因", path.display())]
    NoData {
        /// The file.
        path: PathBuf,
    },
    /// A list cannot be drawn as DOCX.
    #[error("无法生成数据清单：{0}")]
    List(#[from] docx::Error),
    /// A workbook cannot be made.
    #[error("无法生成数据清单：{0}")]
    Workbook(#[from] crate::sheet::Error),
    /// An indicator catalogue is faulty.
    #[error(transparent)]
    Standard(#[from] Unusable),
}

impl Error {
    /// That `path` could not be read.
    pub fn read(path: &Path, source: io::Error) -> Self {
        Self::Read {
            path: path.to_owned(),
            source,
        }
    }

    /// That `path` could not be written.
    pub fn write(path: &Path, source: io::Error) -> Self {
        Self::Write {
            path: path.to_owned(),
            source,
        }
    }
}

/// A reason of ours inside an [`io::Error`], in Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Reason(pub &'static str);

/// Pipes and devices are not read: that could wait for ever.
pub const NOT_REGULAR: Reason = Reason("它不是普通文件（管道、设备不能读取）");

/// Says in Chinese what the operating system says in English.
pub fn io_reason(err: &io::Error) -> String {
    if let Some(own) = err
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Reason>())
    {
        return own.to_string();
    }
    use io::ErrorKind::{
        AlreadyExists, FileTooLarge, InvalidFilename, IsADirectory, NotADirectory, NotFound,
        PermissionDenied, ReadOnlyFilesystem, StorageFull,
    };
    match err.kind() {
        NotFound => "文件不存在".into(),
        PermissionDenied => "没有权限".into(),
        AlreadyExists => "已经存在".into(),
        IsADirectory => "它是文件夹，不是文件".into(),
        NotADirectory => "路径中有一段不是文件夹".into(),
        StorageFull => "磁盘空间不足".into(),
        ReadOnlyFilesystem => "磁盘是只读的".into(),
        FileTooLarge => "文件太大".into(),
        InvalidFilename => "文件名不合要求（可能太长）".into(),
        _ => format!("系统报告「{err}」"),
    }
}
