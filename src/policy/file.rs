//! `pjlint.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::asterisk::TypeId;
use crate::finding::Severity;

use super::requirement::Ordering;
use super::{Class, Classes, Matcher, Pattern, Policy, Profile, Requirement, Wanted};

/// What is wrong with a `pjlint.toml`.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is no TOML, or has a key or a kind of value that it must not have.
    #[error("{0}: {1}")]
    Form(String, String),
    /// Something in a class means nothing.
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPolicy {
    #[serde(default)]
    profile: Profile,
    #[serde(default)]
    select: Vec<String>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    class: BTreeMap<String, RawClass>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    about: Option<String>,
    enabled: Option<bool>,
    template: Option<Words>,
    id: Option<Words>,
    transport: Option<Words>,
    protocol: Option<Words>,
    context: Option<Words>,
    webrtc: Option<bool>,
    registers: Option<bool>,
    trunk: Option<bool>,
    #[serde(default)]
    option: BTreeMap<String, Words>,
    any: Option<Vec<RawMatcher>>,
    not: Option<Vec<String>>,
    severity: Option<RawSeverity>,
    #[serde(default)]
    require: BTreeMap<String, RawWanted>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMatcher {
    template: Option<Words>,
    id: Option<Words>,
    transport: Option<Words>,
    protocol: Option<Words>,
    context: Option<Words>,
    webrtc: Option<bool>,
    registers: Option<bool>,
    trunk: Option<bool>,
    #[serde(default)]
    option: BTreeMap<String, Words>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RawWanted {
    Bool(bool),
    Integer(i32),
    Float(f64),
    Words(Words),
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawSeverity {
    Error,
    Warning,
    Info,
}

/// The nearest `pjlint.toml` from a directory upwards, not beyond the root of a git repository.
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
/// Where it is no TOML, or says what means nothing.
pub fn parse(text: &str, file: &str) -> Result<Policy, PolicyError> {
    let raw: RawPolicy =
        toml::from_str(text).map_err(|e| PolicyError::Form(file.to_owned(), e.to_string().trim_end().to_owned()))?;
    // Those of pjlint come first; they are read by this same function, from a file that has nothing before it.
    let mut classes = if file == "classes.toml" { Classes(Vec::new()) } else { Classes::default() };
    // Names first: classes may name each other.
    for name in raw.class.keys().filter(|n| classes.find(n).is_none()).cloned().collect::<Vec<_>>() {
        classes.0.push(Class::new(name));
    }
    if classes.0.len() > 64 {
        return Err(PolicyError::Form(
            file.to_owned(),
            "there may be at most 64 classes, those of pjlint counted in".into(),
        ));
    }
    for (name, raw) in raw.class {
        let wrong = |why: String| PolicyError::Class { file: file.to_owned(), class: name.clone(), why };
        let index = classes.find(&name).unwrap_or_default();
        let class = merged(&classes, index, raw).map_err(wrong)?;
        classes.0[index] = class;
    }
    Ok(Policy { profile: raw.profile, select: raw.select, ignore: raw.ignore, classes })
}

/// A class as the file changes it.
fn merged(classes: &Classes, index: usize, raw: RawClass) -> Result<Class, String> {
    let mut class = classes.0[index].clone();
    if let Some(about) = raw.about {
        class.about = about;
    }
    let matcher = RawMatcher {
        template: raw.template,
        id: raw.id,
        transport: raw.transport,
        protocol: raw.protocol,
        context: raw.context,
        webrtc: raw.webrtc,
        registers: raw.registers,
        trunk: raw.trunk,
        option: raw.option,
    };
    let matcher = matcher.read()?;
    let any = raw.any.map(|list| list.into_iter().map(RawMatcher::read).collect::<Result<Vec<_>, _>>()).transpose()?;
    // Whoever says who belongs to the class says all of it.
    if !matcher.is_empty() || any.is_some() {
        class.all = matcher;
        class.any = any.unwrap_or_default();
        class.not.clear();
    }
    if let Some(not) = raw.not {
        let number = |n: &String| classes.find(n).ok_or_else(|| format!("`not` names `{n}`, which is no class"));
        class.not = not.iter().map(number).collect::<Result<_, _>>()?;
    }
    if let Some(enabled) = raw.enabled {
        class.enabled = enabled;
    }
    if class.all.is_empty() && class.any.is_empty() {
        return Err("nothing says who belongs to it: write `template`, `id`, `transport`, `context`, `webrtc`, `option`, or `any`".into());
    }
    let severity = match raw.severity {
        Some(RawSeverity::Error) => Severity::Error,
        Some(RawSeverity::Info) => Severity::Info,
        Some(RawSeverity::Warning) | None => Severity::Warning,
    };
    for (option, wanted) in raw.require {
        class.require.push(requirement(&option, wanted, severity)?);
    }
    Ok(class)
}

impl Words {
    fn list(&self) -> Vec<String> {
        match self {
            Self::One(word) => vec![word.clone()],
            Self::Many(words) => words.clone(),
        }
    }

    fn pattern(&self) -> Result<Pattern, String> {
        let list = self.list();
        Pattern::new(&list).ok_or_else(|| format!("`{}` is no glob: a `[` is not closed", list.join(", ")))
    }
}

impl RawMatcher {
    fn read(self) -> Result<Matcher, String> {
        let pattern = |w: Option<Words>| w.map(|w| w.pattern()).transpose();
        let endpoint = TypeId::pjsip("endpoint");
        let option = |(name, words): (String, Words)| {
            let lower = name.to_ascii_lowercase();
            if !endpoint.facts().options.iter().any(|o| o.name == lower) {
                return Err(format!("endpoints have no option `{name}`{}", suggestion(&lower, &[endpoint])));
            }
            Ok((lower, words.pattern()?))
        };
        Ok(Matcher {
            template: pattern(self.template)?,
            id: pattern(self.id)?,
            transport: pattern(self.transport)?,
            protocol: pattern(self.protocol)?,
            context: pattern(self.context)?,
            webrtc: self.webrtc,
            registers: self.registers,
            trunk: self.trunk,
            options: self.option.into_iter().map(option).collect::<Result<_, _>>()?,
        })
    }
}

fn requirement(name: &str, raw: RawWanted, severity: Severity) -> Result<Requirement, String> {
    let types = ["endpoint", "aor", "auth"].map(TypeId::pjsip);
    let (prefix, option) = name.split_once('.').unwrap_or(("", name));
    let lower = option.to_ascii_lowercase();
    let has = |of: &&TypeId| prefix.is_empty() || of.facts().name == prefix;
    let found =
        types.iter().filter(has).find_map(|of| Some((*of, of.facts().options.iter().find(|o| o.name == lower)?.name)));
    let Some((of, option)) = found else {
        return Err(format!("no endpoint, aor or auth has an option `{name}`{}", suggestion(&lower, &types)));
    };
    let (wanted, written) = match raw {
        RawWanted::Bool(on) => (Wanted::Bool(on), if on { "yes".to_owned() } else { "no".to_owned() }),
        RawWanted::Integer(n) => (Wanted::Number(Ordering::Equal, f64::from(n)), n.to_string()),
        RawWanted::Float(n) => (Wanted::Number(Ordering::Equal, n), n.to_string()),
        RawWanted::Words(words) => {
            let list = words.list();
            let written = list.join(" or ");
            (wanted(&list)?, written)
        }
    };
    Ok(Requirement { of, option, wanted, written, severity })
}

/// `>=2`, `!alaw`, `office*`, `*`.
fn wanted(list: &[String]) -> Result<Wanted, String> {
    let no_glob = || format!("`{}` is no glob: a `[` is not closed", list.join(", "));
    if let [only] = list {
        const SIGNS: [(&str, Ordering); 5] = [
            (">=", Ordering::AtLeast),
            ("<=", Ordering::AtMost),
            ("!=", Ordering::Other),
            (">", Ordering::More),
            ("<", Ordering::Less),
        ];
        for (sign, how) in SIGNS {
            if let Some(number) = only.strip_prefix(sign) {
                let number = number.trim();
                return match number.parse() {
                    Ok(n) => Ok(Wanted::Number(how, n)),
                    Err(_) => Err(format!("`{only}`: what follows `{sign}` must be a number")),
                };
            }
        }
        if let Some(rest) = only.strip_prefix('!') {
            return Pattern::new(&[rest.trim().to_owned()]).map(Wanted::Lacks).ok_or_else(no_glob);
        }
        if only == "*" {
            return Ok(Wanted::Set);
        }
    }
    Pattern::new(list).map(Wanted::Fits).ok_or_else(no_glob)
}

fn suggestion(name: &str, types: &[TypeId]) -> String {
    let names = types.iter().flat_map(|t| t.facts().options.iter().map(|o| o.name));
    let near = names.min_by_key(|n| strsim::levenshtein(n, name)).filter(|n| strsim::levenshtein(n, name) <= 3);
    near.map(|n| format!(": did you mean `{n}`?")).unwrap_or_default()
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
    fn what_means_nothing_is_said_with_a_suggestion() {
        let why = |text: &str| parse(text, "pjlint.toml").expect_err("it means nothing").to_string();
        assert!(why("profil = 'audit'").contains("profil"), "{}", why("profil = 'audit'"));
        let option = why("[class.softphone.require]\nmax_contact = 2");
        assert!(
            option.ends_with("no endpoint, aor or auth has an option `max_contact`: did you mean `max_contacts`?"),
            "{option}"
        );
        assert!(why("[class.mine]").contains("nothing says who belongs to it"));
        assert!(why("[class.mine]\nid = '[a'").contains("is not closed"));
        assert!(why("[class.mine]\nid = '1*'\nnot = ['yours']").contains("`yours`, which is no class"));
        assert!(why("[class.mine]\nid = '1*'\nrequire = { max_contacts = '>=two' }").contains("must be a number"));
    }

    #[test]
    fn a_class_keeps_what_the_site_does_not_say() {
        let policy =
            parse("[class.softphone]\nrequire = { max_contacts = '>=2' }", "pjlint.toml").expect("it is sound");
        let class = &policy.classes.0[policy.classes.find("softphone").expect("it is there")];
        assert!(!class.any.is_empty() && class.require.len() == 1);
        let policy = parse("[class.softphone]\nid = '7*'", "pjlint.toml").expect("it is sound");
        let class = &policy.classes.0[policy.classes.find("softphone").expect("it is there")];
        assert!(class.any.is_empty() && class.all.id.is_some());
    }
}
