//! The rules: each is a page `rules/<group>/<name>.md` and a check `src/rules/<group>/<name>.rs`.
//!
//! Beside the groups: [`facts`] (what several rules ask about the site), [`findings`] (what is done with findings),
//! [`fixes`] (how edits are made), [`verdicts`] (which rule reports which verdict).

mod acl;
mod authentication;
mod cache;
mod context;
pub(crate) mod facts;
pub(crate) mod findings;
pub(crate) mod fixes;
mod identify;
mod media;
mod migration;
mod nat;
mod performance;
mod policy;
mod references;
mod registration;
mod style;
mod suppression;
mod syntax;
mod transport;
pub(crate) mod verdicts;
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

/// Looks for what one rule reports.
type Check = fn(&Context<'_>, &mut Vec<Finding>);

include!(concat!(env!("OUT_DIR"), "/checks.rs"));

/// Whether a rule is selected for which sip.conf is read whatever the target is: those about an unfinished migration.
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

/// What a set of rules has found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The findings, rule after rule.
    pub(crate) findings: Vec<Finding>,
    /// The rules that panicked: what they would have found is missing.
    pub(crate) broken: Vec<&'static Rule>,
}

impl<'a> RuleSet<'a> {
    /// Over this configuration; nothing is looked up yet.
    pub(crate) fn new(config: &'a Configuration, graph: &'a Graph, accounts: &'a Accounts, policy: &'a Policy) -> Self {
        Self { config, graph, accounts, policy, cache: RuleCache::default() }
    }

    /// Runs the rules that the policy selects and for which `wanted` holds, those of a large configuration side by side.
    pub(crate) fn run(&'a self, wanted: impl Fn(&Rule) -> bool) -> Found {
        let selected = |(rule, _): &(&'static Rule, Check)| wanted(rule) && rule.is_wanted(self.policy);
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

    /// A panic costs the rule, not the run: its findings are left out, and the report says so.
    fn run_one(&'a self, rule: &'static Rule, check: Check, found: &mut Found) {
        let before = found.findings.len();
        let run = AssertUnwindSafe(|| check(&self.context(rule), &mut found.findings));
        if catch_unwind(run).is_err() {
            found.findings.truncate(before);
            found.broken.push(rule);
        }
    }

    /// What that rule may look at.
    pub(crate) fn context(&'a self, rule: &'static Rule) -> Context<'a> {
        Context::new(self.config, self.graph, self.accounts, self.policy, &self.cache, rule)
    }

    /// Tells the rules of group `suppression`, which run last, what the comments have done.
    pub(crate) fn set_suppressions(&self, suppressions: Suppressions) {
        let _ = self.cache.suppressions.set(suppressions);
    }
}
