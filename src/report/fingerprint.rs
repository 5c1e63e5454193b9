//! What a finding is known by from run to run: its identity, its file, and how many equal ones came before.

use crate::hashing::KeyedMap;

use crate::finding::{Finding, Fnv, Identities};

use super::Linted;

/// The fingerprint of every finding of a directory, in order: 16 hexadecimal digits, of which no two are alike.
pub fn fingerprints(linted: &Linted) -> Vec<String> {
    all(linted).0
}

/// The same of the findings that do not count, in their order.
pub fn aside_fingerprints(linted: &Linted) -> Vec<String> {
    all(linted).1
}

/// Both are numbered together: what one is known by does not depend on whether another one counts.
fn all(linted: &Linted) -> (Vec<String>, Vec<String>) {
    let count = linted.findings.len();
    let aside = linted.aside.iter().map(|a| &a.finding);
    let mut order: Vec<(usize, &Finding)> = linted.findings.iter().chain(aside).enumerate().collect();
    if !linted.aside.is_empty() {
        order.sort_by(|(_, a), (_, b)| a.cmp_place(b));
    }
    let mut seen: KeyedMap<(u64, String), u32> = KeyedMap::default();
    let mut identities = Identities::default();
    let mut prints = vec![String::new(); order.len()];
    for (index, finding) in order {
        let identity = identities.of(&linted.config.sources, finding);
        let path = linted.path(finding.primary.span);
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
