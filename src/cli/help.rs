//! What `--help` says beside the options. Lines have 80 columns at most: clap breaks longer ones without regard to
//! where their second column begins.

pub(super) const ROOT: &str = "\
Begin with:
  pjlint check                     the current directory, else /etc/asterisk
  pjlint check etc/ --asterisk 20  a directory, for Asterisk 20
  pjlint explain SYN04             what a finding is about

Then:
  pjlint explain one-way audio     a symptom, a SIP status, a line of the log
  pjlint show etc/ endpoint/alice  what Asterisk will have, and from which lines
  pjlint check --format sarif > pjlint.sarif
  pjlint parity etc/               what is left of a move from chan_sip

Exit status: 0 nothing at the threshold, 1 findings, 2 could not run.
`pjlint help` says more of it, and of the environment.";

/// What `--help` says after all, where there is room.
pub(super) const LONG: &str = "\
Begin with:
  pjlint check                     the current directory, else /etc/asterisk
  pjlint check etc/ --asterisk 20  a directory, for Asterisk 20
  pjlint explain SYN04             what a finding is about

Exit status:
  0  check: no finding at the threshold (--fail-on) or above it;
     parity: nothing is left to do; the others: done
  1  check: findings at the threshold or above it; parity: something is left
  2  could not run: a file cannot be read or written, the command line or
     pjlint.toml is wrong, explain knows nothing of what was asked

  The format changes nothing of it, and neither does a reader that goes away
  (`pjlint check | head`): pjlint ends quietly, with the status that it would
  have had. `check --watch` ends by the signal of Ctrl-C, or with 0 when
  nobody reads any more.

Environment:
  PJLINT_ASTERISK_VERSION  the version, where --asterisk does not say it
  NO_COLOR                 if not empty: no colours, no links
  FORCE_COLOR              if not empty: colours, into pipes and files too;
                           `0`: none. NO_COLOR wins
  CLICOLOR_FORCE           if not `0`: colours, into pipes and files too
  CLICOLOR                 `0`: no colours
  TERM                     `dumb`: no colours, no links, no progress
  COLUMNS                  width of a report; else the terminal's, else 100
  LC_ALL, LC_CTYPE, LANG   whether a terminal has line-drawing characters

  --color wins over all of them.";

pub(super) const CHECK: &str = "\
Examples:
  pjlint check                              the current directory
  pjlint check etc/ --asterisk 20.12        for that release
  pjlint check etc/ --select nat,identify   only these groups of rules
  pjlint check etc/ --profile audit         a review
  pjlint check etc/ --statistics            which rules find how much
  pjlint check etc/ --watch                 again whenever a file changes
  pjlint check --output sarif=pjlint.sarif  a report, and a file beside it
  ssh pbx cat /etc/asterisk/pjsip.conf | pjlint check -";

pub(super) const SHOW: &str = "\
Examples:
  pjlint show etc/                            all objects
  pjlint show etc/ endpoint/alice --defaults  one, with what is not set
  pjlint show aor --format json               those of a type, for programs";

pub(super) const EXPAND: &str = "\
Examples:
  pjlint expand etc/                     passwords masked
  pjlint expand etc/ --output made.conf  with passwords, for its owner only";

pub(super) const PARITY: &str = "\
Examples:
  pjlint parity etc/         account by account
  pjlint parity etc/ --todo  only what is left to do

The exit status is 1 while something is.";

pub(super) const RULES: &str = "\
Examples:
  pjlint rules                by group
  pjlint rules --format json  for programs";

pub(super) const EXPLAIN: &str = "\
Examples:
  pjlint explain SYN04          a rule's page
  pjlint explain nat            the rules of a group
  pjlint explain one-way audio  what people see
  pjlint explain 488            a SIP status
  pjlint explain \"No matching endpoint found\"
                                a line of Asterisk's log, pasted as it is";

pub(super) const COMPLETIONS: &str = "\
Examples:
  pjlint completions bash > ~/.local/share/bash-completion/completions/pjlint
  pjlint completions fish > ~/.config/fish/completions/pjlint.fish
  pjlint completions zsh > ~/.zfunc/_pjlint

For zsh have ~/.zfunc in fpath before compinit runs.";
