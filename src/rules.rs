//! The rules: each is a page `rules/<group>/<name>.md` and a check `src/rules/<group>/<name>.rs`.

mod access;
pub mod acl;
pub mod authentication;
mod consequence;
pub(crate) mod context;
mod converted;
mod credentials;
mod exposure;
pub mod identify;
mod identifying;
mod kinds;
mod leaving;
mod loose_base;
mod lost_name;
pub mod media;
mod mending;
pub mod migration;
pub mod nat;
mod nearest;
mod outside;
mod overlaps;
mod peers;
pub mod performance;
mod places;
pub mod policy;
mod proxies;
mod ranges;
pub mod references;
mod registering;
pub mod registration;
mod site;
mod sockets;
pub mod style;
pub mod syntax;
pub mod transport;
pub mod webrtc;
pub mod wizard;
mod wizards;

use crate::accounts::Accounts;
use crate::asterisk::secret;
use crate::finding::{Confidence, Finding, FixSafety, Severity};
use crate::graph::Graph;
use crate::objects::Configuration;
use crate::policy::{Policy, Profile};

pub use context::{Context, plain};
pub use nearest::nearest;
use site::Site;

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
    /// The profile that it belongs to: `default` runs in every one.
    pub profile: Profile,
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

    /// Whether the policy wants it. A rule that is named itself wins over its group.
    pub fn is_wanted(&self, policy: &Policy) -> bool {
        let itself = |list: &[String]| list.iter().any(|n| n == self.name || n.eq_ignore_ascii_case(self.code));
        let group = |list: &[String]| list.iter().any(|n| n == self.group || n == "all");
        if itself(&policy.ignore) {
            return false;
        }
        if itself(&policy.select) {
            return true;
        }
        if group(&policy.ignore) {
            return false;
        }
        if !policy.select.is_empty() {
            return group(&policy.select);
        }
        self.profile == Profile::Default || self.profile == policy.profile
    }

    /// Where the page is published.
    pub fn url(&self) -> String {
        format!("https://github.com/pjlint/pjlint/blob/main/rules/{}/{}.md", self.group, self.name)
    }
}

/// Bytes of a sentence that are shown: a line has 8190 at most, but `+=` makes values without an end.
const LONGEST: usize = 2000;

fn shortened(mut text: String) -> String {
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push_str("...");
    }
    text
}

/// The rule of that name or code.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.name == name || r.code.eq_ignore_ascii_case(name))
}

/// Whether there is a rule or a group of that name or code, or it is `all`.
pub fn is_known(name: &str) -> bool {
    name == "all" || find(name).is_some() || RULES.iter().any(|r| r.group == name)
}

/// Whether a rule runs for which sip.conf is read whatever the target is: those on what is left of a migration.
pub fn wants_sip_conf(policy: &Policy) -> bool {
    RULES.iter().any(|r| r.profile == Profile::Migration && r.is_wanted(policy))
}

/// Every finding that the policy wants, sorted by place and rule.
pub fn check(config: &Configuration, graph: &Graph, policy: &Policy) -> Vec<Finding> {
    let accounts = Accounts::new(config, graph, &policy.classes);
    let site = Site::default();
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|r| r.is_wanted(policy)) {
        (rule.check)(&Context::new(config, graph, &accounts, policy, &site, rule), &mut findings);
    }
    // Here, once, and not in each of the many sentences that quote the configuration: what could drive a terminal goes,
    // and so does every secret that a quoted part of it holds.
    let clean = |text: String| {
        let is_plain = text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control());
        shortened(secret::sentence(if is_plain { text } else { plain(text.as_bytes()) }))
    };
    let mut findings: Vec<Finding> = findings.into_iter().map(|f| f.cleaned(clean)).collect();
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.primary.span.file, f.primary.span.start, f.rule.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    findings
}
