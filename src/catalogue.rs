//! The catalogue of the rules: what each rule's page says about it, without the check that looks for it.
//!
//! It is generated from the front matter of `rules/<group>/<name>.md`. The checks are in `rules`, so that
//! every module can know a rule's name and severity without depending on its check.

mod release;
mod severity;

use crate::asterisk::Version;

pub use release::Release;
pub use severity::{Basis, Confidence, FixSafety, Profile, Severity};

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
    /// Whether its findings can be fixed automatically.
    pub fix: FixSafety,
    /// The versions of Asterisk that it applies to.
    pub asterisk: &'static str,
    /// The profile that it belongs to: `default` runs in every one.
    pub profile: Profile,
    /// The release of pjlint that added it, or moved it into its profile.
    pub since: Release,
    /// Severities that it had, each with the last release that had it, oldest first.
    pub was: &'static [(Release, Severity)],
    /// The weaknesses that it is about, by their numbers in CWE; none for a rule that is not about security.
    pub cwe: &'static [u16],
    /// How bad that is, from 0.1 to 10.0; docs/formats.md explains the number.
    pub security_severity: Option<&'static str>,
    /// What its findings depend on.
    pub basis: Basis,
    /// It finds nothing unless certificate and key files are checked (`--check-files`).
    pub needs_files: bool,
    /// In a file that several configurations include, a finding is valid only if it is found for each of them.
    pub needs_all_readers: bool,
    /// What it flags, in a line.
    pub summary: &'static str,
    /// The whole page, front matter included.
    pub page: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

impl Rule {
    /// The page without its front matter.
    pub fn text(&self) -> &'static str {
        self.page.splitn(3, "---\n").nth(2).unwrap_or(self.page).trim_start()
    }

    /// Whether it is about the comments that suppress findings: it runs after all others, and no comment suppresses it.
    pub(crate) fn is_about_comments(&self) -> bool {
        self.group == "suppression"
    }

    /// Whether it applies to that version: `13+`, `13-20`, or the first release of each branch and all later branches.
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

    /// Where the page is published.
    pub fn url(&self) -> String {
        format!("https://github.com/pjlint/pjlint/blob/main/rules/{}/{}.md", self.group, self.name)
    }
}

/// The rule of that name or code.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.name == name || r.code.eq_ignore_ascii_case(name))
}

/// Whether there is a rule or a group of that name or code, or it is `all`.
pub fn is_known(name: &str) -> bool {
    name == "all" || find(name).is_some() || RULES.iter().any(|r| r.group == name)
}

/// Every word that selects rules: names, codes, groups, and `all`.
pub fn names_and_codes() -> impl Iterator<Item = &'static str> {
    let groups: std::collections::BTreeSet<&str> = RULES.iter().map(|r| r.group).collect();
    RULES.iter().flat_map(|r| [r.name, r.code]).chain(groups).chain(["all"])
}
