//! Whether bytes look like a configuration at all.

/// So many lines tell.
const LINES: usize = 10_000;
/// And so many bytes of each.
const BYTES: usize = 8192;

/// Whether at least half of the lines are such as a configuration has: headers and settings. Comments tell nothing, and
/// neither do lines that begin with `#`, as comments and directives do.
pub(super) fn is_likely_configuration(bytes: &[u8]) -> bool {
    let (mut sense, mut nonsense) = (0, 0);
    for line in bytes.split(|b| *b == b'\n').take(LINES) {
        let line = line[..line.len().min(BYTES)].trim_ascii();
        match line {
            [] | [b';' | b'#', ..] => {}
            [b'[', rest @ ..] if rest.contains(&b']') => sense += 1,
            [b'=', ..] => nonsense += 1,
            _ if line.contains(&b'=') => sense += 1,
            _ => nonsense += 1,
        }
    }
    sense >= nonsense
}

#[cfg(test)]
mod tests {
    use super::is_likely_configuration;

    #[test]
    fn tells_a_configuration_from_other_files() {
        for text in
            ["", "; nothing\n", "[a]\ntype=aor\nmax_contacts 1\n", "context=x\n", "# comment\n# of a shell\na=b\n"]
        {
            assert!(is_likely_configuration(text.as_bytes()), "{text}");
        }
        for text in [
            "root:$6$abc$defghi:19000:0:99999:7:::\n",
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\nBKcwggSjAgEAAo==\n-----END PRIVATE KEY-----\n",
            "Dear Alice,\n\nthe code is 4711.\n",
            "\u{7f}ELF\u{1}\n\u{2}\n",
        ] {
            assert!(!is_likely_configuration(text.as_bytes()), "{text}");
        }
    }
}
