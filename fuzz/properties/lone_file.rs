//! A file read by itself, and what the readers of extensions.conf and queues.conf find in it. For tests/it/neighbours.rs too.

use pjlint::neighbours::{Dialplan, OtherDialplans, Queues, Text, What, channels, uses};
use pjlint::source::Sources;
use pjlint::text::{ConfigDir, Document, Reading, read};

/// Reads the bytes as a file beside which there is nothing.
pub(crate) fn document(data: &[u8], modern: bool) -> (Sources, Document) {
    let mut sources = Sources::default();
    let file = sources.add_text("x.conf", data.to_vec());
    let dir = ConfigDir { root: "/nonexistent".into(), known_as: "/etc/asterisk".into(), is_live: false };
    let doc = read(&mut sources, &dir, file, Reading { modern, ..Reading::default() });
    (sources, doc)
}

/// What they name stands where it is said to stand.
pub(crate) fn named_stands(sources: &Sources, doc: &Document) {
    let stands =
        |t: Text<'_>| assert!(!t.exact || sources.bytes(t.span) == t.bytes, "{:?} is not at its place", t.span);
    let dialplan = Dialplan::new(doc, sources, OtherDialplans::default());
    dialplan.each_channel(|c| {
        stands(c.technology);
        stands(c.resource);
        assert!(c.whole().end() >= c.whole().start);
        c.endpoint().into_iter().for_each(stands);
    });
    dialplan.each_line(|line| {
        stands(line.extension);
        if let What::Call(call) = line.what {
            uses(&call, |u| {
                stands(u.name);
                u.arguments.into_iter().for_each(stands);
            });
            let _ = call.arguments.map(|a| channels(a).count());
        }
    });
    dialplan.each_include(|_, name| stands(name));
    Queues::new(doc, sources).each_member(|m| stands(m.interface));
}
