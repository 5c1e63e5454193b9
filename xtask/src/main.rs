//! `cargo xtask`: keeps the generated files fresh, and begins new rules.

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};

use xtask::generated::Generated;
use xtask::rule::NewRule;
use xtask::{locks, mod_lines, root, rule};

const USAGE: &str = "\
cargo xtask generate          writes every generated file anew
cargo xtask generate --check  names those that are stale, and ends with status 1 if there are any
cargo xtask rule GROUP/NAME   begins a rule: its page and its check";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let result = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate"] => generate(false),
        ["generate", "--check"] => generate(true),
        ["rule", what] => begin(what).map(|()| true),
        _ => Err(format!("what there is:\n\n{USAGE}")),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("\nwrite them anew with: cargo xtask generate");
            ExitCode::FAILURE
        }
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::from(2)
        }
    }
}

/// Whether everything is fresh in the end. The lines that the library needs come first; all else is made by the
/// library itself.
fn generate(check: bool) -> Result<bool, String> {
    let root = root();
    locks::agree(&root)?;
    let mut lines = Generated::new(&root, check);
    mod_lines::generate(&mut lines)?;
    if lines.is_left_stale() {
        println!("without these lines the library does not build: what else may be stale was not looked at");
        return Ok(false);
    }
    let mut documents = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    documents.args(["run", "--quiet", "--features", "documents", "--bin", "documents", "--manifest-path"]);
    documents.arg(root.join("xtask/Cargo.toml"));
    // Where this program is: DIR/debug/xtask.
    let here = env::current_exe().ok();
    if let Some(target) = here.as_deref().and_then(Path::parent).and_then(Path::parent) {
        documents.arg("--target-dir").arg(target);
    }
    documents.arg("--").args(check.then_some("--check"));
    let status = documents.status().map_err(|e| format!("cargo: {e}"))?;
    match status.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        _ => Err("the documents could not be made".to_owned()),
    }
}

fn begin(what: &str) -> Result<(), String> {
    let root = root();
    let rule = rule::begin(&root, what)?;
    let mut lines = Generated::new(&root, false);
    mod_lines::generate(&mut lines)?;
    println!("written: {}\nwritten: {}", rule.page, rule.check);
    let _ = lines.is_left_stale();
    let name = what.split('/').next_back().unwrap_or_default();
    let NewRule { code, next, page, check } = rule;
    println!(
        "
The rule is {code}; the next one of its group will be {next}. It builds, and finds what its page shows.

  1. {page}: write what `TO BE WRITTEN` stands for; the Bad example first
  2. {check}: look for it; src/rules/facts knows when to keep quiet
  3. record what Asterisk does, or name the document: CONTRIBUTING.md, \"Recorded truth\"
  4. cargo test --test it rule_pages && cargo run -- explain {name}
  5. cargo xtask generate, then cargo test"
    );
    Ok(())
}
