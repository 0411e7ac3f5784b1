//! What a view depends on besides the data.

use crate::form::FormId;
use crate::input::FigureFile;

/// How a form is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// From complete data.
    Filled,
    /// From what there is: empty places stay writable, with their guidance.
    Draft,
    /// The official empty form; the data are not looked at.
    Blank,
}

impl Mode {
    /// Its name in `文档.方式`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Filled => "填报",
            Self::Draft => "草稿",
            Self::Blank => "空白",
        }
    }
}

/// What a view depends on besides the data.
#[derive(Debug, Clone, Copy)]
pub struct ViewOptions<'a> {
    /// For which form.
    pub form: FormId,
    /// How it is made.
    pub mode: Mode,
    /// What is known of the figures' files, in the order of `图件`; a figure
    /// beyond the list counts as missing.
    pub figures: &'a [FigureFile],
}
