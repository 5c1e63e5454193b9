//! `pjlint completions`: what the shells complete.
//!
//! clap_complete knows subcommands and options. What takes rules is added here: names, codes and groups, also in lists
//! with commas. The scripts hold none of them: they ask `pjlint rules --names` when somebody presses TAB, so that they
//! offer the rules of the program that is there.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_complete::Shell as Generated;

use super::rule_arg::RULE;
use super::{Cli, Failure, help};

#[derive(Debug, clap::Args)]
#[command(after_help = help::COMPLETIONS)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// The shells that pjlint knows how to complete in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    /// Bash 4.4 and later
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    out.write_all(script(args.shell).as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The whole script for a shell.
pub fn script(shell: Shell) -> String {
    let mut command = Cli::command();
    command.build();
    let options = rule_options(&command);
    let generated = |generator| {
        let mut bytes = Vec::new();
        clap_complete::generate(generator, &mut Cli::command(), "pjlint", &mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let text = match shell {
        Shell::Bash => generated(Generated::Bash) + &bash(&options),
        Shell::Zsh => zsh(&generated(Generated::Zsh)),
        Shell::Fish => generated(Generated::Fish) + &fish(&command, &options),
    };
    // A generated line may end with a space; a file in a repository should not.
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

/// The subcommands and options whose value is a rule or a list of some.
fn rule_options(command: &Command) -> BTreeSet<(String, String)> {
    let of = |sub: &Command| {
        let takes = |arg: &&clap::Arg| arg.get_value_names().is_some_and(|names| names.iter().any(|n| n == RULE));
        let named = |arg: &clap::Arg| arg.get_long().map(|long| (sub.get_name().to_owned(), long.to_owned()));
        sub.get_arguments().filter(takes).filter_map(named).collect::<Vec<_>>()
    };
    command.get_subcommands().flat_map(of).collect()
}

fn bash(options: &BTreeSet<(String, String)>) -> String {
    let options: BTreeSet<String> = options.iter().map(|(_, long)| format!("--{long}")).collect();
    let options: Vec<String> = options.into_iter().collect();
    BASH.replace("@OPTIONS@", &options.join(" | "))
}

/// `--option=value` is three words for readline; lists are completed after the last comma; what is not an option begins
/// with no dash, so that files are offered where no word fits.
const BASH: &str = r#"
_pjlint_rules() {
    local name about
    while IFS=$'\t' read -r name about; do
        printf '%s\n' "$name"
    done < <(pjlint rules --names 2>/dev/null)
}

_pjlint_and_rules() {
    local option="$3" value="$2" head="" word
    if [[ "${COMP_WORDS[COMP_CWORD]}" == "=" ]]; then
        option="${COMP_WORDS[COMP_CWORD-1]}" value=""
    elif [[ "$option" == "=" && $COMP_CWORD -ge 2 ]]; then
        option="${COMP_WORDS[COMP_CWORD-2]}"
    fi
    case "$option" in
        @OPTIONS@)
            [[ "$value" == *,* ]] && head="${value%,*},"
            COMPREPLY=( $(compgen -P "$head" -W "$(_pjlint_rules)" -- "${value##*,}") )
            return 0
            ;;
    esac
    if [[ "${COMP_WORDS[1]}" == explain && $COMP_CWORD -ge 2 && "$value" != -* && "$option" != -* ]]; then
        COMPREPLY=( $(compgen -W "$(_pjlint_rules)" -X all -- "$value") )
        return 0
    fi
    _pjlint "$1" "$value" "$option"
    if [[ "$value" != -* ]]; then
        local kept=()
        for word in "${COMPREPLY[@]}"; do
            [[ "$word" == [-\[\<]* ]] || kept+=("$word")
        done
        COMPREPLY=( "${kept[@]}" )
    fi
}

complete -F _pjlint_and_rules -o nosort -o bashdefault -o default pjlint
"#;

fn zsh(generated: &str) -> String {
    let rule = format!(":{RULE}:_default");
    let list = format!(":{RULE}:_pjlint_list");
    let words = "'*::words -- A rule";
    let mut text = generated.replace(&rule, &list);
    if let Some(at) = text.find(words)
        && let Some(end) = text[at..].find(":_default'")
    {
        text.replace_range(at + end..at + end + ":_default'".len(), ":_pjlint_rules'");
    }
    // What is defined has to be there before the script completes for the first time, at its end.
    match text.find("(( $+functions[_pjlint_commands] ))") {
        Some(at) => text.insert_str(at, ZSH),
        None => text.push_str(ZSH),
    }
    text
}

const ZSH: &str = r#"(( $+functions[_pjlint_rules] )) ||
_pjlint_rules() {
    local -a rules
    local name about
    while IFS=$'\t' read -r name about; do
        rules+=("$name:${${about//\\/\\\\}//:/\\:}")
    done < <(_call_program rules pjlint rules --names 2>/dev/null)
    _describe -t rules 'rule' rules "$@"
}
(( $+functions[_pjlint_list] )) ||
_pjlint_list() {
    _sequence -s , _pjlint_rules
}
"#;

fn fish(command: &Command, options: &BTreeSet<(String, String)>) -> String {
    use std::fmt::Write;

    let mut text = FISH.to_owned();
    for (sub, long) in options {
        let _ = writeln!(
            text,
            "complete -c pjlint -n \"__fish_pjlint_using_subcommand {sub}\" -l {long} -r -f -a \"(__fish_pjlint_list)\""
        );
    }
    // clap_complete leaves these out for fish.
    for sub in command.get_subcommands() {
        for value in sub.get_positionals().flat_map(clap::Arg::get_possible_values) {
            let (sub, value) = (sub.get_name(), value.get_name());
            let _ = writeln!(text, "complete -c pjlint -n \"__fish_pjlint_using_subcommand {sub}\" -f -a {value}");
        }
    }
    text
}

const FISH: &str = r#"
function __fish_pjlint_rules
    pjlint rules --names 2>/dev/null
end
function __fish_pjlint_list
    set -l word (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    set -l head (string match -r -- '^.*,' $word)
    __fish_pjlint_rules | string replace -r '^' -- "$head"
end
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -f -a "(__fish_pjlint_rules | string match -v -r '^all\t')"
"#;
