//! Variables and functions that a text reads (`${...}`) or writes (`Set`).

use crate::neighbours::Text;

use super::line::Call;

/// A variable or a function that is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// A function's arguments: none for a variable.
    pub arguments: Option<Text<'a>>,
    /// It is written: `Set(CHANNEL(language)=de)`.
    pub(crate) is_write: bool,
}

impl Use<'_> {
    /// Whether it is of that variable or function; names of functions are compared without case.
    pub(crate) fn is(&self, name: &str) -> bool {
        match self.arguments {
            Some(_) => self.name.bytes.eq_ignore_ascii_case(name.as_bytes()),
            None => self.name.bytes == name.as_bytes(),
        }
    }
}

/// Calls of applications that an application's arguments hold: those of `ExecIf`, `Exec` and `TryExec`.
pub fn inner_calls<'a>(call: &Call<'a>) -> Vec<Call<'a>> {
    let Some(arguments) = call.arguments else { return Vec::new() };
    if call.is("Exec") || call.is("TryExec") {
        return vec![Call::parse(arguments)];
    }
    if !call.is("ExecIf") {
        return Vec::new();
    }
    let mut branches = split_outside(arguments, b'?').into_iter().skip(1);
    branches.next().map(|both| split_outside(both, b':').into_iter().map(Call::parse).collect()).unwrap_or_default()
}

/// Every variable and function that a call reads or writes, those of the calls inside it too.
pub fn uses<'a>(call: &Call<'a>, mut each: impl FnMut(Use<'a>)) {
    if let Some(arguments) = call.arguments {
        reads(arguments, &mut each);
    }
    for call in std::iter::once(*call).chain(inner_calls(call)) {
        let Some(arguments) = call.arguments else { continue };
        if call.is("Set") {
            write(arguments, &mut each);
        } else if call.is("MSet") {
            for pair in split_outside(arguments, b',') {
                write(pair, &mut each);
            }
        }
    }
}

/// Every `${...}`, those inside others too.
pub fn reads<'a>(text: Text<'a>, mut each: impl FnMut(Use<'a>)) {
    for dollar in memchr::memmem::find_iter(text.bytes, b"${") {
        let inner = text.after(dollar + 2);
        let Some(end) = closing(inner.bytes) else { continue };
        if let Some(found) = named(inner.part(0, end), false) {
            each(found);
        }
    }
}

/// `name=value`: the name ends at the first `=`.
fn write<'a>(pair: Text<'a>, each: &mut impl FnMut(Use<'a>)) {
    let (name, Some(_)) = pair.split(b'=') else { return };
    let name = name.stripped();
    // One or two `_` make a variable that channels inherit.
    let marks = name.bytes.iter().take(2).take_while(|b| **b == b'_').count();
    each_some(named(name.after(marks), true), each);
}

fn each_some<'a>(found: Option<Use<'a>>, each: &mut impl FnMut(Use<'a>)) {
    if let Some(found) = found {
        each(found);
    }
}

/// `NAME`, `NAME:offset:length` or `NAME(arguments)`, whose arguments end at the last `)`; none where the name itself
/// is worked out at run time.
fn named(inner: Text<'_>, is_write: bool) -> Option<Use<'_>> {
    let end = inner.bytes.iter().position(|b| b"(:".contains(b)).unwrap_or(inner.bytes.len());
    let name = inner.part(0, end);
    if name.bytes.is_empty() || !name.is_literal() {
        return None;
    }
    let arguments = (inner.bytes.get(end) == Some(&b'(')).then(|| {
        let after = inner.after(end + 1);
        after.part(0, memchr::memrchr(b')', after.bytes).unwrap_or(after.bytes.len()))
    });
    Some(Use { name, arguments, is_write })
}

/// Where the brace that is open closes.
fn closing(text: &[u8]) -> Option<usize> {
    let mut depth = 1;
    memchr::memchr2_iter(b'{', b'}', text).find(|at| {
        depth += if text[*at] == b'{' { 1 } else { -1 };
        depth == 0
    })
}

/// The parts between separators that stand in no bracket of any kind and no quotes.
fn split_outside(text: Text<'_>, separator: u8) -> Vec<Text<'_>> {
    let (mut parts, mut from, mut depth, mut quoted) = (Vec::new(), 0, 0i32, false);
    for (at, b) in text.bytes.iter().enumerate() {
        match b {
            b'"' => quoted = !quoted,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b if *b == separator && depth <= 0 && !quoted => {
                parts.push(text.part(from, at - from));
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.after(from));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn found(text: &str) -> Vec<String> {
        let text = text.as_bytes();
        let text = Text { bytes: text, span: Span { file: FileId(0), start: 0, len: text.len() as u32 }, exact: true };
        let of = |t: Text<'_>| String::from_utf8_lossy(t.bytes).into_owned();
        let mut all = Vec::new();
        uses(&Call::parse(text), |u| {
            let arguments = u.arguments.map(|a| format!("({})", of(a))).unwrap_or_default();
            all.push(format!("{}{}{arguments}", if u.is_write { "=" } else { "" }, of(u.name)));
        });
        all
    }

    #[test]
    fn reads_and_writes() {
        assert_eq!(found("NoOp(${SIP_HEADER(To)} ${CHANNEL:0:3})"), ["SIP_HEADER(To)", "CHANNEL"]);
        assert_eq!(
            found("Set(__X=${CUT(${CHANNEL(name)},-,1)})"),
            ["CUT(${CHANNEL(name)},-,1)", "CHANNEL(name)", "=X"]
        );
        assert_eq!(found("set(CHANNEL(language)=de)"), ["=CHANNEL(language)"]);
        assert_eq!(found("MSet(A=1,B(x,y)=2)"), ["=A", "=B(x,y)"]);
        assert_eq!(found("ExecIf($[\"${X}\"=\"?\"]?Set(A(b)=c):Set(D=e))"), ["X", "=A(b)", "=D"]);
        assert_eq!(found("NoOp(${${X}} ${ ${} ${A(b)"), ["X"]);
    }
}
