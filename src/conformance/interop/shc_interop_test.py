# SPDX-License-Identifier: Apache-2.0
"""Health cards go both ways between vaxcert and libraries from npm: PathCheck's SDK, jose, node-jose.

shc_interop_test.py VAXCERT FOLDER: FOLDER keeps the npm packages between runs.
"""
import json
import pathlib
import shutil
import sys

from peers import must, npm, run

HERE = pathlib.Path(__file__).parent / "shc"
NOW = "2021-04-01T12:00:00Z"
ISSUER = "https://cards.example/issuer"


vaxcert, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:])
npm("libraries of health cards", HERE, folder, "@pathcheck/shc-sdk", "jose")

key, public, card = folder / "shc.key", folder / "shc.pem", folder / "card.txt"
key.unlink(missing_ok=True)
public.write_text(must(run(vaxcert, "keygen", "--alg", "es256", "--out", key), "keygen"))
out = folder / "out"
shutil.rmtree(out, ignore_errors=True)
must(run(vaxcert, "issue", "--profile", HERE / "profile.json", "--key", key, "--now", NOW, "--out", out,
         HERE / "record.json"), "issue")
code = must(run(vaxcert, "scan", next(out.glob("**/*.png"))), "scan").strip()


def peer(verb, key_file, text):
    return run("node", "peer.cjs", verb, key_file, cwd=folder, input=text)


def ours(text):
    card.write_text(text)
    return run(vaxcert, "verify", "--trust", f"{ISSUER}={public}", "--profile", HERE / "profile.json", "--now", NOW,
               "--json", card)


# Ours, drawn and scanned, is good to both libraries; changed, it is not.
payload = json.loads(must(peer("verify", public, code), "the peers verify our card"))
assert payload["iss"] == ISSUER, payload
changed = code[:300] + ("00" if code[300:302] != "00" else "01") + code[302:]
assert peer("verify", public, changed).returncode == 1, "the peers accept a changed card"

# Theirs is good to us, and says what it said; changed, it is not.
theirs = must(peer("sign", key, json.dumps(payload)), "the peer signs a card")
done = ours(theirs)
assert done.returncode == 0, f"we do not accept theirs:\n{done.stdout}{done.stderr}"
certificate = json.loads(done.stdout)["certificate"]
assert certificate["person"]["name"] == "Test Person One", certificate
assert ours(theirs[:300] + ("00" if theirs[300:302] != "00" else "01") + theirs[302:]).returncode == 1
print("cards: ours verified by jose 5.9.6 and node-jose 2.2.0, read by @pathcheck/shc-sdk 0.0.8; theirs accepted by vaxcert")
