# SPDX-License-Identifier: Apache-2.0
# Completion of vaxcert for bash.

_vaxcert() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} options=
    COMPREPLY=()

    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "keygen issue verify present status scan inspect trust --help --version" -- "$current")
        return
    fi
    case $previous in
        --alg) options="ed25519 es256 es384 ps256" ;;
        --qr) options="png svg none" ;;
        --qr-level) options="L M Q H" ;;
        --progress) options="bar json none" ;;
        --environment) options="production test" ;;
        --lang) options="en hi fr es pt ar" ;;
        --purpose) options="revocation suspension" ;;
        --form) options="bitstring bitstring-jwt token" ;;
        --state) options="withdrawn suspended superseded lifted" ;;
        --next-update | --retrieved-since | --grace | --issuer | --key-id | --sequence | --url | --days | --date | --expires | --id-column | --expires-column | --where) return ;;
        --need-status | --status-grace) return ;;
        --id | --format | --now | --threads | --show | --audience | --nonce) return ;;
        --json) ;;
        --*) ;;
    esac
    if [[ -z $options && $command == trust ]]; then
        ((COMP_CWORD == 2)) && options="build import list check"
        [[ $previous == import ]] && options="gdhcn dcc-gateway vci icao nzcp registry keys"
    fi
    if [[ -z $options && $current == -* ]]; then
        case $command in
            keygen) options="--alg --out --id --environment" ;;
            issue) options="--profile --key --pin-file --campaign-key --format --qr --qr-level --out --rejects --now --threads --progress --json" ;;
            verify) options="--trust --roots --last-sequence --grace --status --need-status --status-grace --seen --policy --country --region --state-key --pin-file --state-issuer --state-subject --profile --audience --nonce --now --lang --json" ;;
            present) options="--show --list --key --pin-file --audience --nonce --now" ;;
            status) options="--key --pin-file --issuer --key-id --environment --sequence --url --purpose --form --days --state --date --expires --id-column --expires-column --where --trust --out --now --json" ;;
            scan) options="--out --json" ;;
            inspect) options="--json" ;;
            trust) options="--roots --last-sequence --grace --key --pin-file --sequence --next-update --environment --previous --new-roots --save-roots --signer --signature --issuer --format --retrieved-since --card-lists --out --now --json" ;;
        esac
        options+=" --help"
    fi
    if [[ -n $options ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}

complete -o filenames -F _vaxcert vaxcert
