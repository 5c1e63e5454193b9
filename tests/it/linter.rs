//! The front door as an embedder uses it, where the documentation's examples do not show it.

use pjlint::asterisk::{Choice, Target};
use pjlint::linter::{Cancellation, LintError, Linter};
use pjlint::objects::{LoadError, State};
use pjlint::text::ConfigDir;

use crate::site::directory;

#[test]
fn a_cancelled_run_has_no_report() {
    let mut linter = Linter::default();
    let dir = ConfigDir::new("fixtures/demo");
    assert!(linter.lint_dir(&dir).is_ok_and(|report| !report.findings.is_empty()));
    // The clone is what another thread holds.
    let cancellation = Cancellation::default();
    linter.cancellation = cancellation.clone();
    assert!(linter.lint_dir(&dir).is_ok());
    cancellation.cancel();
    assert!(matches!(linter.lint_dir(&dir), Err(LintError::Cancelled)));
    assert!(matches!(linter.load_dir(&dir), Err(LoadError::Cancelled)));
    assert!(matches!(linter.lint_text(&dir, b"[a]\ntype=aor\n".to_vec()), Err(LintError::Cancelled)));
}

#[test]
fn a_name_that_a_doubtful_filter_may_bring_is_no_error() {
    // Whether `é` is a letter depends on the locale that Asterisk runs in.
    let text = |filter: &str| {
        format!(
            "[udp]\ntype=transport\nprotocol=udp\nbind=10.0.0.1\n[a]\ntype=aor\nname=\u{e9}\n\
             [a](+{filter})\nx=y\n[b]\ntype=endpoint\ncontext=in\nallow=alaw\naors=missing\n"
        )
    };
    let finding = |filter: &str| {
        let report = Linter::default().lint_text(&ConfigDir::new("."), text(filter).into_bytes()).expect("a report");
        report.findings.into_iter().find(|f| f.rule.name == "dangling-aor").expect("the aor is nowhere")
    };
    let doubt = finding("name=[[:alpha:]]").doubt.expect("a reason");
    assert!(doubt.contains("locale") && doubt.contains(":8"), "{doubt}");
    assert_eq!(finding("name=\u{e9}").doubt, None);
}

#[test]
fn a_section_of_sorcery_conf_whose_module_is_not_there_costs_nothing() {
    let root = directory("sorcery-of-no-module");
    for (name, text) in
        [("pjsip.conf", "[a]\ntype=aor\nmax_contacts=1\n"), ("sorcery.conf", "[res_geolocation]\nlocation=realtime\n")]
    {
        std::fs::write(root.join(name), text).expect("a file");
    }
    let states = |version: &str| {
        let mut linter = Linter::default();
        linter.target = Target::new(version.parse().expect("a release"), Choice::Default);
        linter.load_dir(&ConfigDir::new(&root)).expect("a configuration").pjsip.state(0)
    };
    // Geolocation came with 16.28: before that nobody opens its section, at which 22.10 crashes (D-6).
    assert_eq!([states("16.20"), states("22.10")], [State::Loaded, State::Elsewhere]);
}
