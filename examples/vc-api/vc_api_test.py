# SPDX-License-Identifier: Apache-2.0
"""Starts the VC-API service and asks every end point over https.

    vc_api_test.py PROGRAM FOLDER
"""
import base64
import concurrent.futures
import gzip
import json
import pathlib
import sys
import time

from service import Service

V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
CREDENTIAL = {
    "@context": [V2],
    "type": ["VerifiableCredential"],
    "validFrom": "2021-03-03T00:00:00Z",
    "credentialSubject": {"id": "did:example:asha", "name": "Asha Example"},
}
OLD = {"@context": [V1, {"name": "https://schema.org/name"}], "id": "urn:uuid:36245ee9-9074-4b05-a777-febff2e69757",
       "type": ["VerifiableCredential"], "issuanceDate": "2021-03-03T00:00:00Z",
       "credentialSubject": CREDENTIAL["credentialSubject"]}
EMBEDDED = ("eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020", "ecdsa-rdfc-2019", "ecdsa-jcs-2019", "ecdsa-sd-2023")


def issuers_issue(service):
    assert len(service.issuers) == 11, service.issuers
    for issuer in service.issuers:
        tag = issuer["tags"][0]
        if tag not in EMBEDDED:
            continue
        for credential, begins in ((CREDENTIAL, "validFrom"), (OLD, "issuanceDate")):
            status, _, signed = service.ask(issuer["endpoint"], {"credential": credential})
            assert status == 201, (issuer, signed)
            assert signed["issuer"] == issuer["id"], signed
            proof = signed["proof"]
            assert proof["verificationMethod"].startswith(issuer["id"] + "#"), proof
            assert proof["type"] == "Ed25519Signature2020" or proof["cryptosuite"] == tag, proof
            assert proof["proofPurpose"] == "assertionMethod" and proof["created"].endswith("Z"), proof
            assert proof["proofValue"][0] == ("u" if tag == "ecdsa-sd-2023" else "z"), proof
            assert ("@context" in proof) == tag.count("jcs") and proof.get("@context", signed["@context"]) == signed["@context"]
            assert credential is CREDENTIAL or len(signed["@context"]) == 3, "1.1 does not define the terms of a proof"
            if tag == "ecdsa-sd-2023":
                assert not service.verified(signed), "a base proof is not for a verifier"
                signed = service.derive(signed, "/" + begins, "/credentialSubject")
            assert service.verified(signed), issuer
            assert service.verified(signed, checks=["proof"], expectedProofPurpose="assertionMethod")
            for options in ({"expectedProofPurpose": "authentication"}, {"domain": "gate.example"}, {"challenge": "1"}):
                assert not service.verified(signed, **options), options
            assert not service.verified({**signed, begins: "2021-03-04T00:00:00Z"}), issuer
        print(tag, issuer["id"][:16], "issues, and what was changed is refused")


def parts_are_shown(service):
    sails = [{"type": "urn:example:Sail", "urn:example:size": size} for size in (5.5, 6.1, 7, 7.8)]
    whole = {**CREDENTIAL, "credentialSubject": {"name": "Asha Example", "urn:example:sails": sails, "urn:example:of": {
        "urn:example:deep": {"urn:example:deeper": ["a", "b", "c"]}}}}
    subject = "/credentialSubject/urn:example:"
    base = service.issue("ecdsa-sd-2023", whole, mandatoryPointers=["/issuer", subject + "sails/1"])
    for pointers, name, sizes in ((["/credentialSubject/name"], "Asha Example", [6.1]),
                                  ([subject + "sails/3", subject + "of/urn:example:deep"], None, [6.1, 7.8]),
                                  ([subject + "sails"], None, [5.5, 6.1, 7, 7.8]), ([""], "Asha Example", [5.5, 6.1, 7, 7.8])):
        shown = service.derive(base, *pointers)
        assert shown["credentialSubject"].get("name") == name, shown
        assert [sail["urn:example:size"] for sail in shown["credentialSubject"]["urn:example:sails"]] == sizes, shown
        assert service.verified(shown), pointers
        assert not service.verified({**shown, "issuer": "did:example:another"})
    assert service.derive(base, "/credentialSubject/nothing") is None
    assert service.derive(shown, "/credentialSubject/name") is None, "a part of a part is not derived"
    assert service.issue("ecdsa-sd-2023", whole, mandatoryPointers=["/nothing/there"]) is None
    assert service.issue("ecdsa-sd-2023", whole, mandatoryPointers="/issuer") is not None
    assert service.issue("ecdsa-sd-2023", whole, mandatoryPointers=[7]) is None


def envelopes_are_issued_and_verified(service):
    for issuer in (issuer for issuer in service.issuers if "EnvelopingProof" in issuer["tags"]):
        status, _, held = service.ask(issuer["endpoint"], {"credential": CREDENTIAL})
        assert status == 201 and held["@context"] == [V2] and held["type"] == "EnvelopedVerifiableCredential", held
        head, payload, _ = held["id"].removeprefix("data:application/vc+jwt,").split(".")
        inside = json.loads(base64.urlsafe_b64decode(payload + "=="))
        assert {**CREDENTIAL, "issuer": issuer["id"]} == inside, inside
        assert json.loads(base64.urlsafe_b64decode(head + "=="))["typ"] == "vc+jwt"
        assert service.verified(held)
        for wrong in ({"@context": []}, {"@context": "https://www.w3.org/ns/credentials/examples/v2"}, {"type": "VerifiableCredential"},
                      {"type": None}, {"id": held["id"].split(",")[1]}, {"id": held["id"][:-3] + "AAA"}):
            assert not service.verified({**held, **wrong}), wrong
        expired = {**CREDENTIAL, "validUntil": "2021-03-04T00:00:00Z"}
        assert not service.verified(service.ask(issuer["endpoint"], {"credential": expired})[2])
    assert service.issue("EnvelopingProof", {**CREDENTIAL, "undefined": 1}) is None


def a_status_list_is_kept(service):
    first, second = (service.issue("BitstringStatusList", {**CREDENTIAL, "id": f"urn:example:{number}"}) for number in (1, 2))
    entry = second["credentialStatus"]
    assert second["credentialSubject"] == CREDENTIAL["credentialSubject"]
    assert (entry["type"], entry["statusPurpose"]) == ("BitstringStatusListEntry", "revocation"), entry
    assert entry["statusListIndex"].isdigit() and entry["statusListCredential"].startswith(service.url), entry

    def bits():
        status, _, listed = service.ask(entry["statusListCredential"].removeprefix(service.url))
        assert status == 200 and service.verified(listed), listed
        assert listed["id"] == entry["statusListCredential"] and "BitstringStatusListCredential" in listed["type"], listed
        assert listed["credentialSubject"]["type"] == "BitstringStatusList", listed
        encoded = listed["credentialSubject"]["encodedList"]
        assert encoded[0] == "u" and "=" not in encoded
        return gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=="))

    assert bits() == bytes(16384), "the list begins empty, and with the least size"
    withdrawal = {"credentialId": "urn:example:2", "credentialStatus": {"type": entry["type"], "statusPurpose": "revocation"}}
    assert service.verified(first) and service.verified(second)
    assert service.ask("/credentials/status", withdrawal)[0] == 200
    assert service.verified(first) and not service.verified(second)
    place = int(entry["statusListIndex"])
    assert bits()[place // 8] == 0x80 >> place % 8, "the leftmost bit is the first"
    for wrong in ({"credentialId": "urn:example:3"}, {"credentialStatus": {"statusPurpose": "suspension"}}, {"credentialId": 1}):
        assert service.ask("/credentials/status", {**withdrawal, **wrong})[0] == 400
    for wrong in (1, {"statusListCredential": 1}, {**entry, "statusListIndex": 5}, [[]]):
        assert not service.verified({**first, "credentialStatus": wrong})


def bad_requests_are_explained(service):
    issue, verify = "/eddsa-rdfc-2022/credentials/issue", "/credentials/verify"
    for path, body, expected in (
            (issue, "{", 400), (issue, "[]", 400), (issue, "null", 400), (issue, {}, 400), (issue, b"\xff\xfe", 400), (issue, "", 400),
            (issue, '{"credential":{},"credential":{}}', 400), (issue, {"credential": []}, 400),
            (issue, {"credential": CREDENTIAL, "options": 1}, 400), (issue, {"credential": {**CREDENTIAL, "issuer": 1}}, 400),
            (issue, {"credential": {**CREDENTIAL, "issuer": "did:example:somebody"}}, 400),
            (issue, {"credential": {**CREDENTIAL, "@context": ["https://nowhere.example/context"]}}, 400),
            ("/nowhere/credentials/issue", {"credential": CREDENTIAL}, 404), ("/nowhere", {}, 404),
            (verify, {"verifiableCredential": json.dumps(CREDENTIAL)}, 400), (verify, {"verifiableCredential": CREDENTIAL}, 400),
            (verify, {"verifiableCredential": {}, "options": {"domain": [1]}}, 400),
            ("/presentations/verify", {}, 400), ("/credentials/derive", {"verifiableCredential": CREDENTIAL}, 400),
            (verify, "[" * 100000, 400), (verify, '{"a":' * 100 + "1" + "}" * 100, 400),
            (verify, '{"a":"' + "x" * (256 * 1024 - 8) + '"}', 400), (verify, '{"a":"' + "x" * (256 * 1024 - 7) + '"}', 413)):
        status, kind, reply = service.ask(path, body)
        assert status == expected, (path, body[:80] if isinstance(body, (str, bytes)) else body, status, reply)
        assert kind == ("application/json" if "errors" in reply and "detail" not in reply else "application/problem+json"), kind
        assert reply["verified"] is False and reply["errors"] and "asha" not in json.dumps(reply).lower(), reply
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""):
        assert service.ask(verify, {"verifiableCredential": CREDENTIAL}, kind)[0] == 415, kind
    assert service.ask(verify, {"verifiableCredential": CREDENTIAL}, "application/json; charset=utf-8")[0] == 400


def many_ask_at_once(service):
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        issued = list(pool.map(lambda _: service.issue("eddsa-jcs-2022", CREDENTIAL), range(100)))
    assert all(issued)


def who_says_nothing_is_shut_out(service):
    # As many as are served at once: the next waits until they are closed, and then is served.
    silent = [service.connection() for _ in range(8)]
    for connection in silent:
        connection.connect()
    began = time.monotonic()
    assert service.issue("eddsa-jcs-2022", CREDENTIAL)
    assert time.monotonic() - began < 20
    for connection in silent:
        connection.close()


def main():
    program, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:])
    service = Service(program, folder)
    try:
        for check in (issuers_issue, parts_are_shown, envelopes_are_issued_and_verified, a_status_list_is_kept,
                      bad_requests_are_explained, many_ask_at_once, who_says_nothing_is_shut_out):
            check(service)
    finally:
        said = service.stop()
    assert not said, "a log holds what was asked: " + said
    assert all(key.stat().st_mode & 0o777 == 0o600 for key in (folder / "keys").iterdir()), "others can read the keys"
    print("vc-api: ok")


main()
