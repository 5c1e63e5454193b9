//! `--format junit` and `--format checkstyle`: well-formed, of the elements and attributes that their schemas have, and
//! the findings. `tests/formats-validate` goes by the whole schemas.

use std::collections::BTreeSet;

use pjlint::catalogue::Severity;
use pjlint::finding::{SuppressedFinding, SuppressionReason};
use pjlint::linter::Report;
use pjlint::report::{Format, Run};
use roxmltree::{Document, Node};

use crate::report::fixture::{ODD, clean, findings, run, text};

const JUNIT: &str = include_str!("../../../fixtures/schemas/junit-10.xsd");
const CHECKSTYLE: &str = include_str!("../../../fixtures/schemas/checkstyle.xsd");

/// Whether each element is declared, may stand where it stands, and has the attributes that it must and may have.
fn assert_fits(report: &str, schema: &str) {
    let (report, schema) = (Document::parse(report).expect("XML"), Document::parse(schema).expect("XML"));
    for element in report.descendants().filter(Node::is_element) {
        let name = element.tag_name().name();
        let declared =
            schema.root_element().children().find(|e| e.is_called("element") && e.attribute("name") == Some(name));
        let declared = declared.unwrap_or_else(|| panic!("<{name}> is not in the schema"));
        let inside = |tag: &'static str| declared.descendants().filter(move |e| e.is_called(tag));
        let may: BTreeSet<&str> = inside("attribute").filter_map(|a| a.attribute("name")).collect();
        for attribute in element.attributes() {
            assert!(may.contains(attribute.name()), "<{name}> has no {}", attribute.name());
        }
        for must in inside("attribute").filter(|a| a.attribute("use") == Some("required")) {
            let must = must.attribute("name").expect("a name");
            assert!(element.has_attribute(must), "<{name}> lacks {must}");
        }
        let children: BTreeSet<&str> = inside("element").filter_map(|e| e.attribute("ref")).collect();
        for child in element.children().filter(Node::is_element) {
            assert!(children.contains(child.tag_name().name()), "<{}> in <{name}>", child.tag_name().name());
        }
    }
}

trait Called {
    fn is_called(&self, name: &str) -> bool;
}

impl Called for Node<'_, '_> {
    fn is_called(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn elements<'a>(document: &'a Document<'_>, name: &'static str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|n| n.has_tag_name(name)).collect()
}

/// The report, after what must hold of each: the counts are those of its tests, and no two tests have one name.
fn junit(run: &Run) -> String {
    let report = text(run, Format::Junit);
    assert_fits(&report, JUNIT);
    let document = Document::parse(&report).expect("XML");
    let mut total = 0;
    for suite in elements(&document, "testsuite") {
        let count = |name: &'static str| suite.descendants().filter(|n| n.has_tag_name(name)).count().to_string();
        assert_eq!(suite.attribute("tests"), Some(count("testcase").as_str()));
        assert_eq!(suite.attribute("failures"), Some(count("failure").as_str()));
        assert_eq!(suite.attribute("skipped"), Some(count("skipped").as_str()));
        let cases: Vec<Node<'_, '_>> = suite.children().filter(|n| n.has_tag_name("testcase")).collect();
        assert!(!cases.is_empty(), "a suite without a test is an error to Jenkins");
        let names: BTreeSet<_> = cases.iter().map(|c| (c.attribute("classname"), c.attribute("name"))).collect();
        assert_eq!(names.len(), cases.len());
        total += cases.len();
    }
    assert_eq!(document.root_element().attribute("tests"), Some(total.to_string().as_str()));
    report
}

fn checkstyle(run: &Run) -> String {
    let report = text(run, Format::Checkstyle);
    assert_fits(&report, CHECKSTYLE);
    let document = Document::parse(&report).expect("XML");
    let found: usize = run.reports.iter().map(|l| l.findings.len()).sum();
    assert_eq!(elements(&document, "error").len(), found);
    report
}

#[test]
fn junit_has_a_test_for_each_finding() {
    let run = run(vec![findings("junit"), clean("junit-beside")]);
    let report = junit(&run);
    let document = Document::parse(&report).expect("XML");
    assert_eq!(
        elements(&document, "testsuite").iter().filter_map(|s| s.attribute("name")).collect::<Vec<_>>(),
        ["conf", "."]
    );
    let cases = elements(&document, "testcase");
    let linted = &run.reports[0];
    for (case, f) in cases.iter().zip(&linted.findings) {
        let class = format!("pjlint.{}.{}", f.rule.group, f.rule.name);
        assert_eq!(case.attribute("classname"), Some(class.as_str()));
        assert!(case.attribute("name").is_some_and(|n| n.starts_with("conf/") && n.contains(&f.message)));
        let inside = case.first_element_child().expect("what was found");
        let text = inside.text().expect("a text");
        let at = linted.config.sources.position(f.primary.span);
        assert!(text.starts_with(&format!("{}:{}:{}: ", linted.path(f.primary.span), at.line, at.column)), "{text}");
        assert!(text.contains(&f.consequence) && text.ends_with(&f.rule.url()), "{text}");
        if f.severity == Severity::Info {
            assert!(inside.has_tag_name("system-out"));
        } else {
            assert!(inside.has_tag_name("failure"));
            assert_eq!(inside.attribute("type"), Some(f.rule.name));
            assert_eq!(inside.attribute("message"), Some(f.message.as_str()));
        }
    }
    assert!(report.contains(&ODD.replace('"', "&quot;")));
}

#[test]
fn junit_has_a_test_that_passes_where_nothing_is_found() {
    for run in [run(vec![clean("junit-clean")]), run(Vec::new())] {
        let report = junit(&run);
        let document = Document::parse(&report).expect("XML");
        let cases = elements(&document, "testcase");
        assert_eq!(cases.len(), 1);
        assert!(!cases[0].has_children());
    }
}

#[test]
fn junit_skips_what_was_set_aside() {
    let mut linted = findings("junit-aside");
    let mut aside = linted.findings.split_off(1).into_iter();
    let mut next = || aside.next().expect("a finding");
    let reason =
        SuppressionReason::Comment { reason: "the phones <\u{1b}need> it".into(), until: Some("2027-01-31".into()) };
    linted.suppressed = vec![
        SuppressedFinding { finding: next(), reason },
        SuppressedFinding { finding: next(), reason: SuppressionReason::Baseline },
    ];
    let report = junit(&run(vec![linted]));
    let document = Document::parse(&report).expect("XML");
    let reasons: Vec<&str> = elements(&document, "skipped").iter().filter_map(|s| s.attribute("message")).collect();
    assert_eq!(reasons, ["suppressed by a comment until 2027-01-31: the phones <\u{fffd}need> it", "in the baseline"]);
    assert_eq!(elements(&document, "testcase").len(), 3);
}

#[test]
fn checkstyle_has_each_finding_below_its_file() {
    let run = run(vec![findings("checkstyle")]);
    let report = checkstyle(&run);
    let document = Document::parse(&report).expect("XML");
    let files: Vec<&str> = elements(&document, "file").iter().filter_map(|f| f.attribute("name")).collect();
    assert_eq!(files, [format!("conf/{ODD}").as_str(), "conf/pjsip.conf"]);
    let linted = &run.reports[0];
    for f in &linted.findings {
        let at = linted.config.sources.position(f.primary.span);
        let source = format!("pjlint.{}.{}", f.rule.group, f.rule.name);
        let is_this = |e: &Node<'_, '_>| {
            e.attribute("line") == Some(at.line.to_string().as_str())
                && e.attribute("column") == Some(at.column.to_string().as_str())
                && e.attribute("severity") == Some(f.severity.to_string().as_str())
                && e.attribute("source") == Some(source.as_str())
                && e.attribute("message").is_some_and(|m| m.starts_with(&f.message) && m.contains(&f.consequence))
                && e.parent_element().and_then(|p| p.attribute("name")) == Some(linted.path(f.primary.span).as_str())
        };
        assert_eq!(elements(&document, "error").iter().filter(|e| is_this(e)).count(), 1, "{f:?}");
    }
}

#[test]
fn checkstyle_of_nothing_is_empty() {
    for run in [run(vec![clean("checkstyle-clean")]), run(Vec::new())] {
        let report = checkstyle(&run);
        assert!(!Document::parse(&report).expect("XML").root_element().has_children());
    }
}

/// What XML cannot hold, and what is a tag.
#[cfg(unix)]
#[test]
fn odd_names_break_nothing() {
    let odd = |name: &str| run(vec![crate::report::fixture::odd(name)]);
    let report = junit(&odd("junit-odd"));
    assert!(report.contains("&lt;&amp;&quot;&apos;&gt;.conf") && report.contains("##[error]pwned"), "{report}");
    let report = checkstyle(&odd("checkstyle-odd"));
    let document = Document::parse(&report).expect("XML");
    let files: Vec<&str> = elements(&document, "file").iter().filter_map(|f| f.attribute("name")).collect();
    assert!(files.contains(&"::error file=x::/odd/<&\"'>.conf"), "{files:?}");
    assert!(files.contains(&"::error file=x::/odd/b\u{fc}ro, 100% :x.conf"), "{files:?}");
}

#[test]
fn ten_thousand_findings_are_written() {
    let many = |name: &str| {
        let mut linted: Report = findings(name);
        linted.findings = linted.findings.iter().cycle().take(10_000).cloned().collect();
        run(vec![linted])
    };
    let report = junit(&many("junit-many"));
    assert_eq!(report.matches("<testcase ").count(), 10_000);
    let report = checkstyle(&many("checkstyle-many"));
    assert_eq!(report.matches("<error ").count(), 10_000);
}
