//! What a park hands in: its papers, what the regulation asks for beside them,
//! and the supporting material, sorted by indicator.
//!
//! ```text
//! names of files ─sort─▶ Evidence ─┐
//! papers ──────────────────────────┴─groups─▶ what is there, what is missing
//!                                       └─ cover, index ─▶ data of a listing ─▶ forms/dossier.typ, forms/evidence.typ
//! ```
//!
//! Nothing here opens a file: names go in, names come out.

mod demand;
mod evidence;
mod listing;

pub use demand::{Demand, Group, PaperState, groups, is_proof};
pub use evidence::{Evidence, FOLDER, Placed, Row, sort};
pub use listing::{Listing, cover, index};
