//! The tables `[class.NAME]`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::policy::requirement::Ordering;
use crate::policy::{Class, Classes, Matcher, Pattern, RequiredValue, Requirement};

use super::{MAX_ENTRIES, PolicyError};

/// A class of endpoints: which ones belong to it, and what each must have.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Class"))]
pub(super) struct RawClass {
    /// What the class is, for the reader of a finding.
    about: Option<String>,
    /// `false` switches the class off.
    enabled: Option<bool>,
    /// Endpoints that inherit a template of that name.
    template: Option<Words>,
    /// Endpoints of that id.
    id: Option<Words>,
    /// Endpoints whose option `transport` names that one.
    transport: Option<Words>,
    /// Endpoints whose transport has that protocol.
    protocol: Option<Words>,
    /// Endpoints of that context.
    context: Option<Words>,
    /// Endpoints with `webrtc=yes`, or without.
    webrtc: Option<bool>,
    /// Endpoints to which devices can register, or not.
    registers: Option<bool>,
    /// Providers and other PBXs, or others.
    trunk: Option<bool>,
    /// Endpoints whose options have these values.
    #[serde(default)]
    option: BTreeMap<String, Words>,
    /// Alternatives: one of them must hold.
    any: Option<Vec<RawMatcher>>,
    /// Classes whose members do not belong to this one.
    not: Option<Vec<String>>,
    /// The severity of a finding on what `require` says.
    severity: Option<RawSeverity>,
    /// What each member must have: options of the endpoint, its aor and its auth.
    #[serde(default)]
    require: BTreeMap<String, RawRequirementValue>,
}

#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Matcher"))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[cfg_attr(feature = "schema", schemars(description = "A glob, or a list of globs of which one must match"))]
enum Words {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[cfg_attr(feature = "schema", schemars(rename = "Wanted", description = "What an option must be"))]
enum RawRequirementValue {
    Bool(bool),
    Integer(i32),
    Float(f64),
    Words(Words),
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", schemars(rename = "Severity"))]
pub(super) enum RawSeverity {
    Error,
    Warning,
    Info,
}

/// Adds the classes of a file to the existing ones, or changes those.
pub(super) fn add(mut classes: Classes, raw: BTreeMap<String, RawClass>, file: &str) -> Result<Classes, PolicyError> {
    // Names first: classes may name each other.
    for name in raw.keys().filter(|n| classes.find(n).is_none()).cloned().collect::<Vec<_>>() {
        classes.0.push(Class::new(name));
    }
    if classes.0.len() > 64 {
        return Err(PolicyError::Form(
            file.to_owned(),
            "at most 64 classes are allowed, including those of pjlint".into(),
        ));
    }
    for (name, raw) in raw {
        let wrong = |why: String| PolicyError::Class { file: file.to_owned(), class: name.clone(), why };
        let index = classes.find(&name).unwrap_or_default();
        let class = merged(&classes, index, raw).map_err(wrong)?;
        classes.0[index] = class;
    }
    Ok(classes)
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
    // An empty alternative counts, too.
    let asked = matcher.count() + raw.any.iter().flatten().map(|m| m.count().max(1)).sum::<usize>();
    if asked > MAX_ENTRIES {
        return Err(format!("it has {asked} conditions and globs: at most 1,000 are allowed"));
    }
    let matcher = matcher.read()?;
    let any = raw.any.map(|list| list.into_iter().map(RawMatcher::read).collect::<Result<Vec<_>, _>>());
    let any = any.transpose()?.map(together);
    // Conditions for membership replace all earlier ones.
    if !matcher.is_empty() || any.is_some() {
        class.all = matcher;
        class.any = any.unwrap_or_default();
        class.not.clear();
    }
    if let Some(not) = raw.not {
        let near = |n: &str| super::nearest(n, classes.0.iter().map(|c| c.name.as_str()));
        let number =
            |n: &String| classes.find(n).ok_or_else(|| format!("`not` names `{n}`, which is not a class{}", near(n)));
        class.not = not.iter().map(number).collect::<Result<_, _>>()?;
    }
    if let Some(enabled) = raw.enabled {
        class.enabled = enabled;
    }
    if class.all.is_empty() && class.any.is_empty() {
        return Err("nothing says which endpoints belong to it: write `template`, `id`, `transport`, `context`, `webrtc`, `option`, or `any`".into());
    }
    let severity = raw.severity.map_or(Severity::Warning, Severity::from);
    for (option, wanted) in raw.require {
        class.require.push(requirement(&option, wanted, severity)?);
    }
    Ok(class)
}

impl From<RawSeverity> for Severity {
    fn from(raw: RawSeverity) -> Self {
        match raw {
            RawSeverity::Error => Self::Error,
            RawSeverity::Warning => Self::Warning,
            RawSeverity::Info => Self::Info,
        }
    }
}

impl Words {
    fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Many(words) => words.len(),
        }
    }

    fn list(&self) -> Vec<String> {
        match self {
            Self::One(word) => vec![word.clone()],
            Self::Many(words) => words.clone(),
        }
    }

    fn pattern(&self) -> Result<Pattern, String> {
        let list = self.list();
        Pattern::new(&list).ok_or_else(|| format!("`{}` is not a glob: a `[` is not closed", list.join(", ")))
    }
}

/// Merges alternatives that test only the id: ids are checked for each endpoint, everything else once for many.
fn together(list: Vec<Matcher>) -> Vec<Matcher> {
    let globs = |m: &Matcher| m.id.as_ref().map_or(0, |id| id.written().len());
    let by_id_alone = |m: &Matcher| globs(m) > 0 && Matcher { id: None, ..m.clone() }.is_empty();
    let ids = list.iter().filter(|m| by_id_alone(m)).filter_map(|m| m.id.as_ref());
    let ids: Vec<String> = ids.flat_map(Pattern::written).cloned().collect();
    let Some(id) = Pattern::new(&ids).filter(|_| !ids.is_empty()) else { return list };
    let others = list.into_iter().filter(|m| !by_id_alone(m));
    others.chain([Matcher { id: Some(id), ..Matcher::default() }]).collect()
}

impl RawMatcher {
    /// How many conditions and globs it has.
    fn count(&self) -> usize {
        let words = [&self.template, &self.id, &self.transport, &self.protocol, &self.context].into_iter().flatten();
        let globs: usize = words.chain(self.option.values()).map(|w| w.count().max(1)).sum();
        globs + [self.webrtc, self.registers, self.trunk].iter().flatten().count()
    }

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

fn requirement(name: &str, raw: RawRequirementValue, severity: Severity) -> Result<Requirement, String> {
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
        RawRequirementValue::Bool(on) => (RequiredValue::Bool(on), if on { "yes".to_owned() } else { "no".to_owned() }),
        RawRequirementValue::Integer(n) => (RequiredValue::Number(Ordering::Equal, f64::from(n)), n.to_string()),
        RawRequirementValue::Float(n) => (RequiredValue::Number(Ordering::Equal, n), n.to_string()),
        RawRequirementValue::Words(words) => {
            let list = words.list();
            let written = list.join(" or ");
            (wanted(&list)?, written)
        }
    };
    Ok(Requirement { of, option, wanted, written, severity })
}

/// `>=2`, `!alaw`, `office*`, `*`.
fn wanted(list: &[String]) -> Result<RequiredValue, String> {
    let no_glob = || format!("`{}` is not a glob: a `[` is not closed", list.join(", "));
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
                    Ok(n) => Ok(RequiredValue::Number(how, n)),
                    Err(_) => Err(format!("`{only}`: what follows `{sign}` must be a number")),
                };
            }
        }
        if let Some(rest) = only.strip_prefix('!') {
            return Pattern::new(&[rest.trim().to_owned()]).map(RequiredValue::Lacks).ok_or_else(no_glob);
        }
        if only == "*" {
            return Ok(RequiredValue::Set);
        }
    }
    Pattern::new(list).map(RequiredValue::Fits).ok_or_else(no_glob)
}

fn suggestion(name: &str, types: &[TypeId]) -> String {
    super::nearest(name, types.iter().flat_map(|t| t.facts().options.iter().map(|o| o.name)))
}

impl Default for Classes {
    /// The classes that are built in.
    fn default() -> Self {
        // Made once: to compile the patterns takes longer than to lint a small configuration.
        static OWN: LazyLock<Classes> = LazyLock::new(|| {
            // The file is compiled in; a test ensures that it can be read.
            super::parse(include_str!("../../../rules/classes.toml"), "classes.toml")
                .map_or(Classes(Vec::new()), |p| p.classes)
        });
        OWN.clone()
    }
}
