//! What a finding is known by: nothing in it changes when lines move, when a sentence is worded anew, or when more
//! objects inherit the line; another value or another object makes another finding.

use crate::asterisk::secret;
use crate::printable::printable;
use crate::source::{FileId, Sources, Span, line_end, line_start};
use crate::text::header_line;

use super::Finding;

/// Bytes before a place in which its section's header is looked for.
const MAX_HEADER_DISTANCE: usize = 1 << 20;
/// Bytes of a line that are looked at, as in excerpts.
const MAX_LINE_SCANNED: usize = 16_384;

/// What a finding is known by within its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    /// The section that the place stands in; empty above the first one.
    pub(crate) section: String,
    /// The rule, the section, the object, the option, the text at the place, and what the message quotes.
    pub(crate) hash: u64,
}

/// Makes identities of findings, quickest in the order of their places: what was looked at for one is known for the next.
#[derive(Debug, Default)]
pub(crate) struct Identities {
    last: Option<Last>,
}

/// What the last search for a header came to.
#[derive(Debug)]
struct Last {
    file: FileId,
    /// The end of the line from which it went upwards.
    end: usize,
    /// Where the header's line begins, its name, and whether it is a template's; nothing if there was none near enough.
    header: Option<(usize, String, bool)>,
}

impl Identity {}

impl Identities {
    /// The finding's identity.
    pub(crate) fn of(&mut self, sources: &Sources, finding: &Finding) -> Identity {
        let (section, is_template) = self.section(sources, finding.primary.span);
        let (kind, id) = finding.object.as_ref().map_or(("", ""), |o| (&o.kind, &o.id));
        // The object is only the first of those that inherit the line, and may be another one tomorrow.
        let is_first_of_many = is_template || finding.count > 1;
        let mut hash = Fnv::default();
        hash.write(finding.rule.code.as_bytes());
        hash.write(section.as_bytes());
        hash.write(kind.as_bytes());
        hash.write(if is_first_of_many || id == section { b"" } else { id.as_bytes() });
        hash.write(finding.option.as_deref().unwrap_or_default().as_bytes());
        hash.write(&text(sources, finding.primary.span));
        for quoted in finding.message.split('`').skip(1).step_by(2) {
            if !(is_first_of_many && quoted == id) {
                hash.write(without_line(quoted).as_bytes());
            }
        }
        Identity { section, hash: hash.0 }
    }

    /// The name in the header above the place or at it, and whether it is a template's.
    fn section(&mut self, sources: &Sources, span: Span) -> (String, bool) {
        let bytes = &sources.file(span.file).bytes;
        let at = (span.start as usize).min(bytes.len());
        let end = line_end(bytes, at);
        let known = self.last.take().filter(|l| l.file == span.file && l.end <= end);
        let header = header(bytes, at.saturating_sub(MAX_HEADER_DISTANCE), end, known);
        let found = header.as_ref().map(|(_, name, is_template)| (name.clone(), *is_template)).unwrap_or_default();
        self.last = Some(Last { file: span.file, end, header });
        found
    }
}

/// The header's line nearest above `end`, not above `least`.
fn header(bytes: &[u8], least: usize, mut end: usize, known: Option<Last>) -> Option<(usize, String, bool)> {
    loop {
        if known.as_ref().is_some_and(|k| end <= k.end) {
            return known?.header.filter(|(start, ..)| *start >= least);
        }
        let start = least + line_start(&bytes[least..], end - least);
        if let Some((name, is_template)) = header_line(&bytes[start..end]) {
            return Some((start, secret::name(&printable(name)), is_template));
        }
        if start == least {
            return None;
        }
        end = start - 1;
    }
}

/// `pjsip.conf:12` without the number of the line.
fn without_line(quoted: &str) -> &str {
    match quoted.rsplit_once(':') {
        Some((file, line)) if file.contains(".conf") && line.bytes().all(|b| b.is_ascii_digit()) => file,
        _ => quoted,
    }
}

/// What stands at the place, to the end of its line, without blanks and secrets.
fn text(sources: &Sources, span: Span) -> Vec<u8> {
    let bytes = &sources.file(span.file).bytes;
    let at = (span.start as usize).min(bytes.len());
    let (start, end) = (line_start(bytes, at), line_end(bytes, at));
    // Behind what is looked at of a line of 1 GB there is nothing to tell places by.
    let line = &bytes[start..end.min(start + MAX_LINE_SCANNED)];
    let secrets = secret::of_line(line);
    let part = (at - start).min(line.len())..((span.end() as usize).saturating_sub(start)).min(line.len());
    let shown = part.filter_map(|i| match secrets.iter().find(|s| s.contains(&i)) {
        Some(secret) => (secret.start == i).then_some(b'*'),
        None => Some(line[i]),
    });
    shown.filter(|b| *b > 32).collect()
}

/// FNV-1a: the same on every machine and in every release.
pub(crate) struct Fnv(pub(crate) u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        for b in bytes.iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn of(text: &str, place: &str, message: &str, id: &str, count: u32) -> Identity {
        let mut sources = Sources::default();
        let file = sources.add_text("pjsip.conf", text.into());
        let start = text.find(place).expect("the place") as u32;
        let rule = catalogue::find("SYN01").expect("a rule");
        let span = Span { file, start, len: place.len() as u32 };
        Identities::default().of(&sources, &Finding::new(rule, span, message).object("endpoint", id).count(count))
    }

    #[test]
    fn what_moves_or_is_worded_anew_stays_the_same() {
        let first = of("[t](!)\nallow=x\n[a](t)\n", "allow=x", "`a` is wrong in `x`", "a", 1);
        assert_eq!(first.section, "t");
        let moved = of("\n;\n[t] (!) ; z\nallow = x\n[b](t)\n[a](t)", "allow = x", "`x`: `b` and 1 other", "b", 2);
        assert_ne!(first, of("[t](!)\nallow=x\n[a](t)\n", "allow=x", "`a` is wrong in `y`", "a", 1));
        assert_eq!(first, moved);
        let cited = |n: u32| of("[a]\nallow=x\n", "allow=x", &format!("as in `pjsip.conf:{n}`"), "a", 1);
        assert_eq!(cited(4), cited(5));
    }

    #[test]
    fn what_is_remembered_changes_nothing() {
        let text = "x\n[a]\nb\nc\n[d](!)\n[e\nf\ng\n";
        let mut sources = Sources::default();
        let file = sources.add_text("pjsip.conf", text.into());
        let rule = catalogue::find("SYN01").expect("a rule");
        let finding = |start| Finding::new(rule, Span { file, start, len: 1 }, "m");
        for step in 1..5 {
            let mut all = Identities::default();
            for start in (0..text.len() as u32).step_by(step).chain([3, 20, 1]) {
                let finding = finding(start);
                assert_eq!(all.of(&sources, &finding), Identities::default().of(&sources, &finding), "{start}");
            }
        }
    }

    #[test]
    fn another_value_or_object_is_another_finding() {
        let of = |text: &str| of(text, text.lines().nth(1).expect("a line"), "`a` is wrong", "a", 1);
        assert_ne!(of("[a]\nallow=x\n"), of("[a]\nallow=y\n"));
        assert_ne!(of("[a]\nallow=x\n"), of("[b]\nallow=x\n"));
        assert_eq!(of("[a]\npassword=hunter2\n"), of("[a]\npassword=hunter3\n"));
    }
}
