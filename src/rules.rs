//! The rules: each is a page `rules/<group>/<name>.md` and a check `src/rules/<group>/<name>.rs`.

mod access;
pub mod acl;
pub mod authentication;
mod carriers;
mod consequence;
pub(crate) mod context;
mod converted;
mod credentials;
mod exposure;
mod heirs;
mod hidden;
pub mod identify;
mod identifying;
mod kinds;
mod leaving;
mod loose_base;
mod lost_name;
mod meant;
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
pub mod suppression;
pub mod syntax;
mod together;
pub mod transport;
mod wanted;
pub mod webrtc;
mod wishes;
pub mod wizard;
mod wizards;

use std::path::Path;

use crate::accounts::Accounts;
use crate::asterisk::{Version, secret};
use crate::finding::{Aside, Confidence, Finding, FixSafety, Severity};
use crate::graph::Graph;
use crate::objects::Configuration;
use crate::policy::{Level, Policy, Profile, Release};
use crate::shares::all;
use crate::suppression::{self as comments, Day, Suppressions};

pub use context::{Context, is_hidden, plain, plain_lines};
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
    /// The release of pjlint that it came with, or came into its profile.
    pub since: Release,
    /// Severities that it had, each with the last release that had it, oldest first.
    pub was: &'static [(Release, Severity)],
    /// The weaknesses that it is about, by their numbers in CWE; none for a rule that is not about security.
    pub cwe: &'static [u16],
    /// How bad that is, from 0.1 to 10.0; what the number means is said in docs/formats.md.
    pub security_severity: Option<&'static str>,
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

    /// Whether the policy wants it somewhere. A rule that is named itself wins over its group.
    pub fn is_wanted(&self, policy: &Policy) -> bool {
        let by_override = || {
            let levels = policy.overrides.iter().filter_map(|o| o.levels.of_rule(self.name, self.code));
            levels.into_iter().any(|l| l != Level::Off)
        };
        self.is_wanted_everywhere(policy) || !self.is_named(&policy.ignore) && by_override()
    }

    /// Whether the policy wants it where no override says anything of it.
    fn is_wanted_everywhere(&self, policy: &Policy) -> bool {
        let group = |list: &[String]| list.iter().any(|n| n == self.group || n == "all");
        if self.is_named(&policy.ignore) {
            return false;
        }
        match policy.levels.of_rule(self.name, self.code) {
            Some(Level::Off) => return false,
            Some(_) => return true,
            None => {}
        }
        if self.is_named(&policy.select) {
            return true;
        }
        if group(&policy.ignore) || policy.levels.of_group(self.group) == Some(Level::Off) {
            return false;
        }
        if !policy.select.is_empty() {
            return group(&policy.select);
        }
        let is_there = policy.pin.is_none_or(|pin| self.since <= pin);
        is_there && (self.profile == Profile::Default || self.profile == policy.profile)
    }

    /// Whether the policy wants none of its findings in that file, by its absolute path.
    pub fn is_off_in(&self, path: &Path, policy: &Policy) -> bool {
        match policy.level(self.name, self.code, self.group, path) {
            Some(level) => level == Level::Off,
            None => !self.is_wanted_everywhere(policy),
        }
    }

    fn is_named(&self, list: &[String]) -> bool {
        list.iter().any(|n| n == self.name || n.eq_ignore_ascii_case(self.code))
    }

    /// The severity that its findings have for the policy, where nothing makes one less certain: its own, or the one
    /// that it had in the release that the profile is pinned to.
    pub fn severity_for(&self, policy: &Policy) -> Severity {
        let was = policy.pin.and_then(|pin| self.was.iter().find(|(last, _)| pin <= *last));
        was.map_or(self.severity, |(_, severity)| *severity)
    }

    /// Whether it is for that version: `13+`, `13-20`, or the first release of each branch and all later branches.
    pub fn is_for(&self, version: Version) -> bool {
        let number = |text: &str| {
            let (major, minor) = text.split_once('.').unwrap_or((text, "0"));
            (major.parse::<u8>().unwrap_or(0), minor.parse::<u8>().unwrap_or(0))
        };
        if let Some((first, last)) = self.asterisk.split_once('-') {
            return number(first) <= (version.major, version.minor) && version.major <= number(last).0;
        }
        let firsts: Vec<(u8, u8)> = self.asterisk.split(',').map(|f| number(f.trim().trim_end_matches('+'))).collect();
        let is_later = firsts.iter().all(|(major, _)| *major < version.major);
        is_later || firsts.iter().any(|(major, minor)| *major == version.major && *minor <= version.minor)
    }

    /// Whether it could have found all that it finds: it is wanted, and it is for this version. With `--check-files` one
    /// rule sees what it is blind to without.
    pub fn has_run(&self, config: &Configuration, policy: &Policy) -> bool {
        let is_blind = self.name == "cert-file-missing" && config.checks.files.is_none();
        self.is_wanted(policy) && self.is_for(config.target.version) && !is_blind
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

/// Every word that rules are called by: names, codes, groups, and `all`.
pub fn spoken() -> impl Iterator<Item = &'static str> {
    let groups: std::collections::BTreeSet<&str> = RULES.iter().map(|r| r.group).collect();
    RULES.iter().flat_map(|r| [r.name, r.code]).chain(groups).chain(["all"])
}

/// Whether a rule runs for which sip.conf is read whatever the target is: those on what is left of a migration.
pub fn wants_sip_conf(policy: &Policy) -> bool {
    RULES.iter().any(|r| r.profile == Profile::Migration && r.is_wanted(policy))
}

/// What was found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings that count, sorted by place and rule.
    pub findings: Vec<Finding>,
    /// Those that a comment keeps quiet, sorted likewise.
    pub aside: Vec<Aside>,
}

/// Every finding that the policy wants. On the day `today` the comments are read that keep findings quiet.
pub fn check(config: &Configuration, graph: &Graph, policy: &Policy, today: Day) -> Checked {
    let accounts = Accounts::new(config, graph, &policy.classes);
    let site = Site::default();
    let run = |wanted: &dyn Fn(&Rule) -> bool| {
        let rules: Vec<&'static Rule> = RULES.iter().filter(|r| wanted(r) && r.is_wanted(policy)).collect();
        let found = all(if config.is_large() { rules.len() } else { 1 }, |nth| {
            let mut findings = Vec::new();
            let mine = if config.is_large() { &rules[nth..=nth] } else { &rules };
            for rule in mine {
                (rule.check)(&Context::new(config, graph, &accounts, policy, &site, rule), &mut findings);
            }
            findings
        });
        let mut findings = found.into_iter().flatten().collect();
        wanted::settle(&mut findings, config, policy);
        let mut findings = cleaned(hidden::folded(findings, config));
        if let Some(rule) = RULES.first() {
            let cx = Context::new(config, graph, &accounts, policy, &site, rule);
            for finding in &mut findings {
                cx.leave_generated(finding);
            }
        }
        findings
    };
    let found = together::together(sorted(run(&|rule| rule.group != comments::GROUP)));
    let mut suppressions = Suppressions::read(&config.sources, today);
    let (mut findings, aside) = suppressions.apply(found);
    // What speaks of the comments must know what they have done, and cannot be kept quiet by one.
    let _ = site.suppressions.set(suppressions);
    findings.extend(run(&|rule| rule.group == comments::GROUP));
    Checked { findings: sorted(findings), aside }
}

/// Here, once, and not in each of the many sentences that quote the configuration: what could drive a terminal goes,
/// and so does every secret that a quoted part of it holds.
fn cleaned(findings: Vec<Finding>) -> Vec<Finding> {
    let clean = |text: String| {
        let is_plain = text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control());
        shortened(secret::sentence(if is_plain { text } else { plain(text.as_bytes()) }))
    };
    findings.into_iter().map(|f| f.cleaned(clean)).collect()
}

fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(Finding::cmp_place);
    findings
}
