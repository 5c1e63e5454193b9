//! No secret is in any output.

use pjlint::report::{Format, Run, show_json, show_text};

use crate::fixture::{findings, style, text};

#[test]
fn no_format_shows_a_secret() {
    let run = Run { linted: vec![findings("secrets")] };
    let read: Vec<u8> = run.linted[0].config.sources.iter().flat_map(|(_, f)| f.bytes.to_vec()).collect();
    assert_eq!(String::from_utf8_lossy(&read).matches("SECRET-").count(), 8, "the fixture has its secrets");
    let mut outputs: Vec<(String, String)> = [Format::Full, Format::Concise, Format::Json, Format::Sarif]
        .into_iter()
        .map(|f| (format!("{f:?}"), text(&run, f)))
        .collect();
    for defaults in [false, true] {
        for filter in [None, Some(("template", None)), Some(("aor", None))] {
            let mut out = Vec::new();
            show_json(&run.linted, filter, defaults, &mut out).expect("memory can be written");
            show_text(&run.linted, filter, defaults, &style(true), &mut out).expect("memory can be written");
            outputs.push((format!("show {filter:?}"), String::from_utf8(out).expect("UTF-8")));
        }
    }
    for (name, output) in outputs {
        let found = output.lines().find(|l| l.contains("SECRET-"));
        assert_eq!(found, None, "{name}");
    }
}
