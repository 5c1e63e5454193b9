//! What a finding is known by from run to run: nothing in it changes when lines move.

use rustc_hash::FxHashMap;

use super::Linted;

/// The fingerprint of every finding of a directory, in order: 16 hexadecimal digits of the rule, the file, the object,
/// the option and the message, and how many equal ones came before.
pub fn fingerprints(linted: &Linted) -> Vec<String> {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    linted
        .findings
        .iter()
        .map(|f| {
            let mut hash = Fnv::default();
            let object = f.object.as_ref();
            for part in [
                f.rule.code,
                &linted.path(f.primary.span),
                object.map_or("", |o| &o.kind),
                object.map_or("", |o| &o.id),
                f.option.as_deref().unwrap_or_default(),
                // The message quotes the value, or the mask of a secret; a count in it may change and does not count.
                f.message.split(" and ").next().unwrap_or_default(),
            ] {
                hash.write(part.as_bytes());
            }
            let nth = seen.entry(hash.0).or_insert(0);
            let mut whole = Fnv(hash.0);
            whole.write(&nth.to_le_bytes());
            *nth += 1;
            format!("{:016x}", whole.0)
        })
        .collect()
}

/// FNV-1a: the same on every machine and in every release.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes.iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
