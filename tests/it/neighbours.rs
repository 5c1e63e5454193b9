//! The files beside pjsip.conf: no text makes their readers panic, and what they give stands where they say.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pjlint::asterisk::{Choice, Target, Version};
use pjlint::neighbours::{
    AsteriskConf, Call, Dialplan, Elsewhere, Families, Hep, Http, Modules, OtherDialplans, Rtp, Voicemail, channels,
};
use pjlint::objects::Mapping;
use proptest::prelude::*;

use crate::properties::lone_file;
use crate::site::cases;

const FILES: &[&str] = &[
    "extensions.conf",
    "queues.conf",
    "voicemail.conf",
    "rtp.conf",
    "http.conf",
    "hep.conf",
    "modules.conf",
    "extconfig.conf",
    "sorcery.conf",
    "musiconhold.conf",
];

/// Pieces that mean something to one of the readers.
const PIECES: &[&[u8]] = &[
    b"${",
    b"}",
    b"(",
    b")",
    b"[",
    b"]",
    b",",
    b"\"",
    b"=",
    b"/",
    b"&",
    b"@",
    b":",
    b"?",
    b"\n",
    b"\\;",
    b"\0",
    b"\xff",
    b"exten => ",
    b"same => ",
    b"PJSIP/",
    b"hint",
    b"Set(",
    b"member => ",
    b"criteria=",
    b"+=",
    b"(+)",
    b"(!)",
    b"-1",
    b"99999999999999999999",
    b"ExecIf(",
    b"MSet(",
];

/// Such files of every recorded case.
fn texts() -> &'static [Vec<u8>] {
    static TEXTS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth");
        let mut cases: Vec<PathBuf> =
            std::fs::read_dir(dir).expect("fixtures").map(|e| e.expect("entry").path()).collect();
        cases.sort();
        let of = |c: &PathBuf| FILES.iter().filter_map(|f| std::fs::read(c.join(f)).ok()).collect::<Vec<_>>();
        let texts: Vec<Vec<u8>> = cases.iter().flat_map(of).filter(|t| t.len() < 3000).collect();
        assert!(texts.len() > 50, "only {} texts", texts.len());
        texts
    })
}

/// Reads the text as every one of the files.
fn read_all(text: &[u8]) {
    let (sources, doc) = lone_file::document(text, true);
    lone_file::named_stands(&sources, &doc);
    let dialplan = Dialplan::new(&doc, &sources, OtherDialplans::default());
    let _ = (dialplan.elsewhere(), dialplan.context_names());
    for context in dialplan.contexts() {
        dialplan.is_stock(context.section());
    }
    Voicemail::new(&doc, &sources).each_box(|b| assert!(b.span.end() >= b.span.start));
    let target = Target::new(Version::DEFAULT, Choice::Default);
    let families = Families::new(&doc, &sources);
    let _ = (Rtp::new(&doc, &sources), Http::new(&doc, &sources), Hep::new(&doc, &sources, &target));
    let _ = (Modules::new(&doc, &sources), AsteriskConf::new(&doc, &sources));
    for line in Mapping::new(&doc, &sources, Some(&families), |_| true).lines {
        let _ = line.store.criteria().count();
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn nothing_panics(which: prop::sample::Index, changes in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len()), 1..8)) {
        let mut text = which.get(texts()).clone();
        for (place, piece) in changes {
            let at = if text.is_empty() { 0 } else { place.index(text.len()) };
            text.splice(at..at, PIECES[piece].iter().copied());
        }
        read_all(&text);
    }
}

#[test]
fn a_line_of_many_brackets() {
    for piece in ["${", "${A(", "[", "(", "ExecIf(1?", "\"", "PJSIP/"] {
        read_all(format!("[a]\nexten => 1,1,Set({})\n", piece.repeat(8000 / piece.len() - 10)).as_bytes());
    }
}

#[test]
fn contexts_may_be_elsewhere() {
    let elsewhere = |text: &str, others| {
        let (sources, doc) = lone_file::document(text.as_bytes(), true);
        Dialplan::new(&doc, &sources, others).elsewhere().map(|e| match e {
            Elsewhere::Switch(span) => String::from_utf8_lossy(sources.bytes(span)).into_owned(),
            other => format!("{other:?}"),
        })
    };
    let none = OtherDialplans::default();
    assert_eq!(elsewhere("[a]\nexten => 1,1,NoOp\n", none), None);
    assert_eq!(elsewhere("[a]\nLSwitch => Realtime/x@y\n", none).as_deref(), Some("LSwitch => Realtime/x@y"));
    // Nobody reads a template, and `switch` is a global variable there.
    assert_eq!(elsewhere("[a](!)\nswitch => x\n[globals]\nswitch = x\n", none), None);
    assert_eq!(elsewhere("[a]\n#exec x\n", none).as_deref(), Some("Incomplete"));
    assert_eq!(elsewhere("[a]\n", OtherDialplans { ael: true, lua: false }).as_deref(), Some("Ael"));
}

#[test]
fn what_was_changed_is_not_stock() {
    let (sources, doc) = lone_file::document(b"[demo]\nexten => s,1,NoOp\n[dundi-e164-canonical]\n[mine]\n", true);
    let dialplan = Dialplan::new(&doc, &sources, OtherDialplans::default());
    let stock: Vec<bool> = dialplan.contexts().map(|c| dialplan.is_stock(c.section())).collect();
    assert_eq!(stock, [false, true, false]);
}

#[test]
fn directories_of_a_template_are_not_set() {
    let conf = |text: &str| {
        let (sources, doc) = lone_file::document(text.as_bytes(), true);
        AsteriskConf::new(&doc, &sources)
    };
    let shipped = conf("[directories](!)\nastkeydir => /x\n[options]\nexecincludes = yes\n");
    assert!(shipped.directory("astkeydir").is_none());
    assert!(shipped.runs_exec().value);
    let own = conf("[directories]\nAstKeyDir => /x\nastkeydir => /y\n");
    assert_eq!(own.directory("astkeydir").map(|d| &*d.value), Some("/y"));
    assert!(!own.runs_exec().value);
}

#[test]
fn calls_inside_calls() {
    let text = b"[a]\nexten => 1,1,ExecIf($[${A}]?Dial(PJSIP/a,20):Set(CHANNEL(language)=de))\n".to_vec();
    let (sources, doc) = lone_file::document(&text, true);
    let mut names = Vec::new();
    Dialplan::new(&doc, &sources, OtherDialplans::default()).each_line(|line| {
        let call = line.what.call().expect("a call");
        let inner: Vec<Call<'_>> = pjlint::neighbours::inner_calls(&call);
        names.extend(inner.iter().map(|c| String::from_utf8_lossy(c.name.bytes).into_owned()));
        let all = call.arguments.map(|a| channels(a).count());
        assert_eq!(all, Some(1));
    });
    assert_eq!(names, ["Dial", "Set"]);
}
