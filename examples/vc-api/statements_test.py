# SPDX-License-Identifier: Apache-2.0
"""Holds the service to the statements of the W3C's specifications that can be asked over https: what must be issued or
verified, and what must be refused.

    statements_test.py PROGRAM FOLDER [SUITES]

SUITES is the folder of public suites; without it the documents of the specifications are skipped, aloud.
"""
import json
import pathlib
import sys

from service import Service

V2, EXAMPLES = "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"
DIGESTS = {"digestSRI": "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU",
           "digestMultibase": "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"}
# Of the text that was published in July 2024 under the same URL.
FORMER = {"digestSRI": "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
          "digestMultibase": "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"}
ABSENT = object()


def credential(**members):
    """The least credential, with some members otherwise."""
    whole = {"@context": [V2], "type": ["VerifiableCredential"], "credentialSubject": {"id": "did:example:subject"}} | members
    return {name: value for name, value in whole.items() if value is not ABSENT}


def typed(name, **members):
    """A credential whose own context defines a type, and the members of which one has it."""
    return credential(**{"@context": [V2, {name: "https://example.org/#" + name}]} | members)


def resource(**members):
    return {"id": V2, **members}


WORDS = [{"@value": "Dog", "@language": "en"}, {"@value": "Chien", "@language": "fr"}]
RIGHT_TO_LEFT = {"@value": "\u0643\u0644\u0628", "@language": "ar", "@direction": "rtl"}

# The statement, by its section of the data model; what must be issued; what must be refused.
STATEMENTS = [
    ("4.3 contexts: the first is the base context", [credential(), credential(**{"@context": [V2, EXAMPLES]})],
     [credential(**{"@context": context}) for context in
      (ABSENT, [], [EXAMPLES], [EXAMPLES, V2], None, 1, [None], ["https://example.com/none"])]),
    ("4.3 contexts: others are URLs or objects", [typed("Example", type=["VerifiableCredential", "Example"])],
     [credential(**{"@context": [V2, other]}) for other in
      ("https ://not-a-url/contexts/example/v1", 192875, None, ["x"], "https://example.com/unknown")]),
    ("4.4 identifiers: one URL", [credential(id=value) for value in ("https://id.example/things#123", "did:example:1", "urn:a:b")],
     [credential(id=value) for value in ("not-a-url", "", None, 1, ["urn:a:b"], ["urn:a:b", "urn:a:c"], {"a": "b"})] +
     [credential(credentialSubject={"id": value, "name": "x"}) for value in (["did:example:1", "did:example:2"], "nobody", None)]),
    ("4.5 types: terms that map to URLs, or URLs", [
        credential(type=["VerifiableCredential", "https://example.org/#Example"]), credential(type="VerifiableCredential"),
        typed("Example", type=["Example", "VerifiableCredential", "https://example.org/#Another"])], [
        credential(type=ABSENT), credential(type=["Example"]), credential(type=["VerifiableCredential", "Unmapped"]),
        credential(type=["https://example.org/#Example"]), credential(type=[]), credential(type=None),
        credential(**{"@context": [V2, {"Example": "https ://not-a-url#Example"}], "type": ["VerifiableCredential", "Example"]})]),
    ("4.6 names and descriptions: text, or text in a language",
     [credential(**{member: value}) for member in ("name", "description") for value in ("Dog", WORDS[0], WORDS, RIGHT_TO_LEFT)],
     [credential(**{member: value}) for member in ("name", "description") for value in
      (1, None, {"@value": "Dog", "@language": "en", "url": "did:example:more"}, {"@language": "en"}, {"@value": 1}, [WORDS, 1])]),
    ("4.8 subjects: objects that make claims", [
        credential(credentialSubject=[{"id": "did:example:1"}, {"id": "did:example:2", "name": "x"}])],
     [credential(credentialSubject=value) for value in
      (ABSENT, {}, [], None, "did:example:1", [{"id": "did:example:1"}, {}], 1, {"undefined": "x"})]),
    ("4.9 validity: moments, in their order", [
        credential(validFrom="2021-01-01T00:00:00.123Z"), credential(validFrom="2021-01-01T00:00:00-08:00"),
        credential(validFrom="2999-01-01T00:00:00Z"), credential(validUntil="2010-01-01T00:00:00Z"),
        credential(validFrom="2021-01-01T00:00:00Z", validUntil="2021-01-01T00:00:00Z"),
        credential(validFrom="2021-01-01T09:00:00+09:00", validUntil="2021-01-01T00:00:00Z")], [
        credential(validFrom="2021-01-01"), credential(validUntil="tomorrow"), credential(validFrom=1), credential(validUntil=None),
        credential(validFrom="2021-02-29T00:00:00Z"),
        credential(validFrom="2022-01-01T00:00:00Z", validUntil="2021-01-01T00:00:00Z")]),
    ("4.10 status", [typed("S", credentialStatus={"type": "S"}), typed("S", credentialStatus=[{"id": "did:example:1", "type": "S"}])],
     [typed("S", credentialStatus=value) for value in
      ({"id": "did:example:1"}, {"type": 2}, {"type": "Unmapped"}, {"id": "no url", "type": "S"}, {"id": ["a:b", "a:c"], "type": "S"}, 1)] +
     [credential(credentialStatus={"type": "BitstringStatusListEntry", "statusListIndex": True, "statusListCredential": "https://example.com"}),
      credential(statusEntry={"type": "BitstringStatusListEntry", "statusListIndex": "1", "statusListCredential": "https://example.com"})]),
    ("4.11 schemas: type and id", [typed("S", credentialSchema={"type": "S", "id": "did:example:1"}),
                                   typed("S", credentialSchema=[{"type": "S", "id": "did:example:1"}, {"type": "S", "id": "did:example:2"}])],
     [typed("S", credentialSchema=value) for value in
      ({"id": "did:example:1"}, {"type": "S"}, {"type": "S", "id": "no url"}, {"type": [], "id": "did:example:1"}, "did:example:1")]),
    ("5.2 extensibility: no term of the base context is redefined", [], [
        credential(**{"@context": [V2, {"VerifiableCredential": "https://example.org/#Other"}]}),
        credential(**{"@context": [V2, {"@protected": True, "mine": "https://example.org/#1"}, {"mine": "https://example.org/#2"}]})]),
    ("5.3 related resources", [credential(relatedResource=value) for value in
                               [resource(**{name: digests[name]}) for digests in (DIGESTS, FORMER) for name in digests] +
                               [resource(**DIGESTS, mediaType="application/ld+json"), [resource(**DIGESTS)],
                                [resource(**DIGESTS), {"id": "urn:a:b", "digestMultibase": "u" + "A" * 43}]]],
     [credential(relatedResource=value) for value in (
         ["https://example.com", V2], resource(), DIGESTS, [resource(**DIGESTS), resource(**DIGESTS)], {"id": "no url", **DIGESTS},
         resource(digestSRI=DIGESTS["digestSRI"][:-2] + "AA"), resource(digestMultibase=DIGESTS["digestMultibase"][:-2] + "AA"),
         resource(digestSRI="md5-AAAA"), resource(**DIGESTS | {"digestMultibase": "u" + "A" * 43}), [])]),
    ("5.4 refresh services have a type", [typed("S", refreshService={"type": "S"}), typed("S", refreshService=[
        {"type": "S", "id": "did:example:1"}, {"type": "S"}])],
     [typed("S", refreshService=value) for value in ({"id": "did:example:1"}, {"type": 1}, "x", {"type": "S", "id": "no url"})]),
    ("5.5 terms of use have a type", [typed("T", termsOfUse={"type": "T"}), typed("T", termsOfUse=[{"type": "T", "id": "did:example:1"}])],
     [typed("T", termsOfUse=value) for value in ({"id": "did:example:1"}, {"type": None}, "x")]),
    ("5.6 evidence has a type", [typed("E", evidence={"type": "E"}), typed("E", evidence=[{"type": "E"}, {"type": ["E"]}])],
     [typed("E", evidence=value) for value in ({"id": "did:example:1"}, "x", {"type": "Unmapped"})]),
]


def credentials_are_as_stated(service):
    for statement, good, bad in STATEMENTS:
        for one in good:
            issued = service.issue("eddsa-rdfc-2022", one)
            assert issued, (statement, "was not issued", one)
            assert all(issued[name] == value for name, value in one.items()), (statement, "was changed", one)
            in_time = "validUntil" not in one and not one.get("validFrom", "").startswith("2999")
            assert service.verified(issued) == in_time, (statement, "was not verified", one)
        for one in bad:
            assert not service.issue("eddsa-rdfc-2022", one), (statement, "was issued", one)
            assert not service.issue("eddsa-jcs-2022", one), (statement, "was issued without JSON-LD", one)
            assert not service.issue("EnvelopingProof", one), (statement, "was put into an envelope", one)
    me = service.issuer("eddsa-rdfc-2022")["id"]
    for issuer in (me, {"id": me}, {"id": me, "name": "A", "description": WORDS}, {"id": me, "name": RIGHT_TO_LEFT}):
        assert service.verified(service.issue("eddsa-rdfc-2022", credential(issuer=issuer))), issuer
    for issuer in (None, 1, "no url", [me, me], {}, {"name": "A"}, {"id": None}, {"id": "no url"}, {"id": [me]},
                   {"id": me, "name": {"@value": "A", "more": "did:example:x"}}, {"id": me, "description": 1}):
        assert not service.issue("eddsa-rdfc-2022", credential(issuer=issuer)), issuer


def presentation(**members):
    whole = {"@context": [V2], "type": ["VerifiablePresentation"]} | members
    return {name: value for name, value in whole.items() if value is not ABSENT}


def presentations_are_as_stated(service):
    tag, asked = "eddsa-rdfc-2022", {"domain": "github.example/suite", "challenge": "u7c9c"}
    me = service.issuer(tag)["id"]
    shown = [service.issue(tag, credential()), service.issue("ecdsa-rdfc-2019", typed("X", type=["VerifiableCredential", "X"]))]
    enveloped = service.issue("EnvelopingProof", credential())
    for good in (presentation(), presentation(type="VerifiablePresentation"), presentation(id="urn:a:b"), presentation(holder=me),
                 presentation(holder={"id": me}), presentation(verifiableCredential=shown), presentation(verifiableCredential=shown[0]),
                 presentation(verifiableCredential=[enveloped, shown[0]]),
                 presentation(**{"@context": [V2, EXAMPLES], "type": ["VerifiablePresentation", "ExamplePresentation"]}),
                 presentation(**{"@context": [V2, {"P": "https://example.org/#P"}], "type": ["VerifiablePresentation", "P"]}),
                 presentation(holder=me, verifiableCredential=[credential(issuer=me)])):
        proved = service.present(tag, good, **asked)
        assert proved and service.verified_presentation(proved, **asked), (good, proved)
        for other in ({"domain": "another.example"}, {"challenge": "1"}, {"expectedProofPurpose": "assertionMethod"}):
            assert not service.verified_presentation(proved, **asked | other), other
        for change in ({"@context": ABSENT}, {"@context": [EXAMPLES, V2]}, {"@context": EXAMPLES}, {"type": ABSENT},
                       {"type": ["Other"]}, {"proof": ABSENT}, {"proof": None}, {"id": "urn:a:another"},
                       {"@context": [V2, "https://example.com"]}, {"@context": [V2, "https ://not-a-url"]}, {"@context": [V2, 123]},
                       {"proof": {**proved["proof"], "proofValue": "z" + "1" * 64}}, {"verifiableCredential": "did:example:1"}):
            assert not service.verified_presentation(presentation(**proved | change), **asked), change
    for bad in (presentation(id="no url"), presentation(id=["urn:a:b"]), presentation(holder={}), presentation(holder="nobody"),
                presentation(holder=[me]), presentation(verifiableCredential="urn:a:b"), presentation(verifiableCredential=[1]),
                presentation(verifiableCredential=[credential(issuer=me, type=ABSENT)]), presentation(type=["Other"]),
                presentation(verifiableCredential=[{**shown[0], "@context": ABSENT} | {"@context": [EXAMPLES]}]),
                presentation(verifiableCredential=[{**enveloped, "id": "no data"}]),
                presentation(verifiableCredential=[{**enveloped, "@context": []}])):
        assert not service.present(tag, bad, **asked), bad
    # Section 4.13.4: what has no proof of its own is the holder's own word, or nothing.
    for holder, issuer in ((ABSENT, me), ("did:example:acme", me), (me, "did:example:acme"), ("did:example:acme", "did:example:acme")):
        proved = service.present(tag, presentation(holder=holder, verifiableCredential=[credential(issuer=issuer)]), **asked)
        assert not service.verified_presentation(proved, **asked), (holder, issuer)
    tampered = service.present(tag, presentation(verifiableCredential=[{**shown[0], "name": "added"}]), **asked)
    assert not service.verified_presentation(tampered, **asked), "a credential that was changed before it was presented"


def proofs_are_as_stated(service):
    for tag in ("eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020", "ecdsa-rdfc-2019", "ecdsa-jcs-2019", "ecdsa-sd-2023"):
        signed = service.issue(tag, credential(name="Alumni"))
        if tag == "ecdsa-sd-2023":
            signed = service.derive(signed, "/name", "/credentialSubject")
        assert service.verified(signed)
        value = signed["proof"]["proofValue"]
        for change in ({"type": ABSENT}, {"type": "UnknownProofType"}, {"type": ""}, {"cryptosuite": "UnknownCryptosuite"}, {"cryptosuite": 1},
                       {"verificationMethod": ABSENT}, {"verificationMethod": "did:key:invalidVm"}, {"proofPurpose": ABSENT},
                       {"proofPurpose": "invalidPurpose"}, {"proofValue": ABSENT}, {"proofValue": None}, {"proofValue": value[1:]},
                       {"proofValue": value[:-1]}, {"proofValue": "a" + value[1:]}, {"proofValue": ""}, {"created": "invalidDate"},
                       {"created": "2020-01-01T00:00:00Z"}, {"expires": "2020-01-01T00:00:00Z"}, {"domain": 1}, {"challenge": []},
                       {"previousProof": "urn:uuid:absent"}, {"previousProof": ["urn:uuid:absent"]}, {"previousProof": 1}):
            proof = {name: one for name, one in (signed["proof"] | change).items() if one is not ABSENT}
            assert not service.verified({**signed, "proof": proof}), (tag, change)
        for change in ({"proof": None}, {"proof": ABSENT}, {"proof": []}, {"proof": [signed["proof"], None]}, {"name": "Changed"},
                       {"undefinedTerm": "added"}, {"type": ["VerifiableCredential", "Undefined"]}, {"credentialSubject": {"id": "urn:x:y"}}):
            changed = {name: one for name, one in (signed | change).items() if one is not ABSENT}
            assert not service.verified(changed), (tag, change)


def documents_of_the_specifications_are_verified(service, suites):
    if not suites or not suites.exists():
        print("SKIPPED vc-api: the documents of the specifications (VAXCERT_SUITES)")
        return
    eddsa, ecdsa = suites / "vc-di-eddsa/TestVectors", suites / "vc-di-ecdsa/TestVectors"
    files = [*eddsa.glob("*/signed*.json"), *eddsa.glob("*/employ/signed*.json"),
             *ecdsa.glob("ecdsa-[rj]*/signed*.json"), *ecdsa.glob("ecdsa-[rj]*/employ/signed*.json"),
             *ecdsa.glob("ecdsa-sd-2023/*/derivedRevealDocument.json")]
    assert len(files) > 12, files
    for file in files:
        document = json.loads(file.read_text(encoding="utf-8"))
        valid = document.get("validUntil", "9") > "2026"
        assert service.verified(document) == valid, file
        assert not service.verified({**document, "issuer": "did:example:another"}), file
        proofs = document["proof"] if isinstance(document["proof"], list) else [document["proof"]]
        if not any("previousProof" in proof for proof in proofs):
            continue
        for change in ("urn:uuid:absent", ["urn:uuid:absent"], 5):
            altered = [proof | ({"previousProof": change} if "previousProof" in proof else {}) for proof in proofs]
            assert not service.verified({**document, "proof": altered}), (file, change)
        assert not service.verified({**document, "proof": [proof for proof in proofs if "previousProof" in proof]}), file
    print(len(files), "documents of the specifications")


def main():
    program, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    service = Service(program, folder)
    try:
        credentials_are_as_stated(service)
        presentations_are_as_stated(service)
        proofs_are_as_stated(service)
        documents_of_the_specifications_are_verified(service, pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    finally:
        service.stop()
    print("vc-api statements: ok,", len(STATEMENTS), "sections of the data model")


main()
