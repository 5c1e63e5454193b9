//! Which findings the comments keep quiet.

use crate::hashing::SeededMap;

use crate::finding::{Finding, SuppressedFinding, SuppressionReason};
use crate::source::{FileId, Span};

use super::{Scope, SuppressedLines, Suppressions};

/// A name of a comment: the comment's number, and the name's in it.
type NameAt = (usize, usize);

/// What the comments of one file say of one rule.
#[derive(Default)]
struct SuppressionsOfRule {
    lines: Vec<(SuppressedLines, NameAt)>,
    sections: Vec<(SuppressedLines, NameAt)>,
    file: Option<NameAt>,
}

impl Suppressions {
    /// Parts the findings into those that count and those that a comment keeps quiet; both keep their order. A finding
    /// belongs to the place at fault: what is wrong with a template's line is kept quiet at the template. Of several
    /// comments the narrowest does it, and the others have done nothing.
    pub(crate) fn apply(&mut self, findings: Vec<Finding>) -> (Vec<Finding>, Vec<SuppressedFinding>) {
        let table = self.table();
        if table.is_empty() {
            return (findings, Vec::new());
        }
        let (mut counting, mut suppressed) = (Vec::with_capacity(findings.len()), Vec::new());
        let at = |code: &'static str, span: Span| table.get(&(span.file, code))?.narrowest(span);
        for mut finding in findings {
            let code = finding.rule.code;
            let Some((comment, name)) = at(code, finding.primary.span) else {
                // A finding about several lines is reported at the first. A comment at another of them keeps that line
                // as it is: the finding loses its fix.
                let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
                let kept: Vec<NameAt> = edits.iter().filter_map(|e| at(code, e.span)).collect();
                if !kept.is_empty() {
                    finding.fix = None;
                }
                for (comment, name) in kept {
                    self.used[comment][name] = true;
                }
                counting.push(finding);
                continue;
            };
            self.used[comment][name] = true;
            let said = self.comments[comment].said.as_ref();
            let reason = said.map_or_else(|_| String::new(), |s| s.reason.clone());
            let until = said.ok().and_then(|s| s.until).map(|d| d.to_string());
            suppressed.push(SuppressedFinding { finding, reason: SuppressionReason::Comment { reason, until } });
        }
        (counting, suppressed)
    }

    /// The comments that hold, by file and rule.
    fn table(&self) -> SeededMap<(FileId, &'static str), SuppressionsOfRule> {
        let mut table: SeededMap<_, SuppressionsOfRule> = SeededMap::default();
        for (index, comment) in self.comments.iter().enumerate() {
            let (Ok(said), Some(scope)) = (&comment.said, &comment.scope) else { continue };
            if comment.expired(self.today).is_some() {
                continue;
            }
            for (nth, name) in said.names.iter().enumerate() {
                let of = table.entry((comment.span.file, name.rule.code)).or_default();
                match scope {
                    Scope::Line(lines) => of.lines.push((lines.clone(), (index, nth))),
                    Scope::Section(lines) => of.sections.push((lines.clone(), (index, nth))),
                    Scope::File => of.file = of.file.or(Some((index, nth))),
                }
            }
        }
        table
    }
}

impl SuppressionsOfRule {
    fn narrowest(&self, span: Span) -> Option<NameAt> {
        touched(&self.lines, span).or_else(|| touched(&self.sections, span)).or(self.file)
    }
}

/// The first of the ranges (which are in order) that the span touches.
fn touched(ranges: &[(SuppressedLines, NameAt)], span: Span) -> Option<NameAt> {
    let first = ranges.partition_point(|(lines, _)| lines.end <= span.start);
    ranges.get(first).filter(|(lines, _)| lines.start < span.end().max(span.start + 1)).map(|(_, at)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::source::Sources;
    use crate::suppression::Day;

    /// The reasons that keep a finding of that text quiet, and the reasons that keep nothing quiet.
    fn applied(text: &str, place: &str) -> (Vec<String>, Vec<String>) {
        let mut sources = Sources::default();
        let file = sources.add_text("pjsip.conf", text.into());
        let start = text.rfind(place).expect("the place") as u32;
        let span = Span { file, start, len: place.len() as u32 };
        let mut suppressions = Suppressions::read(&sources, Day::of(1_782_864_000));
        let rule = catalogue::find("SYN01").expect("a rule");
        let (counting, suppressed) = suppressions.apply(vec![Finding::new(rule, span, "x")]);
        assert_eq!(counting.len() + suppressed.len(), 1);
        let reason = |a: SuppressedFinding| match a.reason {
            SuppressionReason::Comment { reason, .. } => reason,
            SuppressionReason::Baseline => String::new(),
        };
        let unused = (0..suppressions.comments.len()).filter(|c| suppressions.unused(*c).next().is_some());
        let unused = unused.filter_map(|c| suppressions.comments[c].said.as_ref().ok().map(|s| s.reason.clone()));
        (suppressed.into_iter().map(reason).collect(), unused.collect())
    }

    #[test]
    fn the_narrowest_does_it() {
        let text = "; pjlint: ignore-file[SYN01] file\n[a] ; pjlint: ignore[SYN01] section\nx=1 ; pjlint: ignore[SYN01] line\ny=2\n[b]\nz=3\n";
        let of = |place: &str| applied(text, place).0;
        assert_eq!(
            (of("x=1"), of("y=2"), of("z=3")),
            (vec!["line".into()], vec!["section".into()], vec!["file".into()])
        );
        assert_eq!(applied(text, "x=1").1, ["file", "section"]);
        assert_eq!(of("[a]"), ["section"]);
        // Any of the lines that a finding spans.
        assert_eq!(of("; pjlint: ignore[SYN01] section\nx"), ["line"]);
        assert_eq!(of("[b]\nz"), ["file"]);
    }

    #[test]
    fn what_is_over_or_for_another_rule_does_nothing() {
        assert_eq!(applied("[a]\nx=1 ; pjlint: ignore[SYN01] until 2026-06-30: over\n", "x=1").0, [""; 0]);
        assert_eq!(applied("[a]\nx=1 ; pjlint: ignore[SYN01] until 2026-07-01: today\n", "x=1").0, ["today"]);
        assert_eq!(applied("[a]\nx=1 ; pjlint: ignore[SYN02] other\n", "x=1"), (vec![], vec!["other".into()]));
        assert_eq!(applied("[a]\ny=2\n; pjlint: ignore[SYN01] below\nx=1", "y=2").0, [""; 0]);
        // A place behind the last byte is on the last line.
        assert_eq!(applied("[a]\n; pjlint: ignore[SYN01] end\nx=", "").0, ["end"]);
    }
}
