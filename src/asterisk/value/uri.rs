//! SIP URIs: Asterisk's length check (`pjsip_verify_uri`), and pjproject's own grammar where an object needs it.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, tag_no_case, take_while, take_while1};
use nom::character::complete::{char, digit1};
use nom::combinator::{all_consuming, cond, map_opt, opt, recognize, verify};
use nom::error::{Error, ErrorKind};
use nom::multi::{many0_count, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// Why a URI is refused by [`checked`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UriError {
    /// It does not begin with `sip:` or `sips:`.
    Scheme,
    /// Longer than 511 bytes, or its host longer than 245 (255 with a port).
    Length,
    /// An IPv6 address whose `[` is not closed.
    Bracket,
}

/// What Asterisk checks of an aor's `contact`, a registration's `server_uri` and the like (S-43): scheme and length,
/// nothing else.
///
/// # Errors
/// See [`UriError`].
pub(crate) fn checked(uri: &[u8]) -> Result<(), UriError> {
    if uri.len() > 511 {
        return Err(UriError::Length);
    }
    let text = match uri {
        [b'<', inner @ .., b'>'] => inner,
        _ => uri,
    };
    let host = scheme(text).ok_or(UriError::Scheme)?.1;
    let host = text.iter().position(|b| *b == b'@').map_or(host, |at| &text[at + 1..]);
    let (host, port) = if host.first() == Some(&b'[') {
        let close = host.iter().position(|b| *b == b']').ok_or(UriError::Bracket)?;
        (&host[..=close], host.get(close + 1) == Some(&b':'))
    } else {
        let end = host.iter().position(|b| *b == b';' || *b == b'?').unwrap_or(host.len());
        let host = &host[..end];
        let colon = host.iter().position(|b| *b == b':');
        (colon.map_or(host, |c| &host[..c]), colon.is_some())
    };
    if host.len() > if port { 255 } else { 245 } { Err(UriError::Length) } else { Ok(()) }
}

/// Whether it is `sips`, and what follows the scheme.
pub(crate) fn scheme(uri: &[u8]) -> Option<(bool, &[u8])> {
    let is = |name: &[u8]| uri.len() >= name.len() && uri[..name.len()].eq_ignore_ascii_case(name);
    if is(b"sip:") {
        Some((false, &uri[4..]))
    } else if is(b"sips:") {
        Some((true, &uri[5..]))
    } else {
        None
    }
}

/// A SIP URI that pjproject parses to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SipUri<'a> {
    /// `sips:`.
    pub(crate) secure: bool,
    /// The user, without a password; empty if there is none.
    pub(crate) user: &'a [u8],
    /// The host, with the brackets of an IPv6 address.
    pub(crate) host: &'a [u8],
    /// The port, if one is written.
    pub(crate) port: Option<u16>,
    /// The parameters, from their first `;`.
    pub(crate) params: &'a [u8],
    /// The `transport` parameter; empty if it has no value or is absent.
    pub(crate) transport: &'a [u8],
}

/// Parses `uri` as pjproject does, an address in `<>` too. `modern` is for releases whose pjproject refuses `[]`.
pub(crate) fn parse(uri: &[u8], modern: bool) -> Option<SipUri<'_>> {
    let (inner, bare) = match uri {
        [b'<', inner @ .., b'>'] => (inner, false),
        _ => (uri, true),
    };
    let (rest, uri) = sip_uri(inner, modern).ok()?;
    (rest.is_empty() || bare && is_end(rest)).then_some(uri)
}

/// Whether pjproject takes this for the end of a text: it looks no further than to a carriage return, which may stand
/// in the middle of a line.
fn is_end(rest: &[u8]) -> bool {
    let rest = blanks(rest).map_or(rest, |(rest, _)| rest);
    rest.first().is_none_or(|b| *b == b'\r')
}

/// A SIP URI at the start of `input`.
fn sip_uri(input: &[u8], modern: bool) -> IResult<&[u8], SipUri<'_>> {
    let Some((secure, rest)) = scheme(input) else {
        return Err(nom::Err::Error(Error::new(input, ErrorKind::Tag)));
    };
    // pjproject looks for the `@` first, and further than to what ends the text.
    let has_user = rest.iter().take_while(|b| **b != b' ' && **b != b'>').any(|b| *b == b'@');
    let (rest, user) = cond(has_user, userinfo).parse(rest)?;
    let (rest, (host, port, params, _)) = (|i| host(i, modern), opt(port), many_params, opt(headers)).parse(rest)?;
    let user = user.map_or(&rest[..0], |u| u.split(|b| *b == b':').next().unwrap_or(u));
    Ok((rest, SipUri { secure, user, host, port, params, transport: transport_of(params) }))
}

fn mark(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"-_.!~*'()%".contains(&b)
}

/// `user[:password]@`, only where an `@` comes before any space or `>`.
fn userinfo(input: &[u8]) -> IResult<&[u8], &[u8]> {
    let user = take_while1(|b| mark(b) || b"&=+$,;?/#".contains(&b));
    let password = preceded(char(':'), take_while1(|b| mark(b) || b"&=+$,".contains(&b)));
    terminated(recognize((user, opt(password))), char('@')).parse(input)
}

fn host(input: &[u8], modern: bool) -> IResult<&[u8], &[u8]> {
    let literal = recognize(delimited(char('['), take_while(|b| b != b']'), char(']')));
    let literal = verify(literal, move |l: &[u8]| !modern || l.len() > 2);
    alt((literal, take_while1(|b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b)))).parse(input)
}

fn port(input: &[u8]) -> IResult<&[u8], u16> {
    map_opt(preceded(char(':'), digit1), |d: &[u8]| {
        std::str::from_utf8(d).ok()?.parse::<u32>().ok().and_then(|n| u16::try_from(n).ok())
    })
    .parse(input)
}

fn param_text(input: &[u8]) -> IResult<&[u8], &[u8]> {
    take_while1(|b| mark(b) || b"[]/:&+$".contains(&b)).parse(input)
}

fn param(input: &[u8]) -> IResult<&[u8], &[u8]> {
    let quoted = recognize(delimited(char('"'), is_not("\""), char('"')));
    let value = preceded(char('='), opt(alt((quoted, param_text))));
    let general = recognize(preceded(char(';'), (param_text, opt(value))));
    verify(general, |p: &[u8]| {
        let is_ttl = p.len() > 5 && p[1..5].eq_ignore_ascii_case(b"ttl=");
        !is_ttl || p[5..].iter().all(u8::is_ascii_digit)
    })
    .parse(input)
}

fn many_params(input: &[u8]) -> IResult<&[u8], &[u8]> {
    recognize(many0_count(param)).parse(input)
}

fn headers(input: &[u8]) -> IResult<&[u8], &[u8]> {
    let text = |b: u8| mark(b) || b"[]/?:+$".contains(&b);
    let header = recognize((take_while1(text), opt((tag("="), take_while(text)))));
    recognize(preceded(char('?'), separated_list1(char('&'), header))).parse(input)
}

fn transport_of(params: &[u8]) -> &[u8] {
    for param in params.split(|b| *b == b';') {
        if param.len() >= 9 && param[..9].eq_ignore_ascii_case(b"transport") {
            return param[9..].strip_prefix(b"=").unwrap_or_default();
        }
    }
    &[]
}

/// An `outbound_proxy` that pjproject takes (S-46): up to 16 one URI of any scheme, with a display name or without;
/// from 18 on (`modern`) the value of a Route header, which may be a list and have parameters after the URI.
pub(crate) fn is_route(value: &[u8], modern: bool) -> bool {
    let name_addr = || {
        let uri = |i| alt((|i| sip_or_tel(i, modern), other_uri)).parse(i);
        recognize((opt(display), delimited((blanks, char('<')), uri, char('>'))))
    };
    if !modern {
        let one = alt((name_addr(), |i| sip_or_tel(i, modern), other_uri));
        return delimited(blanks, one, blanks).parse(value).is_ok_and(|(rest, _)| is_end(rest));
    }
    // What another scheme has goes to the next space, its `;` too.
    let known = (alt((name_addr(), |i| sip_or_tel(i, modern))), header_params);
    let one = alt((recognize(delimited(blanks, known, blanks)), preceded(blanks, other_uri)));
    let list = separated_list1(char(','), one).parse(value);
    // A header that stands in a URI ends at `&`.
    list.is_ok_and(|(rest, _)| is_end(rest) || rest.first() == Some(&b'&'))
}

/// Whether `contact_header_params` can follow a Contact's `>;`: `name`, `name=value`, more of them after a `;`.
pub(crate) fn are_header_params(value: &[u8]) -> bool {
    let text = [b";", value].concat();
    all_consuming(header_params).parse(&text).is_ok()
}

fn blanks(input: &[u8]) -> IResult<&[u8], &[u8]> {
    take_while(|b| b == b' ' || b == b'\t').parse(input)
}

fn token(input: &[u8]) -> IResult<&[u8], &[u8]> {
    take_while1(|b: u8| b.is_ascii_alphanumeric() || b"-.!%*_`'~+&".contains(&b)).parse(input)
}

fn quoted(input: &[u8]) -> IResult<&[u8], &[u8]> {
    recognize((char('"'), opt(is_not("\"")), char('"'))).parse(input)
}

fn display(input: &[u8]) -> IResult<&[u8], &[u8]> {
    delimited(blanks, alt((quoted, token)), blanks).parse(input)
}

/// A header's parameters: unlike a URI's they may have spaces around every part, and a smaller alphabet.
fn header_params(input: &[u8]) -> IResult<&[u8], &[u8]> {
    let value = (char('='), blanks, opt(alt((quoted, token))), blanks);
    recognize(many0_count((blanks, char(';'), blanks, token, blanks, opt(value)))).parse(input)
}

fn sip_or_tel(input: &[u8], modern: bool) -> IResult<&[u8], &[u8]> {
    if scheme(input).is_some() {
        return recognize(|i| sip_uri(i, modern)).parse(input);
    }
    let number = take_while1(|b: u8| b.is_ascii_hexdigit() || b"*#-.()+".contains(&b));
    let value = take_while1(|b| mark(b) || b"[]/:&+$=@,".contains(&b));
    let param = (char(';'), param_text, opt(preceded(char('='), value)));
    recognize((tag_no_case("tel:"), number, many0_count(param))).parse(input)
}

/// A URI of a scheme that pjproject knows nothing of.
fn other_uri(input: &[u8]) -> IResult<&[u8], &[u8]> {
    let name = take_while1(|b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let name = verify(name, |n: &[u8]| ![&b"sip"[..], b"sips", b"tel"].iter().any(|k| n.eq_ignore_ascii_case(k)));
    recognize((name, char(':'), take_while1(|b| mark(b) || b";/?:@&=+$,#".contains(&b)))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asterisk_checks_hardly_anything() {
        for good in ["sip:", "SIPS:a@b", "<sip:h>", "sip:h:0;x", "sip:[::1]:5060"] {
            assert_eq!(checked(good.as_bytes()), Ok(()), "{good}");
        }
        assert_eq!(checked(b"tel:1"), Err(UriError::Scheme));
        assert_eq!(checked(b"sip:[::1"), Err(UriError::Bracket));
        assert_eq!(checked(format!("sip:{}@h", "u".repeat(505)).as_bytes()), Ok(()));
        assert_eq!(checked(format!("sip:{}@h", "u".repeat(506)).as_bytes()), Err(UriError::Length));
        assert_eq!(checked(format!("sip:{}", "h".repeat(246)).as_bytes()), Err(UriError::Length));
    }

    #[test]
    fn pjproject_has_a_grammar() {
        for good in [
            "sip:h",
            "sip:u@h:5060",
            "sips:u:p@h",
            "<sip:h>",
            "sip:h;transport=tcp",
            "sip:h?x=y",
            "sip:a;b=c@h",
            "sip:h..x",
        ] {
            assert!(parse(good.as_bytes(), true).is_some(), "{good}");
        }
        for bad in [
            "sip:",
            "sip:u@",
            "sip:@h",
            "sip:h:x",
            "sip:h:65536",
            "sip:h;",
            "sip:h?",
            "sip:h x",
            "sip:a b@h",
            "sip:*",
            "h",
            "\"X\" <sip:h>",
        ] {
            assert!(parse(bad.as_bytes(), true).is_none(), "{bad}");
        }
        assert_eq!(parse(b"sip:h;TRANSPORT=tls;lr", true).map(|u| u.transport), Some(&b"tls"[..]));
    }

    #[test]
    fn proxies_by_release() {
        for both in ["sip:proxy;lr", "tel:1", "proxy:5060", "\"x\" <sip:proxy>", "x <sip:proxy>", "<sip:proxy>"] {
            assert!(is_route(both.as_bytes(), false) && is_route(both.as_bytes(), true), "{both}");
        }
        for modern in ["<sip:proxy>;lr", "sip:one,sip:two", "sip:proxy ;lr"] {
            assert!(!is_route(modern.as_bytes(), false) && is_route(modern.as_bytes(), true), "{modern}");
        }
        for neither in ["proxy", "a@proxy", "sip:", "sip:proxy:99999", "sip:proxy text", "sip:proxy,", "*", ""] {
            assert!(!is_route(neither.as_bytes(), false) && !is_route(neither.as_bytes(), true), "{neither}");
        }
    }

    #[test]
    fn parameters_of_a_contact() {
        for good in
            ["a", "a=", "a=b;c=d", "a=\"x y\"", "a =b", "a= b", "+sip.instance=\"<urn:x>\"", "a;b", "a&b", "a=;b"]
        {
            assert!(are_header_params(good.as_bytes()), "{good}");
        }
        for bad in ["a;;b", "a=b,c", "a=[::1]", "a=<x>", "ä=1", "a=b;", "a=\"x", "a=b=c", "a b", "=b", "a=b c", "a/b"]
        {
            assert!(!are_header_params(bad.as_bytes()), "{bad}");
        }
    }
}
