# SPDX-License-Identifier: Apache-2.0
"""The Python library sd-jwt as a peer, all keys as JWK files:

    sd_jwt_peer.py keygen FILE
    sd_jwt_peer.py verify ISSUER_KEY SD_JWT [AUDIENCE NONCE]    prints the claims, or fails
    sd_jwt_peer.py issue ISSUER_KEY HOLDER_KEY CLAIMS           prints an SD-JWT VC in which all of `person` hides
    sd_jwt_peer.py present HOLDER_KEY SD_JWT AUDIENCE NONCE     prints it with the person's name alone
"""
import json
import pathlib
import sys

from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier


def text(name):
    return pathlib.Path(name).read_text(encoding="utf-8").strip()


def key(name):
    return JWK.from_json(text(name))


def keygen(name):
    made = JWK.generate(kty="EC", crv="P-256")
    pathlib.Path(name).write_text(made.export_private(), encoding="utf-8")
    print(made.export_public())


def verify(issuer, sd_jwt, audience=None, nonce=None):
    seen = SDJWTVerifier(text(sd_jwt), lambda *_: key(issuer), audience, nonce)
    print(json.dumps(seen.get_verified_payload()))


def issue(issuer, holder, claims):
    claims = json.loads(text(claims))
    claims["person"] = {SDObj(name): value for name, value in claims["person"].items()}
    print(SDJWTIssuer(claims, key(issuer), key(holder), add_decoy_claims=True,
                      extra_header_parameters={"typ": "dc+sd-jwt"}).sd_jwt_issuance)


def present(holder, sd_jwt, audience, nonce):
    wallet = SDJWTHolder(text(sd_jwt))
    wallet.create_presentation({"person": {"name": True}}, nonce, audience, key(holder))
    print(wallet.sd_jwt_presentation)


{"keygen": keygen, "verify": verify, "issue": issue, "present": present}[sys.argv[1]](*sys.argv[2:])
