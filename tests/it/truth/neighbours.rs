//! What the other files say against the commands whose output was recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pjlint::neighbours::{Bound, Collector, Http, Loads, Rtp, StrictRtp, What};
use pjlint::objects::Configuration;

use crate::truth::compare;
use crate::truth::record::Record;

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
            "dialplan show" => dialplan(&c, output, &mut out),
            "queue show" => queues(&c, output, &mut out),
            "voicemail show users" => boxes(&c, output, &mut out),
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
        .filter_map(|l| {
            let module = l.split_whitespace().next()?;
            module.strip_suffix(".so").map(|_| (module, !l.contains("Not Running")))
        })
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

/// The contexts; and each line that is shown, by its number.
fn dialplan(c: &Configuration, output: &str, out: &mut Outcome) {
    let Some(dialplan) = c.dialplan() else { return };
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    let theirs: BTreeSet<&str> = output
        .lines()
        .filter_map(|l| l.trim().strip_prefix("[ Context '")?.strip_suffix("' created by 'pbx_config' ]"))
        .collect();
    let mine: BTreeSet<String> = dialplan.context_names().into_iter().map(text).collect();
    let theirs: BTreeSet<String> = theirs.into_iter().map(str::to_owned).collect();
    out.fact("contexts", &format!("{mine:?}"), &format!("{theirs:?}"));
    let mut lines = BTreeMap::new();
    dialplan.each_line(|line| {
        let place = c.sources.position(line.extension.span).line;
        let number = match line.what {
            What::Hint(devices) => c.sources.position(devices.span).line,
            What::Call(call) => c.sources.position(call.name.span).line,
        };
        let shown = match line.what {
            What::Hint(devices) => format!("hint: {}", text(devices.bytes)),
            What::Call(call) => {
                format!("{}({})", text(call.name.bytes), call.arguments.map(|a| text(a.bytes)).unwrap_or_default())
            }
        };
        assert!(place <= number, "the extension stands on the line or above it");
        lines.insert(number, shown);
    });
    for row in output.lines() {
        let Some((before, after)) = row.rsplit_once("[extensions.conf:") else { continue };
        let number: u32 = after.trim_end_matches(']').parse().expect("a line number");
        let before = before.trim();
        let theirs = match before.find("hint: ") {
            // The presence state is no device; a global variable is worked out at load.
            Some(at) => before[at..].split(',').next().unwrap_or_default().trim(),
            None => before.split_once(". ").map_or("", |(_, call)| call),
        };
        let mine = lines.get(&number).map_or("", String::as_str).trim();
        // An empty hint is shown as `hint:` and nothing more.
        let theirs = if before.ends_with("hint:") { "hint:" } else { theirs };
        if !mine.contains("hint: ${") {
            out.fact(&format!("extensions.conf:{number}"), mine, theirs);
        }
    }
}

/// Every member that has an interface, and no other.
fn queues(c: &Configuration, output: &str, out: &mut Outcome) {
    let Some(queues) = c.queues() else { return };
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    let mut mine = BTreeSet::new();
    queues.each_member(|m| {
        let state = m.state_interface.map(|s| format!(" from {}", text(s.bytes)));
        mine.insert(format!("{}{}", text(m.interface.bytes), state.unwrap_or_default()));
    });
    let member = |l: &str| {
        let before = l.split(" (ringinuse").next()?.split(" with penalty").next()?.trim().to_owned();
        let interface = before.rsplit_once('(').map_or(before.as_str(), |(_, i)| i.trim_end_matches(')'));
        // A name whose blanks the CLI doubles.
        Some(interface.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let rows = output.lines().filter(|l| l.contains("(ringinuse"));
    let theirs: BTreeSet<String> = rows.filter_map(member).filter(|m| !m.is_empty()).collect();
    out.fact("members", &format!("{mine:?}"), &format!("{theirs:?}"));
}

fn boxes(c: &Configuration, output: &str, out: &mut Outcome) {
    let Some(voicemail) = c.neighbours.voicemail(&c.sources) else { return };
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    let mut mine = BTreeSet::new();
    voicemail.each_box(|b| {
        mine.insert((text(b.context), text(b.name)));
    });
    let row = |l: &str| {
        let mut words = l.split_whitespace().map(str::to_owned);
        Some((words.next()?, words.next()?))
    };
    let rows = output.lines().skip(1).filter(|l| !l.contains("voicemail users configured"));
    let theirs: BTreeSet<(String, String)> = rows.filter_map(row).collect();
    out.fact("boxes", &format!("{mine:?}"), &format!("{theirs:?}"));
}
