//! What an option's handler says to a value: refused, taken, or taken for something else.

mod lists;

use crate::asterisk::value::bind::Bind;
use crate::asterisk::value::{codec_prefs, groups, number, trimmed_list, words};
use crate::asterisk::{EnumValue, OptionFacts, OptionRef, Target, ValueKind};
use crate::text::posix;

use super::LoadOptions;
use lists::{ciphers, codecs, contacts, matches, rules};

/// How a value is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accepted {
    /// As it is written.
    AsIs,
    /// Neither a true nor a false word: *no*, in silence (S-19).
    No,
    /// Ignored, with a message at most.
    Ignored,
    /// Taken for another option, because the handler compares its own name with case (S-24).
    Misdirected,
}

/// What is wrong with a refused value: a sentence for people, without the value itself where it may be a secret.
pub(super) type Complaint = String;

/// What the handler of `option` says to `value`; `written` is the option's name as it stands in the file.
///
/// # Errors
/// What is wrong with the value; Asterisk refuses the object.
pub(crate) fn check_value(
    option: OptionRef,
    written: &[u8],
    value: &[u8],
    target: &Target,
    options: &LoadOptions,
) -> Result<Accepted, Complaint> {
    let facts = option.facts();
    let kind = facts.kind(target.version);
    if facts.name_case
        && written != facts.name.as_bytes()
        && let Some(verdict) = miscased(option, written, value)
    {
        return verdict;
    }
    let (version, binary) = (target.version, target.reads_binary());
    let ok = Ok(Accepted::AsIs);
    match kind {
        ValueKind::Bool => {
            Ok(if number::is_true(value) || number::is_false(value) { Accepted::AsIs } else { Accepted::No })
        }
        ValueKind::Uint if facts.name == "dtls_rekey" => {
            number::scan_decimal(value).map(|_| Accepted::AsIs).ok_or_else(|| "it is not a number of seconds".into())
        }
        ValueKind::Uint => in_range(number::uint(value, binary).map(i64::from), facts, value),
        ValueKind::Int => in_range(number::int(value, binary).map(i64::from), facts, value),
        ValueKind::Double => number::double(value).map(|_| Accepted::AsIs).ok_or_else(|| "it is not a number".into()),
        ValueKind::Enum => enumeration(option, facts, value, target),
        ValueKind::EnumList => enumeration_list(facts, value, target),
        ValueKind::Codecs => codecs(facts, value, version.major),
        ValueKind::AclRules => rules(option, value),
        ValueKind::AddrList => matches(value),
        ValueKind::Hostport => Bind::parse(value)
            .map(|_| Accepted::AsIs)
            .ok_or_else(|| "it is not an address with an optional port".into()),
        ValueKind::SipUriList => contacts(value),
        ValueKind::Tos => words::tos(value, binary)
            .map(|_| Accepted::AsIs)
            .ok_or_else(|| "it is neither a number nor a DSCP name (CS0 to CS7, AF11 to AF43, EF)".into()),
        ValueKind::UriUser => {
            if words::is_uri_user(value) {
                ok
            } else {
                Err("a SIP user name may contain only letters, digits and -._~%!$&'()*+,;=:".into())
            }
        }
        ValueKind::NameValue => {
            if value.is_empty() || value.contains(&b'=') {
                ok
            } else {
                Err("a variable is written NAME=value".into())
            }
        }
        ValueKind::CodecPrefs => codec_prefs::normalize(facts.name, value)
            .map(|_| Accepted::AsIs)
            .map_err(|p| format!("`{}` is not one of its preferences", p.trim())),
        ValueKind::GroupList => {
            Ok(if groups::numeric(value).1.is_empty() { Accepted::AsIs } else { Accepted::Ignored })
        }
        ValueKind::NameList if facts.name == "cipher" => ciphers(value, version.major < 20),
        ValueKind::NameList if facts.name.starts_with("named_") => {
            groups::named(value).map(|_| Accepted::AsIs).ok_or_else(|| "the list has no name".into())
        }
        ValueKind::Digest if value.is_empty() => ok,
        ValueKind::Digest => words::digest(value).map(|_| Accepted::AsIs),
        ValueKind::File | ValueKind::Dir => {
            // A profile's files are looked for when a call needs them.
            let later = (option.of.facts().file, option.of.facts().name) == ("stir_shaken.conf", "profile");
            if value.is_empty() || later || options.is_readable(value) {
                ok
            } else {
                Err("this host cannot read it".into())
            }
        }
        ValueKind::Regex => {
            posix::is_regex(value).then_some(Accepted::AsIs).ok_or_else(|| "it is not a regular expression".into())
        }
        ValueKind::String if facts.pattern && facts.name == "^event_" => {
            if value.is_empty() || written.len() <= 6 {
                Err("an event_ option must name an event and a publication".into())
            } else {
                ok
            }
        }
        _ => text(option, facts, value, target),
    }
}

/// Text options that do refuse something.
fn text(option: OptionRef, facts: &'static OptionFacts, value: &[u8], target: &Target) -> Result<Accepted, Complaint> {
    let needs_text = matches!(
        (option.of.facts().name, facts.name),
        ("global", "debug" | "default_from_user") | ("resource_list", "event")
    );
    if needs_text && value.is_empty() {
        return Err("it must not be empty".into());
    }
    // Later releases take anything, and warn that the option does nothing (S-38).
    let mut words = known_words(facts, target).peekable();
    let stir_shaken = option.of.facts().name == "endpoint" && facts.name == "stir_shaken";
    if stir_shaken && words.peek().is_some() && !words.any(|w| value.eq_ignore_ascii_case(w.as_bytes())) {
        return Err("it must be off, on, attest or verify".into());
    }
    Ok(Accepted::AsIs)
}

/// An option that is written with capitals, and whose handler looks at its own name (S-24).
fn miscased(option: OptionRef, written: &[u8], value: &[u8]) -> Option<Result<Accepted, Complaint>> {
    let facts = option.facts();
    let lower_prefix = written.starts_with(b"contact_");
    match facts.name {
        "contact_permit" | "contact_deny" | "contact_acl" if lower_prefix => None,
        // It looks at the value first.
        "device_state_filter" | "mailbox_state_filter" if value.is_empty() => None,
        "contact_permit" | "contact_deny" => Some(rules(option, value).map(|_| Accepted::Misdirected)),
        "contact_acl" => Some(rules(option, value).map(|_| Accepted::Misdirected).map_err(|_| {
            format!("spelt with a capital letter, its handler reads the value as an address: write `{}`", facts.name)
        })),
        "outgoing_call_offer_pref" => Some(match value {
            b"local" | b"local_first" | b"remote" | b"remote_first" => Ok(Accepted::Misdirected),
            _ => Err(format!("spelt with capital letters, it sets incoming_call_offer_pref: write `{}`", facts.name)),
        }),
        name => Some(Err(format!("its handler knows the option only in lower case: write `{name}`"))),
    }
}

fn in_range(number: Option<i64>, facts: &OptionFacts, value: &[u8]) -> Result<Accepted, Complaint> {
    let Some(n) = number else {
        return Err(if value.is_empty() {
            "a number is missing".into()
        } else if value.first() == Some(&b'0') && value.iter().all(u8::is_ascii_digit) {
            "a number that begins with 0 is octal, and 8 and 9 are not octal digits".into()
        } else {
            "it is not a whole number in range; units and other text are not allowed".into()
        });
    };
    match facts.range {
        Some((low, high)) if !(low..=high).contains(&n) => Err(format!("it must be between {low} and {high}")),
        _ => Ok(Accepted::AsIs),
    }
}

fn has(value: &EnumValue, target: &Target) -> bool {
    value.since.is_empty() && value.removed.is_empty() || target.version.has(value.since, value.removed)
}

/// The words of an enumeration in this version.
pub(super) fn known_words<'a>(
    facts: &'static OptionFacts,
    target: &'a Target,
) -> impl Iterator<Item = &'static str> + 'a {
    facts.values.iter().filter(|v| has(v, target)).map(|v| v.name)
}

fn enumeration(
    option: OptionRef,
    facts: &'static OptionFacts,
    value: &[u8],
    target: &Target,
) -> Result<Accepted, Complaint> {
    let is = |word: &str| {
        if facts.any_case { value.eq_ignore_ascii_case(word.as_bytes()) } else { value == word.as_bytes() }
    };
    if known_words(facts, target).any(is) {
        return Ok(Accepted::AsIs);
    }
    match (option.of.facts().name, facts.name) {
        ("endpoint", "100rel" | "timers") if number::is_true(value) || number::is_false(value) => {
            return Ok(Accepted::AsIs);
        }
        // Any word is accepted; an unknown one means none of these.
        (_, "dtls_setup" | "dtls_fingerprint" | "endpoint_behavior" | "failure_action") => {
            return Ok(Accepted::Ignored);
        }
        ("endpoint", "callerid_privacy") if words::privacy(value).is_some() => return Ok(Accepted::AsIs),
        // stir_shaken.conf has words besides the boolean ones.
        _ if known_words(facts, target).any(|w| w == "not_set")
            && known_words(facts, target).any(|w| w == "yes")
            && (number::is_true(value) || number::is_false(value)) =>
        {
            return Ok(Accepted::AsIs);
        }
        ("transport", "method") if value.is_empty() => return Ok(Accepted::AsIs),
        _ => {}
    }
    let mut all: Vec<&str> = known_words(facts, target).collect();
    if matches!(facts.name, "100rel" | "timers") {
        all.extend(["yes", "no"]);
    }
    Err(format!("it must be one of {}", all.join(", ")))
}

fn enumeration_list(facts: &'static OptionFacts, value: &[u8], target: &Target) -> Result<Accepted, Complaint> {
    if value.is_empty() {
        return Ok(Accepted::AsIs);
    }
    let unknown = trimmed_list(value).find(|w| {
        // follow_redirect_methods alone refuses an empty element.
        let empty_is_fine = w.is_empty() && facts.name != "follow_redirect_methods";
        !empty_is_fine && !known_words(facts, target).any(|k| w.eq_ignore_ascii_case(k.as_bytes()))
    });
    match unknown {
        None => Ok(Accepted::AsIs),
        // An invalid list in the global is only warned of (S-48).
        Some(_) if facts.name.starts_with("default_auth_algorithms") => Ok(Accepted::Ignored),
        Some(word) => {
            let all: Vec<&str> = known_words(facts, target).collect();
            Err(format!("`{}` is not one of {}", String::from_utf8_lossy(word), all.join(", ")))
        }
    }
}

/// Whether an accepted value of this option may still be something to remark on; keeps the hot path short.
pub(crate) fn suspicion(facts: &OptionFacts, target: &Target) -> bool {
    !matches!(
        facts.kind(target.version),
        ValueKind::String
            | ValueKind::Callerid
            | ValueKind::Type
            | ValueKind::IpOrHost
            | ValueKind::HeaderMatch
            | ValueKind::StringOrRegex
            | ValueKind::MechList
            | ValueKind::AclNames
            | ValueKind::Custom
            | ValueKind::Timeval
            | ValueKind::SipUri
            | ValueKind::NameValueList
    ) || matches!(facts.name, "debug" | "default_from_user" | "event" | "stir_shaken" | "^event_")
        || facts.name_case
}
