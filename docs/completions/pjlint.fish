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
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "show" -d 'Print the objects that Asterisk will have, each value with where it is from'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "expand" -d 'Print the objects of pjsip_wizard.conf as sections of pjsip.conf'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "parity" -d 'Compare sip.conf with PJSIP account by account: what is still to do before chan_sip can go'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "rules" -d 'List the rules'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "explain" -d 'Print a rule\'s page, or the rules that speak of a log line or a symptom'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "config" -d 'Show the settings that are in force, or the JSON schema of pjlint.toml'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "init" -d 'Write a commented pjlint.toml'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "completions" -d 'Print what a shell needs to complete pjlint\'s commands, options and rules'
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l format -d 'What to write to standard output; `full` if nothing is said' -r -f -a "full\t'Each finding with its lines, what follows and what to do'
concise\t'A line each: `file:line:col: severity: message [name CODE]`'
json\t'For programs; described in docs/json.md'
sarif\t'SARIF 2.1.0, for code scanning'
github\t'Workflow commands: GitHub Actions shows each finding beside its line'
gitlab\t'A Code Quality report, for GitLab\'s merge requests'
junit\t'JUnit XML, a test for each finding: for CI servers that show nothing else'
checkstyle\t'Checkstyle XML, for what reads reports of linters: Jenkins, reviewdog'"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l output -d 'Also write a file: FORMAT=FILE; may be given several times. FORMAT=- is the same as --format' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l fail-on -d 'The least severity for which the exit status is 1 [default: error]' -r -f -a "error\t''
warning\t''
info\t''"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l profile -d 'Which rules run [default: default]' -r -f -a "default\t'Problems for nearly everyone'
audit\t'Also findings for a review: hardening, style, doubtful defaults'
migration\t'Also what is left to do after a move from chan_sip'"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l select -d 'Run only these: names, codes or groups of rules, or `all`; several with commas between them' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l ignore -d 'Do not run these: names, codes or groups of rules' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l baseline -d 'Findings that are known and do not count; those that are not in this file are reported' -r -F
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
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l config -d 'The pjlint.toml to go by [default: the nearest one from the linted directory upwards, to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l hook -d 'For a hook, which is given whatever files were changed: FILEs that belong to no configuration are passed over, configurations below the current directory that include a FILE from elsewhere are linted too, and names that lead nowhere are reported in all files of a configuration, for the change may have taken away the other end'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l placeholders -d 'The files are still to be filled in by another program: judge no `${X}`, `{{x}}`, `{% x %}`'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l write-baseline -d 'Write what is found to the file of `--baseline`: from then on it is known'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l hide-suppressed -d 'Leave out of every report what a comment or the baseline keeps quiet, and what of the baseline is gone: code scanning that does not know such results takes them for open ones'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l fix -d 'Apply the safe fixes to the files, and report what is left'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l unsafe-fixes -d 'With --fix or --diff: also the fixes that change what Asterisk does'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l diff -d 'Print what --fix would change as a unified diff, and write nothing'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l show-secrets -d 'With --diff: do not mask secrets, so that the diff can be applied'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -s q -l quiet -d 'Only findings, no summary'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l statistics -d 'How many findings each rule has, in place of the findings'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -s w -l watch -d 'Lint again whenever a file of the configuration changes, until Ctrl-C'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l no-config -d 'Go by no pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l check-files -d 'Also judge the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l format -d 'How to print' -r -f -a "text\t'For people'
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
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l config -d 'The pjlint.toml to go by [default: the nearest one from the linted directory upwards, to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l defaults -d 'Also print what is not set'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l no-config -d 'Go by no pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -l check-files -d 'Also judge the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l output -d 'Write to a file that only its owner can read, passwords included; it must not be there yet' -r -F
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
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l config -d 'The pjlint.toml to go by [default: the nearest one from the linted directory upwards, to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l no-config -d 'Go by no pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -l check-files -d 'Also judge the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand expand" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l format -d 'How to print' -r -f -a "text\t'For people'
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
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l config -d 'The pjlint.toml to go by [default: the nearest one from the linted directory upwards, to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l todo -d 'Leave out the accounts that are the same'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l no-config -d 'Go by no pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -l check-files -d 'Also judge the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand parity" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand rules" -l format -d 'How to print' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c pjlint -n "__fish_pjlint_using_subcommand rules" -l names -d 'Print only what rules are called by, a line each with what it stands for: names, codes, groups and `all`'
complete -c pjlint -n "__fish_pjlint_using_subcommand rules" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -l format -d 'How to print' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -s h -l help -d 'Print help'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "show" -d 'Print the settings that are in force for a directory, each with where it is from'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "schema" -d 'Print the JSON schema of pjlint.toml, for editors'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Which rules run [default: default]' -r -f -a "default\t'Problems for nearly everyone'
audit\t'Also findings for a review: hardening, style, doubtful defaults'
migration\t'Also what is left to do after a move from chan_sip'"
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l select -d 'Run only these: names, codes or groups of rules, or `all`; several with commas between them' -r
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l ignore -d 'Do not run these: names, codes or groups of rules' -r
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
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'The pjlint.toml to go by [default: the nearest one from the linted directory upwards, to the root of its git repository]' -r -F
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE mean always'
always\t'Always'
never\t'Never'"
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l rules -d 'Also list every rule with what becomes of it'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l placeholders -d 'The files are still to be filled in by another program: judge no `${X}`, `{{x}}`, `{% x %}`'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l no-config -d 'Go by no pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l check-files -d 'Also judge the certificate and key files on this host'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print the settings that are in force for a directory, each with where it is from'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "schema" -d 'Print the JSON schema of pjlint.toml, for editors'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand init" -l force -d 'Write over one that is there'
complete -c pjlint -n "__fish_pjlint_using_subcommand init" -s h -l help -d 'Print help'
complete -c pjlint -n "__fish_pjlint_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "check" -d 'Report what Asterisk will drop, and what will not work'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "show" -d 'Print the objects that Asterisk will have, each value with where it is from'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "expand" -d 'Print the objects of pjsip_wizard.conf as sections of pjsip.conf'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "parity" -d 'Compare sip.conf with PJSIP account by account: what is still to do before chan_sip can go'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "rules" -d 'List the rules'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "explain" -d 'Print a rule\'s page, or the rules that speak of a log line or a symptom'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "config" -d 'Show the settings that are in force, or the JSON schema of pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "init" -d 'Write a commented pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "completions" -d 'Print what a shell needs to complete pjlint\'s commands, options and rules'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Print the settings that are in force for a directory, each with where it is from'
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
