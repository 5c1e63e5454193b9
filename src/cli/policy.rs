//! What the site wants: `pjlint.toml`, and the options of the command line that win over it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::catalogue::Profile;
use crate::policy::{self, Policy, PolicyError};

use super::rule_arg::{RULE, rule_name};
use super::{Common, Failure};

#[derive(Debug, clap::Args)]
pub(super) struct PolicyArgs {
    /// Which rules run [default: default]
    #[arg(long, value_name = "PROFILE", help_heading = "Rules")]
    profile: Option<Profile>,

    /// Run only these rules (name, code, group or `all`; comma-separated)
    #[arg(long, value_name = RULE, value_delimiter = ',', value_parser = rule_name, help_heading = "Rules")]
    select: Vec<String>,

    /// Do not run these rules (name, code or group; comma-separated)
    #[arg(long, value_name = RULE, value_delimiter = ',', value_parser = rule_name, help_heading = "Rules")]
    ignore: Vec<String>,

    /// Files are templates: skip values such as `${X}`, `{{x}}` and `{% x %}`
    #[arg(long, help_heading = "Rules")]
    placeholders: bool,
}

impl PolicyArgs {
    /// The policy for a directory.
    pub(super) fn of(&self, common: &Common, dir: &Path) -> Result<Policy, Failure> {
        let mut policy = common.policy(dir)?;
        if let Some(profile) = self.profile {
            policy.profile = profile;
            policy.pin = None;
        }
        if !self.select.is_empty() {
            policy.select.clone_from(&self.select);
            for rule in &self.select {
                policy.levels.switch_on(rule);
            }
        }
        policy.ignore.extend(self.ignore.iter().cloned());
        policy.placeholders |= self.placeholders;
        Ok(policy)
    }

    /// What the command line says of each key of `pjlint.toml`.
    pub(super) fn says(&self, key: &str) -> bool {
        match key {
            "profile" => self.profile.is_some(),
            "select" => !self.select.is_empty(),
            "ignore" => !self.ignore.is_empty(),
            "placeholders" => self.placeholders,
            _ => false,
        }
    }
}

impl Common {
    /// The `pjlint.toml` that a directory goes by.
    pub(super) fn policy_file(&self, dir: &Path) -> Option<PathBuf> {
        if self.no_config { None } else { self.config.clone().or_else(|| policy::find(dir)) }
    }

    /// What it says.
    pub(super) fn policy(&self, dir: &Path) -> Result<Policy, Failure> {
        let Some(file) = self.policy_file(dir) else { return Ok(Policy::default()) };
        let name = file.display().to_string();
        let failed = |e| PolicyError::Read(name.clone(), e);
        let text = read(&file).map_err(failed)?;
        let mut policy = policy::parse(&text, &name)?;
        let overrides = policy.overrides.iter().flat_map(|o| o.levels.names());
        let lists = policy.select.iter().chain(&policy.ignore).map(String::as_str);
        for rule in lists.chain(policy.levels.names()).chain(overrides) {
            rule_name(rule).map_err(|why| PolicyError::Form(at(&name, &text, rule), why))?;
        }
        let file = file.canonicalize().map_err(failed)?;
        policy.baseline = policy.baseline.zip(file.parent()).map(|(baseline, dir)| dir.join(baseline));
        policy.file = Some(file);
        Ok(policy)
    }
}

/// The file with the line on which a word stands, as far as it can be found.
fn at(file: &str, text: &str, word: &str) -> String {
    let line = text.lines().position(|l| l.split('#').next().is_some_and(|code| code.contains(word)));
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{}", line + 1))
}

/// The text of a pjlint.toml. It may come by a pipe, but not without an end.
fn read(file: &Path) -> io::Result<String> {
    const MAX_FILE_SIZE: u64 = 16 << 20;
    let mut text = String::new();
    if File::open(file)?.take(MAX_FILE_SIZE).read_to_string(&mut text)? as u64 == MAX_FILE_SIZE {
        return Err(io::Error::other("it has 16 MiB or more: it is not a pjlint.toml"));
    }
    Ok(text)
}
