//! A value that the option's handler refuses.

use crate::asterisk::secret;
use crate::asterisk::{Kind, OptionRef};
use crate::finding::Finding;
use crate::objects::{Why, judge_value};
use crate::rules::{Context, nearest};

/// Words that people write for others.
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
    for judged in cx.judged() {
        let (doc, sources) = (&judged.doc, &cx.config.sources);
        for group in cx.rejections(judged, |r| r.why == Why::BadValue) {
            let Some(setting) = group.first.setting else { continue };
            let (of, section) = (group.first.of, group.first.section);
            let name = cx.option(doc, setting);
            let Some(option) = cx.config.target.option(of, &name.to_ascii_lowercase()) else { continue };
            let (written, value) = (doc.option(sources, setting), doc.value(sources, setting));
            let why =
                judge_value(option, written, value, &cx.config.target, &cx.config.checks).err().unwrap_or_default();
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
                .consequence(cx.rejected(of, group.count))
                .count(group.count)
                .log(format!("Error parsing {name}={shown}"));
            finding.help = suggestion(option, value, cx)
                .filter(|_| !secret::is_secret(written, value))
                .map(|s| format!("Did you mean `{name}={s}`?"));
            out.push(finding);
        }
    }
}

fn suggestion(option: OptionRef, value: &[u8], cx: &Context<'_>) -> Option<String> {
    let text = cx.plain(value);
    if let Some((.., meant)) = MEANT.iter().find(|(o, v, _)| *o == option.name() && text.eq_ignore_ascii_case(v)) {
        return Some((*meant).into());
    }
    match option.facts().kind(cx.config.target.version) {
        Kind::Enum | Kind::EnumList => {
            let words = option
                .facts()
                .values
                .iter()
                .filter(|v| v.since.is_empty() || cx.config.target.version.has(v.since, v.removed))
                .map(|v| v.name);
            nearest(&text, words).map(str::to_owned)
        }
        Kind::Codecs => {
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
        Kind::Uint | Kind::Int => {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            (!digits.is_empty() && digits.len() < text.len() && !text.contains(['.', 'e', 'x']))
                .then(|| digits.trim_start_matches('0').to_owned())
                .filter(|d| !d.is_empty())
        }
        Kind::AclRules | Kind::AddrList if text.contains(", ") => Some(text.replace(", ", ",")),
        _ => None,
    }
}
