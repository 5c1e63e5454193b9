//! XML that every parser takes, whatever the configuration holds.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::printable::is_unprintable;

/// Writes a document piece by piece.
pub(super) struct Xml<'a>(Writer<&'a mut dyn Write>);

impl<'a> Xml<'a> {
    /// A document that has its declaration.
    pub(super) fn new(out: &'a mut dyn Write) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self(writer))
    }

    /// `<name ...>`.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Start(tag(name, attributes)))
    }

    /// `<name .../>`.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(tag(name, attributes)))
    }

    /// `<name ...>text</name>`.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(&visible(text, true))))?;
        self.close(name)
    }

    /// `</name>`.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// The end of the last line.
    pub(super) fn finish(self) -> io::Result<()> {
        self.0.into_inner().write_all(b"\n")
    }
}

fn tag<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, visible(value, false).as_str()));
    }
    tag
}

/// XML 1.0 cannot represent most control characters, and parsers turn a line end in an attribute into a space.
/// Such characters become U+FFFD, like those that hide.
fn visible(text: &str, lines: bool) -> String {
    let kept = |c: char| (c == '\n' && lines) || !(is_unprintable(c) || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().map(|c| if kept(c) { c } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced_and_the_rest_escaped() {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out).expect("memory can be written");
        xml.open("a", &[("b", "<&\"'\n\u{1}\u{ffff}")]).expect("memory can be written");
        xml.text("c", &[], "]]>\n\u{1b}\u{202e}&amp;").expect("memory can be written");
        xml.close("a").expect("memory can be written");
        xml.finish().expect("memory can be written");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&lt;&amp;&quot;&apos;\u{fffd}\u{fffd}\u{fffd}\">\n  <c>]]&gt;\n\u{fffd}\u{fffd}&amp;amp;</c>\n</a>\n"
        );
    }
}
