//! What a class requires of an option.

use crate::asterisk::TypeId;
use crate::asterisk::value::number;
use crate::catalogue::Severity;
use crate::objects::Object;

use super::Pattern;

/// What an option's value must be.
#[derive(Clone, Debug)]
pub(crate) enum RequiredValue {
    /// On or off.
    Bool(bool),
    /// A number, compared.
    Number(Ordering, f64),
    /// Text, or an element of a list, that one of the globs matches.
    Fits(Pattern),
    /// No text and no element that one of the globs matches.
    Lacks(Pattern),
    /// Any value that is not empty.
    Set,
}

/// How numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ordering {
    /// `=`
    Equal,
    /// `!=`
    Other,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// What a class requires of one option.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    /// The type whose option it is: endpoint, aor or auth.
    pub(crate) of: TypeId,
    /// The option.
    pub(crate) option: &'static str,
    /// What it must be.
    pub(crate) wanted: RequiredValue,
    /// As it is written.
    pub(crate) written: String,
    /// How bad it is where it does not hold.
    pub(crate) severity: Severity,
}

impl Requirement {
    /// Whether the object meets it. It does if its version does not know the option.
    pub(crate) fn holds(&self, object: &Object<'_>) -> bool {
        let option = self.option;
        if !object.knows(option) {
            return true;
        }
        let text = object.text_of(option);
        match &self.wanted {
            RequiredValue::Bool(on) => {
                object.is_bool(option) && object.is_on(option) == *on
                    || !object.is_bool(option) && number::is_true(text) == *on
            }
            RequiredValue::Number(how, than) => {
                let Some(is) = number::double(text) else { return *how == Ordering::Other };
                match how {
                    Ordering::Equal => (is - than).abs() < f64::EPSILON,
                    Ordering::Other => (is - than).abs() >= f64::EPSILON,
                    Ordering::Less => is < *than,
                    Ordering::AtMost => is <= *than,
                    Ordering::More => is > *than,
                    Ordering::AtLeast => is >= *than,
                }
            }
            RequiredValue::Fits(pattern) => elements(object, option).iter().any(|e| pattern.fits(e.as_bytes())),
            RequiredValue::Lacks(pattern) => !elements(object, option).iter().any(|e| pattern.fits(e.as_bytes())),
            RequiredValue::Set => !text.is_empty(),
        }
    }
}

/// The whole value, and its elements where it is a list.
fn elements(object: &Object<'_>, option: &str) -> Vec<String> {
    if option == "allow" {
        return object.codecs().names().map(str::to_owned).collect();
    }
    let lossy = |t: &[u8]| String::from_utf8_lossy(t).into_owned();
    let text = object.text_of(option);
    let mut all = vec![lossy(text)];
    all.extend(object.elements(option).iter().map(|(_, e)| lossy(e)));
    all.extend(text.split(|b| *b == b',').map(|e| lossy(e.trim_ascii())));
    if object.is_bool(option) {
        all.push(if object.is_on(option) { "yes".into() } else { "no".into() });
    }
    all
}
