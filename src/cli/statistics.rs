//! `pjlint check --statistics`.

use crate::report::Format;

use super::Failure;

#[derive(Debug, clap::Args)]
pub(super) struct StatisticsArgs {
    /// Print the number of findings by rule instead of the findings
    #[arg(long, help_heading = "Output")]
    pub(super) statistics: bool,
}

impl StatisticsArgs {
    /// Whether counts are wanted.
    ///
    /// # Errors
    /// Where the format has no way to say them.
    pub(super) fn wanted(&self, format: Format) -> Result<bool, Failure> {
        if !self.statistics || matches!(format, Format::Full | Format::Concise | Format::Json) {
            return Ok(self.statistics);
        }
        Err(Failure::Usage(
            "--statistics counts findings: it works with the formats full, concise and json; the others are for the findings themselves"
                .into(),
        ))
    }
}
