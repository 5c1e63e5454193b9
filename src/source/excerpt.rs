//! placeholder
/// x
#[derive(Debug)]
pub struct Excerpt;
