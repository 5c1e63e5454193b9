//! What happens to findings between the rules and the report: every pass, in its order.
//!
//! 1. the rules run, those of group `suppression` last ([`RuleSet::run`]);
//! 2. the policy drops findings and gives the others their severity ([`severity_policy`]);
//! 3. those in files that do not look like a configuration become one for each file ([`non_config_files`]);
//! 4. sentences are sanitised: no control characters, no secrets, a bounded length;
//! 5. fixes of files that a program writes go ([`leave_generated`](crate::rules::facts::generators));
//! 6. those that say the same of one template line are merged ([`merge`]);
//! 7. comments suppress ([`Suppressions::apply`]);
//! 8. the report is limited to the files that were asked for ([`limit_to_files`]);
//! 9. the baseline's findings are set aside ([`apply_baseline`]).

use std::collections::BTreeSet;

use crate::accounts::Accounts;
use crate::asterisk::secret;
#[cfg(feature = "cli")]
use crate::baseline::{Baseline, Scope};
use crate::catalogue::{Basis, RULES, Rule, Severity};
use crate::finding::{Finding, SuppressedFinding};
use crate::graph::Graph;
use crate::objects::Configuration;
use crate::printable::printable;
use crate::rules::RuleSet;
use crate::rules::findings::{merge, non_config_files, severity_policy};
use crate::suppression::Suppressions;

use super::{FileArg, LintError, Linter, Report};

/// Bytes of a sentence that are shown: a line has 8190 at most, but `+=` makes values without an end.
const MAX_SENTENCE: usize = 2000;

/// What passes 1 to 7 leave.
pub(super) struct Outcome {
    pub(super) findings: Vec<Finding>,
    pub(super) suppressed: Vec<SuppressedFinding>,
    pub(super) broken: Vec<&'static Rule>,
}

/// Every finding that the policy wants: passes 1 to 7.
pub(super) fn findings(
    config: &Configuration,
    graph: &Graph,
    accounts: &Accounts,
    linter: &Linter,
) -> Result<Outcome, LintError> {
    let rules = RuleSet::new(config, graph, accounts, &linter.policy);
    let mut broken = Vec::new();
    let mut run = |about_comments: bool| {
        let is_cancelled = || linter.cancellation.is_cancelled();
        let found = rules.run(|rule| !is_cancelled() && rule.is_about_comments() == about_comments);
        broken.extend(found.broken);
        settled(found.findings, config, linter, &rules)
    };
    let found = merge::merge(sorted(run(false)));
    let mut suppressions = Suppressions::read(&config.sources, linter.today);
    let (mut findings, suppressed) = suppressions.apply(found);
    // What speaks of the comments must know what they have done, and cannot be suppressed by one.
    rules.set_suppressions(suppressions);
    findings.extend(run(true));
    linter.check_cancelled()?;
    Ok(Outcome { findings: sorted(findings), suppressed, broken })
}

/// Passes 2 to 5.
fn settled<'a>(
    mut findings: Vec<Finding>,
    config: &Configuration,
    linter: &Linter,
    rules: &'a RuleSet<'a>,
) -> Vec<Finding> {
    severity_policy::apply_policy(&mut findings, config, &linter.policy);
    let mut findings = sanitised(non_config_files::fold(findings, config));
    if let Some(rule) = RULES.first() {
        let cx = rules.context(rule);
        for finding in &mut findings {
            cx.site().leave_generated(finding);
        }
    }
    findings
}

/// Here, once, and not in each of the many sentences that quote the configuration: what could drive a terminal goes,
/// and so does every secret that a quoted part of it holds.
fn sanitised(findings: Vec<Finding>) -> Vec<Finding> {
    let clean = |text: String| {
        let is_plain = text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control());
        shortened(secret::sentence(if is_plain { text } else { printable(text.as_bytes()) }))
    };
    findings.into_iter().map(|f| f.sanitised(clean)).collect()
}

fn shortened(mut text: String) -> String {
    if text.len() > MAX_SENTENCE {
        text.truncate(text.floor_char_boundary(MAX_SENTENCE));
        text.push_str("...");
    }
    text
}

fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(Finding::cmp_place);
    findings
}

/// Leaves what concerns the given files; returns those of them that the configuration reads.
///
/// A finding concerns a file if its own place or one of its labels is in it: of two objects of one name the second
/// may be in the file that was changed, and the report be about the first.
pub(crate) fn limit_to_files(report: &mut Report, files: &BTreeSet<FileArg>, hook: bool) -> BTreeSet<FileArg> {
    let mut read = BTreeSet::new();
    let mut wanted = Vec::new();
    for (_, file) in report.config.sources.iter() {
        let real = file.path.canonicalize().ok();
        let before = read.len();
        read.extend(files.iter().filter(|g| g.is(&file.path, real.as_deref())).cloned());
        wanted.push(read.len() > before);
    }
    let is_wanted = |finding: &Finding| {
        let places = finding.labels.iter().map(|l| l.span).chain([finding.primary.span]);
        places.into_iter().any(|s| wanted[s.file.0 as usize]) || (hook && may_be_of_another_file(finding))
    };
    report.findings.retain(&is_wanted);
    // Only the given files are edited.
    for finding in &mut report.findings {
        let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
        if edits.iter().any(|e| !wanted[e.span.file.0 as usize]) {
            finding.fix = None;
        }
    }
    report.suppressed.retain(|s| is_wanted(&s.finding));
    read
}

/// Whether the finding can come from a change in a file where it has no place: what is not there has none.
fn may_be_of_another_file(finding: &Finding) -> bool {
    finding.rule.basis == Basis::Names && finding.severity >= Severity::Warning
}

/// Sets aside the findings that the baseline has, of a configuration that was looked at as `scope` says.
#[cfg(feature = "cli")]
pub(crate) fn apply_baseline(report: &mut Report, baseline: &Baseline, scope: &Scope) {
    let sources = &report.config.sources;
    report.resolved = Some(baseline.apply(scope, sources, &mut report.findings, &mut report.suppressed));
}
