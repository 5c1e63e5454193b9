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
complete -c pjlint -n "__fish_pjlint_needs_command" -f -a "documents" -d 'Write the man pages, the completions and the reference of the command line'
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
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l profile -d 'Which rules run [default: default]' -r -f -a "default\t'What is wrong for nearly everybody'
audit\t'Also what only a review wants to hear: hardening, style, defaults worth a second look'
migration\t'Also what a move from chan_sip leaves to do'"
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
complete -c pjlint -n "__fish_pjlint_using_subcommand rules" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -l format -d 'How to print' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -s h -l help -d 'Print help'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "show" -d 'Print the settings that are in force for a directory, each with where it is from'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "schema" -d 'Print the JSON schema of pjlint.toml, for editors'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Which rules run [default: default]' -r -f -a "default\t'What is wrong for nearly everybody'
audit\t'Also what only a review wants to hear: hardening, style, defaults worth a second look'
migration\t'Also what a move from chan_sip leaves to do'"
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
complete -c pjlint -n "__fish_pjlint_using_subcommand documents" -s h -l help -d 'Print help'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "check" -d 'Report what Asterisk will drop, and what will not work'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "show" -d 'Print the objects that Asterisk will have, each value with where it is from'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "expand" -d 'Print the objects of pjsip_wizard.conf as sections of pjsip.conf'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "parity" -d 'Compare sip.conf with PJSIP account by account: what is still to do before chan_sip can go'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "rules" -d 'List the rules'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "explain" -d 'Print a rule\'s page, or the rules that speak of a log line or a symptom'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "config" -d 'Show the settings that are in force, or the JSON schema of pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "init" -d 'Write a commented pjlint.toml'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "completions" -d 'Print what a shell needs to complete pjlint\'s commands, options and rules'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "documents" -d 'Write the man pages, the completions and the reference of the command line'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and not __fish_seen_subcommand_from check show expand parity rules explain config init completions documents help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Print the settings that are in force for a directory, each with where it is from'
complete -c pjlint -n "__fish_pjlint_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "schema" -d 'Print the JSON schema of pjlint.toml, for editors'

function __fish_pjlint_rules
    printf '%s\n' \
        'acl'\t'the rules of group acl' \
        'authentication'\t'the rules of group authentication' \
        'identify'\t'the rules of group identify' \
        'media'\t'the rules of group media' \
        'migration'\t'the rules of group migration' \
        'nat'\t'the rules of group nat' \
        'performance'\t'the rules of group performance' \
        'policy'\t'the rules of group policy' \
        'references'\t'the rules of group references' \
        'registration'\t'the rules of group registration' \
        'style'\t'the rules of group style' \
        'suppression'\t'the rules of group suppression' \
        'syntax'\t'the rules of group syntax' \
        'transport'\t'the rules of group transport' \
        'webrtc'\t'the rules of group webrtc' \
        'wizard'\t'the rules of group wizard' \
        'acl-deny-last'\t'A deny cancels the permit before it, because the last match wins.' \
        'ACL01'\t'A deny cancels the permit before it, because the last match wins.' \
        'pjsip-acl-is-global'\t'A type=acl section denies an address that an identify matches.' \
        'ACL03'\t'A type=acl section denies an address that an identify matches.' \
        'acl-error-fails-open'\t'One error in acl.conf, and every named ACL permits all addresses.' \
        'ACL04'\t'One error in acl.conf, and every named ACL permits all addresses.' \
        'acl-permit-only'\t'An access list has permit but no deny, so it permits all addresses.' \
        'ACL05'\t'An access list has permit but no deny, so it permits all addresses.' \
        'named-acl-unused'\t'An ACL of acl.conf that no object of pjsip.conf uses.' \
        'ACL06'\t'An ACL of acl.conf that no object of pjsip.conf uses.' \
        'acl-missing-beside-siblings'\t'An endpoint has no access list, while nearly all others of its class have one.' \
        'ACL08'\t'An endpoint has no access list, while nearly all others of its class have one.' \
        'aor-unreachable'\t'An aor has no contact and accepts no registrations.' \
        'AOR01'\t'An aor has no contact and accepts no registrations.' \
        'max-contacts-lockout'\t'A device whose address changes is allowed one contact, and a stale contact blocks re-registration.' \
        'AOR02'\t'A device whose address changes is allowed one contact, and a stale contact blocks re-registration.' \
        'aor-name-mismatch'\t'A phone registers to an endpoint that has no aor of the same name.' \
        'AOR03'\t'A phone registers to an endpoint that has no aor of the same name.' \
        'registration-uri-invalid'\t'A registration without a user, or with a registrar that looks like a typo of the accounts host.' \
        'AOR04'\t'A registration without a user, or with a registrar that looks like a typo of the accounts host.' \
        'registration-without-auth'\t'A registration without a password.' \
        'AOR05'\t'A registration without a password.' \
        'registration-gives-up'\t'A registration stops permanently after a short outage.' \
        'AOR07'\t'A registration stops permanently after a short outage.' \
        'no-contact-user'\t'Incoming calls of a registration arrive at the extension s.' \
        'AOR08'\t'Incoming calls of a registration arrive at the extension s.' \
        'static-contact-and-registration'\t'An aor has a static contact and also accepts registrations.' \
        'AOR09'\t'An aor has a static contact and also accepts registrations.' \
        'outbound-proxy-only-on-registration'\t'A trunk registers through a proxy, but its calls bypass the proxy.' \
        'AOR10'\t'A trunk registers through a proxy, but its calls bypass the proxy.' \
        'outbound-proxy-not-uri'\t'An outbound proxy is not a SIP URI, or has no lr.' \
        'AOR11'\t'An outbound proxy is not a SIP URI, or has no lr.' \
        'max-contacts-excessive'\t'An aor accepts more contacts than any account has devices.' \
        'AOR12'\t'An aor accepts more contacts than any account has devices.' \
        'trunk-without-qualify'\t'A trunk is not qualified (no OPTIONS are sent to it).' \
        'AOR13'\t'A trunk is not qualified (no OPTIONS are sent to it).' \
        'qualify-in-milliseconds'\t'A qualify_frequency in milliseconds, or of only a few seconds.' \
        'AOR14'\t'A qualify_frequency in milliseconds, or of only a few seconds.' \
        'multi-device-dial'\t'Dialing an endpoint with several devices rings only one of them.' \
        'AOR15'\t'Dialing an endpoint with several devices rings only one of them.' \
        'trunk-with-inbound-auth'\t'A provider has to authenticate here before its calls are accepted.' \
        'AUT01'\t'A provider has to authenticate here before its calls are accepted.' \
        'auth-username-problem'\t'The username of an auth does not lead to its endpoint, or almost matches the endpoints id.' \
        'AUT02'\t'The username of an auth does not lead to its endpoint, or almost matches the endpoints id.' \
        'guessable-secret'\t'A phones password is one that scanners try first.' \
        'AUT03'\t'A phones password is one that scanners try first.' \
        'registrable-without-auth'\t'Devices can register without a password.' \
        'AUT04'\t'Devices can register without a password.' \
        'anonymous-endpoint-exposed'\t'Anonymous calls enter the same context as your phones.' \
        'AUT05'\t'Anonymous calls enter the same context as your phones.' \
        'no-auth-no-identify'\t'Anyone can place calls as this endpoint just by using its name in From.' \
        'AUT06'\t'Anyone can place calls as this endpoint just by using its name in From.' \
        'md5-credential-inconsistent'\t'A digest that no password can match, or a digest together with a password.' \
        'AUT07'\t'A digest that no password can match, or a digest together with a password.' \
        'shared-secret'\t'Several phones have the same password.' \
        'AUT08'\t'Several phones have the same password.' \
        'realm-mismatch-outbound'\t'One auth is used both for incoming and outgoing authentication, with a realm that fits only one.' \
        'AUT10'\t'One auth is used both for incoming and outgoing authentication, with a realm that fits only one.' \
        'auth-algorithm-impossible'\t'This auth type cannot verify incoming passwords.' \
        'AUT11'\t'This auth type cannot verify incoming passwords.' \
        'srtp-without-tls'\t'SRTP keys are sent over a connection without TLS.' \
        'AUT12'\t'SRTP keys are sent over a connection without TLS.' \
        'identify-overlap'\t'Identifies of two endpoints match the same address, network or host name.' \
        'IDN01'\t'Identifies of two endpoints match the same address, network or host name.' \
        'identify-too-broad'\t'An identify matches a large part of the Internet.' \
        'IDN02'\t'An identify matches a large part of the Internet.' \
        'trunk-not-identifiable'\t'A trunk registers, but nothing identifies the providers calls.' \
        'IDN03'\t'A trunk registers, but nothing identifies the providers calls.' \
        'identify-hostname'\t'An identify matches a host name, which is resolved only once.' \
        'IDN04'\t'An identify matches a host name, which is resolved only once.' \
        'same-provider-trunks-ambiguous'\t'Calls for several accounts at one provider cannot be told apart.' \
        'IDN06'\t'Calls for several accounts at one provider cannot be told apart.' \
        'identifier-order-unknown'\t'The actual order of the identifiers is not the one in endpoint_identifier_order.' \
        'IDN07'\t'The actual order of the identifiers is not the one in endpoint_identifier_order.' \
        'identify-by-contradiction'\t'identify_by keeps a phone from registering, or does not do what it seems to.' \
        'IDN08'\t'identify_by keeps a phone from registering, or does not do what it seems to.' \
        'auth-username-identify-audit'\t'Endpoints are identified by the username of their credentials.' \
        'IDN09'\t'Endpoints are identified by the username of their credentials.' \
        'endpoint-name-collides-with-did'\t'A trunk without a password has a telephone number as its name.' \
        'IDN11'\t'A trunk without a password has a telephone number as its name.' \
        'endpoint-without-codecs'\t'An endpoint allows no codec.' \
        'MED01'\t'An endpoint allows no codec.' \
        'no-common-codec'\t'An endpoint allows only codecs that its devices do not have.' \
        'MED03'\t'An endpoint allows only codecs that its devices do not have.' \
        'allow-all'\t'An endpoint allows every codec that Asterisk knows.' \
        'MED05'\t'An endpoint allows every codec that Asterisk knows.' \
        'dtls-option-conflict'\t'Media is encrypted with DTLS, but the endpoint has no certificate.' \
        'MED06'\t'Media is encrypted with DTLS, but the endpoint has no certificate.' \
        'rtp-port-range'\t'The RTP port range is rejected, or has only a few ports.' \
        'MED10'\t'The RTP port range is rejected, or has only a few ports.' \
        'dialplan-sip-channel'\t'The dialplan or a queue uses a chan_sip channel that does not exist.' \
        'MIG01'\t'The dialplan or a queue uses a chan_sip channel that does not exist.' \
        'dialplan-sip-function'\t'The dialplan uses a function, application or variable of chan_sip, which is not there.' \
        'MIG02'\t'The dialplan uses a function, application or variable of chan_sip, which is not there.' \
        'parity-missing-peer'\t'A device of sip.conf has no endpoint in PJSIP.' \
        'MIG03'\t'A device of sip.conf has no endpoint in PJSIP.' \
        'same-name-both-stacks'\t'A name is both a chan_sip device and a PJSIP endpoint, and both drivers run.' \
        'MIG04'\t'A name is both a chan_sip device and a PJSIP endpoint, and both drivers run.' \
        'converter-artifact-acl'\t'sip_to_pjsip.py has merged the access lists of single devices into one for all traffic.' \
        'MIG05'\t'sip_to_pjsip.py has merged the access lists of single devices into one for all traffic.' \
        'converter-artifact-auth'\t'sip_to_pjsip.py has written the section name as the username for an outgoing login.' \
        'MIG06'\t'sip_to_pjsip.py has written the section name as the username for an outgoing login.' \
        'converter-artifact-lost'\t'sip_to_pjsip.py has dropped options that have PJSIP equivalents.' \
        'MIG07'\t'sip_to_pjsip.py has dropped options that have PJSIP equivalents.' \
        'nat-mapping-wrong'\t'The NAT options of an endpoint do not match nat in sip.conf.' \
        'MIG08'\t'The NAT options of an endpoint do not match nat in sip.conf.' \
        'chan-sip-removed'\t'Asterisk 21 and later have no chan_sip, but the configuration relies on it.' \
        'MIG09'\t'Asterisk 21 and later have no chan_sip, but the configuration relies on it.' \
        'general-section-in-pjsip'\t'pjsip.conf has a section [general], which PJSIP does not know.' \
        'MIG10'\t'pjsip.conf has a section [general], which PJSIP does not know.' \
        'general-defaults-lost'\t'A default of chan_sip, built in or from [general], is missing in PJSIP.' \
        'MIG11'\t'A default of chan_sip, built in or from [general], is missing in PJSIP.' \
        'parity-login'\t'A password, a username or a challenge differs between sip.conf and PJSIP.' \
        'MIG12'\t'A password, a username or a challenge differs between sip.conf and PJSIP.' \
        'parity-media'\t'Codecs, encryption, DTMF or the media path differ between sip.conf and PJSIP.' \
        'MIG13'\t'Codecs, encryption, DTMF or the media path differ between sip.conf and PJSIP.' \
        'parity-dialplan'\t'What the dialplan sees of a devices calls differs between sip.conf and PJSIP.' \
        'MIG14'\t'What the dialplan sees of a devices calls differs between sip.conf and PJSIP.' \
        'parity-access'\t'The access list of a device in sip.conf differs from that of the endpoint.' \
        'MIG15'\t'The access list of a device in sip.conf differs from that of the endpoint.' \
        'parity-reach'\t'How a device registers, is called, identified or qualified differs between sip.conf and PJSIP.' \
        'MIG16'\t'How a device registers, is called, identified or qualified differs between sip.conf and PJSIP.' \
        'parity-registration'\t'A registration of sip.conf is missing in PJSIP, or differs.' \
        'MIG17'\t'A registration of sip.conf is missing in PJSIP, or differs.' \
        'parity-no-option'\t'PJSIP has no option for something that sip.conf sets.' \
        'MIG18'\t'PJSIP has no option for something that sip.conf sets.' \
        'external-address-without-local-net'\t'A transport has an external address but no local_net, so peers on the LAN are told it too.' \
        'NAT01'\t'A transport has an external address but no local_net, so peers on the LAN are told it too.' \
        'external-media-without-signaling'\t'A transport has one of the two external addresses but not the other.' \
        'NAT02'\t'A transport has one of the two external addresses but not the other.' \
        'external-address-private'\t'The external address of a transport is private.' \
        'NAT03'\t'The external address of a transport is private.' \
        'direct-media-behind-nat'\t'direct_media is on for an endpoint behind NAT.' \
        'NAT04'\t'direct_media is on for an endpoint behind NAT.' \
        'partial-nat-flags'\t'A phone has some of the options that a device behind NAT needs, but not all.' \
        'NAT05'\t'A phone has some of the options that a device behind NAT needs, but not all.' \
        'local-net-without-external'\t'local_net has no effect on a transport without external addresses.' \
        'NAT06'\t'local_net has no effect on a transport without external addresses.' \
        'placeholder-left'\t'A placeholder from documentation is left where an address should be.' \
        'NAT07'\t'A placeholder from documentation is left where an address should be.' \
        'local-net-misses-peer'\t'A peer on a private network is in no local_net of its transport.' \
        'NAT08'\t'A peer on a private network is in no local_net of its transport.' \
        'webrtc-nat-without-ice-mapping'\t'WebRTC is used behind NAT, but rtp.conf does not give ICE the public address.' \
        'NAT09'\t'WebRTC is used behind NAT, but rtp.conf does not give ICE the public address.' \
        'no-keepalive-behind-nat'\t'No keep-alive is sent to a phone behind NAT.' \
        'NAT10'\t'No keep-alive is sent to a phone behind NAT.' \
        'local-net-misses-server'\t'No local_net contains the transports own address, so external_media_address is never used.' \
        'NAT11'\t'No local_net contains the transports own address, so external_media_address is never used.' \
        'external-address-on-other-transport'\t'An external peer uses a transport without external addresses, although another one has them.' \
        'NAT12'\t'An external peer uses a transport without external addresses, although another one has them.' \
        'rtp-bound-to-external-address'\t'RTP is bound to an address that belongs to the router.' \
        'NAT13'\t'RTP is bound to an address that belongs to the router.' \
        'media-address-is-name'\t'media_address is a host name, which Asterisk does not resolve.' \
        'NAT14'\t'media_address is a host name, which Asterisk does not resolve.' \
        'ice-switched-off'\t'ICE is disabled in rtp.conf, but endpoints need it.' \
        'NAT15'\t'ICE is disabled in rtp.conf, but endpoints need it.' \
        'class-requirement'\t'An endpoint lacks what the sites pjlint.toml requires of its class.' \
        'POL01'\t'An endpoint lacks what the sites pjlint.toml requires of its class.' \
        'pool-option-version'\t'One pool size is set by both its old name and its new one.' \
        'PRF01'\t'One pool size is set by both its old name and its new one.' \
        'pool-too-small'\t'The pools maximum size is below its initial or minimum size.' \
        'PRF02'\t'The pools maximum size is below its initial or minimum size.' \
        'qualify-storm'\t'Qualify sends more OPTIONS per second than Asterisk can handle well.' \
        'PRF03'\t'Qualify sends more OPTIONS per second than Asterisk can handle well.' \
        'hep-incomplete'\t'hep.conf enables capture, but nothing is sent.' \
        'PRF06'\t'hep.conf enables capture, but nothing is sent.' \
        'hep-chan-sip'\t'Calls over chan_sip are not sent to the HEP collector.' \
        'PRF07'\t'Calls over chan_sip are not sent to the HEP collector.' \
        'required-module-noload'\t'modules.conf does not load a module that the configuration needs.' \
        'PRF08'\t'modules.conf does not load a module that the configuration needs.' \
        'pool-runs-dry'\t'The thread pool cannot grow, and starts empty or loses its idle threads.' \
        'PRF09'\t'The thread pool cannot grow, and starts empty or loses its idle threads.' \
        'dangling-aor'\t'An endpoint names an aor that does not exist.' \
        'REF01'\t'An endpoint names an aor that does not exist.' \
        'dangling-auth'\t'An object names an auth object that does not exist.' \
        'REF02'\t'An object names an auth object that does not exist.' \
        'dangling-transport'\t'An object names a transport that does not exist.' \
        'REF03'\t'An object names a transport that does not exist.' \
        'dangling-identify-endpoint'\t'An identify, registration, phoneprov or publication names an endpoint that does not exist.' \
        'REF04'\t'An identify, registration, phoneprov or publication names an endpoint that does not exist.' \
        'orphan-object'\t'An unused aor or auth object, and an endpoint of the same name that has none.' \
        'REF05'\t'An unused aor or auth object, and an endpoint of the same name that has none.' \
        'reference-to-other-type'\t'A reference to a name that only an object of another type has.' \
        'REF06'\t'A reference to a name that only an object of another type has.' \
        'dialplan-unknown-endpoint'\t'The dialplan or a queue calls an endpoint that does not exist.' \
        'REF07'\t'The dialplan or a queue calls an endpoint that does not exist.' \
        'undefined-context'\t'An endpoint names a context that the dialplan does not have.' \
        'REF08'\t'An endpoint names a context that the dialplan does not have.' \
        'cert-file-missing'\t'A certificate or key file that cannot be read on this host (only with --check-files).' \
        'REF10'\t'A certificate or key file that cannot be read on this host (only with --check-files).' \
        'dangling-acl'\t'An object names an ACL that acl.conf does not have.' \
        'REF11'\t'An object names an ACL that acl.conf does not have.' \
        'dangling-profile'\t'An endpoint names a geolocation profile that does not exist.' \
        'REF12'\t'An endpoint names a geolocation profile that does not exist.' \
        'dangling-publication'\t'A publication names an object that does not exist.' \
        'REF13'\t'A publication names an object that does not exist.' \
        'webrtc-by-hand-incomplete'\t'WebRTC is configured with single options, and one of them is missing.' \
        'RTC01'\t'WebRTC is configured with single options, and one of them is missing.' \
        'webrtc-http-server'\t'Browsers need Asterisks HTTP server, but it does not accept their connections.' \
        'RTC02'\t'Browsers need Asterisks HTTP server, but it does not accept their connections.' \
        'webrtc-no-ws-transport'\t'A WebRTC endpoint has a transport that is not a WebSocket.' \
        'RTC03'\t'A WebRTC endpoint has a transport that is not a WebSocket.' \
        'endpoint-pins-ws-transport'\t'An endpoint names a WebSocket transport, which has no effect.' \
        'RTC04'\t'An endpoint names a WebSocket transport, which has no effect.' \
        'webrtc-redundant'\t'An option that webrtc=yes overrides.' \
        'RTC05'\t'An option that webrtc=yes overrides.' \
        'webrtc-max-contacts'\t'A browsers aor accepts one contact and keeps the old one.' \
        'RTC06'\t'A browsers aor accepts one contact and keeps the old one.' \
        'no-template-repetition'\t'Five or more endpoints have the same lines, and no template.' \
        'STY01'\t'Five or more endpoints have the same lines, and no template.' \
        'value-equals-default'\t'An option is set to its default.' \
        'STY02'\t'An option is set to its default.' \
        'template-override-conflict'\t'A line repeats its templates value, or two templates differ.' \
        'STY03'\t'A line repeats its templates value, or two templates differ.' \
        'callerid-format'\t'A caller id without a number, which Asterisk does not use.' \
        'STY06'\t'A caller id without a number, which Asterisk does not use.' \
        'malformed-suppression'\t'An invalid pjlint comment.' \
        'SUP01'\t'An invalid pjlint comment.' \
        'unattached-suppression'\t'A pjlint comment that no line follows.' \
        'SUP02'\t'A pjlint comment that no line follows.' \
        'unused-suppression'\t'A pjlint comment that suppresses nothing.' \
        'SUP03'\t'A pjlint comment that suppresses nothing.' \
        'expired-suppression'\t'A pjlint comment whose last day has passed.' \
        'SUP04'\t'A pjlint comment whose last day has passed.' \
        'unknown-option'\t'An option that objects of this type do not have in the target version.' \
        'SYN01'\t'An option that objects of this type do not have in the target version.' \
        'chan-sip-option'\t'An option or a type of chan_sip in a PJSIP file.' \
        'SYN02'\t'An option or a type of chan_sip in a PJSIP file.' \
        'missing-type'\t'A section with options but no type: Asterisk ignores it.' \
        'SYN03'\t'A section with options but no type: Asterisk ignores it.' \
        'duplicate-object'\t'Two objects of the same type and name: every object of the type is lost.' \
        'SYN04'\t'Two objects of the same type and name: every object of the type is lost.' \
        'option-on-wrong-object'\t'An option that only objects of another type have.' \
        'SYN05'\t'An option that only objects of another type have.' \
        'unknown-object-type'\t'A type that no module reads: the section is ignored.' \
        'SYN06'\t'A type that no module reads: the section is ignored.' \
        'global-object-rejected'\t'More than one global or system object.' \
        'SYN07'\t'More than one global or system object.' \
        'missing-include'\t'An include of a file that does not exist: the including file is lost.' \
        'SYN08'\t'An include of a file that does not exist: the including file is lost.' \
        'undefined-template'\t'A section inherits from one that does not exist at that point.' \
        'SYN09'\t'A section inherits from one that does not exist at that point.' \
        'append-to-missing'\t'A (+) on a section that does not exist at that point.' \
        'SYN10'\t'A (+) on a section that does not exist at that point.' \
        'malformed-line'\t'A line that Asterisk cannot parse, or parses differently from how it looks.' \
        'SYN11'\t'A line that Asterisk cannot parse, or parses differently from how it looks.' \
        'non-boolean-boolean'\t'A boolean that is neither yes nor no: Asterisk treats it as no.' \
        'SYN12'\t'A boolean that is neither yes nor no: Asterisk treats it as no.' \
        'invalid-value'\t'A value that the option does not accept: the object is rejected.' \
        'SYN13'\t'A value that the option does not accept: the object is rejected.' \
        'unescaped-semicolon'\t'A semicolon that was meant as part of the value begins a comment.' \
        'SYN14'\t'A semicolon that was meant as part of the value begins a comment.' \
        'encoding-or-bom'\t'A byte order mark, no-break space or similar character in a name.' \
        'SYN15'\t'A byte order mark, no-break space or similar character in a name.' \
        'option-repeated'\t'One section sets a single-valued option twice.' \
        'SYN17'\t'One section sets a single-valued option twice.' \
        'deprecated-option'\t'An option that a later version will remove.' \
        'SYN18'\t'An option that a later version will remove.' \
        'rejected-object'\t'An object that lacks something or contradicts itself.' \
        'SYN19'\t'An object that lacks something or contradicts itself.' \
        'comment-trap'\t'A block comment that covers more than it should.' \
        'SYN20'\t'A block comment that covers more than it should.' \
        'ignored-value'\t'A value that Asterisk accepts but does not use.' \
        'SYN21'\t'A value that Asterisk accepts but does not use.' \
        'include-trap'\t'An include that is circular, too deep, repeated, or of a command.' \
        'SYN22'\t'An include that is circular, too deep, repeated, or of a command.' \
        'dual-stack-bind-collision'\t'chan_sip and PJSIP use the same address and port, or both use the WebSocket.' \
        'TRN01'\t'chan_sip and PJSIP use the same address and port, or both use the WebSocket.' \
        'transport-bind-duplicate'\t'Two PJSIP transports, or a transport and the HTTP server, use the same address and port.' \
        'TRN02'\t'Two PJSIP transports, or a transport and the HTTP server, use the same address and port.' \
        'tls-without-cert-or-key'\t'A TLS transport has no certificate or no key, so incoming TLS connections fail.' \
        'TRN03'\t'A TLS transport has no certificate or no key, so incoming TLS connections fail.' \
        'tls-method-pins-version'\t'A TLS transport uses only one old version; without method that is TLS 1.0.' \
        'TRN04'\t'A TLS transport uses only one old version; without method that is TLS 1.0.' \
        'transport-missing'\t'A contact needs a protocol or an address family that no transport has.' \
        'TRN05'\t'A contact needs a protocol or an address family that no transport has.' \
        'websocket-option-ignored'\t'An option that has no effect on a WebSocket transport.' \
        'TRN07'\t'An option that has no effect on a WebSocket transport.' \
        'ipv6-wildcard-bind'\t'A transport on [::] accepts IPv6 only, and there is no IPv4 transport.' \
        'TRN08'\t'A transport on [::] accepts IPv6 only, and there is no IPv4 transport.' \
        'endpoint-transport-ambiguous'\t'Transports advertise different addresses, and endpoints do not select one of them.' \
        'TRN09'\t'Transports advertise different addresses, and endpoints do not select one of them.' \
        'public-bind-default-port'\t'UDP port 5060 is open to all, and no ACL restricts it.' \
        'TRN10'\t'UDP port 5060 is open to all, and no ACL restricts it.' \
        'wizard-remote-hosts'\t'A wizard lacks remote_hosts that its objects need, or has them where they do harm.' \
        'WIZ01'\t'A wizard lacks remote_hosts that its objects need, or has them where they do harm.' \
        'wizard-auth-username'\t'A wizard has accepts_auth or sends_auth but no username for it.' \
        'WIZ02'\t'A wizard has accepts_auth or sends_auth but no username for it.' \
        'wizard-unprefixed-option'\t'A wizard line that is not read, such as context instead of endpoint/context.' \
        'WIZ03'\t'A wizard line that is not read, such as context instead of endpoint/context.' \
        'wizard-name-collision'\t'pjsip.conf has an object of the same type and id as one that a wizard creates.' \
        'WIZ04'\t'pjsip.conf has an object of the same type and id as one that a wizard creates.' \
        'wizard-in-wrong-file'\t'A wizard is in pjsip.conf, or an object in pjsip_wizard.conf.' \
        'WIZ05'\t'A wizard is in pjsip.conf, or an object in pjsip_wizard.conf.' \
        'wizard-repeated'\t'Two wizards have the same name: the objects of the last one replace those of the first.' \
        'WIZ06'\t'Two wizards have the same name: the objects of the last one replace those of the first.' \
        'could-be-wizard'\t'Five or more endpoints repeat the same lines, without a template or a wizard.' \
        'WIZ07'\t'Five or more endpoints repeat the same lines, without a template or a wizard.' \
        'wizard-line-without-registrations'\t'A wizard sends a line with its registrations, but has no registration.' \
        'WIZ08'\t'A wizard sends a line with its registrations, but has no registration.' \
        'wizard-hint-with-dash'\t'A wizard gives an extension with a dash a hint and an application, and Asterisk crashes at startup.' \
        'WIZ09'\t'A wizard gives an extension with a dash a hint and an application, and Asterisk crashes at startup.'
end
function __fish_pjlint_list
    set -l word (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    set -l head (string match -r -- '^.*,' $word)
    begin
        printf 'all\tevery rule\n'
        __fish_pjlint_rules
    end | string replace -r '^' -- "$head"
end
complete -c pjlint -n "__fish_pjlint_using_subcommand explain" -f -a "(__fish_pjlint_rules)"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l ignore -r -f -a "(__fish_pjlint_list)"
complete -c pjlint -n "__fish_pjlint_using_subcommand check" -l select -r -f -a "(__fish_pjlint_list)"
complete -c pjlint -n "__fish_pjlint_using_subcommand completions" -f -a bash
complete -c pjlint -n "__fish_pjlint_using_subcommand completions" -f -a zsh
complete -c pjlint -n "__fish_pjlint_using_subcommand completions" -f -a fish
