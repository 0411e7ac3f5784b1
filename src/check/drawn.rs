//! Group D: what the program writes and draws from data, and whether those data
//! are right.

mod auto;
mod boundary;
mod data;
mod network;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    auto::D01,
    data::D02,
    data::D03,
    network::D04,
    network::D05,
    network::D06,
    network::D07,
    network::D08,
    boundary::D09,
    boundary::D10,
];
