//! Pages as pictures: PNG for a screen, SVG for a browser.

use typst::utils::{Scalar, hash128};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::paper::Layout;

/// Points in an inch.
const INCH: f64 = 72.0;

impl Layout {
    /// One page as PNG; `page` counts from 0, `dpi` is dots per inch (an A4
    /// page at 600 has 35 million pixels). `None` when there is no such page.
    pub fn png(&self, page: usize, dpi: f64) -> Option<Vec<u8>> {
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(dpi / INCH),
            ..RenderOptions::default()
        };
        let pixels = typst_render::render(self.document.pages().get(page)?, &options);
        pixels.encode_png().ok()
    }

    /// A number that is the same for pages that look the same; `page` counts
    /// from 0. `None` when there is no such page.
    pub fn page_hash(&self, page: usize) -> Option<u128> {
        Some(hash128(self.document.pages().get(page)?))
    }

    /// One page as SVG, its words as outlines; `page` counts from 0. `None`
    /// when there is no such page.
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.document.pages().get(page)?;
        Some(typst_svg::svg(page, &SvgOptions::default()))
    }
}
