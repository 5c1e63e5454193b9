//! A value that the option's handler rejects.

use crate::asterisk::secret;
use crate::asterisk::{CODECS, OptionRef, ValueKind};
use crate::finding::{Finding, Fix};
use crate::objects::{RejectReason, check_value};
use crate::rules::Context;
use crate::rules::fixes::intent::{one_slip, safety};
use crate::spelling::nearest;

/// Values that people write for others: the option, what is written, what is meant.
const MEANT: &[(&str, &str, &str)] = &[
    ("dtmf_mode", "rfc2833", "rfc4733"),
    ("media_encryption", "sdes_srtp", "sdes"),
    ("media_encryption", "yes", "sdes"),
    ("direct_media_glare_mitigation", "no", "none"),
    ("timers", "accept", "yes"),
    ("timers", "refuse", "no"),
    ("timers", "originate", "always"),
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.loaded_files() {
        let (doc, sources) = (&judged.doc, &cx.config.sources);
        for group in cx.rejections(judged, |r| r.why == RejectReason::BadValue) {
            let Some(setting) = group.first.setting else { continue };
            let (of, section) = (group.first.of, group.first.section);
            let name = cx.option(doc, setting);
            let Some(option) = cx.config.target.option(of, &name.to_ascii_lowercase()) else { continue };
            let (written, value) = (doc.option(sources, setting), doc.value(sources, setting));
            let why =
                check_value(option, written, value, &cx.config.target, &cx.config.options).err().unwrap_or_default();
            let why = secret::complaint(written, &String::from_utf8_lossy(value), &why);
            let shown = cx.value(doc, setting);
            let span = if doc.value_span(setting).len == 0 {
                doc.option_span(sources, setting)
            } else {
                doc.value_span(setting)
            };
            let who = cx.who(doc, section, group.count);
            let message = if value.is_empty() {
                format!("`{name}` is empty (in {who})")
            } else {
                format!("`{name}={shown}` is not accepted (in {who})")
            };
            let mut finding = cx
                .about(judged, section, Some(of), setting, span, message)
                .at(why)
                .consequence(cx.sentences().rejected(of, group.count))
                .count(group.count)
                .log(format!("Error parsing {name}={shown}"));
            finding.help = suggestion(option, value, cx)
                .filter(|_| !secret::is_secret(written, value))
                .map(|s| format!("Did you mean `{name}={s}`?"));
            let fixed =
                meant(option, value, cx).filter(|f| cx.fixes().accepts(option, f.as_bytes()) && !hides(written, f));
            let edit = fixed.and_then(|f| cx.fixes().with_value(doc, setting, &f).map(|e| (e, f)));
            out.push(
                finding.fix(edit.map(|(e, f)| Fix::new(safety(judged, section), format!("write `{name}={f}`"), [e]))),
            );
        }
    }
}

/// Whether the value is a secret, which no message quotes.
fn hides(written: &[u8], value: &str) -> bool {
    secret::is_secret(written, value.as_bytes()) || secret::value(written, value) != value
}

/// The value that is meant beyond doubt; stricter than `suggestion`.
fn meant(option: OptionRef, value: &[u8], cx: &Context<'_>) -> Option<String> {
    let text = std::str::from_utf8(value).ok()?;
    let version = cx.config.target.version;
    // `media_encryption=yes` may be meant for DTLS, too.
    let known = MEANT.iter().find(|(o, v, _)| *o == option.name() && text.eq_ignore_ascii_case(v) && *v != "yes");
    if let Some((.., meant)) = known {
        return Some((*meant).into());
    }
    match option.facts().kind(version) {
        ValueKind::Enum | ValueKind::EnumList => {
            let words = option.facts().values.iter().filter(|v| v.since.is_empty() || version.has(v.since, v.removed));
            one_slip(text, words.map(|v| v.name)).map(str::to_owned)
        }
        ValueKind::Codecs => {
            let codec = |element: &str| -> Option<String> {
                let trimmed = element.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '!');
                let name = trimmed.trim_end();
                if name.is_empty() || CODECS.iter().any(|k| k.name.eq_ignore_ascii_case(name)) {
                    return Some(element.to_owned());
                }
                let known = ALIASES.iter().find(|(a, _)| name.eq_ignore_ascii_case(a)).map(|(_, k)| *k);
                let name_of = known.or_else(|| one_slip(name, CODECS.iter().map(|k| k.name)))?;
                Some(element.replacen(name, name_of, 1))
            };
            let elements: Option<Vec<String>> = text.split(',').map(codec).collect();
            elements.map(|e| e.join(",")).filter(|fixed| fixed != text)
        }
        ValueKind::Uint | ValueKind::Int => {
            // What was meant by minutes or milliseconds nobody can tell.
            let seconds = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
            let unit = text[seconds.len()..].trim().to_ascii_lowercase();
            let is_time = ["s", "sec", "secs", "second", "seconds"].contains(&unit.as_str())
                && !MILLISECONDS.contains(&option.name())
                && IN_SECONDS.iter().any(|part| option.name().contains(part));
            is_time.then(|| seconds.to_owned())
        }
        ValueKind::AclRules | ValueKind::AddrList if text.contains(", ") => {
            Some(text.split(',').map(str::trim).collect::<Vec<_>>().join(","))
        }
        _ => None,
    }
}

/// Other names of codecs.
const ALIASES: [(&str, &str); 6] =
    [("pcmu", "ulaw"), ("g711u", "ulaw"), ("mulaw", "ulaw"), ("pcma", "alaw"), ("g711a", "alaw"), ("g729a", "g729")];

/// Parts of the names of options whose number is in seconds.
const IN_SECONDS: [&str; 7] = ["expir", "frequency", "timeout", "interval", "keepalive", "rekey", "_timeo"];
/// Options with such names whose number is not in seconds.
const MILLISECONDS: [&str; 2] = ["timer_t1", "timer_b"];

fn suggestion(option: OptionRef, value: &[u8], cx: &Context<'_>) -> Option<String> {
    let text = cx.plain(value);
    if let Some((.., meant)) = MEANT.iter().find(|(o, v, _)| *o == option.name() && text.eq_ignore_ascii_case(v)) {
        return Some((*meant).into());
    }
    match option.facts().kind(cx.config.target.version) {
        ValueKind::Enum | ValueKind::EnumList => {
            let words = option
                .facts()
                .values
                .iter()
                .filter(|v| v.since.is_empty() || cx.config.target.version.has(v.since, v.removed))
                .map(|v| v.name);
            nearest(&text, words).map(str::to_owned)
        }
        ValueKind::Codecs => {
            let bad = text
                .split([',', '|'])
                .map(|c| c.trim().trim_start_matches('!'))
                .find(|c| !c.is_empty() && !crate::asterisk::CODECS.iter().any(|k| k.name.eq_ignore_ascii_case(c)))?;
            let near = match bad.to_ascii_lowercase().as_str() {
                "pcmu" | "g711u" | "g711" | "mulaw" => "ulaw",
                "pcma" | "g711a" => "alaw",
                "g729a" => "g729",
                _ => nearest(bad, crate::asterisk::CODECS.iter().map(|c| c.name))?,
            };
            Some(text.replace(bad, near))
        }
        ValueKind::Uint | ValueKind::Int => {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            (!digits.is_empty() && digits.len() < text.len() && !text.contains(['.', 'e', 'x']))
                .then(|| digits.trim_start_matches('0').to_owned())
                .filter(|d| !d.is_empty())
        }
        ValueKind::AclRules | ValueKind::AddrList if text.contains(", ") => Some(text.replace(", ", ",")),
        _ => None,
    }
}
