# SPDX-License-Identifier: Apache-2.0
"""W3C credentials go both ways between vaxcert and Digital Bazaar's libraries, in every cryptosuite.

w3c_interop_test.py VAXCERT FOLDER: FOLDER keeps the npm packages between runs.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from peers import must, npm, run  # noqa: E402, which stands beside the other tests

PEER = "Digital Bazaar's libraries for W3C credentials"
CONTEXT = HERE.parents[3] / "docs/contexts/vaccination-v1.jsonld"
METHOD = "did:example:health#key-1"
SUITES = (("eddsa-rdfc-2022", "ed25519"), ("eddsa-jcs-2022", "ed25519"), ("ecdsa-rdfc-2019", "es256"),
          ("ecdsa-rdfc-2019", "es384"), ("ecdsa-jcs-2019", "es256"), ("ecdsa-jcs-2019", "es384"))
RECORD = {
    "reference": "10000000000001",
    "person": {"name": "अनीता Test-O'Neil \"É\"", "birth_date": "1981-02", "sex": "Female",
               "identifiers": [{"type": "passport", "value": "TEST0001"}, {"type": "nin", "value": "TEST2"}],
               "address": {"line1": "1 Example Road", "city": "Testville"}},
    "vaccination": {"disease": {"display": "COVID-19"}, "product": "Example Vaccine", "batch": "TEST-BATCH-1",
                    "date": "2021-03-03", "dose": 1, "total_doses": 2, "centre": {"name": "Test Centre"}},
    "certificate": {"expires_at": "2022-03-03T00:00:00Z"},
}
LIST = "https://health.example/status/1"
NOW = ("--now", "2021-03-05T00:00:00Z")

vaxcert, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:])
npm(PEER, HERE, folder, "jsonld-signatures", "@digitalbazaar/ecdsa-sd-2023-cryptosuite")


def file(name, content=None):
    if content is not None:
        (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return folder / name


def peer(step, suite, key, document, *pointers):
    return must(run("node", "peer.cjs", step, suite, key, METHOD, CONTEXT, file("document.json", document), *pointers,
                    cwd=folder), f"the peer, {step} by {suite}")


def keygen(algorithm):
    file("issuer.key").unlink(missing_ok=True)
    file("issuer.pub", must(run(vaxcert, "keygen", "--alg", algorithm, "--out", file("issuer.key")), "keygen"))


def issue(suite, **more):
    profile = file("profile.json", {
        "profile": 1, "name": "interop", "environment": "test", "format": "w3c", "issuer": METHOD.split("#")[0],
        "verification_method": METHOD, "certificate_id": {"alphabet": "decimal", "length": 9},
        "w3c": {"cryptosuite": suite, "id_prefix": "urn:example:certificate:", **more}})
    line = must(run(vaxcert, "issue", "--profile", profile, "--key", file("issuer.key"), "--campaign-key",
                    file("campaign.key", "0123456789abcdef" * 4), "--qr", "none", *NOW, file("record.json", RECORD)), "issue")
    document = json.loads(line)["document"]
    return json.loads(document) if isinstance(document, str) else document


def ours(document):
    status = file("status.json", {"issuer": LIST, "withdrawn": []})
    done = run(vaxcert, "verify", "--json", "--trust", f"{METHOD}={file('issuer.pub')}", "--status", status, *NOW,
               file("shown.json", document))
    return json.loads(done.stdout)


def changed(document):
    other = json.loads(json.dumps(document))
    other["credentialSubject"]["fullName"] = "Another Person"
    return other


for suite, algorithm in SUITES:
    keygen(algorithm)
    document = issue(suite)
    answer = peer("verify", suite, file("issuer.pub"), document)
    assert answer == "verified", f"the peer does not verify ours, {suite} {algorithm}: {answer}"
    assert peer("verify", suite, file("issuer.pub"), changed(document)) != "verified", "the peer verifies what was changed"

    bare = {name: value for name, value in document.items() if name != "proof"}
    theirs = json.loads(peer("sign", suite, file("issuer.key"), bare))
    verdict = ours(theirs)
    assert verdict["outcome"] == "accepted", f"we do not accept theirs, {suite} {algorithm}: {verdict}"
    assert verdict["certificate"]["person"]["name"] == RECORD["person"]["name"], verdict
    assert ours(changed(theirs))["outcome"] == "rejected", "we accept what was changed"
    print(f"w3c: {suite} with {algorithm}, ours verified by the peer, theirs accepted by vaxcert")


def shown_by_us(document, *pointers):
    chosen = [word for pointer in pointers for word in ("--show", pointer)]
    return json.loads(must(run(vaxcert, "present", *chosen, file("base.json", document)), "present"))


def parts():
    """ecdsa-sd-2023: whoever signed, and whoever chose what is shown."""
    keygen("es256")
    suite, name, batch = "ecdsa-sd-2023", "/credentialSubject/fullName", "/credentialSubject/healthEvent/vaccineBatch"
    base = issue(suite, status_list=LIST)
    bare = {member: value for member, value in base.items() if member != "proof"}
    always = ("/id", "/issuer", "/validUntil", "/credentialStatus", "/credentialSubject/healthEvent/type")
    for whose, signed in (("ours", base), ("theirs", json.loads(peer("sign", suite, file("issuer.key"), bare, *always)))):
        for who, part in (("we", shown_by_us(signed, name, batch)),
                          ("they", json.loads(peer("derive", suite, file("issuer.pub"), signed, name, batch)))):
            case = f"a part that {who} chose of what is {whose}"
            assert peer("verify", suite, file("issuer.pub"), part) == "verified", f"the peer does not verify {case}"
            assert peer("verify", suite, file("issuer.pub"), changed(part)) != "verified", f"the peer verifies {case}, changed"
            verdict = ours(part)
            assert verdict["outcome"] == "accepted", f"we do not accept {case}: {verdict}"
            assert verdict["certificate"]["person"] == {"name": RECORD["person"]["name"]}, verdict
            assert ours(changed(part))["outcome"] == "rejected", f"we accept {case}, changed"
    print(f"w3c: {suite}, signed and shown by either, verified by both")


parts()
