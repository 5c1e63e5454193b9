//! The grammar of one logical line (`process_text_line` of `main/config.c`), in nom.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till};
use nom::combinator::{map, opt, rest};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use crate::trim::Trim;

/// What a line is. Every slice is a part of the line it was parsed from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ParsedLine<'a> {
    /// `[name]` or `[name](options)`; what follows is ignored (G-18, G-22, G-23).
    Header { name: &'a [u8], options: Option<&'a [u8]> },
    /// `[` without `]`: the file fails (G-19).
    NoBracket,
    /// `(` after `]` without `)`: the file fails (G-23).
    NoParenthesis,
    /// `#word argument` (G-52, G-53).
    Directive { word: &'a [u8], argument: Option<&'a [u8]> },
    /// `name = value` (G-41); the name may be empty (G-46).
    Assign { name: &'a [u8], value: &'a [u8] },
    /// `name += text`; the text is as written, not stripped (G-43).
    Append { name: &'a [u8], text: &'a [u8] },
    /// No `=` (G-45).
    NoEquals,
    /// `\` before a space, a control character or a byte of 128 and more, which C's `char` takes for negative (G-48).
    BadEscape,
}

/// What the stripped, non-empty `line` is.
pub(super) fn parse(line: &[u8]) -> ParsedLine<'_> {
    match line.first() {
        Some(b'[') => header(line).map_or(ParsedLine::NoBracket, |(_, l)| l),
        Some(b'#') => directive(line).map_or(ParsedLine::NoEquals, |(_, l)| l),
        _ => setting(line),
    }
}

fn header(line: &[u8]) -> IResult<&[u8], ParsedLine<'_>> {
    let name = preceded(tag("["), terminated(take_till(|b| b == b']'), tag("]")));
    let options = alt((
        map(preceded(tag("("), terminated(take_till(|b| b == b')'), tag(")"))), |o| Ok(Some(o))),
        map(tag("("), |_| Err(())),
        map(rest, |_| Ok(None)),
    ));
    map((name, options), |(name, options)| match options {
        Ok(options) => ParsedLine::Header { name, options },
        Err(()) => ParsedLine::NoParenthesis,
    })
    .parse(line)
}

fn directive(line: &[u8]) -> IResult<&[u8], ParsedLine<'_>> {
    // `*c > 32` in C, where a char is signed: a byte of 128 and more ends the word too.
    let word = preceded(tag("#"), take_till(|b: u8| b.cast_signed() <= 32));
    map((word, opt(rest)), |(word, argument): (&[u8], Option<&[u8]>)| {
        let argument = argument.and_then(|a| a.get(1..)).map(Trim::trim_ascii_blanks).filter(|a| !a.is_empty());
        ParsedLine::Directive { word, argument }
    })
    .parse(line)
}

fn setting(line: &[u8]) -> ParsedLine<'_> {
    let escaped = usize::from(line.first() == Some(&b'\\'));
    let text = &line[escaped..];
    if escaped == 1 && text.first().is_none_or(|b| b.cast_signed() < 33) {
        return ParsedLine::BadEscape;
    }
    let Ok((value, name)) = split(text, escaped) else { return ParsedLine::NoEquals };
    if let [name @ .., b'+'] = name
        && name.len() >= escaped
    {
        return ParsedLine::Append { name: name.trim_ascii_blanks(), text: value };
    }
    let value = value.strip_prefix(b">").unwrap_or(value);
    ParsedLine::Assign { name: name.trim_ascii_blanks(), value: value.trim_ascii_blanks() }
}

/// Name and value around the first `=` that is not among the first `skip` bytes.
fn split(text: &[u8], skip: usize) -> IResult<&[u8], &[u8]> {
    let (value, after) = terminated(take_till(|b| b == b'='), tag("=")).parse(&text[skip.min(text.len())..])?;
    Ok((value, &text[..skip + after.len()]))
}

#[cfg(test)]
mod tests {
    use super::{ParsedLine::*, *};

    #[test]
    fn headers() {
        assert_eq!(parse(b"[a](!,b) x"), Header { name: b"a", options: Some(b"!,b") });
        assert_eq!(parse(b"[a] (b)"), Header { name: b"a", options: None });
        assert_eq!(parse(b"[ a ]()"), Header { name: b" a ", options: Some(b"") });
        assert_eq!(parse(b"[a"), NoBracket);
        assert_eq!(parse(b"[a](b"), NoParenthesis);
    }

    #[test]
    fn settings() {
        assert_eq!(parse(b"a => b"), Assign { name: b"a", value: b"b" });
        assert_eq!(parse(b"a = > b"), Assign { name: b"a", value: b"> b" });
        assert_eq!(parse(b"a += b"), Append { name: b"a", text: b" b" });
        assert_eq!(parse(b"a + = b"), Assign { name: b"a +", value: b"b" });
        assert_eq!(parse(b"= b"), Assign { name: b"", value: b"b" });
        assert_eq!(parse(b"\\[a]=b"), Assign { name: b"[a]", value: b"b" });
        assert_eq!(parse(b"a"), NoEquals);
        assert_eq!(parse(b"\\"), BadEscape);
        assert_eq!(parse("\\é=1".as_bytes()), BadEscape);
    }

    #[test]
    fn directives() {
        assert_eq!(parse(b"#include  \"x\" "), Directive { word: b"include", argument: Some(b"\"x\"") });
        assert_eq!(parse(b"#"), Directive { word: b"", argument: None });
        assert_eq!(parse(b"# include x"), Directive { word: b"", argument: Some(b"include x") });
    }
}
