#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A key, a certificate and its verification, from the command line; in the repository's top folder.
set -eu
# [readme]
vaxcert keygen --alg ed25519 --out issuer.key > issuer.pub
vaxcert issue --profile india --key issuer.key --out certificates examples/record.json
vaxcert verify --trust did:india=issuer.pub certificates/*.png
# [end]
