# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_pjlint_global_optspecs
    string join \n h/help V/version
end

function __fish_pjlint_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_pjlint_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_pjlint_using_subcommand
    set -l cmd (__fish_pjlint_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c pjlint -n "__fish_pjlint_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_needs_command" -s V -l version -d 'Print version'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "check" -d 'Report what Asterisk will drop, and what will not work'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "show" -d 'Print the objects that Asterisk will load, with the source line of each value'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "expand" -d 'Print the objects of pjsip_wizard.conf as sections of pjsip.conf'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "parity" -d 'Compare sip.conf with PJSIP, account by account, and list what is left to migrate'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "rules" -d 'List the rules'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "explain" -d 'Print a rule\'s page, or the rules that cover a log line or a symptom'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "config" -d 'Show the settings in effect, or the JSON schema of pjlint.toml'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "init" -d 'Write a commented pjlint.toml'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "completions" -d 'Print a shell completion script'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l format -d 'Format of standard output [default: full]' -r -f -a "full\t'Each finding with its lines, the consequence and what to do'
concise\t'A line each: `file:line:col: severity: message [name CODE]`'
json\t'For programs; described in docs/json.md'
sarif\t'SARIF 2.1.0, for code scanning'
github\t'Workflow commands: GitHub Actions shows each finding next to its line'
gitlab\t'A Code Quality report, for GitLab\'s merge requests'
junit\t'JUnit XML, a test for each finding: for CI servers that show nothing else'
checkstyle\t'Checkstyle XML, for what reads reports of linters: Jenkins, reviewdog'"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l output -d 'Also write a report to a file; can be repeated. FORMAT=- is the same as --format' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l fail-on -d 'The lowest severity for which the exit status is 1 [default: error]' -r -f -a "error\t''
warning\t''
info\t''"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l profile -d 'Which rules run [default: default]' -r -f -a "default\t'Problems for nearly everyone'
audit\t'Also findings for a review: hardening, style, doubtful defaults'
migration\t'Also what is left to do after a move from chan_sip'"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l select -d 'Run only these rules (name, code, group or `all`; comma-separated)' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l ignore -d 'Do not run these rules (name, code or group; comma-separated)' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l baseline -d 'Known findings to ignore' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l asterisk -d 'The Asterisk that the configuration is for: 22, 20.12, 16.28, certified/20.7-cert3 [default: this host\'s for this host\'s own directory, else 22]' -r -f -a "24\t''
24.0\t''
23\t''
23.4\t''
22\t''
22.10\t''
21\t''
21.12\t''
20\t''
20.20\t''
19\t''
19.8\t''
18\t''
18.26\t''
17\t''
17.9\t''
16\t''
16.30\t''
15\t''
15.7\t''
14\t''
14.7\t''
13\t''
13.38\t''"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l config -d 'pjlint.toml to use [default: the nearest one from the linted directory up to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l hook -d 'For git hooks: ignore files that belong to no configuration, also lint configurations that include a given file from elsewhere, and report dangling references in all files'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l placeholders -d 'Files are templates: skip values such as `${X}`, `{{x}}` and `{% x %}`'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l write-baseline -d 'Write all current findings to the file of `--baseline`'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l hide-suppressed -d 'Leave suppressed and resolved findings out of every report, for code-scanning services that would show them as open'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l fix -d 'Apply the safe fixes to the files, and report what is left'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l unsafe-fixes -d 'With --fix or --diff: also apply fixes that change what Asterisk does'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l diff -d 'Print what --fix would change as a unified diff, and write nothing'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l show-secrets -d 'With --diff: do not mask secrets, so that the diff can be applied'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -s q -l quiet -d 'Only findings, no summary'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l statistics -d 'Print the number of findings by rule instead of the findings'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -s w -l watch -d 'Lint again whenever a file of the configuration changes, until Ctrl-C'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l no-config -d 'Ignore pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l check-files -d 'Also check the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -s v -l verbose -d 'Say which rules do not run or deliberately report nothing, and why'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l format -d 'Output format' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l asterisk -d 'The Asterisk that the configuration is for: 22, 20.12, 16.28, certified/20.7-cert3 [default: this host\'s for this host\'s own directory, else 22]' -r -f -a "24\t''
24.0\t''
23\t''
23.4\t''
22\t''
22.10\t''
21\t''
21.12\t''
20\t''
20.20\t''
19\t''
19.8\t''
18\t''
18.26\t''
17\t''
17.9\t''
16\t''
16.30\t''
15\t''
15.7\t''
14\t''
14.7\t''
13\t''
13.38\t''"
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l config -d 'pjlint.toml to use [default: the nearest one from the linted directory up to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l defaults -d 'Include default values'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l no-config -d 'Ignore pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l check-files -d 'Also check the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -s v -l verbose -d 'Say which rules do not run or deliberately report nothing, and why'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l output -d 'Write to a new file that only its owner can read, passwords included; it must not exist yet' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l asterisk -d 'The Asterisk that the configuration is for: 22, 20.12, 16.28, certified/20.7-cert3 [default: this host\'s for this host\'s own directory, else 22]' -r -f -a "24\t''
24.0\t''
23\t''
23.4\t''
22\t''
22.10\t''
21\t''
21.12\t''
20\t''
20.20\t''
19\t''
19.8\t''
18\t''
18.26\t''
17\t''
17.9\t''
16\t''
16.30\t''
15\t''
15.7\t''
14\t''
14.7\t''
13\t''
13.38\t''"
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l config -d 'pjlint.toml to use [default: the nearest one from the linted directory up to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l no-config -d 'Ignore pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l check-files -d 'Also check the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -s v -l verbose -d 'Say which rules do not run or deliberately report nothing, and why'
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l format -d 'Output format' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l asterisk -d 'The Asterisk that the configuration is for: 22, 20.12, 16.28, certified/20.7-cert3 [default: this host\'s for this host\'s own directory, else 22]' -r -f -a "24\t''
24.0\t''
23\t''
23.4\t''
22\t''
22.10\t''
21\t''
21.12\t''
20\t''
20.20\t''
19\t''
19.8\t''
18\t''
18.26\t''
17\t''
17.9\t''
16\t''
16.30\t''
15\t''
15.7\t''
14\t''
14.7\t''
13\t''
13.38\t''"
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l config -d 'pjlint.toml to use [default: the nearest one from the linted directory up to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l todo -d 'Show only accounts with something left to do'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l no-config -d 'Ignore pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l check-files -d 'Also check the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -s v -l verbose -d 'Say which rules do not run or deliberately report nothing, and why'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand rules" -l format -d 'Output format' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c pjlint -n "__fish_pjlint_using_subcommand rules" -l names -d 'Print only the words that select rules (names, codes, groups, `all`), one a line with its meaning'
complete -c pjlint -n "__fish_pjlint_using_subcommand rules" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -l format -d 'Output format' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -s h -l help -d 'Print help'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "show" -d 'Print the settings in effect for a directory, each with its source'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "schema" -d 'Print the JSON schema of pjlint.toml, for editors'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Which rules run [default: default]' -r -f -a "default\t'Problems for nearly everyone'
audit\t'Also findings for a review: hardening, style, doubtful defaults'
migration\t'Also what is left to do after a move from chan_sip'"
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l select -d 'Run only these rules (name, code, group or `all`; comma-separated)' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l ignore -d 'Do not run these rules (name, code or group; comma-separated)' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l asterisk -d 'The Asterisk that the configuration is for: 22, 20.12, 16.28, certified/20.7-cert3 [default: this host\'s for this host\'s own directory, else 22]' -r -f -a "24\t''
24.0\t''
23\t''
23.4\t''
22\t''
22.10\t''
21\t''
21.12\t''
20\t''
20.20\t''
19\t''
19.8\t''
18\t''
18.26\t''
17\t''
17.9\t''
16\t''
16.30\t''
15\t''
15.7\t''
14\t''
14.7\t''
13\t''
13.38\t''"
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'pjlint.toml to use [default: the nearest one from the linted directory up to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l rules -d 'Also list every rule with its level'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l placeholders -d 'Files are templates: skip values such as `${X}`, `{{x}}` and `{% x %}`'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l no-config -d 'Ignore pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l check-files -d 'Also check the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say which rules do not run or deliberately report nothing, and why'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print the settings in effect for a directory, each with its source'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "schema" -d 'Print the JSON schema of pjlint.toml, for editors'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand init" -l force -d 'Overwrite an existing file'
complete -c pjlint -n "__fish_pjlint_using_subcommand init" -s h -l help -d 'Print help'
complete -c pjlint -n "__fish_pjlint_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "check" -d 'Report what Asterisk will drop, and what will not work'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "show" -d 'Print the objects that Asterisk will load, with the source line of each value'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "expand" -d 'Print the objects of pjsip_wizard.conf as sections of pjsip.conf'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "parity" -d 'Compare sip.conf with PJSIP, account by account, and list what is left to migrate'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "rules" -d 'List the rules'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "explain" -d 'Print a rule\'s page, or the rules that cover a log line or a symptom'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "config" -d 'Show the settings in effect, or the JSON schema of pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "init" -d 'Write a commented pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "completions" -d 'Print a shell completion script'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Print the settings in effect for a directory, each with its source'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "schema" -d 'Print the JSON schema of pjlint.toml, for editors'

function __fish_pjlint_rules
    pjlint rules --names 2>/dev/null
end
function __fish_pjlint_list
    set -l word (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    set -l head (string match -r -- '^.*,' $word)
    __fish_pjlint_rules | string replace -r '^' -- "$head"
end
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -f -a "(__fish_pjlint_rules | string match -v -r '^all\t')"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l ignore -r -f -a "(__fish_pjlint_list)"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l select -r -f -a "(__fish_pjlint_list)"
complete -c pjlint -n "__fish_pjlint_using_subcommand completions" -f -a bash
complete -c pjlint -n "__fish_pjlint_using_subcommand completions" -f -a zsh
complete -c pjlint -n "__fish_pjlint_using_subcommand completions" -f -a fish
