//! Each stage on a generated configuration of 10,000 endpoints: 30,000 sections, 2.9 MB.
//!
//! `cargo bench`. For 1,000,000 endpoints measure the command itself, with a file that a generator writes; beside other
//! programs, `benches/compare`.

use std::fmt::Write;
use std::path::PathBuf;

use divan::Bencher;
use pjlint::asterisk::{Choice, Target, Version};
use pjlint::graph::Graph;
use pjlint::linter::{Linter, Report};
use pjlint::objects::{Configuration, LoadOptions, Main, load};
use pjlint::report::{Format, Location, Run, Style, write};
use pjlint::source::Sources;
use pjlint::text::{self, ConfigDir};

const ENDPOINTS: usize = 10_000;

fn main() {
    divan::main();
}

/// A configuration of one template and three sections a phone; every `broken`-th phone names an auth that is not there.
fn configuration(broken: usize) -> Vec<u8> {
    let mut out = String::from(
        "[udp]\ntype=transport\nbind=0.0.0.0\n\n[phone](!)\ntype=endpoint\ncontext=phones\nallow=!all,ulaw,alaw\ntransport=udp\nrtp_symmetric=yes\n\n",
    );
    for i in 0..ENDPOINTS {
        let id = 100_000 + i;
        let auth = if i % broken == broken - 1 { "lost" } else { "auth" };
        write!(
            out,
            "[{id}](phone)\nauth={id}-{auth}\naors={id}\ncallerid=User {id} <{id}>\nmailboxes={id}@default\n\n\
             [{id}-auth]\ntype=auth\nauth_type=userpass\nusername={id}\npassword=secret-{id}\n\n\
             [{id}]\ntype=aor\nmax_contacts=2\nqualify_frequency=60\nremove_existing=yes\n\n"
        )
        .expect("a String takes everything");
    }
    out.into_bytes()
}

fn dir() -> ConfigDir {
    ConfigDir { root: PathBuf::from("/nonexistent"), known_as: "/etc/asterisk".into(), is_live: false }
}

fn loaded(bytes: Vec<u8>) -> Configuration {
    let target = Target::new(Version::DEFAULT, Choice::Default);
    load(dir(), Main::Text(bytes), target, LoadOptions::default()).expect("text is readable")
}

fn linted(linter: &Linter, bytes: Vec<u8>) -> Report {
    linter.lint_text(&dir(), bytes).expect("text is readable")
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let bytes = configuration(ENDPOINTS + 1);
    bencher.with_inputs(|| bytes.clone()).bench_values(|bytes| {
        let mut sources = Sources::default();
        let file = sources.add_text("pjsip.conf", bytes);
        text::read(&mut sources, &dir(), file, text::Reading { modern: true, ..text::Reading::default() })
    });
}

/// Every line parsed, as where no section is written like another.
#[divan::bench]
fn parse_line_by_line(bencher: Bencher<'_, '_>) {
    let bytes = configuration(ENDPOINTS + 1);
    let how = text::Reading { modern: true, line_by_line: true, ..text::Reading::default() };
    bencher.with_inputs(|| bytes.clone()).bench_values(|bytes| {
        let mut sources = Sources::default();
        let file = sources.add_text("pjsip.conf", bytes);
        text::read(&mut sources, &dir(), file, how)
    });
}

/// Parsed, and every object judged.
#[divan::bench]
fn resolve(bencher: Bencher<'_, '_>) {
    let bytes = configuration(ENDPOINTS + 1);
    bencher.with_inputs(|| bytes.clone()).bench_values(loaded);
}

#[divan::bench]
fn graph(bencher: Bencher<'_, '_>) {
    let config = loaded(configuration(ENDPOINTS + 1));
    bencher.bench(|| Graph::new(&config));
}

/// From the bytes to 100 findings.
#[divan::bench]
fn lint(bencher: Bencher<'_, '_>) {
    let (linter, bytes) = (Linter::default(), configuration(100));
    bencher.with_inputs(|| bytes.clone()).bench_values(|bytes| linted(&linter, bytes));
}

/// Of 100 findings.
#[divan::bench(args = [Format::Full, Format::Concise, Format::Json, Format::Sarif])]
fn report(bencher: Bencher<'_, '_>, format: Format) {
    let reports = vec![linted(&Linter::default(), configuration(100))];
    let run = Run { reports, location: Location::default() };
    let style = Style { color: false, unicode: true, width: 100, quiet: false, links: false };
    bencher.bench(|| {
        let mut out = Vec::new();
        write(&run, format, &style, &mut out).expect("a Vec takes everything");
        out
    });
}
