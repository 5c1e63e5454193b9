//! Channels that are named in a text: `PJSIP/alice`, `SIP/100@trunk`, `Local/200@phones/n`.

use crate::neighbours::Text;

/// The channel technologies that are looked for; in any case, as Asterisk takes them.
pub const TECHNOLOGIES: &[&str] = &[
    "PJSIP",
    "SIP",
    "Local",
    "IAX2",
    "DAHDI",
    "Zap",
    "Agent",
    "SCCP",
    "Skinny",
    "MGCP",
    "Motif",
    "WebSocket",
    "AudioSocket",
];

/// A channel that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelRef<'a> {
    /// The technology: what stands before the first `/`.
    pub technology: Text<'a>,
    /// What follows it, up to the end of the word.
    pub resource: Text<'a>,
}

impl<'a> ChannelRef<'a> {
    /// Whether it is of that technology.
    pub(crate) fn is(&self, technology: &str) -> bool {
        self.technology.bytes.eq_ignore_ascii_case(technology.as_bytes())
    }

    /// Technology and resource together.
    pub fn whole(&self) -> crate::source::Span {
        let (from, to) = (self.technology.span, self.resource.span);
        if self.technology.exact { crate::source::Span { len: to.end() - from.start, ..from } } else { from }
    }

    /// Of `PJSIP/endpoint`, `PJSIP/user@endpoint` and `PJSIP/endpoint/uri` the endpoint; of `SIP/peer`,
    /// `SIP/number@peer` and `SIP/peer/number` the peer. None for another technology, and where the name is empty or
    /// worked out at run time.
    pub fn endpoint(&self) -> Option<Text<'a>> {
        if !self.is("PJSIP") && !self.is("SIP") {
            return None;
        }
        let name = match self.resource.split(b'/') {
            (before, Some(_)) => before,
            (whole, None) => match memchr::memchr(b'@', whole.bytes) {
                Some(at) => whole.after(at + 1),
                None => whole,
            },
        };
        (!name.bytes.is_empty() && !name.bytes.iter().any(|b| b"${(!".contains(b))).then_some(name)
    }
}

/// The channels that a text names, in order.
pub fn channels(text: Text<'_>) -> impl Iterator<Item = ChannelRef<'_>> {
    memchr::memchr_iter(b'/', text.bytes).filter_map(move |slash| {
        let letters = text.bytes[..slash].iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        let start = slash - letters;
        // `${VAR}PJSIP/`, `my_PJSIP/` and `sounds/SIP/` name no channel.
        if start > 0 && b"_-./}@".contains(&text.bytes[start - 1]) {
            return None;
        }
        let technology = text.part(start, letters);
        let known = TECHNOLOGIES.iter().any(|t| technology.bytes.eq_ignore_ascii_case(t.as_bytes()));
        known.then(|| ChannelRef { technology, resource: word(text.after(slash + 1)) })
    })
}

/// The text up to the end of the word; `${EXTEN:1}@trunk` is one, for braces keep together what is in them.
fn word(text: Text<'_>) -> Text<'_> {
    let (mut depth, mut slash) = (0u32, false);
    let end = text.bytes.iter().position(|b| {
        let outside = depth == 0;
        match b {
            b'{' => depth += 1,
            b'}' if outside => return true,
            b'}' => depth -= 1,
            b'/' if outside => slash = true,
            // `IF(...?PJSIP/a:PJSIP/b)`; in the URI after a second `/` it belongs to the word.
            b':' if outside && !slash => return true,
            _ => {}
        }
        outside && b"&,)|;\"' \t]^".contains(b)
    });
    text.part(0, end.unwrap_or(text.bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let text = text.as_bytes();
        let text = Text { bytes: text, span: Span { file: FileId(0), start: 0, len: text.len() as u32 }, exact: true };
        let of = |t: Text<'_>| String::from_utf8_lossy(t.bytes).into_owned();
        channels(text).map(|c| (format!("{}/{}", of(c.technology), of(c.resource)), c.endpoint().map(of))).collect()
    }

    #[test]
    fn channels_of_arguments() {
        let one = |whole: &str, endpoint: Option<&str>| (whole.to_owned(), endpoint.map(str::to_owned));
        assert_eq!(found("PJSIP/a&pjsip/1@b,20"), [one("PJSIP/a", Some("a")), one("pjsip/1@b", Some("b"))]);
        assert_eq!(found("PJSIP/${EXTEN:1}@trunk,60"), [one("PJSIP/${EXTEN:1}@trunk", Some("trunk"))]);
        assert_eq!(found("SIP/peer/123"), [one("SIP/peer/123", Some("peer"))]);
        assert_eq!(found("PJSIP/t/sip:1@192.0.2.1:5060"), [one("PJSIP/t/sip:1@192.0.2.1:5060", Some("t"))]);
        let both = [one("PJSIP/a", Some("a")), one("PJSIP/b", Some("b"))];
        assert_eq!(found("X=${IF($[${A}=1]?PJSIP/a:PJSIP/b)}"), both);
        assert_eq!(found("Local/1@c/n"), [one("Local/1@c/n", None)]);
        assert_eq!(found("PJSIP/${X}"), [one("PJSIP/${X}", None)]);
        assert_eq!(found("custom/SIP/x,/var/lib/x,${A}PJSIP/x,my_PJSIP/x,/,a/"), []);
        assert_eq!(found("PJSIP/"), [one("PJSIP/", None)]);
    }
}
