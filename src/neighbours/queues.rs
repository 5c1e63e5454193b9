//! queues.conf: queues and their members (`app_queue`).

use crate::hashing::SeededSet;

use crate::source::Sources;
use crate::text::{Document, SectionId, SettingId};

use super::block::Block;
use super::text::Text;

/// What queues.conf says.
#[derive(Clone, Copy, Debug)]
pub struct Queues<'a> {
    doc: &'a Document,
    sources: &'a Sources,
}

/// A `member` line: `interface,penalty,name,state_interface,...`; each may be quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// The first queue that has the line.
    pub(crate) queue: SectionId,
    /// The line.
    pub(crate) setting: SettingId,
    /// The channel that is called. One channel: `PJSIP/1&PJSIP/2` does not exist as one.
    pub interface: Text<'a>,
    /// `penalty`, if there is one.
    pub(crate) penalty: Option<Text<'a>>,
    /// The member's name, if there is one.
    pub(crate) name: Option<Text<'a>>,
    /// What is watched in the place of the interface, if something is.
    pub state_interface: Option<Text<'a>>,
}

impl<'a> Queues<'a> {
    /// The view of a parsed queues.conf.
    pub fn new(doc: &'a Document, sources: &'a Sources) -> Self {
        Self { doc, sources }
    }

    /// The sections that are queues: all but templates and `[general]`. Of those of one name, whatever its case, only
    /// the first is.
    pub(crate) fn queues(&self) -> impl Iterator<Item = Block<'a>> + use<'a> {
        let mut names = SeededSet::default();
        let named = Block::all(self.doc, self.sources).filter(|b| !b.is_called("general"));
        named.filter(move |b| names.insert(b.name().to_ascii_lowercase()))
    }

    /// Calls `each` with every member line, once, however many queues inherit it. A line without an interface makes no
    /// member that can be called and is left out.
    pub fn each_member(&self, mut each: impl FnMut(Member<'a>)) {
        let mut seen = vec![false; self.doc.setting_count()];
        for block in self.queues() {
            block.each(|setting, option, _| {
                if option.eq_ignore_ascii_case(b"member") && !std::mem::replace(&mut seen[setting as usize], true) {
                    each_some(member(block.section(), setting, block.text(setting)), &mut each);
                }
            });
        }
    }
}

fn each_some<'a>(member: Option<Member<'a>>, each: &mut impl FnMut(Member<'a>)) {
    if let Some(member) = member {
        each(member);
    }
}

fn member(queue: SectionId, setting: SettingId, value: Text<'_>) -> Option<Member<'_>> {
    let mut fields = fields(value).into_iter();
    let interface = fields.next().filter(|f| !f.bytes.is_empty())?;
    let mut optional = || fields.next().filter(|f| !f.bytes.is_empty());
    Some(Member { queue, setting, interface, penalty: optional(), name: optional(), state_interface: optional() })
}

/// The fields between unquoted commas, without their quotes and the spaces around them.
fn fields(value: Text<'_>) -> Vec<Text<'_>> {
    let (mut fields, mut from, mut quoted) = (Vec::new(), 0, false);
    for (at, b) in value.bytes.iter().enumerate() {
        match b {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                fields.push(unquoted(value.part(from, at - from)));
                from = at + 1;
            }
            _ => {}
        }
    }
    fields.push(unquoted(value.after(from)));
    fields
}

fn unquoted(field: Text<'_>) -> Text<'_> {
    let field = field.stripped();
    match field.bytes {
        [b'"', inner @ .., b'"'] => field.of(inner),
        _ => field,
    }
}
