//! What the site wants: `pjlint.toml`, and the options of the command line that win over it.

use std::path::{Path, PathBuf};

use crate::policy::{self, Policy, PolicyError, Profile};
use crate::rules;

use super::Failure;

#[derive(Debug, clap::Args)]
pub(super) struct PolicyArgs {
    /// The pjlint.toml to go by [default: the nearest one from the linted directory upwards, to the root of its git
    /// repository]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Which rules run [default: default]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<Profile>,

    /// Run only these: names, codes or groups of rules, or `all`; several with commas between them
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_name)]
    select: Vec<String>,

    /// Do not run these: names, codes or groups of rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_name)]
    ignore: Vec<String>,
}

impl PolicyArgs {
    /// The policy for a directory.
    pub(super) fn of(&self, dir: &Path) -> Result<Policy, Failure> {
        let file = self.config.clone().or_else(|| policy::find(dir));
        let mut policy = match file {
            None => Policy::default(),
            Some(file) => {
                let name = file.display().to_string();
                let text = std::fs::read_to_string(&file).map_err(|e| PolicyError::Read(name.clone(), e))?;
                let policy = policy::parse(&text, &name)?;
                for rule in policy.select.iter().chain(&policy.ignore) {
                    rule_name(rule).map_err(|why| PolicyError::Form(name.clone(), why))?;
                }
                policy
            }
        };
        if let Some(profile) = self.profile {
            policy.profile = profile;
        }
        if !self.select.is_empty() {
            policy.select.clone_from(&self.select);
        }
        policy.ignore.extend(self.ignore.iter().cloned());
        Ok(policy)
    }
}

fn rule_name(text: &str) -> Result<String, String> {
    if rules::is_known(text) {
        return Ok(text.to_owned());
    }
    let names = rules::RULES.iter().flat_map(|r| [r.name, r.group]);
    let near = rules::nearest(text, names).map(|n| format!(": did you mean `{n}`?")).unwrap_or_default();
    Err(format!("there is no rule or group `{text}`{near}"))
}
