//! Lines for the program that is to fill a file in, which Asterisk never sees.

/// Whether a line is one: `{% for phone in phones %}`, `{{#each phones}}`, `<% end %>`, `${PHONES}`.
pub(super) fn is_line(line: &[u8]) -> bool {
    let text = line.trim_ascii();
    let between = |open: &[u8], close: &[u8]| {
        text.starts_with(open) && memchr::memmem::find(text, close).is_some_and(|at| at + close.len() == text.len())
    };
    [(&b"{%"[..], &b"%}"[..]), (b"{{", b"}}"), (b"{#", b"#}"), (b"<%", b"%>"), (b"<?", b"?>"), (b"${", b"}")]
        .iter()
        .any(|(open, close)| between(open, close))
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
