# SPDX-License-Identifier: Apache-2.0
# Completion of vaxcert for fish.
set -l commands keygen issue verify present scan inspect
set -l in __fish_seen_subcommand_from

complete -c vaxcert -n "not $in $commands" -f
complete -c vaxcert -n "not $in $commands" -a keygen -d "make a private key"
complete -c vaxcert -n "not $in $commands" -a issue -d "issue certificates"
complete -c vaxcert -n "not $in $commands" -a verify -d "say whether a certificate should be accepted, and why"
complete -c vaxcert -n "not $in $commands" -a present -d "show chosen claims of a certificate, and no others"
complete -c vaxcert -n "not $in $commands" -a scan -d "read what a QR code holds"
complete -c vaxcert -n "not $in $commands" -a inspect -d "show what is inside, not verified"

complete -c vaxcert -n "$in keygen" -l alg -x -a "ed25519 es256 es384 ps256" -d "algorithm"
complete -c vaxcert -n "$in keygen" -l out -r -d "key file to write"
complete -c vaxcert -n "$in keygen" -l id -x -d "issuer or verification method"
complete -c vaxcert -n "$in keygen" -l environment -x -a "production test" -d "what the key is for"

complete -c vaxcert -n "$in issue verify" -l profile -r -d "settings of a country"
complete -c vaxcert -n "$in issue" -l key -r -d "private key"
complete -c vaxcert -n "$in issue" -l format -x -d "format to issue"
complete -c vaxcert -n "$in issue" -l qr -x -a "png svg none" -d "kind of picture"
complete -c vaxcert -n "$in issue" -l qr-level -x -a "L M Q H" -d "error correction"
complete -c vaxcert -n "$in issue" -l out -r -d "folder to write to"
complete -c vaxcert -n "$in issue" -l pin-file -r -d "file with the PIN of the token"
complete -c vaxcert -n "$in issue" -l campaign-key -r -d "secret that certificate ids are made from"
complete -c vaxcert -n "$in issue" -l rejects -r -d "file for what is not issued"
complete -c vaxcert -n "$in issue" -l now -x -d "time of issuing"
complete -c vaxcert -n "$in issue" -l threads -x -d "threads that sign"
complete -c vaxcert -n "$in issue" -l progress -x -a "bar json none" -d "progress"
complete -c vaxcert -n "$in issue" -l json -d "the counts as a line of JSON"

complete -c vaxcert -n "$in verify" -l trust -r -d "whom to believe"
complete -c vaxcert -n "$in verify" -l status -r -d "withdrawn certificates"
complete -c vaxcert -n "$in verify" -l policy -r -d "what this check point asks for"
complete -c vaxcert -n "$in verify" -l state-key -r -d "key that signs the state"
complete -c vaxcert -n "$in verify" -l pin-file -r -d "file with the PIN of the token"
complete -c vaxcert -n "$in verify" -l state-issuer -x -d "who states it"
complete -c vaxcert -n "$in verify" -l state-subject -x -d "whom it is about"
complete -c vaxcert -n "$in verify" -l country -x -d "country of arrival"
complete -c vaxcert -n "$in verify" -l region -x -d "region of arrival"
complete -c vaxcert -n "$in verify" -l now -x -d "time to check for"
complete -c vaxcert -n "$in verify" -l lang -x -a "en hi fr es pt ar" -d "language of the texts"
complete -c vaxcert -n "$in verify" -l json -d "one line of JSON for each"

complete -c vaxcert -n "$in verify present" -l audience -x -d "whom the holder's proof is for"
complete -c vaxcert -n "$in verify present" -l nonce -x -d "what the check point asks with"

complete -c vaxcert -n "$in present" -l show -x -d "claim to show"
complete -c vaxcert -n "$in present" -l list -d "the claims that can be chosen"
complete -c vaxcert -n "$in present" -l key -r -d "the holder's private key"
complete -c vaxcert -n "$in present" -l pin-file -r -d "file with the PIN of the token"
complete -c vaxcert -n "$in present" -l now -x -d "time of the proof"

complete -c vaxcert -n "$in scan" -l out -r -d "folder for the payloads"
complete -c vaxcert -n "$in scan" -l json -d "one line of JSON for each"

complete -c vaxcert -n "$in inspect" -l json -d "one line of JSON"
