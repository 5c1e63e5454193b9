//! Text from files as a terminal may show it. It is done once for all outputs, so that none can forget it.

/// Text without characters that drive a terminal or are invisible in it: each becomes U+FFFD.
pub fn printable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().map(|c| if is_unprintable(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether a character drives a terminal or is invisible: controls, joiners, and those that turn the direction.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// [`printable`] for text of several lines, such as a TOML error with its excerpt.
pub fn printable_lines(text: &str) -> String {
    let text = text.replace('\t', "    ");
    let lines: Vec<String> = text.split('\n').map(|line| printable(line.as_bytes())).collect();
    lines.join("\n")
}
