//! `pjlint.toml`.

mod classes;
mod modules;
#[cfg(feature = "schema")]
mod schema;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Classes, Level, Levels, Override, Paths, Policy};
use crate::catalogue::Severity;
use crate::catalogue::{Profile, Release};

use classes::{RawClass, RawSeverity};
use modules::RawModule;

#[cfg(feature = "schema")]
pub use schema::schema;

/// Limit on the conditions and globs of a class, and on the types and options of modules: each is checked for each
/// endpoint or option.
const MAX_ENTRIES: usize = 1000;

/// What is wrong with a `pjlint.toml`.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is not TOML, or has a key or a type of value that is not allowed.
    #[error("{0}: {1}")]
    Form(String, String),
    /// Something in a class is invalid.
    #[error("{file}: class `{class}`: {why}")]
    Class {
        /// The file.
        file: String,
        /// The class.
        class: String,
        /// What is wrong, and what to write.
        why: String,
    },
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Read(String, std::io::Error),
}

/// pjlint.toml: the site's settings for pjlint.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", schemars(title = "pjlint.toml"))]
struct RawPolicy {
    /// The Asterisk that the configuration is for: `"22"`, `"20.12"`, `"certified/20.7-cert3"`.
    asterisk: Option<String>,
    /// Which rules run unless they are named: `"default"`, `"audit"` or `"migration"`; with `@0.1` as they were in that
    /// release of pjlint.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^(default|audit|migration)(@[0-9]+\\.[0-9]+(\\.[0-9]+)?)?$"))
    )]
    profile: Option<String>,
    /// The lowest severity for which the exit status is 1.
    fail_on: Option<RawSeverity>,
    /// If not empty, only rules with one of these names, codes or groups run; `"all"` is all of them.
    #[serde(default)]
    select: Vec<String>,
    /// Rules with one of these names, codes or groups do not run.
    #[serde(default)]
    ignore: Vec<String>,
    /// The levels of rules, by name, code or group.
    #[serde(default)]
    rules: BTreeMap<String, Level>,
    /// Other levels for some of the files; of two that match, the later one wins.
    #[serde(default, rename = "override")]
    overrides: Vec<RawOverride>,
    /// Files and directories in which nothing is reported, as globs.
    #[serde(default)]
    exclude: Vec<String>,
    /// The file of known findings, relative to the directory of this file.
    baseline: Option<PathBuf>,
    /// The files are templates for another program: values such as `${X}` and `{{x}}` are not checked.
    #[serde(default)]
    placeholders: bool,
    /// Modules that are not Asterisk's own, by name.
    #[serde(default)]
    module: BTreeMap<String, RawModule>,
    /// Classes of endpoints, by name.
    #[serde(default)]
    class: BTreeMap<String, RawClass>,
}

/// Other levels for some of the files.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Override"))]
struct RawOverride {
    /// The files, as globs.
    paths: Vec<String>,
    /// The levels of rules there, by name, code or group.
    rules: BTreeMap<String, Level>,
}

/// The nearest `pjlint.toml` from a directory upwards, up to the root of a git repository.
pub fn find(from: &Path) -> Option<PathBuf> {
    let from = from.canonicalize().ok()?;
    for dir in from.ancestors() {
        let file = dir.join("pjlint.toml");
        if file.is_file() {
            return Some(file);
        }
        if dir.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Reads the text of a `pjlint.toml`; its classes are added to those of pjlint, or change them.
///
/// # Errors
/// If it is not TOML, or has an invalid entry.
pub fn parse(text: &str, file: &str) -> Result<Policy, PolicyError> {
    let form = |why: String| PolicyError::Form(file.to_owned(), why);
    let raw: RawPolicy = toml::from_str(text).map_err(|e| form(with_suggestion(e.to_string().trim_end())))?;
    // pjlint's own classes come first; this same function reads them, from a file without predecessors.
    let known = if file == "classes.toml" { Classes(Vec::new()) } else { Classes::default() };
    let classes = classes::add(known, raw.class, file)?;
    let (profile, pin) = raw.profile.as_deref().map_or(Ok((Profile::Default, None)), profile).map_err(form)?;
    let paths = |globs: &[String]| Paths::new(globs).map_err(form);
    let mut overrides = Vec::new();
    for raw in raw.overrides {
        if raw.paths.is_empty() || raw.rules.is_empty() {
            return Err(form("an `override` needs `paths` and `rules`".into()));
        }
        overrides.push(Override { paths: paths(&raw.paths)?, levels: Levels::new(raw.rules) });
    }
    let asterisk = raw.asterisk.map(|v| v.parse()).transpose();
    let brought: usize = raw.module.values().map(RawModule::count).sum();
    if brought > MAX_ENTRIES {
        return Err(form(format!("the modules define {brought} types and options: at most 1,000 are allowed")));
    }
    let module = |(name, raw): (String, RawModule)| raw.read(&name).map_err(form);
    Ok(Policy {
        file: None,
        asterisk: asterisk.map_err(|e| form(format!("`asterisk`: {e}")))?,
        profile,
        pin,
        fail_on: raw.fail_on.map(Severity::from),
        select: raw.select,
        ignore: raw.ignore,
        levels: Levels::new(raw.rules),
        overrides,
        exclude: if raw.exclude.is_empty() { None } else { Some(paths(&raw.exclude)?) },
        baseline: raw.baseline,
        placeholders: raw.placeholders,
        third_party: raw.module.into_iter().map(module).collect::<Result<_, _>>()?,
        classes,
    })
}

/// `audit`, `default@0.1`.
fn profile(text: &str) -> Result<(Profile, Option<Release>), String> {
    let (name, pin) = text.split_once('@').map_or((text, None), |(name, pin)| (name, Some(pin)));
    let all = [Profile::Default, Profile::Audit, Profile::Migration];
    let Some(profile) = all.into_iter().find(|p| p.word() == name) else {
        let near = nearest(name, all.into_iter().map(Profile::word));
        return Err(format!("there is no profile `{name}`{near} (the profiles are default, audit and migration)"));
    };
    Ok((profile, pin.map(str::parse).transpose()?))
}

/// An error about an unknown word, with the closest known word.
fn with_suggestion(why: &str) -> String {
    let unknown = ["unknown field `", "unknown variant `"].iter().find_map(|begin| why.split_once(begin));
    let Some((word, rest)) = unknown.and_then(|(_, rest)| rest.split_once('`')) else { return why.to_owned() };
    let known = rest.split('`').skip(1).step_by(2);
    format!("{why}{}", nearest(word, known).replacen(": d", "\nD", 1))
}

/// `: did you mean ...?`, or nothing.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = known.map(|k| (strsim::osa_distance(k, name), k)).min();
    near.filter(|(distance, k)| *distance <= 3 && *distance < k.len().min(name.len()))
        .map(|(_, k)| format!(": did you mean `{k}`?"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_of_pjlint_can_be_read() {
        let classes =
            parse(include_str!("../../rules/classes.toml"), "classes.toml").expect("it is this project's").classes;
        let names: Vec<&str> = classes.0.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["deskphone", "softphone", "trunk", "webrtc"]);
    }

    #[test]
    fn invalid_entries_are_reported_with_a_suggestion() {
        let why = |text: &str| parse(text, "pjlint.toml").expect_err("it is invalid").to_string();
        assert!(why("profil = 'audit'").contains("profil"), "{}", why("profil = 'audit'"));
        let option = why("[class.softphone.require]\nmax_contact = 2");
        assert!(
            option.ends_with("no endpoint, aor or auth has an option `max_contact`: did you mean `max_contacts`?"),
            "{option}"
        );
        assert!(why("[class.mine]").contains("nothing says which endpoints belong to it"));
        assert!(why("[class.mine]\nid = '[a'").contains("is not closed"));
        assert!(why("[class.mine]\nid = '1*'\nnot = ['yours']").contains("`yours`, which is not a class"));
        assert!(why("[class.mine]\nid = '1*'\nrequire = { max_contacts = '>=two' }").contains("must be a number"));
    }

    #[test]
    fn thousands_of_entries_are_too_many() {
        let why = |text: &str| parse(text, "pjlint.toml").err().map(|e| e.to_string()).unwrap_or_default();
        let ids = |n: usize| format!("[class.c]\nid = [{}]", "'a*',".repeat(n));
        let any = |n: usize| format!("[class.c]\nany = [{}]", "{ id = 'a*' },".repeat(n));
        let module = |n: usize| format!("[module.m]\noptions = {{ endpoint = [{}] }}", "'a',".repeat(n));
        let texts: [&dyn Fn(usize) -> String; 3] = [&ids, &any, &module];
        for text in texts {
            assert_eq!(why(&text(1000)), "");
            assert!(why(&text(1001)).contains("at most 1,000"), "{}", why(&text(1001)));
        }
    }

    #[test]
    fn a_class_keeps_what_the_site_does_not_say() {
        let policy =
            parse("[class.softphone]\nrequire = { max_contacts = '>=2' }", "pjlint.toml").expect("it is valid");
        let class = &policy.classes.0[policy.classes.find("softphone").expect("it is there")];
        assert!(!class.any.is_empty() && class.require.len() == 1);
        let policy = parse("[class.softphone]\nid = '7*'", "pjlint.toml").expect("it is valid");
        let class = &policy.classes.0[policy.classes.find("softphone").expect("it is there")];
        assert!(class.any.is_empty() && class.all.id.is_some());
    }
}
