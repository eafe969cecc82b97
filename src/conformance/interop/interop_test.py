# SPDX-License-Identifier: Apache-2.0
"""Certificates go both ways between vaxcert and DIVOC's own JavaScript stack, RSA and Ed25519.

interop_test.py VAXCERT SUITES FOLDER: FOLDER keeps the npm packages between runs.
"""
import json
import pathlib
import sys

from peers import must, npm, run, skip

HERE = pathlib.Path(__file__).parent
NOW = "2021-03-03T05:00:00Z"
PEER = "DIVOC's JavaScript"


def both_ways(vaxcert, contexts, folder, algorithm):
    """Ours is verified there, and theirs here; neither accepts what was changed."""
    key, public, document = (folder / f"{algorithm}.{part}" for part in ("key", "pem", "json"))
    key.unlink(missing_ok=True)
    public.write_text(must(run(vaxcert, "keygen", "--alg", algorithm, "--out", key), "keygen"))
    line = must(run(vaxcert, "issue", "--profile", "india", "--key", key, "--now", NOW, "--out", "-",
                    HERE / "record.json"), "issue")
    signed = json.loads(line)["document"]
    signed = json.loads(signed) if isinstance(signed, str) else signed

    def peer(verb, key_file, content):
        document.write_text(json.dumps(content, ensure_ascii=False))
        return must(run("node", "peer.cjs", verb, key_file, contexts, document, cwd=folder), "peer " + verb)

    def ours(content):
        document.write_text(json.dumps(content, ensure_ascii=False))
        return run(vaxcert, "verify", "--trust", f"did:india={public}", "--now", NOW, document)

    answer = peer("verify", public, signed)
    assert answer == "verified", f"{algorithm}: DIVOC's stack does not verify ours: {answer}"
    changed = json.loads(json.dumps(signed))
    changed["credentialSubject"]["name"] = "Somebody Else"
    assert peer("verify", public, changed) != "verified", "the peer accepts a changed name"

    theirs = json.loads(peer("sign", key, {k: v for k, v in signed.items() if k != "proof"}))
    done = ours(theirs)
    assert done.returncode == 0, f"{algorithm}: we do not accept theirs:\n{done.stdout}{done.stderr}"
    theirs["credentialSubject"]["name"] = "Somebody Else"
    assert ours(theirs).returncode == 1, "we accept a changed name"
    print(f"{algorithm}: ours verified by jsonld-signatures 6.0.0, theirs accepted by vaxcert")


vaxcert, suites, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:])
if not (suites / "divoc/contexts/index.json").exists():
    skip(PEER, f"there is no {suites / 'divoc/contexts'}")
npm(PEER, HERE, folder, "jsonld-signatures")
for name in ("ed25519", "ps256"):
    both_ways(vaxcert, suites / "divoc/contexts", folder, name)
