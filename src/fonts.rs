//! The eight font files, for who sets type: the PDF's drawer and the rasteriser
//! of SVG figures. A build without Typst is for daily work and has none.
//!
//! Sources, licences and measurements stand in `fonts/licenses/`.

/// The font files, in no special order.
#[cfg(feature = "typeset")]
pub(crate) static FILES: &[&[u8]] = &[
    include_bytes!("../fonts/LXGWZhuqueFangsong-Regular.ttf"),
    include_bytes!("../fonts/GWFormKai-Regular.ttf"),
    include_bytes!("../fonts/GWFormHei-Medium.ttf"),
    include_bytes!("../fonts/GWFormTitle-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSerifSC-Regular.otf"),
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    #[cfg(feature = "rare")]
    include_bytes!("../fonts/HanaMinB.ttf"),
];

/// None without Typst.
#[cfg(not(feature = "typeset"))]
pub(crate) static FILES: &[&[u8]] = &[];
