//! What the terminal can show: colours, links, characters, columns. Decided here and nowhere else.

use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use supports_hyperlinks::Stream;

use crate::report::{Location, Style};

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Before the command line is read: what the environment says, for clap's own output too. anstream knows NO_COLOR,
/// CLICOLOR, CLICOLOR_FORCE and TERM; FORCE_COLOR is what Node's world calls the same.
pub(super) fn prepare() {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced = env::var_os("FORCE_COLOR").filter(|value| !value.is_empty());
    match forced {
        Some(_) if is_set("NO_COLOR") => {}
        Some(no) if no == "0" => ColorChoice::Never.write_global(),
        Some(_) => ColorChoice::AlwaysAnsi.write_global(),
        None => {}
    }
}

/// Takes what the command line says, which wins over the environment.
pub(super) fn choose(color: Color) {
    match color {
        Color::Auto => {}
        Color::Always => ColorChoice::AlwaysAnsi.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
    }
}

/// How a report on standard output looks.
pub(super) fn style(quiet: bool) -> Style {
    let terminal = io::stdout().is_terminal();
    let color = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let utf8 = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(env::var_os)
        .find(|v| !v.is_empty())
        .is_some_and(|v| v.to_string_lossy().to_lowercase().replace('-', "").contains("utf8"));
    let columns = env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let width = columns.or_else(|| width(terminal)).unwrap_or(100).clamp(40, 160);
    // Without colours there should be no other control sequences either, and links do not belong in a file.
    let links = terminal && color && !is_dumb() && supports_hyperlinks::on(Stream::Stdout);
    Style { color, unicode: utf8 || !terminal, width, quiet, links }
}

/// Whether standard error is a terminal on which a line can be written over.
pub(super) fn has_moving_line() -> bool {
    io::stderr().is_terminal() && !is_dumb()
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// The terminal's width, where there is one.
fn width(terminal: bool) -> Option<usize> {
    terminal.then(|| terminal_size::terminal_size().map(|(w, _)| w.0 as usize)).flatten()
}

/// Where the process stands: what the environment says.
pub(super) fn location() -> Location {
    let path = |name: &str| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    Location {
        current_dir: env::current_dir().unwrap_or_default(),
        github_workspace: path("GITHUB_WORKSPACE"),
        gitlab_project: path("CI_PROJECT_DIR"),
    }
}
