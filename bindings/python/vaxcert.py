# SPDX-License-Identifier: Apache-2.0
"""vaxcert for Python: the C interface, in Python's words.

    library = vaxcert.load()
    verifier = library.verifier()
    verifier.add_trust(pathlib.Path("trust.json").read_bytes())
    verdict = verifier.verify(scanned, datetime.datetime.now(datetime.timezone.utc))
    if verdict.outcome == "accepted":
        open_gate()

The library is found by its SONAME, or at the path that the caller gives to load(). Nothing here reads
a clock, a file or the network.
"""
import ctypes
import dataclasses
import itertools
import json
import weakref

OUTCOMES = ("rejected", "undecided", "accepted")

# What each function gives, and takes. A handle and bytes are a pointer; bytes are followed by a length.
_POINTER, _TEXT, _LENGTH = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
_FUNCTIONS = {
    "vaxcert_version": (_TEXT,),
    "vaxcert_last_error": (_TEXT,),
    "vaxcert_verifier_new": (_POINTER,),
    "vaxcert_verifier_free": (None, _POINTER),
    "vaxcert_verifier_add_trust": (ctypes.c_int, _POINTER, _TEXT, _TEXT, _LENGTH),
    "vaxcert_verifier_add_trust_bundle": (ctypes.c_int, _POINTER, _POINTER, _POINTER, _TEXT, _LENGTH, _TEXT, _LENGTH,
                                          ctypes.c_uint64, ctypes.c_int64),
    "vaxcert_bytes_data": (_POINTER, _POINTER, _POINTER),
    "vaxcert_bytes_free": (None, _POINTER),
    "vaxcert_verifier_add_status": (ctypes.c_int, _POINTER, _TEXT, _LENGTH),
    "vaxcert_verifier_load_status": (ctypes.c_int, _POINTER, _TEXT, _LENGTH, ctypes.c_int64),
    "vaxcert_verifier_add_card_list": (ctypes.c_int, _POINTER, _TEXT, _TEXT, _LENGTH),
    "vaxcert_verifier_demand_status": (ctypes.c_int, _POINTER, _TEXT),
    "vaxcert_verifier_set_status_grace": (ctypes.c_int, _POINTER, ctypes.c_int64),
    "vaxcert_verifier_saw_status": (ctypes.c_int, _POINTER, _TEXT, ctypes.c_uint64),
    "vaxcert_verifier_status_name": (_TEXT, _POINTER, _LENGTH),
    "vaxcert_verifier_status_sequence": (ctypes.c_uint64, _POINTER, _LENGTH),
    "vaxcert_verifier_set_policy": (ctypes.c_int, _POINTER, _TEXT, _LENGTH),
    "vaxcert_verifier_add_policy": (ctypes.c_int, _POINTER, _TEXT, _LENGTH),
    "vaxcert_verifier_ask_holder": (ctypes.c_int, _POINTER, _TEXT, _TEXT),
    "vaxcert_verifier_add_profile": (ctypes.c_int, _POINTER, _TEXT, _LENGTH),
    "vaxcert_verify": (_POINTER, _POINTER, _TEXT, _LENGTH, ctypes.c_int64),
    "vaxcert_verdict_free": (None, _POINTER),
    "vaxcert_verdict_outcome": (ctypes.c_int, _POINTER),
    "vaxcert_verdict_json": (_TEXT, _POINTER),
    "vaxcert_says": (_TEXT, _TEXT, _TEXT),
    "vaxcert_advice": (_TEXT, _TEXT, _TEXT),
    "vaxcert_language": (_TEXT, _LENGTH),
}


class Error(Exception):
    """What the library refused, and why. `reason` is one of the words of docs/reasons.md."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.reason = sentence.partition(":")[0]


def load(path="libvaxcert.so.0"):
    """The library at `path`, ready to be called."""
    return Library(ctypes.CDLL(path))


class Library:
    """One loaded libvaxcert."""

    def __init__(self, functions):
        for name, (gives, *takes) in _FUNCTIONS.items():
            function = getattr(functions, name)
            function.restype, function.argtypes = gives, takes
        self._functions = functions

    def version(self):
        """The version of the library, as "0.1.0"."""
        return self._functions.vaxcert_version().decode()

    def languages(self):
        """The languages there are texts in, as ["en", "hi"]."""
        each = map(self._functions.vaxcert_language, itertools.count())
        return [language.decode() for language in itertools.takewhile(bool, each)]

    def says(self, word, language="en"):
        """What a reason, outcome or step means, for people; None for another word. A language is a tag
        as "pt-BR"; one that there are no texts in is answered in English."""
        return self._text("vaxcert_says", word, language)

    def advice(self, reason, language="en"):
        """What the person at the desk should do about a reason, unless its finding is a note: that is one
        whose effect is "accepted"."""
        return self._text("vaxcert_advice", reason, language)

    def _text(self, name, word, language):
        text = getattr(self._functions, name)(word.encode(), language.encode())
        return None if text is None else text.decode()

    def verifier(self):
        """A check point that trusts nobody yet and knows the issuers that come with the library."""
        return Verifier(self._functions)


@dataclasses.dataclass(frozen=True)
class Finding:
    """One thing a step noticed. `detail` is for people and may change between releases."""
    step: str
    effect: str
    reason: str
    detail: str


class Verdict:
    """The answer for one certificate. It has no truth value: ask whether `outcome` is "accepted"."""

    def __init__(self, outcome, text):
        said = json.loads(text)
        self.outcome = OUTCOMES[outcome]
        self.format = said["format"]
        self.findings = [Finding(**finding) for finding in said["findings"]]
        self.certificate = said["certificate"]
        self.evidence = said["evidence"]

    def __bool__(self):
        raise TypeError('a verdict is no yes or no: compare its outcome with "accepted"')


class Verifier:
    """What a check point knows: trust, withdrawals, a policy, issuers' profiles."""

    def __init__(self, functions):
        self._functions = functions
        self._handle = functions.vaxcert_verifier_new()
        if not self._handle:
            raise self._error()
        weakref.finalize(self, functions.vaxcert_verifier_free, self._handle)

    def add_trust(self, data, id=None):
        """Adds keys to trust: a trust list or DID document, or with `id` bare keys that speak for it."""
        self._change("vaxcert_verifier_add_trust", None if id is None else id.encode(), data)

    def add_trust_bundle(self, bundle, roots, last_sequence=None, grace=0):
        """Adds a signed trust bundle, held to the roots (JSON) that this check point was set up with.

        Gives its sequence and the newest roots that it brings: store both, and give them the next time. By
        newer roots than those given the sequence counts anew.
        `last_sequence` is that of the last bundle, `grace` the seconds for which one that is overdue counts.
        """
        sequence, newest = ctypes.c_uint64(), ctypes.c_void_p()
        if self._functions.vaxcert_verifier_add_trust_bundle(
                self._handle, ctypes.byref(sequence), ctypes.byref(newest), *_sized(bundle), *_sized(roots),
                last_sequence or 0, grace):
            raise self._error()
        length = ctypes.c_size_t()
        data = self._functions.vaxcert_bytes_data(newest, ctypes.byref(length))
        try:
            return sequence.value, ctypes.string_at(data, length.value)
        finally:
            self._functions.vaxcert_bytes_free(newest)

    def add_status(self, data):
        """Adds the check point's own list of withdrawn certificates, plain JSON that nobody signs."""
        self._change("vaxcert_verifier_add_status", data)

    def load_status(self, data, now):
        """Adds a list of withdrawn certificates that somebody signed, whom the trust added before allows to."""
        if self._functions.vaxcert_verifier_load_status(self._handle, *_sized(data), _seconds(now)):
            raise self._error()

    def add_card_list(self, issuer, data):
        """Adds the list of an issuer of SMART Health Cards, which was fetched from that issuer."""
        self._change("vaxcert_verifier_add_card_list", issuer.encode(), data)

    def demand_status(self, issuer=None):
        """Decides nothing for certificates of this issuer, or of any, without a fresh list of it."""
        if self._functions.vaxcert_verifier_demand_status(self._handle, None if issuer is None else issuer.encode()):
            raise self._error()

    def set_status_grace(self, seconds):
        """Sets for how long a list that is overdue still counts as fresh."""
        if self._functions.vaxcert_verifier_set_status_grace(self._handle, seconds):
            raise self._error()

    def saw_status(self, sequences):
        """Tells the numbers of lists seen before, so that no older one is loaded: what seen_status() gave."""
        for name, sequence in sequences.items():
            if self._functions.vaxcert_verifier_saw_status(self._handle, name.encode(), sequence):
                raise self._error()

    def seen_status(self):
        """The highest number of each list, by its name: store it, and tell it the next time."""
        sequences = {}
        for index in itertools.count():
            name = self._functions.vaxcert_verifier_status_name(self._handle, index)
            if name is None:
                return sequences
            sequences[name.decode()] = self._functions.vaxcert_verifier_status_sequence(self._handle, index)

    def set_policy(self, data):
        """Sets what is asked beyond a genuine and valid certificate, in place of what was asked before."""
        self._change("vaxcert_verifier_set_policy", data)

    def add_policy(self, data):
        """Adds a policy, or rules and value sets as published, to what is asked already."""
        self._change("vaxcert_verifier_add_policy", data)

    def ask_holder(self, audience, nonce):
        """Asks whoever presents a certificate to prove to be its holder, with a nonce made anew for each."""
        if self._functions.vaxcert_verifier_ask_holder(self._handle, audience.encode(), nonce.encode()):
            raise self._error()

    def add_profile(self, data):
        """Adds the settings of an issuer whose certificates are to be expected."""
        self._change("vaxcert_verifier_add_profile", data)

    def verify(self, scanned, now):
        """Says whether scanned bytes should be accepted at an instant, a datetime with a time zone."""
        handle = self._functions.vaxcert_verify(self._handle, *_sized(scanned), _seconds(now))
        if not handle:
            raise self._error()
        try:
            return Verdict(self._functions.vaxcert_verdict_outcome(handle),
                           self._functions.vaxcert_verdict_json(handle))
        finally:
            self._functions.vaxcert_verdict_free(handle)

    def _change(self, name, *arguments):
        *names, data = arguments
        if getattr(self._functions, name)(self._handle, *names, *_sized(data)) != 0:
            raise self._error()

    def _error(self):
        return Error(self._functions.vaxcert_last_error().decode())


def _seconds(now):
    """The seconds of an instant, a datetime with a time zone."""
    if now.tzinfo is None:
        raise ValueError("the time to check for needs a time zone")
    return int(now.timestamp())


def _sized(data):
    """Bytes and their length. Text is refused: it would hide how it was encoded."""
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"bytes are expected, not {type(data).__name__}")
    whole = bytes(data)
    return whole, len(whole)
