//! Files that the YAML refers to: their names, and the texts (`"@文件.txt"`).

use std::collections::HashMap;

use super::decode::{self, Undecodable};
use super::{Files, LARGEST, SourceFile};

/// The most bytes that all texts together may have.
const TEXTS: usize = 32 << 20;

/// The name in a text that refers to a file.
pub fn reference(text: &str) -> Option<&str> {
    text.strip_prefix('@').map(str::trim)
}

/// Whether a name is that of a Word file, whose text the caller takes out of it;
/// such a file is never written.
pub fn is_word(name: &str) -> bool {
    name.to_lowercase().ends_with(".docx")
}

/// Checks that `name` cannot lie outside the YAML's folder.
pub fn inside(name: &str) -> Result<(), String> {
    let drive = name.as_bytes().get(1) == Some(&b':');
    if name.is_empty() {
        Err("没有写文件名".into())
    } else if name.contains('\0') {
        Err("文件名中有控制字符".into())
    } else if name.starts_with(['/', '\\', '~']) || drive {
        Err("应是数据文件所在文件夹内的文件，不能用绝对路径".into())
    } else if name.split(['/', '\\']).any(|part| part == "..") {
        Err("应是数据文件所在文件夹内的文件，不能用 `..` 指到文件夹之外".into())
    } else if name.contains('\\') {
        Err("文件夹之间应用 `/` 分隔".into())
    } else {
        Ok(())
    }
}

/// The texts that were read so far.
#[derive(Debug, Default)]
pub struct Texts {
    read: HashMap<String, Result<usize, String>>,
    total: usize,
}

impl Texts {
    /// The texts among `sources`, whose first is the YAML.
    pub fn known(sources: &[SourceFile]) -> Self {
        let read = sources
            .iter()
            .enumerate()
            .skip(1)
            .map(|(index, source)| (source.name.clone(), Ok(index)))
            .collect();
        Self { read, total: 0 }
    }

    /// Index of the text `name` among `sources`, to which it is added when it
    /// is new; why it cannot be had.
    pub fn get(
        &mut self,
        name: &str,
        files: &dyn Files,
        sources: &mut Vec<SourceFile>,
    ) -> Result<usize, String> {
        let index = match self.read.get(name) {
            Some(known) => known.clone()?,
            None => {
                let read = text(name, files).map(|source| {
                    sources.push(source);
                    sources.len() - 1
                });
                self.read.insert(name.to_owned(), read.clone());
                read?
            }
        };
        self.total += sources[index].text.len();
        if self.total > TEXTS {
            return Err(format!("引用的文字合计超过 {} MB", TEXTS >> 20));
        }
        Ok(index)
    }
}

fn text(name: &str, files: &dyn Files) -> Result<SourceFile, String> {
    inside(name)?;
    let bytes = files.read(name)?;
    if bytes.len() > LARGEST {
        return Err(format!("文件超过 {} MB", LARGEST >> 20));
    }
    match decode::decode(&bytes) {
        Ok((text, encoding)) => Ok(SourceFile {
            name: name.to_owned(),
            text,
            encoding,
        }),
        Err(Undecodable::Binary(Some(kind))) => Err(format!("不是文本文件，是 {kind}")),
        Err(Undecodable::Binary(None)) => Err("不是文本文件".into()),
        Err(Undecodable::Damaged(_)) => Err("文件已损坏，有的字节不是 UTF-8".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_folder() {
        #[track_caller]
        fn case(name: &str, fine: bool) {
            assert_eq!(inside(name).is_ok(), fine, "{name}");
        }

        case("建设内容.txt", true);
        case("figs/四至..图.png", true);
        case("../x.txt", false);
        case("figs/../../x.txt", false);
        case("/etc/passwd", false);
        case("C:\\x.txt", false);
        case("figs\\x.png", false);
        case("~/x.txt", false);
        case("", false);
    }
}
