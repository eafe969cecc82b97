# SPDX-License-Identifier: Apache-2.0
"""Our NZ COVID Passes are verified by @vaxxnz/nzcp, and ICAO's seals go both ways between vaxcert and
Node's cryptography, under certificates that OpenSSL's command line made.

seals_test.py VAXCERT FOLDER: FOLDER keeps the npm packages between runs.
"""
import base64
import json
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from peers import must, npm, run, skip  # noqa: E402, which stands beside the other tests

PEER = "@vaxxnz/nzcp and Node's cryptography"
RECORD = {
    "reference": "10000000000001",
    "person": {"name": "Person, Test", "birth_date": "1980-02-03", "sex": "Female",
               "identifiers": [{"type": "passport", "value": "TEST00001"}]},
    "vaccination": {"product": "Comirnaty", "manufacturer": "Pfizer Inc", "batch": "TEST-BATCH-1",
                    "date": "2021-06-13", "dose": 1, "total_doses": 2, "country": "UT",
                    "centre": {"name": "Test Centre"}},
}
EXTENSIONS = """
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
authorityKeyIdentifier = keyid
extendedKeyUsage = critical, 2.23.136.1.1.14.2
2.23.136.1.1.6.2 = DER:3009020100310413024e56
"""


vaxcert, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:])
if not shutil.which("openssl"):
    skip(PEER, "there is no openssl")
npm(PEER, HERE, folder, "@vaxxnz/nzcp")


def file(name, content=None):
    if content is not None:
        (folder / name).write_text(content if isinstance(content, str) else json.dumps(content))
    return folder / name


def peer(*words):
    return must(run("node", "peer.cjs", *words, cwd=folder), "the peer")


def keygen(name):
    file(name).unlink(missing_ok=True)
    return must(run(vaxcert, "keygen", "--alg", "es256", "--out", file(name)), "keygen")


def issue(settings, key):
    profile = file("profile.json", {
        "profile": 1, "name": "interop", "issuer": "https://health.example/", "master_data_sets": ["covid-19"],
        **settings})
    line = must(run(vaxcert, "issue", "--profile", profile, "--key", key, "--out", "-", file("record.json", RECORD)),
                "issue")
    document = json.loads(line)["document"]
    return document if isinstance(document, str) else json.dumps(document)


def passes():
    public = keygen("pass.key")
    der = must(run("openssl", "pkey", "-pubin", "-in", file("pass.pem", public), "-text", "-noout"), "openssl")
    point = bytes.fromhex("".join(der.split("pub:")[1].split("ASN1")[0].split()).replace(":", ""))
    x, y = (base64.urlsafe_b64encode(half).decode().rstrip("=") for half in (point[1:33], point[33:]))
    did = "did:web:health.example"
    document = file("did.json", {
        "id": did, "assertionMethod": [did + "#key-1"],
        "verificationMethod": [{"id": did + "#key-1", "controller": did, "type": "JsonWebKey2020",
                                "publicKeyJwk": {"kty": "EC", "crv": "P-256", "x": x, "y": y}}]})
    settings = {"format": "nzcp", "nzcp": {"key": did + "#key-1", "valid_days": 30}}
    ours = issue(settings, file("pass.key"))
    answer = peer("pass", document, file("pass.txt", ours))
    assert answer == "verified", f"@vaxxnz/nzcp does not verify ours: {answer}"
    assert run(vaxcert, "verify", "--trust", document, file("pass.txt")).returncode == 0
    keygen("other.key")
    answer = peer("pass", document, file("pass.txt", issue(settings, file("other.key"))))
    assert answer != "verified", "the peer accepts another key"
    print("nzcp: ours verified by @vaxxnz/nzcp 1.1.1")


def seals():
    extensions = file("extensions.cnf", EXTENSIONS)
    for who in ("authority", "signer"):
        keygen(who + ".key")
        must(run("openssl", "req", "-new", "-key", file(who + ".key"), "-subj", f"/C=UT/CN={who}", "-out",
                 file(who + ".csr")), "a request")
    must(run("openssl", "x509", "-req", "-in", file("authority.csr"), "-key", file("authority.key"), "-days", 300,
             "-extfile", extensions, "-extensions", "authority", "-out", file("authority.pem")), "the authority")
    must(run("openssl", "x509", "-req", "-in", file("signer.csr"), "-CA", file("authority.pem"), "-CAkey",
             file("authority.key"), "-days", 200, "-set_serial", 7, "-extfile", extensions, "-extensions", "signer",
             "-out", file("signer.pem")), "the signer")
    ours = issue({"format": "vds-nc", "vds-nc": {"issuer": "UTO",
                                                 "signer_certificate": file("signer.pem").read_text()}},
                 file("signer.key"))
    answer = peer("seal", file("authority.pem"), file("seal.json", ours))
    assert answer == "verified", f"Node does not verify ours: {answer}"
    changed = ours.replace("TEST-BATCH-1", "TEST-BATCH-2")
    assert peer("seal", file("authority.pem"), file("seal.json", changed)) == "signature"

    data = json.loads(ours)["data"]
    data["msg"]["pid"]["n"] = "Pérsõn  Tęst"
    theirs = peer("sign", file("signer.pem"), file("signer.key"), file("data.json", json.dumps(data)))
    done = run(vaxcert, "verify", "--trust", file("authority.pem"), file("seal.json", theirs))
    assert done.returncode == 0, f"we do not accept theirs:\n{done.stdout}{done.stderr}"
    done = run(vaxcert, "verify", "--trust", file("authority.pem"),
               file("seal.json", theirs.replace("Comirnaty", "Comirnatj")))
    assert done.returncode == 1, "we accept a changed seal"
    print("vds-nc: ours verified by Node with canonicalize 2.0.0, theirs accepted by vaxcert")


passes()
seals()
