//! The unsafe fixes: every Bad example is mended by what its findings carry, and odd forms are mended as a person would.

mod forms;
#[path = "../rules/page.rs"]
#[allow(dead_code)]
mod page;
mod site;
mod truth;

use page::Kind;
use pjlint::finding::{FixSafety, Severity};
use pjlint::rules::RULES;

use site::Site;

const GROUPS: [&str; 8] =
    ["nat", "registration", "identify", "authentication", "media", "webrtc", "migration", "transport"];
/// These belong to the safe fixes.
const SAFE: [&str; 2] = ["webrtc-redundant", "websocket-option-ignored"];

#[test]
fn examples_are_mended() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|r| GROUPS.contains(&r.group) && !SAFE.contains(&r.name)) {
        let mut offered = 0;
        let examples = page::examples(rule.page).unwrap_or_else(|why| panic!("{}: {why}", rule.name));
        for example in examples.iter().filter(|e| e.kind == Kind::Bad) {
            let files: Vec<(&str, &str)> = example.files.iter().map(|f| (f.name.as_str(), f.text.as_str())).collect();
            let site = Site::new(rule, &files, example.asterisk.as_deref());
            let before = site.findings();
            let with_fix: Vec<_> = before.iter().filter(|f| f.rule.name == rule.name && f.fix.is_some()).collect();
            offered += with_fix.len();
            let mut say = |what: String| wrong.push(format!("{} `{}`: {what}", rule.name, example.title));
            for finding in &with_fix {
                let fix = finding.fix.as_ref().expect("it has one");
                if fix.safety != FixSafety::Unsafe {
                    say("the fix is not unsafe".into());
                }
                let told = fix.edits.iter().map(|e| String::from_utf8_lossy(&e.text).into_owned());
                for text in told.chain([fix.title.clone()]) {
                    if site.secrets().iter().any(|s| text.contains(s.as_str())) {
                        say("a secret is told".into());
                    }
                }
                let after = site.mended(&[fix]);
                let later = after.findings();
                let same = |f: &pjlint::finding::Finding| f.rule.name == rule.name && f.message == finding.message;
                if later.iter().filter(|f| same(f)).count() >= before.iter().filter(|f| same(f)).count() {
                    say(format!("is still there after `{}`:\n{}", fix.title, after.shown()));
                }
                for new in later.iter().filter(|f| f.severity != Severity::Info) {
                    if !before.iter().any(|f| f.rule.name == new.rule.name && f.message == new.message) {
                        say(format!("`{}` makes {}: {}\n{}", fix.title, new.rule.name, new.message, after.shown()));
                    }
                }
            }
            // All together, until nothing is left to mend.
            let mut all = Site::new(rule, &files, example.asterisk.as_deref());
            for _ in 0..10 {
                let findings = all.findings();
                let Some(fix) = findings.iter().filter(|f| f.rule.name == rule.name).find_map(|f| f.fix.as_ref())
                else {
                    break;
                };
                all = all.mended(&[fix]);
            }
            if all.findings().iter().any(|f| f.rule.name == rule.name && f.fix.is_some()) {
                say("there is no end of it".into());
            }
            if !with_fix.is_empty() {
                all.keep(&format!("{}-{}", rule.name, example.title.replace([' ', '"', '/'], "_")));
            }
        }
        match rule.fix {
            FixSafety::Unsafe if offered == 0 => wrong.push(format!("{}: no Bad example has a fix", rule.name)),
            FixSafety::None if offered > 0 => wrong.push(format!("{}: the page says none", rule.name)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
