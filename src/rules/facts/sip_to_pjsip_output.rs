//! Output of `contrib/scripts/sip_to_pjsip/sip_to_pjsip.py`, recognised by the block that lists what it left out.

use crate::source::{FileId, Span};

use crate::rules::context::Migration;

const START: &[u8] = b"Non mapped elements start";
const END: &[u8] = b"Non mapped elements end";

/// An option that the converter left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeftOut<'a> {
    /// The section of sip.conf.
    pub(crate) section: &'a [u8],
    /// The option.
    pub(crate) option: &'a [u8],
    /// Its value; it may be a password.
    pub(crate) value: &'a [u8],
    /// The option's place.
    pub(crate) span: Span,
}

impl<'a> Migration<'_, 'a> {
    /// Files that the converter wrote, each with the place of its marker.
    pub(crate) fn converted(self) -> Vec<(FileId, Span)> {
        let files = self.cx.config.sources.iter().filter_map(|(id, file)| {
            // It is at the top: only includes come before it.
            let head = &file.bytes[..file.bytes.len().min(100_000)];
            let at = memchr::memmem::find(head, START)?;
            Some((id, Span { file: id, start: at as u32, len: START.len() as u32 }))
        });
        files.collect()
    }

    /// The lines of the block: `[section]` and then `option = value` each.
    pub(crate) fn left_out(self, (file, start): (FileId, Span)) -> Vec<LeftOut<'a>> {
        let bytes = &self.cx.config.sources.file(file).bytes[start.end() as usize..];
        let end = memchr::memmem::find(bytes, END).unwrap_or(0);
        let (mut list, mut section) = (Vec::new(), &b""[..]);
        let mut at = 0;
        for line in bytes[..end].split(|b| *b == b'\n') {
            let text = line.trim_ascii();
            if let [b'[', name @ .., b']'] = text {
                section = name;
            } else if let Some(equals) = memchr::memchr(b'=', text).filter(|_| !text.starts_with(b";")) {
                let (option, value) = (text[..equals].trim_ascii(), text[equals + 1..].trim_ascii());
                let indent = line.len() - line.trim_ascii_start().len();
                let start = start.end() + (at + indent) as u32;
                // The name alone: a value may be a password.
                list.push(LeftOut { section, option, value, span: Span { file, start, len: option.len() as u32 } });
            }
            at += line.len() + 1;
        }
        list
    }
}
