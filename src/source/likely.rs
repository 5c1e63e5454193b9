//! Whether bytes look like a configuration at all.

/// How many lines are examined.
const MAX_LINES: usize = 10_000;
/// And so many bytes of each.
const MAX_BYTES: usize = 8192;
/// No option has a longer name; a key or a digest has more text before its `=`.
const MAX_NAME: usize = 64;

/// Whether at least half of the lines are such as a configuration has: headers and settings. Comments tell nothing;
/// lines that begin with `#`, as directives do, only tell where there is nothing else.
pub(super) fn is_likely_configuration(bytes: &[u8]) -> bool {
    let (mut sense, mut nonsense, mut hashes, mut has_header) = (0, 0, 0, false);
    if bytes.starts_with(b"#!") {
        return false;
    }
    for line in bytes.split(|b| *b == b'\n').take(MAX_LINES) {
        let line = line[..line.len().min(MAX_BYTES)].trim_ascii();
        if line.contains(&0) {
            return false;
        }
        match line {
            [] | [b';', ..] => {}
            [b'#', rest @ ..] => hashes += usize::from(!is_directive(rest)),
            [b'[', rest @ ..] if rest.contains(&b']') => {
                has_header = true;
                sense += 1;
            }
            _ if is_setting(line, has_header) => sense += 1,
            _ => nonsense += 1,
        }
    }
    sense >= nonsense && (sense > 0 || hashes == 0)
}

fn is_directive(line: &[u8]) -> bool {
    ["include", "tryinclude", "exec"]
        .iter()
        .any(|w| line.get(..w.len()).is_some_and(|l| l.eq_ignore_ascii_case(w.as_bytes())))
}

/// Whether a line has a name such as an option has, `=`, and a value. Names in capitals are those of a dialplan's
/// globals, below their header; without one, of a shell's environment.
fn is_setting(line: &[u8], has_header: bool) -> bool {
    let Some(at) = line.iter().position(|b| *b == b'=') else { return false };
    let (name, value) = (line[..at].trim_ascii_end(), &line[at + 1..]);
    let name = name.strip_suffix(b"+").unwrap_or(name).trim_ascii_end();
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/' | b'@' | b'*' | b'+');
    let is_name = (1..=MAX_NAME).contains(&name.len()) && name.iter().all(is_word);
    let is_padding = value.is_empty() && name.len() > 20 || value.starts_with(b"=");
    let is_capital = name.iter().any(u8::is_ascii_uppercase) && !name.iter().any(u8::is_ascii_lowercase);
    is_name && !is_padding && (has_header || !is_capital)
}

#[cfg(test)]
mod tests {
    use super::is_likely_configuration;

    #[test]
    fn tells_a_configuration_from_other_files() {
        for text in [
            "",
            "; nothing\n",
            "[a]\ntype=aor\nmax_contacts 1\n",
            "context=x\n",
            "# comment\n# of a shell\na=b\n",
            "[globals]\nTRUNK=PJSIP/carrier\nCODE => 1\n",
            "endpoint/context = x\nallow+=ulaw\nsame => n,Hangup()\n",
            "#include other.conf\n",
            "moh_suggest=\n",
        ] {
            assert!(is_likely_configuration(text.as_bytes()), "{text}");
        }
        for text in [
            "root:$6$abc$defghi:19000:0:99999:7:::\n",
            "root:$6$rounds=656000$salt$hash:19000:0:99999:7:::\n",
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\nBKcwggSjAgEAAo==\n-----END PRIVATE KEY-----\n",
            "Dear Alice,\n\nthe code is 4711.\n",
            "\u{7f}ELF\u{1}\n\u{2}\n",
            "\u{7f}ELF\0\0\n[canary]\n\0canary=x\n",
            "a=x\0b=y\0",
            "yAnzN2h3Rk1vQ2VqVDZ4WXdVc0pLbE1uT3BRclN0VXY=\n",
            "ssh-rsa AAAAB3NzaC1yc2E== root@h\n",
            "{\"a\":\"AAAA==\"}\n",
            "AWS_ACCESS_KEY_ID=abc\nAWS_SECRET=def\n",
            "postgres://u:p@h/db?sslmode=require\n",
            "#!/bin/sh\nx=4711\n",
            "<?php $x=\"4711\";\n",
            "<user name=\"alice\" code=\"4711\"/>\n",
            "# the code is 4711\n",
        ] {
            assert!(!is_likely_configuration(text.as_bytes()), "{text}");
        }
    }
}
