//! `exten => extension/callerid,priority(label),application(arguments)`, as `pbx_config` takes it apart, in nom.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_till};
use nom::combinator::{opt, recognize, rest};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use crate::asterisk::value::strip;
use crate::neighbours::Text;
use crate::text::{SectionId, SettingId};

/// An `exten` or `same` line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DialplanLine<'a> {
    /// The first context that it is in effect in.
    pub(crate) context: SectionId,
    /// The line.
    pub(crate) setting: SettingId,
    /// The extension or pattern, for a `same` that of the `exten` above it; without what follows a `/`.
    pub extension: Text<'a>,
    /// The label in brackets after the priority.
    pub(crate) label: Option<Text<'a>>,
    /// What the line does.
    pub what: What<'a>,
}

/// What a line of an extension does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// `hint`: the devices, between `&`; without the presence state after a `,`.
    Hint(Text<'a>),
    /// Anything else: an application is called.
    Call(Call<'a>),
}

/// A call of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// The application's name as written; Asterisk compares it without case.
    pub name: Text<'a>,
    /// What stands between the first `(` and the last `)`; none where there is no `(`.
    pub arguments: Option<Text<'a>>,
}

impl<'a> What<'a> {
    /// The call, if it is one.
    pub fn call(self) -> Option<Call<'a>> {
        if let Self::Call(call) = self { Some(call) } else { None }
    }
}

impl<'a> Call<'a> {
    /// Whether it is a call of that application.
    pub(crate) fn is(&self, application: &str) -> bool {
        self.name.bytes.eq_ignore_ascii_case(application.as_bytes())
    }

    /// `Name(arguments)`: the name ends at the first `(` and the arguments at the last `)`; what follows that is
    /// ignored, and where there is none they go on to the end, with a warning.
    pub fn parse(text: Text<'a>) -> Self {
        let text = text.stripped();
        let Ok((after, name)) = take_till::<_, _, nom::error::Error<_>>(|b| b == b'(')(text.bytes) else {
            return Self { name: text, arguments: None };
        };
        let arguments = after.get(1..).map(|inner| &inner[..memchr::memrchr(b')', inner).unwrap_or(inner.len())]);
        Self { name: text.of(name), arguments: arguments.map(|a| text.of(a)) }
    }
}

/// The parts of the value. A `same` takes the extension from above; none where there is none.
pub(super) fn parse<'a>(
    context: SectionId,
    setting: SettingId,
    value: Text<'a>,
    same: bool,
    above: Option<Text<'a>>,
) -> Option<DialplanLine<'a>> {
    let (rest, extension) = if same {
        (value.bytes, above?)
    } else {
        let (rest, written) = until_comma(value.bytes).ok()?;
        (rest, value.of(written).split(b'/').0.stripped())
    };
    let (rest, priority) = until_comma(rest).ok()?;
    let (_, (priority, label)) = labelled(priority).ok()?;
    let what = if strip(priority) == b"hint" {
        What::Hint(Call::parse(value.of(rest)).name.split(b',').0)
    } else {
        What::Call(Call::parse(value.of(rest)))
    };
    Some(DialplanLine { context, setting, extension, label: label.map(|l| value.of(l)), what })
}

/// What stands before the next `,` that is not between brackets (a pattern may have one), which is eaten.
fn until_comma(text: &[u8]) -> IResult<&[u8], &[u8]> {
    let bracketed = recognize((tag("["), take_till(|b| b == b']'), opt(tag("]"))));
    let mut field = recognize(many0_count(alt((recognize(is_not("[,")), bracketed))));
    let (after, field) = field.parse(text)?;
    Ok((after.strip_prefix(b",").unwrap_or(after), field))
}

/// A priority and its label.
type LabelledLine<'a> = (&'a [u8], Option<&'a [u8]>);

/// `priority(label)`.
fn labelled(text: &[u8]) -> IResult<&[u8], LabelledLine<'_>> {
    let label = opt(delimited(tag("("), take_till(|b| b == b')'), preceded(opt(tag(")")), rest)));
    (take_till(|b| b == b'('), label).parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn text(bytes: &[u8]) -> Text<'_> {
        Text { bytes, span: Span { file: FileId(0), start: 100, len: bytes.len() as u32 }, exact: true }
    }

    fn read(value: &str) -> Option<(String, String, Option<String>)> {
        let line = parse(0, 0, text(value.as_bytes()), false, None)?;
        let of = |t: Text<'_>| String::from_utf8_lossy(t.bytes).into_owned();
        Some(match line.what {
            What::Hint(devices) => (of(line.extension), format!("hint {}", of(devices)), None),
            What::Call(call) => (of(line.extension), of(call.name), call.arguments.map(of)),
        })
    }

    #[test]
    fn lines_as_dialplan_show_has_them() {
        let call = |e: &str, n: &str, a: &str| Some((e.to_owned(), n.to_owned(), Some(a.to_owned())));
        assert_eq!(read("200,1,Dial(PJSIP/x,20)"), call("200", "Dial", "PJSIP/x,20"));
        assert_eq!(read("300/123,1,NoOp(cid)"), call("300", "NoOp", "cid"));
        assert_eq!(read("302 , 1 , NoOp( x )"), call("302", "NoOp", " x "));
        assert_eq!(read("303,1,Dial(PJSIP/1"), call("303", "Dial", "PJSIP/1"));
        assert_eq!(read("304,1,Dial,PJSIP/1"), Some(("304".into(), "Dial,PJSIP/1".into(), None)));
        assert_eq!(read("305,1,Dial()PJSIP"), call("305", "Dial", ""));
        assert_eq!(read("_31[4,5],1,NoOp(bracket comma)"), call("_31[4,5]", "NoOp", "bracket comma"));
        assert_eq!(read("340,1,NoOp()x()"), call("340", "NoOp", ")x("));
        assert_eq!(read("328,hint, PJSIP/1 & PJSIP/2"), Some(("328".into(), "hint PJSIP/1 & PJSIP/2".into(), None)));
        assert_eq!(read("329,hint,PJSIP/1(x)"), Some(("329".into(), "hint PJSIP/1".into(), None)));
        assert_eq!(read("330,hint,DS/x,CustomPresence:foo"), Some(("330".into(), "hint DS/x".into(), None)));
        assert_eq!(read("5,hint(x),PJSIP/1"), Some(("5".into(), "hint PJSIP/1".into(), None)));
        assert_eq!(read("6,HINT,PJSIP/1"), Some(("6".into(), "PJSIP/1".into(), None)));
        assert_eq!(read("[,1,NoOp(x)").map(|l| l.0), Some("[,1,NoOp(x)".into()));
    }

    #[test]
    fn places() {
        let line = parse(0, 0, text(b"1,n(lab),Dial(PJSIP/x)"), false, None).expect("a line");
        assert_eq!(line.label.map(|l| (l.bytes, l.span.start)), Some((&b"lab"[..], 104)));
        let arguments = line.what.call().and_then(|c| c.arguments).expect("arguments");
        assert_eq!((arguments.bytes, arguments.span.start, arguments.span.len), (&b"PJSIP/x"[..], 114, 7));
    }
}
