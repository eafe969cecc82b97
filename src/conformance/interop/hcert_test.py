# SPDX-License-Identifier: Apache-2.0
"""Health certificates go both ways between vaxcert and python-cwt with base45, two libraries of others.

hcert_test.py VAXCERT FOLDER: FOLDER keeps the packages of PyPI between runs.
"""
import json
import pathlib
import sys

from peers import must, pip, run

PACKAGES = ["cwt==3.2.0", "base45==0.4.4"]
NOW = "2025-03-01T12:00:00Z"
KID = "AAECAwQFBgc="
PROFILE = {
    "profile": 1, "name": "t", "environment": "test", "format": "hcert", "issuer": "https://example.org/",
    "hcert": {"payload": "dcc", "issuer": "XX", "country": "XX", "authority": "Example Ministry of Health",
              "id_prefix": "URN:UVCI:01:XX:", "kid": KID},
    "master_data_sets": ["covid-19", "icvp"]}
PERSON = {"name": "Asha Example", "birth_date": "1987-05-04"}
RECORDS = {
    "dcc": {"reference": "T1", "person": PERSON,
            "vaccination": {"product": "Comirnaty", "date": "2021-06-01", "dose": 2, "total_doses": 2}},
    "icvp": {"reference": "T2", "person": PERSON,
             "vaccination": {"product": "STAMARIL", "date": "2025-01-02", "batch": "T1",
                             "centre": {"name": "Test Centre"}}}}

# Runs where the packages are: verify KEY.pem TEXT prints the claims, sign KEY.pem CLAIMS a text.
PEER = r'''
import json, sys, zlib
import base45, cbor2, cwt
verb, key_file, content = sys.argv[1:]
key = cwt.COSEKey.from_pem(open(key_file).read(), alg="ES256", kid=bytes(range(8)))
def numbered(value):
    if isinstance(value, dict):
        return {int(k) if k.lstrip("-").isdigit() else k: numbered(v) for k, v in value.items()}
    return value
if verb == "verify":
    message = zlib.decompress(base45.b45decode(content[4:]))
    claims = cbor2.loads(cwt.COSE.new().decode(message, key))
    print(json.dumps(claims, default=lambda value: dict(value)))
else:
    payload = cbor2.dumps(numbered(json.loads(content)))
    message = cwt.COSE.new(alg_auto_inclusion=True, kid_auto_inclusion=True).encode(payload, key)
    print("HC1:" + base45.b45encode(zlib.compress(message)).decode())
'''


def both_ways(vaxcert, python, folder, payload):
    """Ours is verified there, and theirs here; neither accepts what was changed."""
    key, public, profile, record, text = (folder / name for name in
                                          ("t.key", "t.pem", "t.json", "record.json", "code.txt"))
    key.unlink(missing_ok=True)
    public.write_text(must(run(vaxcert, "keygen", "--alg", "es256", "--out", key), "keygen"))
    PROFILE["hcert"]["payload"] = payload
    profile.write_text(json.dumps(PROFILE))
    record.write_text(json.dumps(RECORDS[payload]))
    line = must(run(vaxcert, "issue", "--profile", profile, "--key", key, "--now", NOW, "--out", "-", record),
                "issue")
    ours = json.loads(line)["document"]

    claims = json.loads(must(run(python, "-c", PEER, "verify", public, ours), "the peer verifies ours"))
    subclaim = {"dcc": "1", "icvp": "-6"}[payload]
    content = claims["-260"][subclaim]
    assert claims["1"] == "XX" and content["dob"] == "1987-05-04", claims
    middle = len(ours) // 2
    changed = ours[:middle] + ("A" if ours[middle] != "A" else "B") + ours[middle + 1:]
    assert run(python, "-c", PEER, "verify", public, changed).returncode, "the peer accepts what was changed"

    theirs = must(run(python, "-c", PEER, "sign", key, json.dumps(claims)), "the peer signs").strip()
    for text_of, expected in ((theirs, 0), (changed, 1)):
        text.write_text(text_of)
        done = run(vaxcert, "verify", "--trust", f"XX={public}", "--now", NOW, text)
        assert done.returncode == expected, f"{payload}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    print(f"{payload}: ours verified by python-cwt 3.2.0 and base45 0.4.4, theirs accepted by vaxcert")


if __name__ == "__main__":
    vaxcert, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:])
    python = pip("python-cwt", folder / "python", PACKAGES, "cwt, base45")
    for payload in RECORDS:
        both_ways(vaxcert, python, folder, payload)
