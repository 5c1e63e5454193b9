//! Which findings the comments keep quiet.

use rustc_hash::FxHashMap;

use crate::finding::{Aside, Because, Finding};
use crate::source::{FileId, Span};

use super::{Lines, Scope, Suppressions};

/// A name of a comment: the comment's number, and the name's in it.
type NameAt = (usize, usize);

/// What the comments of one file say of one rule.
#[derive(Default)]
struct Said {
    lines: Vec<(Lines, NameAt)>,
    sections: Vec<(Lines, NameAt)>,
    file: Option<NameAt>,
}

impl Suppressions {
    /// Parts the findings into those that count and those that a comment keeps quiet; both keep their order. A finding
    /// belongs to the place at fault: what is wrong with a template's line is kept quiet at the template. Of several
    /// comments the narrowest does it, and the others have done nothing.
    pub fn apply(&mut self, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Aside>) {
        let table = self.table();
        if table.is_empty() {
            return (findings, Vec::new());
        }
        let (mut counting, mut aside) = (Vec::with_capacity(findings.len()), Vec::new());
        for finding in findings {
            let of = table.get(&(finding.primary.span.file, finding.rule.code));
            let Some((comment, name)) = of.and_then(|s| s.narrowest(finding.primary.span)) else {
                counting.push(finding);
                continue;
            };
            self.used[comment][name] = true;
            let said = self.comments[comment].said.as_ref();
            let reason = said.map_or_else(|_| String::new(), |s| s.reason.clone());
            let until = said.ok().and_then(|s| s.until).map(|d| d.to_string());
            aside.push(Aside { finding, because: Because::Comment { reason, until } });
        }
        (counting, aside)
    }

    /// The comments that hold, by file and rule.
    fn table(&self) -> FxHashMap<(FileId, &'static str), Said> {
        let mut table: FxHashMap<_, Said> = FxHashMap::default();
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

impl Said {
    fn narrowest(&self, span: Span) -> Option<NameAt> {
        touched(&self.lines, span).or_else(|| touched(&self.sections, span)).or(self.file)
    }
}

/// The first of the ranges (which are in order) that the span touches.
fn touched(ranges: &[(Lines, NameAt)], span: Span) -> Option<NameAt> {
    let first = ranges.partition_point(|(lines, _)| lines.end <= span.start);
    ranges.get(first).filter(|(lines, _)| lines.start < span.end().max(span.start + 1)).map(|(_, at)| *at)
}
