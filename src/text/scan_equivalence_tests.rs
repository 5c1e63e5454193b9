//! What is scanned in pieces and joined is what line after line gives. In tests a piece is a few hundred bytes.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::source::Sources;

use super::{ConfigDir, Document, Reading, read};

fn dir() -> ConfigDir {
    ConfigDir { root: PathBuf::from("/nonexistent"), known_as: "/etc/asterisk".into(), is_live: false }
}

/// All that can be asked of a document.
fn told(sources: &Sources, doc: &Document) -> Vec<String> {
    let mut told =
        vec![format!("{:?} {:?} {:?} {:?} {:?}", doc.outcome, doc.problems, doc.includes, doc.cut, doc.unread)];
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for section in 0..doc.section_count() {
        let mut all = Vec::new();
        doc.each_setting(section, |s| all.push((s, doc.origin(section, s))));
        told.push(format!(
            "[{}] {:?} template {} parents {:?} inherits {} own {:?} simple {} all {all:?}",
            text(doc.name(sources, section)),
            doc.name_span(section),
            doc.is_template(section),
            doc.parents(section),
            doc.inherits(section),
            doc.own_settings(section),
            doc.is_simple(section),
        ));
    }
    for setting in 0..doc.setting_count() as u32 {
        told.push(format!(
            "{} {} = {} {:?} {:?} {}",
            setting,
            text(doc.option(sources, setting)),
            text(doc.value(sources, setting)),
            doc.option_span(sources, setting),
            doc.value_span(setting),
            doc.is_verbatim(setting),
        ));
    }
    let named: Vec<u32> = doc.settings_where(|id| doc.name_text(id).first().is_some_and(|b| *b > b'f')).collect();
    told.push(format!("{named:?}"));
    told
}

fn both(text: &[u8]) -> [Vec<String>; 2] {
    [false, true].map(|line_by_line| {
        let mut sources = Sources::default();
        let file = sources.add_text("pjsip.conf", text.to_vec());
        let how = Reading { modern: true, line_by_line, ..Reading::default() };
        let doc = read(&mut sources, &dir(), file, how);
        told(&sources, &doc)
    })
}

fn texts(below: &Path, out: &mut Vec<Vec<u8>>) {
    let mut entries: Vec<_> = std::fs::read_dir(below).expect("fixtures").map(|e| e.expect("entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            texts(&path, out);
        } else if path.extension().is_some_and(|e| e == "conf") {
            // Some lead nowhere, by intent.
            out.extend(std::fs::read(path));
        }
    }
}

#[test]
fn recorded_cases_and_four_of_each_in_a_row() {
    let mut all = Vec::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut all);
    assert!(all.len() > 1000, "only {} texts", all.len());
    let mut fitted = 0;
    for text in all.iter().filter(|t| t.len() < 20_000) {
        for text in [text.clone(), [text.as_slice(), b"\n", text, b"\n", text, b"\n", text].concat()] {
            let [scanned, plain] = both(&text);
            assert_eq!(scanned, plain, "{}", String::from_utf8_lossy(&text));
            let mut sources = Sources::default();
            let file = sources.add_text("pjsip.conf", text.clone());
            let doc = read(&mut sources, &dir(), file, Reading::default());
            fitted += (0..doc.section_count()).filter(|s| doc.skeleton(*s).is_some()).count();
            sections_of_a_skeleton_inherit_the_same(&doc, &text);
        }
    }
    assert!(fitted > 5000, "only {fitted} sections have a skeleton");
}

fn sections_of_a_skeleton_inherit_the_same(doc: &Document, text: &[u8]) {
    let mut known = std::collections::BTreeMap::new();
    for section in (0..doc.section_count()).filter(|s| doc.is_simple(*s)) {
        let Some(skeleton) = doc.skeleton(section) else { continue };
        let mut inherited = Vec::new();
        doc.each_setting(section, |s| inherited.push(s));
        inherited.retain(|s| !doc.own_settings(section).contains(s));
        let first = known.entry(skeleton).or_insert_with(|| inherited.clone());
        assert_eq!(*first, inherited, "section {section} of {}", String::from_utf8_lossy(text));
    }
}

/// A line, or a few, of which texts are made: most are plain, so that sections get skeletons.
fn piece() -> impl Strategy<Value = String> {
    let word = "[a-c]{1,3}";
    prop_oneof![
        4 => word.prop_map(|w| format!("[{w}]\ntype=aor\nmax_contacts=1\n")),
        4 => (word, word).prop_map(|(a, b)| format!("[{a}](t)\ntype=endpoint\nauth={b}\naors={a}\n\n")),
        2 => (word, word).prop_map(|(a, b)| format!("[{a}]\r\ntype = auth\r\nusername => {b} \r\n\r\n")),
        2 => word.prop_map(|w| format!("option={w}\n")),
        1 => word.prop_map(|w| format!("[{w}](!)\nallow=ulaw\n")),
        1 => word.prop_map(|w| format!("[{w}](+)\ncontext={w}\n")),
        1 => word.prop_map(|w| format!("[t](+TEMPLATES=include)\ncontext={w}\n")),
        1 => word.prop_map(|w| format!("[{w}](a,b)\n")),
        1 => word.prop_map(|w| format!("aors += ,{w}\n")),
        1 => Just("; a comment\n".to_owned()),
        1 => Just("a=1;cut\n".to_owned()),
        1 => Just("a=1\\;2\n".to_owned()),
        1 => Just(";-- a block\n[x]\n--;\n".to_owned()),
        1 => Just(";--\n".to_owned()),
        1 => Just("--;\n".to_owned()),
        1 => Just("no equals\n".to_owned()),
        1 => Just("a=\n=b\n".to_owned()),
        1 => Just("[]\n[ x ] y\n".to_owned()),
        1 => Just("[x\n".to_owned()),
        1 => Just("#tryinclude nothing.conf\n".to_owned()),
        1 => (0usize..400).prop_map(|n| format!("long={}\n", "x".repeat(n))),
        1 => (8100usize..8300).prop_map(|n| format!("[l]\na=1\n; {}\nb={}\n", "y".repeat(n / 2), "x".repeat(n))),
        1 => (60usize..70).prop_map(|n| format!("[many]\n{}", "o=1\n".repeat(n))),
        1 => (70usize..90).prop_map(|n| format!("[{}]\ntype=aor\n", "n".repeat(n))),
        1 => Just("\0\u{feff}[z]\n".to_owned()),
    ]
}

/// `.ci/run` sets `PJLINT_ALL`: then as many as take ten seconds.
fn made_up_count() -> u32 {
    if std::env::var_os("PJLINT_ALL").is_some_and(|value| value == "1") { 3000 } else { 750 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: made_up_count(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn made_up_ones(pieces in prop::collection::vec(piece(), 1..40)) {
        let text = format!("[t](!)\nallow=alaw\n[b]\n[a]\n{}", pieces.concat());
        let [scanned, plain] = both(text.as_bytes());
        prop_assert_eq!(scanned, plain);
        let mut sources = Sources::default();
        let file = sources.add_text("pjsip.conf", text.clone().into_bytes());
        let doc = read(&mut sources, &dir(), file, Reading::default());
        sections_of_a_skeleton_inherit_the_same(&doc, text.as_bytes());
    }
}
