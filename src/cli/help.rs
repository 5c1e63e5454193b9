//! What `--help` prints besides the options. Lines have at most 80 columns: clap wraps longer ones without regard to
//! their second column.

pub(super) const ROOT: &str = "\
Start with:
  pjlint check                     the current directory, else /etc/asterisk
  pjlint check etc/ --asterisk 20  a directory, for Asterisk 20
  pjlint explain SYN04             what a finding is about

Then:
  pjlint explain one-way audio     a symptom, a SIP status, a line of the log
  pjlint show etc/ endpoint/alice  what Asterisk will load, and from which lines
  pjlint check --format sarif > pjlint.sarif
  pjlint parity etc/               what is left of a move from chan_sip

Exit status: 0 nothing at the threshold, 1 findings, 2 could not run.
See `pjlint help` for details and environment variables.";

/// What `--help` prints at its end.
pub(super) const LONG: &str = "\
Start with:
  pjlint check                     the current directory, else /etc/asterisk
  pjlint check etc/ --asterisk 20  a directory, for Asterisk 20
  pjlint explain SYN04             what a finding is about

Exit status:
  0  check: no finding at or above the threshold (--fail-on);
     parity: nothing is left to do; other commands: success
  1  check: findings at or above the threshold; parity: something is left
  2  could not run: a file cannot be read or written, the command line or
     pjlint.toml is invalid, or explain found nothing

  The exit status does not depend on --format, and a closed pipe
  (`pjlint check | head`) does not change it. `check --watch` ends with the
  signal of Ctrl-C, or with 0 if its output is closed.

Environment:
  PJLINT_ASTERISK_VERSION  the version, if --asterisk is not given
  NO_COLOR                 if not empty: no colours, no links
  FORCE_COLOR              if not empty: colours, into pipes and files too;
                           `0`: none. NO_COLOR wins
  CLICOLOR_FORCE           if not `0`: colours, into pipes and files too
  CLICOLOR                 `0`: no colours
  TERM                     `dumb`: no colours, no links, no progress
  COLUMNS                  width of a report; else the terminal's, else 100
  LC_ALL, LC_CTYPE, LANG   whether a terminal has line-drawing characters

  --color overrides all of them.";

pub(super) const CHECK: &str = "\
Examples:
  pjlint check                              the current directory
  pjlint check etc/ --asterisk 20.12        for this release
  pjlint check etc/ --select nat,identify   only these groups of rules
  pjlint check etc/ --profile audit         a review
  pjlint check etc/ --statistics            number of findings by rule
  pjlint check etc/ --watch                 again whenever a file changes
  pjlint check --output sarif=pjlint.sarif  a report, and also a SARIF file
  ssh pbx cat /etc/asterisk/pjsip.conf | pjlint check -";

pub(super) const SHOW: &str = "\
Examples:
  pjlint show etc/                            all objects
  pjlint show etc/ endpoint/alice --defaults  one object, with default values
  pjlint show aor --format json               all aors, for programs";

pub(super) const EXPAND: &str = "\
Examples:
  pjlint expand etc/                     passwords masked
  pjlint expand etc/ --output made.conf  with passwords, readable by you only";

pub(super) const PARITY: &str = "\
Examples:
  pjlint parity etc/         account by account
  pjlint parity etc/ --todo  only what is left to do

The exit status is 1 as long as something is left to do.";

pub(super) const RULES: &str = "\
Examples:
  pjlint rules                by group
  pjlint rules --format json  for programs";

pub(super) const EXPLAIN: &str = "\
Examples:
  pjlint explain SYN04          a rule's page
  pjlint explain nat            the rules of a group
  pjlint explain one-way audio  a symptom
  pjlint explain 488            a SIP status
  pjlint explain \"No matching endpoint found\"
                                a line of Asterisk's log, pasted unchanged";

pub(super) const COMPLETIONS: &str = "\
Examples:
  pjlint completions bash > ~/.local/share/bash-completion/completions/pjlint
  pjlint completions fish > ~/.config/fish/completions/pjlint.fish
  pjlint completions zsh > ~/.zfunc/_pjlint

For zsh, add ~/.zfunc to fpath before compinit runs.";
