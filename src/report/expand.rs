//! What pjsip_wizard.conf stands for, as sections of pjsip.conf.

use std::io::{self, Write};

use crate::asterisk::secret;
use crate::objects::{Configuration, State, explain};
use crate::printable::printable;
use crate::text::SectionId;

/// Names are cut at this length in a file, but not in a wizard's ids (G-20, W-22).
const MAX_NAME: usize = 79;

/// How to write what is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// Masked: for eyes.
    Masked,
    /// As they are: for a file that Asterisk reads.
    Written,
}

/// Writes the objects of pjsip_wizard.conf as sections that Asterisk loads with the same values. Objects that it does
/// not create, or creates and does not find, are listed in comments.
///
/// # Errors
/// What writing fails with.
pub fn expand(config: &Configuration, secrets: Secrets, out: &mut dyn Write) -> io::Result<()> {
    let judged = &config.pjsip;
    writeln!(
        out,
        "; Objects of pjsip_wizard.conf, expanded by pjlint {}: to be used in its place.",
        env!("CARGO_PKG_VERSION")
    )?;
    if secrets == Secrets::Masked {
        writeln!(out, "; Secrets are masked here; `pjlint expand --output FILE` writes them.")?;
    }
    let mut last = None;
    for section in (0..judged.doc.section_count()).filter(|s| judged.generated.is_generated(*s)) {
        let state = judged.state(section);
        if state == State::Template {
            continue;
        }
        let wizard = judged.generated.wizard_of(section);
        if wizard != last {
            last = wizard;
            if let (Some(wizard), Some(doc)) = (wizard, &config.wizard) {
                let place = config.sources.cite(doc.name_span(wizard));
                writeln!(out, "\n; [{}] at {place}", printable(doc.name(&config.sources, wizard)))?;
            }
        }
        let of = judged.type_of(section);
        let kind = of.map_or("", |t| t.facts().name);
        let id = printable(judged.doc.name(&config.sources, section));
        if state != State::Loaded {
            let why = explain(config, judged, section, of).map(|b| b.message).unwrap_or_default();
            let why = secret::sentence(printable(why.as_bytes()));
            writeln!(out, "; no {kind} `{id}`: {why}")?;
            continue;
        }
        if id.len() > MAX_NAME {
            writeln!(out, "; the id of the next section is too long for a file: Asterisk cuts it at {MAX_NAME} bytes")?;
        }
        section_text(config, section, kind, secrets, out)?;
    }
    for fault in &judged.generated.faults {
        let Some(doc) = &config.wizard else { break };
        writeln!(
            out,
            "; [{}] fails: {}",
            printable(doc.name(&config.sources, fault.wizard)),
            crate::objects::fault_text(fault.kind)
        )?;
    }
    Ok(())
}

fn section_text(
    config: &Configuration,
    section: SectionId,
    kind: &str,
    secrets: Secrets,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (doc, sources) = (&config.pjsip.doc, &config.sources);
    writeln!(out)?;
    out.write_all(b"[")?;
    out.write_all(&escaped(doc.name(sources, section)))?;
    writeln!(out, "]\ntype = {kind}")?;
    let mut result = Ok(());
    doc.each_setting(section, |s| {
        let (option, value) = (doc.option(sources, s), doc.value(sources, s));
        if option.first() == Some(&b'@') || result.is_err() {
            return;
        }
        let value = match secrets {
            Secrets::Written => escaped(value),
            Secrets::Masked => escaped(secret::value(option, &printable(value)).as_bytes()),
        };
        result = [&escaped(option)[..], b" = ", &value, b"\n"].iter().try_for_each(|part| out.write_all(part));
    });
    result
}

/// A `;` begins a comment unless it is escaped (G-10).
fn escaped(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &b in text {
        if b == b';' {
            out.push(b'\\');
        }
        out.push(b);
    }
    out
}
