//! What stands in a comment: `pjlint: ignore[RULE, ...] until 2027-01-31: reason`.

use crate::asterisk::secret;
use crate::catalogue::{self, RULES, Rule};
use crate::printable::printable;
use crate::source::Span;
use crate::spelling::nearest;

use super::Day;

/// How a comment is written.
const FORM: &str = "Write `; pjlint: ignore[RULE] reason`";

/// What a comment says.
#[derive(Clone, Debug)]
pub(crate) struct Directive {
    /// It is for the whole file: `ignore-file`.
    pub(crate) whole_file: bool,
    /// The rules that it names.
    pub(crate) names: Vec<Name>,
    /// Where the names stand, between the brackets.
    pub(crate) list: Span,
    /// The last day on which it holds.
    pub(crate) until: Option<Day>,
    /// The reason that it gives, without any secret.
    pub(crate) reason: String,
}

/// A rule that a comment names.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// As it is written: its name, or its code.
    pub(crate) written: String,
}

/// Why a comment means nothing.
#[derive(Clone, Debug)]
pub(crate) struct Malformed {
    /// The part at fault.
    pub(crate) span: Span,
    /// What is wrong, to follow a colon.
    pub(crate) why: String,
    /// What to write.
    pub(crate) help: String,
}

/// Whether what begins with `pjlint` is meant for pjlint, and not prose.
pub(super) fn is_meant(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"pjlint") else { return false };
    let rest = rest.trim_ascii_start();
    let word = |w: &[u8]| rest.strip_prefix(w).is_some_and(|r| r.trim_ascii_start().starts_with(b"["));
    rest.starts_with(b":") || word(b"ignore") || word(b"ignore-file")
}

/// What `text`, which stands at `span` and begins with `pjlint`, says.
pub(super) fn parse(span: Span, text: &[u8]) -> Result<Directive, Malformed> {
    let mut rest = Rest { span, text };
    let begin = rest.part(0, b"pjlint".len());
    rest.skip(b"pjlint".len());
    if !rest.take(b":") {
        return wrong(begin, "a colon must follow `pjlint`", FORM);
    }
    let letters = rest.text.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    let word = rest.part(0, letters);
    let whole_file = match &rest.text[..letters] {
        b"ignore" => false,
        b"ignore-file" => true,
        b"" => return wrong(begin, "`ignore` or `ignore-file` must follow `pjlint:`", FORM),
        other => {
            let other = printable(other);
            let near = nearest(&other, ["ignore", "ignore-file"].into_iter());
            let help = near.map_or_else(|| FORM.to_owned(), |n| format!("Did you mean `{n}`?"));
            return wrong(word, format!("unknown keyword `{other}`"), help);
        }
    };
    rest.skip(letters);
    if !rest.take(b"[") {
        return wrong(word, "it names no rule", "Write the rules in brackets: `; pjlint: ignore[RULE] reason`");
    }
    let Some(close) = memchr::memchr(b']', rest.text) else {
        return wrong(word, "the `[` is not closed", FORM);
    };
    let list = rest.part(0, close);
    let names = names(list, &rest.text[..close])?;
    rest.skip(close + 1);
    // A colon or a dash before the reason is a matter of taste.
    let until = until(&mut rest)?;
    if until.is_none() {
        let signs = rest.text.iter().take_while(|b| matches!(b, b':' | b'-') || **b <= 32).count();
        rest.skip(signs);
    }
    let spaced: Vec<u8> = rest.text.trim_ascii().iter().map(|b| if *b == b'\t' { b' ' } else { *b }).collect();
    let reason = secret::name(&secret::sentence(printable(&spaced)));
    if !reason.contains(char::is_alphanumeric) {
        return wrong(word, "it gives no reason", "Add after the brackets why the finding is accepted");
    }
    Ok(Directive { whole_file, names, list, until, reason })
}

fn names(list: Span, text: &[u8]) -> Result<Vec<Name>, Malformed> {
    let mut names: Vec<Name> = Vec::new();
    let mut from = 0;
    for element in text.split(|b| *b == b',') {
        let left = element.len() - element.trim_ascii_start().len();
        let name = element.trim_ascii();
        let at = list.part(from + left, name.len());
        from += element.len() + 1;
        let written = printable(name);
        match catalogue::find(&written) {
            _ if name.is_empty() => {
                return wrong(list, "a rule is missing between the brackets", "Name one, by its name or its code");
            }
            Some(rule) if rule.is_about_comments() => {
                let help = "Disable it in pjlint.toml: `ignore = [\"".to_owned() + rule.name + "\"]`";
                return wrong(at, format!("`{written}` reports such comments, and no comment can suppress it"), help);
            }
            Some(rule) if names.iter().all(|n| n.rule.code != rule.code) => names.push(Name { rule, written }),
            Some(_) => return wrong(at, format!("`{written}` is named twice"), "Name it once"),
            None if catalogue::is_known(&written) => {
                let why = format!("`{written}` is a group, and a comment names rules");
                return wrong(at, why, "Name the rules to suppress here");
            }
            None => {
                let help = nearest(&written, RULES.iter().flat_map(|r| [r.name, r.code]))
                    .map_or_else(|| "`pjlint rules` lists the rules".to_owned(), |n| format!("Did you mean `{n}`?"));
                return wrong(at, format!("unknown rule `{written}`"), help);
            }
        }
    }
    Ok(names)
}

/// `until 2027-01-31:`, where that is what follows.
fn until(rest: &mut Rest<'_>) -> Result<Option<Day>, Malformed> {
    const HELP: &str =
        "Write `until`, the last day on which it applies, a colon and the reason: `until 2027-01-31: reason`";
    let word = b"until";
    let follows = rest.text.starts_with(word) && !rest.text.get(word.len()).is_some_and(u8::is_ascii_alphabetic);
    if !follows {
        return Ok(None);
    }
    let at = rest.part(0, word.len());
    rest.skip(word.len());
    let Some(colon) = memchr::memchr(b':', rest.text) else {
        return wrong(at, "a date and a colon must follow `until`", HELP);
    };
    let day = rest.text[..colon].trim_ascii_end();
    let span = rest.part(0, day.len());
    let Ok(until) = printable(day).parse() else {
        let shown = if day.is_empty() || day.len() > 20 {
            "what follows `until`".into()
        } else {
            format!("`{}`", printable(day))
        };
        return wrong(if day.is_empty() { at } else { span }, format!("{shown} is not a date"), HELP);
    };
    rest.skip(colon + 1);
    Ok(Some(until))
}

fn wrong<T>(span: Span, why: impl Into<String>, help: impl Into<String>) -> Result<T, Malformed> {
    Err(Malformed { span, why: why.into(), help: help.into() })
}

/// What is left of the comment, and where it stands.
struct Rest<'a> {
    span: Span,
    text: &'a [u8],
}

impl Rest<'_> {
    fn part(&self, from: usize, len: usize) -> Span {
        self.span.part(from, len)
    }

    /// Goes on behind so many bytes, and behind the spaces there.
    fn skip(&mut self, len: usize) {
        let len = len + self.text[len..].iter().take_while(|b| **b <= 32).count();
        self.text = &self.text[len..];
        self.span = self.span.part(len, self.text.len());
    }

    fn take(&mut self, sign: &[u8]) -> bool {
        let is_there = self.text.starts_with(sign);
        if is_there {
            self.skip(sign.len());
        } else {
            // Spaces before it are not its concern.
            let blanks = self.text.iter().take_while(|b| **b <= 32).count();
            if self.text[blanks..].starts_with(sign) {
                self.skip(blanks + sign.len());
                return true;
            }
        }
        is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn said(text: &str) -> Result<Directive, Malformed> {
        parse(Span { file: FileId(0), start: 0, len: text.len() as u32 }, text.as_bytes())
    }

    fn why(text: &str) -> String {
        let Malformed { span, why, help } = said(text).expect_err(text);
        format!("{}: {why}. {help}", &text[span.start as usize..span.end() as usize])
    }

    #[test]
    fn what_is_well_formed_is_taken() {
        let both = said("pjlint: ignore[dangling-aor, syn01] made by hand: 5; ask Bob").expect("it is sound");
        let names: Vec<&str> = both.names.iter().map(|n| n.rule.name).collect();
        assert_eq!((names.len(), names[0], both.until), (2, "dangling-aor", None));
        assert_eq!(
            (both.names[1].rule.code, both.reason.as_str(), both.whole_file),
            ("SYN01", "made by hand: 5; ask Bob", false)
        );
        let dated = said("pjlint:ignore-file [ SYN01 ] until 2027-03-01 : the carrier fixes it").expect("it is valid");
        assert_eq!(dated.until.map(|d| d.to_string()).as_deref(), Some("2027-03-01"));
        assert_eq!((dated.reason.as_str(), dated.whole_file), ("the carrier fixes it", true));
        for taste in
            ["pjlint: ignore[SYN01]: why not", "pjlint: ignore[SYN01] - why not", "pjlint: ignore[SYN01] -- why not\t"]
        {
            assert_eq!(said(taste).expect("it is sound").reason, "why not");
        }
        assert_eq!(said("pjlint: ignore[SYN01] untilted").expect("it is sound").until, None);
        let hidden = said("pjlint: ignore[SYN01] password=hunter2 is known").expect("it is sound");
        assert!(!hidden.reason.contains("hunter2"), "{}", hidden.reason);
    }

    #[test]
    fn what_is_not_is_said() {
        for (text, wanted) in [
            ("pjlint ignore[SYN01] x", "pjlint: a colon must follow"),
            ("pjlint:", "pjlint: `ignore` or `ignore-file` must follow"),
            ("pjlint: disable SYN01", "disable: unknown keyword `disable`"),
            ("pjlint: ignroe[SYN01] x", "ignroe: unknown keyword `ignroe`. Did you mean `ignore`?"),
            ("pjlint: ignore_file[SYN01] x", "ignore_file: unknown keyword `ignore_file`. Did you mean `ignore-file`?"),
            ("pjlint: ignore", "ignore: it names no rule"),
            ("pjlint: ignore SYN01 x", "ignore: it names no rule"),
            ("pjlint: ignore[SYN01 x", "ignore: the `[` is not closed"),
            ("pjlint: ignore[] x", ": a rule is missing"),
            ("pjlint: ignore[SYN01,] x", "SYN01,: a rule is missing"),
            (
                "pjlint: ignore[dangling-aors] x",
                "dangling-aors: unknown rule `dangling-aors`. Did you mean `dangling-aor`?",
            ),
            ("pjlint: ignore[nat] x", "nat: `nat` is a group"),
            ("pjlint: ignore[all] x", "all: `all` is a group"),
            ("pjlint: ignore[syn01, dangling-aor, SYN01] x", "SYN01: `SYN01` is named twice"),
            ("pjlint: ignore[SUP03] x", "SUP03: `SUP03` reports such comments"),
            ("pjlint: ignore[SYN01]", "ignore: it gives no reason"),
            ("pjlint: ignore[SYN01] --:", "ignore: it gives no reason"),
            ("pjlint: ignore[SYN01] until the carrier fixes it", "until: a date and a colon must follow"),
            ("pjlint: ignore[SYN01] until 2027-02-29: x", "2027-02-29: `2027-02-29` is not a date"),
            ("pjlint: ignore[SYN01] until 1.3.2027: x", "1.3.2027: `1.3.2027` is not a date"),
            ("pjlint: ignore[SYN01] until: x", "until: what follows `until` is not a date"),
            ("pjlint: ignore[SYN01] until 2027-02-28:", "ignore: it gives no reason"),
        ] {
            assert!(why(text).starts_with(wanted), "{text}: {}", why(text));
        }
    }

    #[test]
    fn prose_is_not_meant() {
        assert!(is_meant(b"pjlint: x") && is_meant(b"pjlint ignore[a]") && is_meant(b"pjlint : ignore"));
        assert!(!is_meant(b"pjlint ignores this") && !is_meant(b"pjlint.toml has it") && !is_meant(b"see pjlint: x"));
    }
}
