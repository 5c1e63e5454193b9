//! The changes of a file as a unified diff. Secrets in its lines, also in those that only surround a change, are masked
//! unless they are asked for.

use std::io::{self, Write};

use similar::{ChangeTag, TextDiff};

use crate::asterisk::secret::{self, MASK};
use crate::printable::printable;

use super::Changed;

/// How a diff is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Diff {
    /// With the secrets: only then can a diff with some in it be applied.
    pub(crate) show_secrets: bool,
    /// It goes to a terminal, which no byte of it may drive.
    pub(crate) terminal: bool,
    /// With colours.
    pub(crate) color: bool,
}

/// Writes the changes of one file, and says whether something in it is masked.
///
/// # Errors
/// Where `out` cannot be written.
pub(crate) fn diff(changed: &Changed, how: Diff, out: &mut dyn Write) -> io::Result<bool> {
    let (before, after) = (lines(&changed.before), lines(&changed.after));
    let diff = TextDiff::configure().diff_slices::<[u8]>(&before, &after);
    let name = printable(changed.name.as_bytes());
    // patch(1) reads everything before a tab as the name, including spaces.
    let end = if name.contains(' ') { "\t" } else { "" };
    let [bold, cyan, red, green, reset] =
        if how.color { ["\x1b[1m", "\x1b[36m", "\x1b[31m", "\x1b[32m", "\x1b[0m"] } else { [""; 5] };
    let mut masked = false;
    let mut first = true;
    for hunk in diff.unified_diff().iter_hunks() {
        if std::mem::take(&mut first) {
            writeln!(out, "{bold}--- {name}{end}{reset}\n{bold}+++ {name}{end}{reset}")?;
        }
        writeln!(out, "{cyan}{}{reset}", hunk.header())?;
        for change in hunk.iter_changes() {
            let (sign, color) = match change.tag() {
                ChangeTag::Delete => ("-", red),
                ChangeTag::Insert => ("+", green),
                ChangeTag::Equal => (" ", ""),
            };
            let text: &[u8] = change.value();
            let (line, end) = match text.strip_suffix(b"\n") {
                Some(line) => (line, "\n"),
                None => (text, "\n\\ No newline at end of file\n"),
            };
            let reset = if color.is_empty() { "" } else { reset };
            write!(out, "{color}{sign}")?;
            out.write_all(&shown(line, how, &mut masked))?;
            write!(out, "{reset}{end}")?;
        }
    }
    Ok(masked)
}

/// Lines as patch(1) counts them: a carriage return is a byte like any other.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|b| *b == b'\n').collect()
}

/// A line as it may be written.
fn shown(line: &[u8], how: Diff, masked: &mut bool) -> Vec<u8> {
    let mut text = Vec::with_capacity(line.len());
    let mut from = 0;
    let secrets = if how.show_secrets { Vec::new() } else { secret::of_line(line) };
    for range in secrets {
        text.extend_from_slice(&line[from..range.start.max(from)]);
        text.extend_from_slice(MASK.as_bytes());
        from = range.end.max(from);
        *masked = true;
    }
    text.extend_from_slice(&line[from..]);
    if how.terminal {
        let parts = text.split(|b| *b == b'\t').map(|part| printable(part.strip_suffix(b"\r").unwrap_or(part)));
        return parts.collect::<Vec<_>>().join("\t").into_bytes();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(before: &str, after: &str) -> Changed {
        Changed {
            name: "conf/a b.conf".into(),
            path: "/conf/a b.conf".into(),
            before: before.as_bytes().into(),
            after: after.as_bytes().into(),
        }
    }

    fn text(changed: &Changed, how: Diff) -> (String, bool) {
        let mut out = Vec::new();
        let masked = diff(changed, how, &mut out).expect("memory can be written");
        (String::from_utf8(out).expect("UTF-8"), masked)
    }

    #[test]
    fn secrets_are_masked_in_every_line() {
        let changed = changed("a=1\npassword=hunter2\nb=1", "a=2\npassword=hunter2\nb=1");
        let (shown, masked) = text(&changed, Diff::default());
        assert!(masked);
        assert_eq!(
            shown,
            "--- conf/a b.conf\t\n+++ conf/a b.conf\t\n@@ -1,3 +1,3 @@\n-a=1\n+a=2\n password=********\n b=1\n\\ No newline at end of file\n"
        );
        let (shown, masked) = text(&changed, Diff { show_secrets: true, ..Diff::default() });
        assert!(!masked);
        assert!(shown.contains(" password=hunter2\n"), "{shown}");
    }

    #[test]
    fn control_bytes_drive_no_terminal() {
        let changed = changed("a=\x1b[2J\tx\r\n", "b=\x1b[2J\tx\r\n");
        let (shown, _) = text(&changed, Diff { terminal: true, ..Diff::default() });
        assert!(shown.contains("+b=\u{fffd}[2J\tx\n"), "{shown:?}");
        let (exact, _) = text(&changed, Diff::default());
        assert!(exact.contains("+b=\x1b[2J\tx\r\n"), "{exact:?}");
    }
}
