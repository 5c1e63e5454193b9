//! Text that some other program or a person is still to fill in.

use super::uri;

/// Whether the text, or a part of it, is still to be filled in: `${X}`, `{{x}}`, `{% if %}`, `@@X@@`, `<your ip>`. Rules
/// about values say nothing of it.
pub fn is_placeholder(value: &[u8]) -> bool {
    let has = |what: &[u8]| memchr::memmem::find(value, what).is_some();
    let angle = value.first() == Some(&b'<') && value.last() == Some(&b'>') && uri::scheme(&value[1..]).is_none();
    MARKS.iter().any(|m| has(m)) || angle
}

const MARKS: [&[u8]; 7] = [b"${", b"{{", b"{%", b"@@", b"%%", b"<?", b"<%"];
