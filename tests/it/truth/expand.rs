//! What `pjlint expand` writes, read as pjsip.conf in the wizard's place: the same objects with the same values.

use std::collections::BTreeMap;
use std::path::Path;

use pjlint::asterisk::TypeId;
use pjlint::objects::{Configuration, State, effective};
use pjlint::report::{Secrets, expand};
use tempfile::TempDir;

use crate::truth::compare::load;

type Values = BTreeMap<(&'static str, Vec<u8>), Vec<(String, String)>>;

/// Every case with a pjsip_wizard.conf, its wizard's objects written out.
#[test]
fn expanded_wizards_are_the_same_objects() {
    let (mut wrong, mut objects) = (Vec::new(), 0);
    for (name, dir) in crate::truth::cases().into_iter().filter(|(_, d)| d.join("pjsip_wizard.conf").is_file()) {
        for version in &crate::truth::record::Case::read(&dir).versions {
            let before = load(&dir, version);
            let copy = copy(&dir);
            let mut text = std::fs::read(copy.path().join("pjsip.conf")).unwrap_or_default();
            text.extend_from_slice(b"\n");
            expand(&before, Secrets::Written, &mut text).expect("a Vec takes everything");
            // Where pjsip.conf is lost or duplicated the wizard's objects would be lost with it: that is no fault.
            if before.pjsip.doc.outcome != pjlint::text::Outcome::Read || !before.pjsip.lost.is_empty() {
                continue;
            }
            std::fs::write(copy.path().join("pjsip.conf"), text).expect("a writable directory");
            std::fs::remove_file(copy.path().join("pjsip_wizard.conf")).expect("it was copied");
            let (mine, theirs) = (values(&load(copy.path(), version)), values(&before));
            objects += theirs.len();
            for (key, values) in &theirs {
                let id = String::from_utf8_lossy(&key.1);
                if key.1.len() <= 79 && mine.get(key) != Some(values) {
                    wrong.push(format!("{name} on {version}: {} {id}: {:?} became {:?}", key.0, values, mine.get(key)));
                }
            }
        }
    }
    assert!(objects > 200, "only {objects} objects were expanded");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every loaded object with its values, as they are before defaults.
fn values(config: &Configuration) -> Values {
    let mut all = Values::new();
    for section in 0..config.pjsip.doc.section_count() {
        let Some(of) = config.pjsip.type_of(section).filter(|_| config.pjsip.state(section) == State::Loaded) else {
            continue;
        };
        // Types that sorcery.conf keeps elsewhere are not read from pjsip.conf, whatever stands there.
        if config.mapping.is_elsewhere(of) {
            continue;
        }
        let values = effective(&config.pjsip, &config.sources, &config.target, section, of, false);
        let kept =
            values.iter().filter(|e| !e.name.starts_with('@')).map(|e| (e.name.clone(), format!("{:?}", e.value)));
        all.insert((TypeId::facts(of).name, config.pjsip.doc.name(&config.sources, section).to_vec()), kept.collect());
    }
    all
}

/// The files of a case, to be changed.
fn copy(dir: &Path) -> TempDir {
    let to = TempDir::new().expect("a temporary directory");
    for entry in std::fs::read_dir(dir).expect("a readable case") {
        let path = entry.expect("a readable entry").path();
        if path.is_file() {
            std::fs::copy(&path, to.path().join(path.file_name().expect("a name"))).expect("a writable directory");
        }
    }
    to
}
