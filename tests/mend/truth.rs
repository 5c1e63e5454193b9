//! Every recorded case: what is mended is gone, and nothing worse comes in its place.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pjlint::finding::{Finding, Severity};
use pjlint::rules::{self, Rule};

use crate::site::Site;

#[test]
fn recorded_cases_are_mended() {
    let truth = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth");
    let (mut wrong, mut count) = (Vec::new(), BTreeMap::<&str, u32>::new());
    // Its profile has the rules of the default one too.
    let rule: &'static Rule = rules::find("trunk-without-qualify").expect("a rule");
    for case in fs::read_dir(truth).expect("the cases").map(|e| e.expect("a case").path()) {
        let files = files(&case);
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        let site = Site::new(rule, &files, Some("22.10"));
        let before = site.findings();
        for finding in before.iter().filter(|f| crate::GROUPS.contains(&f.rule.group)) {
            let Some(fix) = &finding.fix else { continue };
            if crate::SAFE.contains(&finding.rule.name) {
                continue;
            }
            *count.entry(finding.rule.name).or_default() += 1;
            let after = site.mended(&[fix]);
            let later = after.findings();
            let of = |all: &[Finding], rule: &str, least: Severity| {
                all.iter().filter(|f| f.rule.name == rule && f.severity >= least).map(|f| f.count).sum::<u32>()
            };
            let mut say = |what: &str| {
                wrong.push(format!("{} {}: {what}: {}", case.display(), finding.message, fix.title));
            };
            if of(&later, finding.rule.name, Severity::Info) >= of(&before, finding.rule.name, Severity::Info) {
                say("is still there");
            }
            for new in later.iter().filter(|f| f.severity == Severity::Error) {
                let count = |all: &[Finding]| of(all, new.rule.name, Severity::Error);
                if count(&later) > count(&before) {
                    say(&format!("makes {} ({})", new.rule.name, new.message));
                }
            }
        }
    }
    assert!(count.len() > 12, "only these are mended: {count:?}");
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn files(case: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(case).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".conf")
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            files.push((name, text));
        }
    }
    files
}
