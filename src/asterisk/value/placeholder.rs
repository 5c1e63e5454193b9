//! Text that some other program or a person is still to fill in.

use crate::template_marks::{MARKS, Mark};

use super::uri;

/// Whether the text, or a part of it, is still to be filled in: `${X}`, `{{x}}`, `{% if %}`, `@@X@@`, `<your ip>`. Rules
/// about values say nothing of it.
pub(crate) fn is_placeholder(value: &[u8]) -> bool {
    let angle = value.first() == Some(&b'<') && value.last() == Some(&b'>') && uri::scheme(&value[1..]).is_none();
    let has = |mark: &Mark| mark.in_values && memchr::memmem::find(value, mark.open).is_some();
    MARKS.iter().any(has) || angle
}
