_pjlint() {
    local i cur prev opts cmd
    COMPREPLY=()
    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
        cur="$2"
    else
        cur="${COMP_WORDS[COMP_CWORD]}"
    fi
    prev="$3"
    cmd=""
    opts=""

    for i in "${COMP_WORDS[@]:0:COMP_CWORD}"
    do
        case "${cmd},${i}" in
            ",$1")
                cmd="pjlint"
                ;;
            pjlint,check)
                cmd="pjlint__subcmd__check"
                ;;
            pjlint,completions)
                cmd="pjlint__subcmd__completions"
                ;;
            pjlint,config)
                cmd="pjlint__subcmd__config"
                ;;
            pjlint,documents)
                cmd="pjlint__subcmd__documents"
                ;;
            pjlint,expand)
                cmd="pjlint__subcmd__expand"
                ;;
            pjlint,explain)
                cmd="pjlint__subcmd__explain"
                ;;
            pjlint,help)
                cmd="pjlint__subcmd__help"
                ;;
            pjlint,init)
                cmd="pjlint__subcmd__init"
                ;;
            pjlint,parity)
                cmd="pjlint__subcmd__parity"
                ;;
            pjlint,rules)
                cmd="pjlint__subcmd__rules"
                ;;
            pjlint,show)
                cmd="pjlint__subcmd__show"
                ;;
            pjlint__subcmd__config,help)
                cmd="pjlint__subcmd__config__subcmd__help"
                ;;
            pjlint__subcmd__config,schema)
                cmd="pjlint__subcmd__config__subcmd__schema"
                ;;
            pjlint__subcmd__config,show)
                cmd="pjlint__subcmd__config__subcmd__show"
                ;;
            pjlint__subcmd__config__subcmd__help,help)
                cmd="pjlint__subcmd__config__subcmd__help__subcmd__help"
                ;;
            pjlint__subcmd__config__subcmd__help,schema)
                cmd="pjlint__subcmd__config__subcmd__help__subcmd__schema"
                ;;
            pjlint__subcmd__config__subcmd__help,show)
                cmd="pjlint__subcmd__config__subcmd__help__subcmd__show"
                ;;
            pjlint__subcmd__help,check)
                cmd="pjlint__subcmd__help__subcmd__check"
                ;;
            pjlint__subcmd__help,completions)
                cmd="pjlint__subcmd__help__subcmd__completions"
                ;;
            pjlint__subcmd__help,config)
                cmd="pjlint__subcmd__help__subcmd__config"
                ;;
            pjlint__subcmd__help,documents)
                cmd="pjlint__subcmd__help__subcmd__documents"
                ;;
            pjlint__subcmd__help,expand)
                cmd="pjlint__subcmd__help__subcmd__expand"
                ;;
            pjlint__subcmd__help,explain)
                cmd="pjlint__subcmd__help__subcmd__explain"
                ;;
            pjlint__subcmd__help,help)
                cmd="pjlint__subcmd__help__subcmd__help"
                ;;
            pjlint__subcmd__help,init)
                cmd="pjlint__subcmd__help__subcmd__init"
                ;;
            pjlint__subcmd__help,parity)
                cmd="pjlint__subcmd__help__subcmd__parity"
                ;;
            pjlint__subcmd__help,rules)
                cmd="pjlint__subcmd__help__subcmd__rules"
                ;;
            pjlint__subcmd__help,show)
                cmd="pjlint__subcmd__help__subcmd__show"
                ;;
            pjlint__subcmd__help__subcmd__config,schema)
                cmd="pjlint__subcmd__help__subcmd__config__subcmd__schema"
                ;;
            pjlint__subcmd__help__subcmd__config,show)
                cmd="pjlint__subcmd__help__subcmd__config__subcmd__show"
                ;;
            *)
                ;;
        esac
    done

    case "${cmd}" in
        pjlint)
            opts="-h -V --help --version check show expand parity rules explain config init completions documents help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 1 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__check)
            opts="-q -w -h --format --output --fail-on --hook --profile --select --ignore --placeholders --baseline --write-baseline --hide-suppressed --fix --unsafe-fixes --diff --show-secrets --quiet --statistics --watch --asterisk --config --no-config --check-files --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "full concise json sarif github gitlab junit checkstyle" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning info" -- "${cur}"))
                    return 0
                    ;;
                --profile)
                    COMPREPLY=($(compgen -W "default audit migration" -- "${cur}"))
                    return 0
                    ;;
                --select)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ignore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --baseline)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --asterisk)
                    COMPREPLY=($(compgen -W "24 24.0 23 23.4 22 22.10 21 21.12 20 20.20 19 19.8 18 18.26 17 17.9 16 16.30 15 15.7 14 14.7 13 13.38" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__completions)
            opts="-h --help bash zsh fish"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__config)
            opts="-h --help show schema help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__config__subcmd__help)
            opts="show schema help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__config__subcmd__help__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__config__subcmd__help__subcmd__schema)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__config__subcmd__help__subcmd__show)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__config__subcmd__schema)
            opts="-h --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__config__subcmd__show)
            opts="-h --rules --profile --select --ignore --placeholders --asterisk --config --no-config --check-files --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --profile)
                    COMPREPLY=($(compgen -W "default audit migration" -- "${cur}"))
                    return 0
                    ;;
                --select)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ignore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --asterisk)
                    COMPREPLY=($(compgen -W "24 24.0 23 23.4 22 22.10 21 21.12 20 20.20 19 19.8 18 18.26 17 17.9 16 16.30 15 15.7 14 14.7 13 13.38" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__documents)
            opts="-h --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__expand)
            opts="-h --output --asterisk --config --no-config --check-files --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --asterisk)
                    COMPREPLY=($(compgen -W "24 24.0 23 23.4 22 22.10 21 21.12 20 20.20 19 19.8 18 18.26 17 17.9 16 16.30 15 15.7 14 14.7 13 13.38" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__explain)
            opts="-h --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "text json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help)
            opts="check show expand parity rules explain config init completions documents help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__check)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__completions)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__config)
            opts="show schema"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__config__subcmd__schema)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__config__subcmd__show)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__documents)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__expand)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__explain)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__init)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__parity)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__rules)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__help__subcmd__show)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__init)
            opts="-h --force --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__parity)
            opts="-h --format --todo --asterisk --config --no-config --check-files --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "text json" -- "${cur}"))
                    return 0
                    ;;
                --asterisk)
                    COMPREPLY=($(compgen -W "24 24.0 23 23.4 22 22.10 21 21.12 20 20.20 19 19.8 18 18.26 17 17.9 16 16.30 15 15.7 14 14.7 13 13.38" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__rules)
            opts="-h --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "text json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        pjlint__subcmd__show)
            opts="-h --format --defaults --asterisk --config --no-config --check-files --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "text json" -- "${cur}"))
                    return 0
                    ;;
                --asterisk)
                    COMPREPLY=($(compgen -W "24 24.0 23 23.4 22 22.10 21 21.12 20 20.20 19 19.8 18 18.26 17 17.9 16 16.30 15 15.7 14 14.7 13 13.38" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
    esac
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _pjlint -o nosort -o bashdefault -o default pjlint
else
    complete -F _pjlint -o bashdefault -o default pjlint
fi

_pjlint_rules="acl authentication identify media migration nat performance policy references registration style suppression syntax transport webrtc wizard acl-deny-last ACL01 pjsip-acl-is-global ACL03 acl-error-fails-open ACL04 acl-permit-only ACL05 named-acl-unused ACL06 acl-missing-beside-siblings ACL08 aor-unreachable AOR01 max-contacts-lockout AOR02 aor-name-mismatch AOR03 registration-uri-invalid AOR04 registration-without-auth AOR05 registration-gives-up AOR07 no-contact-user AOR08 static-contact-and-registration AOR09 outbound-proxy-only-on-registration AOR10 outbound-proxy-not-uri AOR11 max-contacts-excessive AOR12 trunk-without-qualify AOR13 qualify-in-milliseconds AOR14 multi-device-dial AOR15 trunk-with-inbound-auth AUT01 auth-username-problem AUT02 guessable-secret AUT03 registrable-without-auth AUT04 anonymous-endpoint-exposed AUT05 no-auth-no-identify AUT06 md5-credential-inconsistent AUT07 shared-secret AUT08 realm-mismatch-outbound AUT10 auth-algorithm-impossible AUT11 srtp-without-tls AUT12 identify-overlap IDN01 identify-too-broad IDN02 trunk-not-identifiable IDN03 identify-hostname IDN04 same-provider-trunks-ambiguous IDN06 identifier-order-unknown IDN07 identify-by-contradiction IDN08 auth-username-identify-audit IDN09 endpoint-name-collides-with-did IDN11 endpoint-without-codecs MED01 no-common-codec MED03 allow-all MED05 dtls-option-conflict MED06 rtp-port-range MED10 dialplan-sip-channel MIG01 dialplan-sip-function MIG02 parity-missing-peer MIG03 same-name-both-stacks MIG04 converter-artifact-acl MIG05 converter-artifact-auth MIG06 converter-artifact-lost MIG07 nat-mapping-wrong MIG08 chan-sip-removed MIG09 general-section-in-pjsip MIG10 general-defaults-lost MIG11 parity-login MIG12 parity-media MIG13 parity-dialplan MIG14 parity-access MIG15 parity-reach MIG16 parity-registration MIG17 parity-no-option MIG18 external-address-without-local-net NAT01 external-media-without-signaling NAT02 external-address-private NAT03 direct-media-behind-nat NAT04 partial-nat-flags NAT05 local-net-without-external NAT06 placeholder-left NAT07 local-net-misses-peer NAT08 webrtc-nat-without-ice-mapping NAT09 no-keepalive-behind-nat NAT10 local-net-misses-server NAT11 external-address-on-other-transport NAT12 rtp-bound-to-external-address NAT13 media-address-is-name NAT14 ice-switched-off NAT15 class-requirement POL01 pool-option-version PRF01 pool-too-small PRF02 qualify-storm PRF03 hep-incomplete PRF06 hep-chan-sip PRF07 required-module-noload PRF08 pool-runs-dry PRF09 dangling-aor REF01 dangling-auth REF02 dangling-transport REF03 dangling-identify-endpoint REF04 orphan-object REF05 reference-to-other-type REF06 dialplan-unknown-endpoint REF07 undefined-context REF08 cert-file-missing REF10 dangling-acl REF11 dangling-profile REF12 dangling-publication REF13 webrtc-by-hand-incomplete RTC01 webrtc-http-server RTC02 webrtc-no-ws-transport RTC03 endpoint-pins-ws-transport RTC04 webrtc-redundant RTC05 webrtc-max-contacts RTC06 no-template-repetition STY01 value-equals-default STY02 template-override-conflict STY03 callerid-format STY06 malformed-suppression SUP01 unattached-suppression SUP02 unused-suppression SUP03 expired-suppression SUP04 unknown-option SYN01 chan-sip-option SYN02 missing-type SYN03 duplicate-object SYN04 option-on-wrong-object SYN05 unknown-object-type SYN06 global-object-rejected SYN07 missing-include SYN08 undefined-template SYN09 append-to-missing SYN10 malformed-line SYN11 non-boolean-boolean SYN12 invalid-value SYN13 unescaped-semicolon SYN14 encoding-or-bom SYN15 option-repeated SYN17 deprecated-option SYN18 rejected-object SYN19 comment-trap SYN20 ignored-value SYN21 include-trap SYN22 dual-stack-bind-collision TRN01 transport-bind-duplicate TRN02 tls-without-cert-or-key TRN03 tls-method-pins-version TRN04 transport-missing TRN05 websocket-option-ignored TRN07 ipv6-wildcard-bind TRN08 endpoint-transport-ambiguous TRN09 public-bind-default-port TRN10 wizard-remote-hosts WIZ01 wizard-auth-username WIZ02 wizard-unprefixed-option WIZ03 wizard-name-collision WIZ04 wizard-in-wrong-file WIZ05 wizard-repeated WIZ06 could-be-wizard WIZ07 wizard-line-without-registrations WIZ08 wizard-hint-with-dash WIZ09"

_pjlint_and_rules() {
    local option="$3" value="$2" head="" word
    if [[ "${COMP_WORDS[COMP_CWORD]}" == "=" ]]; then
        option="${COMP_WORDS[COMP_CWORD-1]}" value=""
    elif [[ "$option" == "=" && $COMP_CWORD -ge 2 ]]; then
        option="${COMP_WORDS[COMP_CWORD-2]}"
    fi
    case "$option" in
        --ignore | --select)
            [[ "$value" == *,* ]] && head="${value%,*},"
            COMPREPLY=( $(compgen -P "$head" -W "all $_pjlint_rules" -- "${value##*,}") )
            return 0
            ;;
    esac
    if [[ "${COMP_WORDS[1]}" == explain && $COMP_CWORD -ge 2 && "$value" != -* && "$option" != -* ]]; then
        COMPREPLY=( $(compgen -W "$_pjlint_rules" -- "$value") )
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
