#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The story of a certificate, from a row in a table to the answer at a border: demo.sh VAXCERT [FOLDER]
set -euo pipefail

vaxcert=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
folder=${2:-$here/../build/demo}
suites=${VAXCERT_SUITES:-$here/../../shared/suites}
now=2022-02-01T12:00:00Z

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi
chapter() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }

# Shows a command's answer, indented, and fails the demo if its exit status is not the expected one.
answers() {
    local expected=$1 status=0
    shift
    "$@" >"$folder/answer" 2>"$folder/trouble" || status=$?
    sed 's/^/    /' "$folder/answer"
    if [ "$status" -ne "$expected" ]; then
        sed 's/^/    /' "$folder/trouble"
        printf 'demo: exit status %s where %s was expected\n' "$status" "$expected" >&2
        exit 1
    fi
}

verify() { "$vaxcert" verify --now "$now" "$@"; }

rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
folder=$(pwd -P)

chapter '1. A health authority makes a key. The public half goes to every border.'
"$vaxcert" keygen --alg ps256 --out authority.key >authority.pem
echo "    $folder/authority.pem"

chapter '2. It certifies five doses out of a table, and two for travel abroad, the second a booster.'
"$vaxcert" issue --profile india --key authority.key --now "$now" --qr png --out domestic \
    --progress none "$here/people.csv" 2>&1 | sed 's/^/    /'
"$vaxcert" issue --profile india-international --key authority.key --now "$now" --qr png --out travel \
    --progress none "$here/people.ndjson" 2>&1 | sed 's/^/    /'

chapter '3. At a border, without any network, a picture of the code is enough.'
code=$(find "$folder/travel" -name '*.png' | sort | tail -n 1)
answers 0 verify --trust did:india=authority.pem "$code"

chapter '4. The certificate that CoWIN signed with its production key for its own dummy person:'
if [ -f "$suites/divoc/qr/cowin-dummy256.rawbytes-go-style.png" ]; then
    answers 0 verify --trust "did:india=$suites/divoc/keys/did-india.pem" \
        "$suites/divoc/qr/cowin-dummy256.rawbytes-go-style.png"
else
    echo '    (the public test data is not here, so one of ours)'
    answers 0 verify --trust did:india=authority.pem "$(find "$folder/domestic" -name '*.png' | sort | head -n 1)"
fi

# A forger opens the document of a genuine first dose and changes it. Nobody has the key.
python3 - domestic/certificates.ndjson <<'PYTHON'
import json, sys
line = json.loads(open(sys.argv[1]).readline())
document = line["document"]
document = json.loads(document) if isinstance(document, str) else document
event = document["evidence"][0]
def write(name):
    with open(name, "w") as file:
        json.dump(document, file, ensure_ascii=False)
event["dose"], event["totalDoses"] = event["totalDoses"], event["dose"]
write("swapped-dose.json")
event["dose"], event["totalDoses"] = event["totalDoses"], event["dose"]
document["credentialSubject"]["name"] = "Somebody Else"
write("forged-name.json")
PYTHON

chapter '5. A forger writes another name into a genuine certificate:'
answers 1 verify --trust did:india=authority.pem forged-name.json

chapter '6. A cleverer one exchanges dose 1 and total 2. The signature still holds, as RDF is a set:'
answers 1 verify --trust did:india=authority.pem swapped-dose.json

chapter '7. A border that was never given the key does not guess, and does not say "forged":'
"$vaxcert" keygen --alg ps256 --out stranger.key >stranger.pem
answers 3 verify --trust did:elsewhere=stranger.pem "$code"

rm -f answer trouble
chapter 'Everything is in'
echo "    $folder"
echo "    domestic/ and travel/: the signed certificates, one a line, and their QR codes as PNG"
