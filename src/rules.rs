//! The rules: each is a page `rules/<group>/<name>.md` and a check `src/rules/<group>/<name>.rs`.

mod consequence;
pub(crate) mod context;
mod loose_base;
mod lost_name;
mod nearest;
pub mod references;
pub mod syntax;

use crate::finding::{Confidence, Finding, FixSafety, Severity};
use crate::graph::Graph;
use crate::objects::Configuration;

pub use context::{Context, plain};
pub use nearest::nearest;

/// A rule; the fields are the front matter of its page.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which is its identity.
    pub name: &'static str,
    /// Its short code, a permanent alias.
    pub code: &'static str,
    /// The group that it belongs to.
    pub group: &'static str,
    /// How bad its findings are unless something makes them less certain.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What may be done by machine.
    pub fix: FixSafety,
    /// The versions of Asterisk that it is for.
    pub asterisk: &'static str,
    /// What it flags, in a line.
    pub summary: &'static str,
    /// The whole page, front matter included.
    pub page: &'static str,
    check: fn(&Context<'_>, &mut Vec<Finding>),
}

include!(concat!(env!("OUT_DIR"), "/registry.rs"));

impl Rule {
    /// The page without its front matter.
    pub fn text(&self) -> &'static str {
        self.page.splitn(3, "---\n").nth(2).unwrap_or(self.page).trim_start()
    }

    /// Where the page is published.
    pub fn url(&self) -> String {
        format!("https://github.com/pjlint/pjlint/blob/main/rules/{}/{}.md", self.group, self.name)
    }
}

/// The rule of that name or code.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.name == name || r.code.eq_ignore_ascii_case(name))
}

/// Every finding, sorted by place and rule.
pub fn check(config: &Configuration, graph: &Graph) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(&Context::new(config, graph, rule), &mut findings);
    }
    // Here, once, and not in each of the many sentences that quote the configuration: what could drive a terminal goes,
    // and so does the password of a URI.
    let clean = |text: String| match text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        true if !text.contains('@') => text,
        true => crate::asterisk::secret::without_uri_passwords(&text),
        false => crate::asterisk::secret::without_uri_passwords(&plain(text.as_bytes())),
    };
    let mut findings: Vec<Finding> = findings.into_iter().map(|f| f.cleaned(clean)).collect();
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.primary.span.file, f.primary.span.start, f.rule.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    findings
}
