//! What a finding is known by from run to run: its identity, its file, and how many equal ones came before.

use crate::hashing::SeededMap;

use crate::finding::{Finding, Fnv, Identities};

use crate::linter::Report;

/// The fingerprint of every finding of a directory, in order: 16 hexadecimal digits, of which no two are alike.
pub(crate) fn fingerprints(report: &Report) -> Vec<String> {
    all(report).0
}

/// The same of the findings that do not count, in their order.
pub(crate) fn aside_fingerprints(report: &Report) -> Vec<String> {
    all(report).1
}

/// Both are numbered together: what one is known by does not depend on whether another one counts.
fn all(report: &Report) -> (Vec<String>, Vec<String>) {
    let count = report.findings.len();
    let aside = report.suppressed.iter().map(|a| &a.finding);
    let mut order: Vec<(usize, &Finding)> = report.findings.iter().chain(aside).enumerate().collect();
    if !report.suppressed.is_empty() {
        order.sort_by(|(_, a), (_, b)| a.cmp_place(b));
    }
    let mut seen: SeededMap<(u64, String), u32> = SeededMap::default();
    let mut identities = Identities::default();
    let mut prints = vec![String::new(); order.len()];
    for (index, finding) in order {
        let identity = identities.of(&report.config.sources, finding);
        let path = report.path(finding.primary.span);
        let nth = seen.entry((identity.hash, path.clone())).or_insert(0);
        prints[index] = fingerprint(identity.hash, &path, *nth);
        *nth += 1;
    }
    let aside = prints.split_off(count);
    (prints, aside)
}

/// The fingerprint of the `nth` of equal findings in a file.
pub(super) fn fingerprint(identity: u64, path: &str, nth: u32) -> String {
    let mut whole = Fnv(identity);
    whole.write(path.as_bytes());
    whole.write(&nth.to_le_bytes());
    format!("{:016x}", whole.0)
}
