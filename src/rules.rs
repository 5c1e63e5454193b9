//! The rules: each is a page `rules/<group>/<name>.md` and a check `src/rules/<group>/<name>.rs`.
//!
//! Apart from the groups: [`facts`] (facts about the site that several rules need), [`findings`] (how findings are
//! processed), [`fixes`] (how edits are made), [`verdicts`] (which rule reports which verdict).

mod cache;
mod context;
pub(crate) mod facts;
pub(crate) mod findings;
pub(crate) mod fixes;
mod tables;
pub(crate) mod verdicts;

// The groups of rules: `cargo xtask generate` writes these lines.
mod acl;
mod authentication;
mod identify;
mod media;
mod migration;
mod nat;
mod performance;
mod policy;
mod references;
mod registration;
mod sorcery;
mod style;
mod suppression;
mod syntax;
mod transport;
mod webrtc;
mod wizard;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::accounts::Accounts;
use crate::catalogue::{Profile, RULES, Rule};
use crate::finding::Finding;
use crate::graph::Graph;
use crate::objects::Configuration;
use crate::parallel;
use crate::policy::Policy;
use crate::suppression::Suppressions;

use cache::RuleCache;
pub(crate) use context::Context;

/// The check of one rule.
type Check = fn(&Context<'_>, &mut Vec<Finding>);

include!(concat!(env!("OUT_DIR"), "/checks.rs"));

/// Whether a migration rule is selected: for these, sip.conf is read whatever the target version.
pub(crate) fn needs_sip_conf(policy: &Policy) -> bool {
    RULES.iter().any(|r| r.profile == Profile::Migration && r.is_wanted(policy))
}

/// The rules over one configuration.
pub(crate) struct RuleSet<'a> {
    config: &'a Configuration,
    graph: &'a Graph,
    accounts: &'a Accounts,
    policy: &'a Policy,
    cache: RuleCache<'a>,
}

/// The results of a set of rules.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The findings, rule by rule.
    pub(crate) findings: Vec<Finding>,
    /// The rules that panicked: their findings are missing.
    pub(crate) broken: Vec<&'static Rule>,
}

impl<'a> RuleSet<'a> {
    /// For this configuration; nothing is computed yet.
    pub(crate) fn new(config: &'a Configuration, graph: &'a Graph, accounts: &'a Accounts, policy: &'a Policy) -> Self {
        Self { config, graph, accounts, policy, cache: RuleCache::default() }
    }

    /// Runs the rules that the policy selects and for which `wanted` holds; in parallel for a large configuration.
    pub(crate) fn run(&'a self, wanted: impl Fn(&Rule) -> bool) -> Found {
        let selected = |(rule, _): &(&'static Rule, Check)| wanted(rule) && self.is_selected(rule);
        let rules: Vec<(&'static Rule, Check)> = RULES.iter().zip(CHECKS.iter().copied()).filter(selected).collect();
        let pieces = if self.config.is_large() { rules.len() } else { 1 };
        let found = parallel::map(pieces, |nth| {
            let mine = if self.config.is_large() { &rules[nth..=nth] } else { &rules[..] };
            let mut found = Found::default();
            for (rule, check) in mine {
                self.run_one(rule, *check, &mut found);
            }
            found
        });
        let mut all = Found::default();
        for found in found {
            all.findings.extend(found.findings);
            all.broken.extend(found.broken);
        }
        all
    }

    /// Whether the policy selects the rule; `pjlint -v` says which it does not, and which see nothing here.
    fn is_selected(&self, rule: &Rule) -> bool {
        let is_selected = rule.is_wanted(self.policy);
        if !is_selected {
            log::debug!("{} does not run: it is not selected (profile {})", rule.name, rule.profile.word());
        } else if !rule.has_run(self.config, self.policy) {
            let version = self.config.target.version;
            log::debug!(
                "{} sees nothing: it is for Asterisk {} or needs --check-files, and this is {version}",
                rule.name,
                rule.asterisk
            );
        }
        is_selected
    }

    /// A panic affects the rule, not the run: its findings are dropped, and the report says so.
    fn run_one(&'a self, rule: &'static Rule, check: Check, found: &mut Found) {
        let before = found.findings.len();
        let run = AssertUnwindSafe(|| check(&self.context(rule), &mut found.findings));
        if catch_unwind(run).is_err() {
            found.findings.truncate(before);
            found.broken.push(rule);
        }
    }

    /// The context for a rule.
    pub(crate) fn context(&'a self, rule: &'static Rule) -> Context<'a> {
        Context::new(self.config, self.graph, self.accounts, self.policy, &self.cache, rule)
    }

    /// Gives the rules of group `suppression`, which run last, the result of the suppression comments.
    pub(crate) fn set_suppressions(&self, suppressions: Suppressions) {
        let _ = self.cache.suppressions.set(suppressions);
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::linter::Linter;
    use crate::objects::Main;
    use crate::source::{FileId, Overlay, Span};
    use crate::text::ConfigDir;

    fn finding(cx: &Context<'_>) -> Finding {
        Finding::new(cx.rule, Span { file: FileId(0), start: 0, len: 1 }, "said")
    }

    fn finds(cx: &Context<'_>, found: &mut Vec<Finding>) {
        found.push(finding(cx));
    }

    fn finds_and_panics(cx: &Context<'_>, found: &mut Vec<Finding>) {
        found.push(finding(cx));
        panic!("a rule that is broken on purpose");
    }

    #[test]
    fn a_panic_costs_one_rule() {
        let dir = ConfigDir { root: PathBuf::from("/nonexistent"), known_as: "/etc/asterisk".into(), is_live: false };
        let linter = Linter::default();
        let config = linter.load(dir, Main::Text(b"[a]\n".to_vec()), Overlay::new()).expect("text is readable");
        let graph = Graph::new(&config);
        let accounts = Accounts::new(&config, &graph, &linter.policy.classes);
        let rules = RuleSet::new(&config, &graph, &accounts, &linter.policy);
        let mut found = Found::default();
        for (rule, check) in RULES.iter().zip([finds as Check, finds_and_panics, finds]) {
            rules.run_one(rule, check, &mut found);
        }
        let by: Vec<&str> = found.findings.iter().map(|f| f.rule.name).collect();
        assert_eq!(by, [RULES[0].name, RULES[2].name]);
        assert_eq!(found.broken.iter().map(|r| r.name).collect::<Vec<_>>(), [RULES[1].name]);
    }
}
