//! Lines for the program that is to fill a file in, which Asterisk never sees.

use crate::template_marks::{MARKS, Mark};

/// Whether a line is one: `{% for phone in phones %}`, `{{#each phones}}`, `<% end %>`, `${PHONES}`.
pub(super) fn is_line(line: &[u8]) -> bool {
    let text = line.trim_ascii();
    let is_between = |mark: &Mark| {
        let closes_at = |at: usize| at + mark.close.len() == text.len();
        mark.on_lines && text.starts_with(mark.open) && memchr::memmem::find(text, mark.close).is_some_and(closes_at)
    };
    MARKS.iter().any(is_between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_the_other_program_are_known() {
        for line in
            ["{% for p in phones %}", "{{#each phones}}", "{{ include }}", "<% end %>", "${PHONES}", " {# x #} "]
        {
            assert!(is_line(line.as_bytes()), "{line}");
        }
        for line in ["{{name}}=x", "${A}=${B}", "[{{name}}]", "a={{b}}", "{{a}}={{b}}", "{% x"] {
            assert!(!is_line(line.as_bytes()), "{line}");
        }
    }
}
