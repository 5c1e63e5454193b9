//! `sip:${USERNAME}@${REMOTE_HOST}`: the patterns of URIs.

/// The pattern with its variables filled in; every other variable is empty (W-8).
pub(super) fn fill(pattern: &[u8], host: &[u8], user: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pattern.len() + host.len());
    let mut rest = pattern;
    while let Some(at) = memchr::memmem::find(rest, b"${") {
        let Some(end) = memchr::memchr(b'}', &rest[at..]) else { break };
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(match &rest[at + 2..at + end] {
            b"REMOTE_HOST" => host,
            b"USERNAME" => user,
            _ => b"",
        });
        rest = &rest[at + end + 1..];
    }
    out.extend_from_slice(rest);
    out
}
