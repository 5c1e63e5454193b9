//! Lines of Asterisk's log, without what differs from one to the next: times, threads, channels, names, numbers.

use std::sync::LazyLock;

use regex::{Captures, Regex};

fn regex(text: &str) -> Regex {
    // The texts are below, and a test goes through each of them.
    Regex::new(text).unwrap_or_else(|_| unreachable!("a pattern of this file"))
}

/// What stands before the message: syslog's head, a time, a level with thread and call, verbose marks, the file.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^\s*(?:[A-Z][a-z]{2} +\d+ [\d:]+ \S+ asterisk\[\d+\]: *)?(?:\[[^\]]*\d[^\]]*\] *)?",
        r"(?:(?:ERROR|WARNING|NOTICE|VERBOSE|DEBUG|SECURITY|DTMF)(?:(?:\[[^\]]*\])+:? *|: *))?",
        r"(?:\[[^\]]*\] *)?(?:[\w/.-]+\.c\b:? *(?:\d+)? *(?:in +)?(?:\w+: +)?)?(?:(?:--|==|>) +)?\s*"
    ))
});
/// Text between quotes or angle brackets: names and values. An apostrophe within a word is not a quote, and text
/// with spaces between angle brackets is an OpenSSL message.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| regex(r#"(^|[^\w'])'[^']*'|"[^"]*"|<sips?:[^<>]*>|<[^<>\s]*>"#));
/// A value with spaces in it.
static PARSED: LazyLock<Regex> = LazyLock::new(|| regex(r"^Error parsing [^=]*=.*?( at line |$)"));
/// Options with values, URIs, paths, names of files.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\S+=\S*|\bsips?:\S+|(^|\s)/\S+|\S+\.conf\b\S*|\(callid:[^)]*\)"));

/// The message without its head.
pub(crate) fn plain(line: &str) -> String {
    let line = line.trim();
    let message = HEAD.find(line).map_or(line, |head| &line[head.end()..]).trim();
    if message.is_empty() { line.to_owned() } else { message.to_owned() }
}

/// Whether there is a head, so that it is a line of a log for sure.
pub(super) fn has_head(line: &str) -> bool {
    HEAD.find(line.trim()).is_some_and(|head| !head.is_empty())
}

/// The words of the message that are the same for all: the name of an object, a number or an address is not.
pub(super) fn words(line: &str) -> Vec<String> {
    let message = plain(line);
    let message = QUOTED.replace_all(&message, |found: &Captures<'_>| {
        let (quoted, before) = (&found[0], found.get(1).map_or("", |b| b.as_str()));
        // pjproject's own message, with its code.
        if quoted.contains("(PJSIP_") { quoted.replace(['\'', '"'], " ") } else { format!("{before} ") }
    });
    let message = PARSED.replace(&message, "Error parsing $1");
    let message = NAMED.replace_all(&message, " ");
    message
        .to_lowercase()
        .split_whitespace()
        // `PJSIP/alice-00000012`, an address, a time: what has a figure in it is somebody's.
        .filter(|word| !word.bytes().any(|b| b.is_ascii_digit()))
        .flat_map(|word| word.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '\'')))
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{has_head, plain, words};

    #[test]
    fn heads_go_and_messages_stay() {
        for line in [
            "[2026-11-20 10:00:00] ERROR[123] config_options.c: Could not find option",
            "[Nov 20 10:00:00.123] ERROR[123][C-0000001a]: config_options.c:722 aco_process_var: Could not find option",
            "Nov 20 10:00:00 pbx asterisk[812]: ERROR[812]: config_options.c:722 in aco_process_var: Could not find option",
            "ERROR: Could not find option",
            "    -- Could not find option",
        ] {
            assert!(has_head(line) || line.starts_with(' '), "{line}");
            assert_eq!(plain(line), "Could not find option", "{line}");
        }
        assert!(!has_head("one-way audio"));
        assert_eq!(plain("DTMF does not work"), "DTMF does not work");
        assert_eq!(plain("sip.conf"), "sip.conf");
        assert_eq!(plain("488"), "488");
        assert_eq!(plain("[x]"), "[x]");
    }

    #[test]
    fn names_numbers_and_addresses_do_not_matter() {
        let is = |a: &str, b: &str| assert_eq!(words(a), words(b));
        is(
            "AOR '' not found for endpoint '101' (10.0.0.1:5060)",
            "AOR 'x y' not found for endpoint 'bob' (192.0.2.1:7)",
        );
        is("Error parsing max_contacts=many at line 4 of ", "Error parsing dtmf_mode=rfc2833 at line 17 of a.conf");
        is("Couldn't find auth 'nope'. Cannot", "Couldn't find auth 'it'. Cannot");
        is("on channel PJSIP/alice-00000012", "on channel PJSIP/bob-0000ab12");
        assert_eq!(words("Couldn't find auth 'nope'"), ["couldn't", "find", "auth"]);
    }
}
