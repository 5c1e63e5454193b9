//! The marks by which other programs know what they are to fill in.

/// A pair of them.
pub(crate) struct Mark {
    pub(crate) open: &'static [u8],
    pub(crate) close: &'static [u8],
    /// They stand in values.
    pub(crate) in_values: bool,
    /// A line between them is for the other program alone.
    pub(crate) on_lines: bool,
}

const fn mark(open: &'static [u8], close: &'static [u8], in_values: bool, on_lines: bool) -> Mark {
    Mark { open, close, in_values, on_lines }
}

/// Shells, Mustache, Jinja with its comments, ERB and EJS, PHP, autoconf, and what people make up.
pub(crate) const MARKS: [Mark; 8] = [
    mark(b"${", b"}", true, true),
    mark(b"{{", b"}}", true, true),
    mark(b"{%", b"%}", true, true),
    mark(b"{#", b"#}", false, true),
    mark(b"<%", b"%>", true, true),
    mark(b"<?", b"?>", true, true),
    mark(b"@@", b"@@", true, false),
    mark(b"%%", b"%%", true, false),
];
