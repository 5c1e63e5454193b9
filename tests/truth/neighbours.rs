//! What the other files say against the commands whose output was recorded.

use std::path::Path;

use pjlint::neighbours::{Bound, Collector, Http, Loads, Rtp, StrictRtp};
use pjlint::objects::Configuration;

use crate::compare;
use crate::record::Record;

/// What was compared, and what differs.
#[derive(Default)]
pub(crate) struct Outcome {
    pub facts: usize,
    pub differences: Vec<String>,
}

impl Outcome {
    pub(crate) fn fact(&mut self, what: &str, mine: &str, theirs: &str) {
        self.facts += 1;
        if mine != theirs {
            self.differences.push(format!("{what}: pjlint says {mine:?}, Asterisk {theirs:?}"));
        }
    }
}

/// Compares every file of whose command there is a record.
pub(crate) fn directory(name: &str, dir: &Path, version: &str, record: &Record) -> Outcome {
    let mut out = Outcome::default();
    let c = compare::load(dir, version);
    if name.starts_with("F-02-") {
        out.fact("Asterisk starts", &yes(starts(dir, &c)), &yes(record.ready));
    }
    for (command, output) in record.whole["cmd"].as_object().into_iter().flatten() {
        let output = output.as_str().unwrap_or_default();
        match command.as_str() {
            "rtp show settings" => rtp(&c, output, &mut out),
            "http show status" => http(&c, output, &mut out),
            "module show like res_hep" => hep(&c, output, &mut out),
            _ if command.starts_with("module show like ") && c.neighbours.modules.is_known() => {
                modules(&c, output, &command["module show like ".len()..], &mut out);
            }
            _ => {}
        }
    }
    out
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

/// Modules that the loader would have to find on the disk are for no file to say.
fn starts(dir: &Path, c: &Configuration) -> bool {
    let missing = dir.join("ABSENT-modules.conf").exists() || dir.ends_with("F-02-required-missing");
    !missing && c.neighbours.modules.no_start.is_empty()
}

fn row<'a>(output: &'a str, label: &str) -> Option<&'a str> {
    output.lines().find_map(|l| l.trim().strip_prefix(label)).map(str::trim)
}

fn rtp(c: &Configuration, output: &str, out: &mut Outcome) {
    let default = Rtp::default();
    let rtp = c.neighbours.rtp.as_ref().unwrap_or(&default);
    let word = |is| if is { "Yes" } else { "No" };
    out.fact("rtpstart", &rtp.start.value.to_string(), row(output, "Port start:").unwrap_or_default());
    out.fact("rtpend", &rtp.end.value.to_string(), row(output, "Port end:").unwrap_or_default());
    out.fact("icesupport", word(rtp.ice.value), row(output, "ICE support:").unwrap_or_default());
    let strict = word(rtp.strict.value != StrictRtp::No);
    out.fact("strictrtp", strict, row(output, "Strict RTP:").unwrap_or_default());
}

fn http(c: &Configuration, output: &str, out: &mut Outcome) {
    let none = Http::default();
    let http = c.neighbours.http.as_ref().unwrap_or(&none);
    let theirs = row(output, "Server Enabled and Bound to").unwrap_or("nowhere");
    // No name is found in the laboratory.
    let mine = match &http.bound.value {
        Bound::Address(address, port) if http.enabled.value => std::net::SocketAddr::new(*address, *port).to_string(),
        _ => "nowhere".into(),
    };
    out.fact("the server", &mine, theirs);
    out.fact("prefix", &String::from_utf8_lossy(&http.prefix.value), row(output, "Prefix:").unwrap_or_default());
    if theirs != "nowhere" {
        out.fact("static files", &yes(http.serves_files.value), &yes(output.contains("/static/...")));
    }
}

/// Whether `res_hep` runs, and so what builds on it; a name is not found in the laboratory, and does no harm.
fn hep(c: &Configuration, output: &str, out: &mut Outcome) {
    let Some(hep) = &c.neighbours.hep else { return };
    let runs = |module: &str| output.lines().any(|l| l.starts_with(module) && !l.contains("Not Running"));
    out.fact("res_hep", &yes(hep.fault.is_none()), &yes(runs("res_hep.so")));
    out.fact("res_hep_pjsip", &yes(hep.fault.is_none() && hep.enabled.value), &yes(runs("res_hep_pjsip.so")));
    let nowhere = hep.address.is_some_and(|a| a.value != Collector::Nowhere);
    out.fact("sends", &yes(hep.is_sending()), &yes(runs("res_hep_pjsip.so") && nowhere));
}

/// The modules that are listed are loaded, and those of [`ASKED`] that are not are not.
fn modules(c: &Configuration, output: &str, like: &str, out: &mut Outcome) {
    const ASKED: &[&str] =
        &["app_dial", "app_queue", "app_stack", "app_verbose", "app_mp3", "app_echo", "app_playback"];
    let version = c.target.version;
    let loads = |module: &str| c.neighbours.modules.will_load(module, version) == Loads::Yes;
    let listed: Vec<(&str, bool)> = output
        .lines()
        .filter_map(|l| Some((l.split_whitespace().next().filter(|m| m.ends_with(".so"))?, !l.contains("Not Running"))))
        .collect();
    for (module, runs) in &listed {
        // Where a module declines for want of its own configuration, modules.conf has nothing to do with it.
        if *runs {
            out.fact(module, &yes(loads(module)), "yes");
        }
    }
    for module in ASKED.iter().filter(|m| m.contains(like)) {
        let there = listed.iter().any(|(m, _)| m.strip_suffix(".so") == Some(module));
        out.fact(module, &yes(loads(module)), &yes(there));
    }
}
