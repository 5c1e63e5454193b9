//! Which rules a site selects, and with what severity.

use std::path::Path;

use crate::catalogue::{Profile, Rule, Severity};
use crate::objects::Configuration;

use super::{Level, Policy};

impl Rule {
    /// Whether the policy selects it for any file. A rule's own name wins over its group.
    pub fn is_wanted(&self, policy: &Policy) -> bool {
        let by_override = || {
            let levels = policy.overrides.iter().filter_map(|o| o.levels.of_rule(self.name, self.code));
            levels.into_iter().any(|l| l != Level::Off)
        };
        self.is_wanted_everywhere(policy) || !self.is_named(&policy.ignore) && by_override()
    }

    /// Whether the policy selects it where no override mentions it.
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

    /// Whether the policy turns it off in that file, by its absolute path.
    pub(crate) fn is_off_in(&self, path: &Path, policy: &Policy) -> bool {
        match policy.level(self.name, self.code, self.group, path) {
            Some(level) => level == Level::Off,
            None => !self.is_wanted_everywhere(policy),
        }
    }

    fn is_named(&self, list: &[String]) -> bool {
        list.iter().any(|n| n == self.name || n.eq_ignore_ascii_case(self.code))
    }

    /// The severity that the policy gives its findings, unless something makes one less certain: its own, or the one
    /// that it had in the release that the profile is pinned to.
    pub(crate) fn severity_for(&self, policy: &Policy) -> Severity {
        let was = policy.pin.and_then(|pin| self.was.iter().find(|(last, _)| pin <= *last));
        was.map_or(self.severity, |(_, severity)| *severity)
    }

    /// Whether it could find everything that it looks for: it is selected, it applies to this version, and it could
    /// read the files that it needs.
    pub(crate) fn has_run(&self, config: &Configuration, policy: &Policy) -> bool {
        let is_blind = self.needs_files && config.options.files.is_none();
        self.is_wanted(policy) && self.is_for(config.target.version) && !is_blind
    }
}
