//! The settings in force, in the form of a `pjlint.toml`, each with where it is from.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::asterisk::{Choice, Target};
use crate::catalogue::Severity;
use crate::catalogue::{RULES, Rule};
use crate::cli::discovery::LintTarget;
use crate::cli::policy::PolicyArgs;
use crate::policy::{Levels, Policy};
use crate::printable::printable;
use crate::report::quoted;

/// What is shown of one directory.
pub(super) struct Shown<'a> {
    pub(super) place: &'a LintTarget,
    pub(super) policy: &'a Policy,
    pub(super) target: &'a Target,
    pub(super) told: &'a PolicyArgs,
}

impl Shown<'_> {
    /// The settings; the result is a `pjlint.toml` that says the same.
    pub(super) fn settings(&self, out: &mut impl Write) -> io::Result<()> {
        let policy = self.policy;
        let dir = if self.place.prefix.is_empty() { "." } else { self.place.prefix.trim_end_matches('/') };
        writeln!(out, "# {}", printable(dir.as_bytes()))?;
        match &policy.file {
            Some(file) => writeln!(out, "# pjlint.toml: {}", printable(file.display().to_string().as_bytes()))?,
            None => writeln!(out, "# pjlint.toml: none")?,
        }
        let because = match &self.target.choice {
            Choice::Given => "the command line",
            Choice::Configured => "pjlint.toml",
            Choice::Host(_) => "this host's Asterisk",
            Choice::Default => "default",
        };
        line(out, "asterisk", &quoted(&self.target.version.to_string()), because)?;
        let pin = policy.pin.map_or_else(String::new, |pin| format!("@{pin}"));
        let default = Policy::default();
        let is_profile = policy.profile == default.profile && policy.pin.is_none();
        self.one(out, "profile", &quoted(&format!("{}{pin}", policy.profile.word())), is_profile)?;
        let fail_on = policy.fail_on.unwrap_or(Severity::Error);
        self.one(out, "fail-on", &quoted(&fail_on.to_string()), policy.fail_on.is_none())?;
        self.one(out, "select", &list(&policy.select), policy.select.is_empty())?;
        self.one(out, "ignore", &list(&policy.ignore), policy.ignore.is_empty())?;
        let exclude = policy.exclude.as_ref().map_or(&[][..], |e| e.written());
        self.one(out, "exclude", &list(exclude), exclude.is_empty())?;
        if let Some(baseline) = &policy.baseline {
            line(out, "baseline", &quoted(&baseline.display().to_string()), "pjlint.toml")?;
        }
        self.one(out, "placeholders", &policy.placeholders.to_string(), !policy.placeholders)?;
        if policy.levels != Levels::default() {
            line(out, "rules", &table(&policy.levels), "pjlint.toml")?;
        }
        for one in &policy.overrides {
            writeln!(out, "\n[[override]] # pjlint.toml")?;
            writeln!(out, "paths = {}\nrules = {}", list(one.paths.written()), table(&one.levels))?;
        }
        for module in &policy.third_party {
            writeln!(out, "\n[module.{}] # pjlint.toml\ntypes = {}", quoted(&module.module), list(&module.types))?;
            for (of, option) in &module.options {
                writeln!(out, "# option {option} of {}", of.facts().name)?;
            }
        }
        let wanted = RULES.iter().filter(|r| r.is_wanted(policy)).count();
        let mut classes = String::new();
        for class in policy.classes.0.iter().filter(|c| c.enabled) {
            let _ =
                write!(classes, "{}{}", if classes.is_empty() { "" } else { ", " }, printable(class.name.as_bytes()));
        }
        writeln!(out, "\n# {wanted} of {} rules run; classes: {classes}", RULES.len())
    }

    fn one(&self, out: &mut impl Write, key: &str, value: &str, is_default: bool) -> io::Result<()> {
        let because = match () {
            () if self.told.says(key) => "the command line",
            () if is_default => "default",
            () => "pjlint.toml",
        };
        line(out, key, value, because)
    }
}

/// Every rule with what becomes of it.
pub(super) fn rules(policy: &Policy, out: &mut impl Write) -> io::Result<()> {
    let width = RULES.iter().map(|r| r.name.len()).max().unwrap_or(0);
    let level = |rule: &Rule| {
        if !rule.is_wanted(policy) {
            return "off".to_owned();
        }
        let level = policy.levels.of(rule.name, rule.code, rule.group);
        level.map_or_else(|| rule.severity_for(policy).to_string(), |l| l.word().to_owned())
    };
    for rule in RULES {
        writeln!(out, "# {}  {:<width$}  {}", rule.code, rule.name, level(rule))?;
    }
    Ok(())
}

fn line(out: &mut impl Write, key: &str, value: &str, because: &str) -> io::Result<()> {
    let setting = format!("{key} = {value}");
    writeln!(out, "{setting:<40} # {because}")
}

/// A list of TOML strings: JSON's escapes are among TOML's.
fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|w| quoted(w)).collect::<Vec<_>>().join(", "))
}

fn table(levels: &Levels) -> String {
    let parts: Vec<String> = levels.iter().map(|(name, level)| format!("{name} = {}", quoted(level.word()))).collect();
    format!("{{ {} }}", parts.join(", "))
}
