//! Lints a directory as an editor has it: with a buffer that is not saved yet.
//!
//!     cargo run --example unsaved_buffer -- DIR FILE < BUFFER

#![allow(clippy::print_stdout, reason = "it prints findings")]

use std::error::Error;
use std::io::Read;

use pjlint::linter::Linter;
use pjlint::source::Overlay;
use pjlint::text::ConfigDir;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(dir), Some(file)) = (args.next(), args.next()) else { return Err("usage: DIR FILE < BUFFER".into()) };
    let dir = ConfigDir::new(std::path::Path::new(&dir).canonicalize()?);
    let mut buffer = Vec::new();
    std::io::stdin().read_to_end(&mut buffer)?;
    // The file need not be on the disk.
    let overlay = Overlay::from([(dir.root.join(file), buffer.into())]);

    let report = Linter::default().lint_with(&dir, &overlay)?;
    for finding in &report.findings {
        let span = finding.primary.span;
        // Editors count columns in UTF-16 code units.
        let at = report.config.sources.utf16_position(span);
        println!("{}:{}:{}: {}: {}", report.path(span), at.line, at.column, finding.severity, finding.message);
    }
    Ok(())
}
