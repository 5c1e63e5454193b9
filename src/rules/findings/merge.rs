//! Findings about several groups of accounts at one place: one line of a template is reported once.

use std::hash::{Hash, Hasher};

use hashbrown::HashTable;

use crate::finding::{Finding, Fix};
use crate::hashing::hasher;

/// Maximum number of edits in a merged fix.
const MAX_EDITS: usize = 1000;

/// Merges findings that say the same about one line, for different objects. `findings` are sorted by place.
pub(crate) fn merge(findings: Vec<Finding>) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::with_capacity(findings.len());
    // The first of each that says something different. A place may have as many as there are objects.
    let mut said: HashTable<(u64, usize)> = HashTable::new();
    for finding in findings {
        // A finding without an option is about one object only.
        if finding.option.is_none() {
            all.push(finding);
            continue;
        }
        let hash = hash_of(&finding);
        let known = said.find(hash, |(h, at)| *h == hash && says_the_same(&all[*at], &finding)).map(|(_, at)| *at);
        let both = known.and_then(|at| {
            let known = &all[at];
            let (more, less) = if finding.count > known.count { (&finding, known) } else { (known, &finding) };
            joined(more, less).map(|both| (at, both))
        });
        if known.is_none() {
            said.insert_unique(hash, (hash, all.len()), |(h, _)| *h);
        }
        match both {
            Some((at, both)) => all[at] = both,
            None => all.push(finding),
        }
    }
    all
}

fn hash_of(finding: &Finding) -> u64 {
    let mut hasher = hasher();
    let span = finding.primary.span;
    (span.file.0, span.start, span.len, finding.rule.code).hash(&mut hasher);
    (&finding.option, &finding.consequence, &finding.help).hash(&mut hasher);
    hasher.finish()
}

fn says_the_same(one: &Finding, other: &Finding) -> bool {
    one.primary.span == other.primary.span
        && one.rule.code == other.rule.code
        && one.severity == other.severity
        && one.option == other.option
        && one.consequence == other.consequence
        && one.help == other.help
        && one.doubt == other.doubt
}

/// The first, which is about more objects, with those of the second counted in; `None` if its message has no count.
fn joined(more: &Finding, less: &Finding) -> Option<Finding> {
    let id = &more.object.as_ref()?.id;
    if more.count < 2 || more.object == less.object {
        return None;
    }
    let count = more.count + less.count;
    let (said, says) = (who(id, more.count), who(id, count));
    let message = more.message.contains(&said).then(|| more.message.replacen(&said, &says, 1))?;
    let fix = more.fix.as_ref().zip(less.fix.as_ref()).and_then(|(a, b)| both(a, b));
    Some(Finding { message, count, fix, ..more.clone() })
}

/// Both fixes as one, if they are equally safe and do not overlap.
fn both(one: &Fix, other: &Fix) -> Option<Fix> {
    if one.edits.len() + other.edits.len() > MAX_EDITS {
        return None;
    }
    let mut fix = one.clone();
    for edit in &other.edits {
        let meets = |e: &&crate::finding::Edit| {
            e.span.file == edit.span.file && e.span.start <= edit.span.end() && edit.span.start <= e.span.end()
        };
        match one.edits.iter().find(meets) {
            Some(known) if known == edit => {}
            Some(_) => return None,
            None => fix.edits.push(edit.clone()),
        }
    }
    (one.safety == other.safety).then_some(fix)
}

/// How messages name several objects: the words of `Context::who`. [`merge`] finds them in messages to count on.
pub(crate) fn who(name: &str, count: u32) -> String {
    match count {
        0 | 1 => format!("`{name}`"),
        2 => format!("`{name}` and 1 other"),
        n => format!("`{name}` and {} others", n - 1),
    }
}
