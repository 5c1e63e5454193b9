//! The contexts of the extensions.conf that is shipped with Asterisk, known by what is in them.

use crate::source::Sources;
use crate::text::{Document, SectionId};

/// Name and content of each shipped context, of 16.28 and 22.10: what [`digest`] gives for it.
const SHIPPED: &[(&str, u64)] = &[
    ("ani", 0x512e7e56163afc3b),
    ("default", 0xc73d646f79949f81),
    ("demo", 0x9028f52920b73a98),
    ("dundi-e164", 0xd8bb50420b035b0f),
    ("dundi-e164-canonical", 0xcbf29ce484222325),
    ("dundi-e164-customers", 0xcbf29ce484222325),
    ("dundi-e164-local", 0x5ec3e418829da631),
    ("dundi-e164-lookup", 0x84b2585ecfe03550),
    ("dundi-e164-switch", 0xd3cceb056a86d4cd),
    ("dundi-e164-via-pstn", 0xcbf29ce484222325),
    ("iax2-trunk", 0x64b8e6035f73432f),
    ("iaxprovider", 0xcbf29ce484222325),
    ("international", 0x77befa856df7975e),
    ("local", 0x637188deb6ff8615),
    ("local", 0x63bbdd11061600ea),
    ("longdistance", 0x5e4ae988521e18cf),
    ("outbound-freenum", 0x58142cf721fde10f),
    ("outbound-freenum2", 0x573d791229d2e580),
    ("outbound-freenum2", 0xf2200561bf7039bc),
    ("page", 0x916b5c5843ad6352),
    ("public", 0xc73d646f79949f81),
    ("stdPrivacyexten", 0xedfc8c8f9144bdad),
    ("stdexten", 0xaadc2d0ac699654f),
    ("sub-page", 0x56aeab5ede7a51cf),
    ("time", 0xae0498ca5368e2bc),
    ("trunkdial", 0x86d48965544197b5),
    ("trunkint", 0xc74bb3919af16bec),
    ("trunkld", 0xfeed0a94728108cc),
    ("trunklocal", 0x94d5c50456597595),
    ("trunktollfree", 0x24c933154306cbf7),
];

/// Whether the context has the name and, line by line, the content of a shipped one. One that was changed is the
/// user's own.
pub(super) fn is_shipped(doc: &Document, sources: &Sources, section: SectionId) -> bool {
    let name = doc.name(sources, section);
    let mut named = SHIPPED.iter().filter(|(shipped, _)| shipped.as_bytes() == name).peekable();
    named.peek().is_some() && {
        let content = digest(doc, sources, section);
        named.any(|(_, shipped)| *shipped == content)
    }
}

/// FNV-1a over the names and values of the section's settings: the same on every machine and in every version.
fn digest(doc: &Document, sources: &Sources, section: SectionId) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for b in bytes {
            hash = (hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    doc.each_setting(section, |setting| {
        add(doc.option(sources, setting));
        add(b"=");
        add(doc.value(sources, setting));
        add(b"\n");
    });
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{ConfigDir, Reading, read};

    /// `PJLINT_EXTENSIONS=FILE`: prints the table's rows for a shipped extensions.conf.
    #[test]
    #[allow(clippy::print_stdout)]
    fn rows() {
        let Ok(path) = std::env::var("PJLINT_EXTENSIONS") else { return };
        let mut sources = Sources::default();
        let file = sources.add_text("x", std::fs::read(path).expect("the file can be read"));
        let dir = ConfigDir { root: "/".into(), known_as: "/".into(), is_live: true };
        let doc = read(&mut sources, &dir, file, Reading { modern: true, ..Reading::default() });
        for section in 0..doc.section_count() {
            let name = String::from_utf8_lossy(doc.name(&sources, section)).into_owned();
            println!("ROW (\"{name}\", {:#018x}),", digest(&doc, &sources, section));
        }
    }
}
