//! Parts of a form that have a page of their own: the cover, the pages of the
//! tables, the opinions.

use typst::foundations::{Label, NativeElement, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;

use super::{Fault, FaultKind};
use crate::typeset::paper::Layout;

/// The label of the marks that `forms/draw.typ` sets where a part begins.
const LABEL: &str = "part";

/// Name and first page of each part. Where a page may follow another without
/// being counted, the name is empty.
pub(super) fn parts(layout: &Layout) -> Vec<(String, usize)> {
    let introspector = layout.document.introspector();
    let Some(label) = Label::new(PicoStr::intern(LABEL)) else {
        return Vec::new();
    };
    let marks = introspector.query(&Selector::Elem(MetadataElem::ELEM, None));
    marks
        .iter()
        .filter(|mark| mark.label() == Some(label))
        .filter_map(|mark| {
            let page = introspector.page(mark.location()?)?.get();
            match &mark.to_packed::<MetadataElem>()?.value {
                Value::Str(name) => Some((name.as_str().to_owned(), page)),
                _ => None,
            }
        })
        .collect()
}

/// The parts that need more than their page.
pub(super) fn spilled(layout: &Layout) -> Vec<Fault> {
    let parts = parts(layout);
    let ends = parts.iter().skip(1).map(|(_, page)| *page);
    let ends = ends.chain([layout.pages + 1]);
    parts
        .iter()
        .zip(ends)
        .filter(|((name, page), end)| !name.is_empty() && end - page > 1)
        .map(|((name, page), end)| Fault {
            page: page + 1,
            kind: FaultKind::Spill { pages: end - page },
            what: name.clone(),
        })
        .collect()
}
