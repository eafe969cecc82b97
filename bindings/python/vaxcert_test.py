# SPDX-License-Identifier: Apache-2.0
"""usage: vaxcert_test.py libvaxcert.so VERSION"""
import base64
import datetime
import json
import pathlib
import sys
import unittest

import vaxcert

LIBRARY, VERSION = vaxcert.load(sys.argv[1]), sys.argv[2]
VECTORS = sorted((pathlib.Path(__file__).resolve().parents[2] / "test-vectors").glob("*.json"))
NOW = datetime.datetime(2021, 8, 1, tzinfo=datetime.timezone.utc)


class Version(unittest.TestCase):
    def test_is_the_one_that_was_built(self):
        self.assertEqual(LIBRARY.version(), VERSION)


def answer(vector, more=lambda verifier: None):
    """What the library says of a vector, without what is for people; `more` is asked besides."""
    verifier = LIBRARY.verifier()
    for name, add in (("trust", verifier.add_trust), ("status", verifier.add_status),
                      ("profiles", verifier.add_profile)):
        for each in vector[name]:
            add(json.dumps(each).encode())
    if vector["policy"] is not None:
        verifier.set_policy(json.dumps(vector["policy"]).encode())
    more(verifier)
    verdict = verifier.verify(base64.b64decode(vector["scanned"], validate=True),
                              datetime.datetime.fromisoformat(vector["now"]))
    return {"outcome": verdict.outcome, "format": verdict.format,
            "findings": [{"step": finding.step, "effect": finding.effect, "reason": finding.reason}
                         for finding in verdict.findings],
            "certificate": verdict.certificate}


class Vectors(unittest.TestCase):
    maxDiff = None

    def test_are_answered_as_written(self):
        self.assertTrue(VECTORS)
        for file in VECTORS:
            with self.subTest(file.stem):
                vector = json.loads(file.read_text(encoding="utf-8"))
                self.assertEqual(answer(vector), vector["expected"])


class Texts(unittest.TestCase):
    def test_are_in_the_language_asked_for(self):
        self.assertEqual(LIBRARY.languages()[:2], ["en", "hi"])
        self.assertEqual(LIBRARY.says("expired"), "The certificate has expired")
        self.assertEqual(LIBRARY.says("expired", "fr-CH"), "Le certificat a expiré")
        self.assertEqual(LIBRARY.says("expired", "de"), LIBRARY.says("expired", "en"))
        for language in LIBRARY.languages():
            self.assertTrue(LIBRARY.says("accepted", language))
            self.assertTrue(LIBRARY.advice("bad-signature", language))

    def test_are_of_reasons_outcomes_and_steps_only(self):
        self.assertIsNone(LIBRARY.says("nosuch"))
        self.assertIsNone(LIBRARY.advice("accepted"))


class Holders(unittest.TestCase):
    def test_are_asked_for_proof(self):
        vector = next(vector for vector in (json.loads(file.read_text(encoding="utf-8")) for file in VECTORS)
                      if vector["expected"]["outcome"] == "accepted" and vector["expected"]["format"] == "divoc")
        asked = answer(vector, lambda verifier: verifier.ask_holder("https://gate.example", "n-1"))
        self.assertEqual(asked["outcome"], "rejected")
        self.assertIn("holder-proof-missing", [finding["reason"] for finding in asked["findings"]])


class Care(unittest.TestCase):
    def test_a_verdict_is_no_boolean(self):
        verdict = LIBRARY.verifier().verify(b"", NOW)
        self.assertEqual(verdict.outcome, "rejected")
        with self.assertRaises(TypeError):
            bool(verdict)

    def test_what_is_refused_has_a_reason_and_changes_nothing(self):
        verifier = LIBRARY.verifier()
        for refuse, data in ((verifier.add_trust, b"{}"), (verifier.add_status, b""),
                             (verifier.set_policy, b"[]"),
                             (verifier.add_policy, b"{\"min_dose\":2}"), (verifier.add_profile, b"\0")):
            with self.assertRaises(vaxcert.Error) as caught:
                refuse(data)
            self.assertRegex(caught.exception.reason, r"^bad-[a-z-]+$")
        self.assertEqual(verifier.verify(b"\0", NOW).findings[0].reason, "unsupported-format")

    def test_a_trust_bundle_that_is_none_is_refused(self):
        with self.assertRaises(vaxcert.Error) as caught:
            LIBRARY.verifier().add_trust_bundle(b"{}", b"{}")
        self.assertEqual(caught.exception.reason, "bad-trust-list")

    def test_a_list_that_nobody_signed_is_refused(self):
        verifier = LIBRARY.verifier()
        for refuse in (lambda: verifier.load_status(b"{}", NOW),
                       lambda: verifier.add_card_list("https://issuer.example", b"{}")):
            with self.assertRaises(vaxcert.Error) as caught:
                refuse()
            self.assertEqual(caught.exception.reason, "bad-status-list")
        with self.assertRaises(ValueError):
            verifier.load_status(b"{}", NOW.replace(tzinfo=None))

    def test_what_was_seen_of_lists_is_remembered(self):
        verifier = LIBRARY.verifier()
        self.assertEqual(verifier.seen_status(), {})
        verifier.saw_status({"https://issuer.example": 7})
        verifier.demand_status()
        verifier.demand_status("https://issuer.example")
        verifier.set_status_grace(3600)
        with self.assertRaises(vaxcert.Error):
            verifier.set_status_grace(-1)
        self.assertEqual(verifier.seen_status(), {"https://issuer.example": 7})

    def test_text_and_times_without_a_zone_are_not_guessed_at(self):
        verifier = LIBRARY.verifier()
        with self.assertRaises(TypeError):
            verifier.verify("{}", NOW)
        with self.assertRaises(TypeError):
            verifier.verify(None, NOW)
        with self.assertRaises(ValueError):
            verifier.verify(b"", NOW.replace(tzinfo=None))

    def test_a_null_handle_says_no(self):
        functions = LIBRARY._functions
        self.assertEqual(functions.vaxcert_verdict_outcome(None), 0)
        self.assertEqual(functions.vaxcert_verdict_json(None), b"")
        self.assertIsNone(functions.vaxcert_verify(None, b"", 0, 0))


unittest.main(argv=sys.argv[:1])
