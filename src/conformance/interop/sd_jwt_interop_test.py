# SPDX-License-Identifier: Apache-2.0
"""SD-JWT VCs go both ways between vaxcert and the Python library sd-jwt, which the authors of SD-JWT wrote.

sd_jwt_interop_test.py VAXCERT FOLDER: FOLDER keeps the Python packages between runs.
"""
import json
import pathlib
import sys
import time

from peers import must, pip, run

PEER = pathlib.Path(__file__).parent / "sd_jwt_peer.py"
PACKAGES = ["sd-jwt==0.10.4", "jwcrypto==1.6.1"]
ISSUER, AUDIENCE, NONCE = "https://health.example.org", "https://gate.example", "n-0S6_WzA2Mj"
PROFILE = {"profile": 1, "name": "example", "environment": "test", "format": "sd-jwt", "issuer": ISSUER, "sd-jwt": {},
           "certificate_id": {"alphabet": "base32", "length": 26}, "master_data_sets": ["covid-19"]}
PERSON = {"name": "अनीता Test-O'Neil \"É\"", "birth_date": "1981-02-03",
          "identifiers": [{"type": "passport", "value": "TEST0001"}], "address": {"city": "Testville"}}
VACCINATION = {"product": "COVISHIELD", "date": "2021-03-03", "dose": 2, "total_doses": 2}


class World:
    def __init__(self, vaxcert, folder):
        self.vaxcert, self.folder = vaxcert, folder
        self.python = pip("Python's sd-jwt", folder / "venv", PACKAGES, "sd_jwt")
        self.file("profile.json", json.dumps(PROFILE))
        for who in ("issuer", "holder"):
            self.file(who + ".pub", self.peer("keygen", folder / (who + ".key")))

    def file(self, name, content):
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path

    def peer(self, *words):
        return must(run(self.python, PEER, *words), "peer " + words[0]).strip()

    def ours(self, sd_jwt, *more):
        return run(self.vaxcert, "verify", "--json", "--trust", f"{ISSUER}={self.folder / 'issuer.pub'}", *more,
                   self.file("shown.txt", sd_jwt))

    def issue(self):
        holder = json.loads((self.folder / "holder.pub").read_text(encoding="utf-8"))
        record = {"reference": "10000000000001", "person": PERSON, "vaccination": VACCINATION, "holder_key": holder}
        line = must(run(self.vaxcert, "issue", "--profile", self.folder / "profile.json", "--key", self.folder / "issuer.key",
                        "--campaign-key", self.file("campaign.key", "0123456789abcdef" * 4), "--qr", "none",
                        self.file("record.json", json.dumps(record))), "issue")
        return json.loads(line)["document"]


def ours_there(world):
    issued = world.file("issued.txt", world.issue())
    claims = json.loads(world.peer("verify", world.folder / "issuer.pub", issued))
    assert claims["person"] == PERSON, claims
    assert {name: claims["vaccination"][name] for name in VACCINATION} == VACCINATION, claims

    bound = ("--key", world.folder / "holder.key", "--audience", AUDIENCE, "--nonce", NONCE)
    shown = must(run(world.vaxcert, "present", "--show", "/vaccination/date", *bound, issued), "present")
    seen = json.loads(world.peer("verify", world.folder / "issuer.pub", world.file("shown.txt", shown), AUDIENCE, NONCE))
    assert seen["person"] == {}, seen
    assert seen["vaccination"] == {"disease": {"display": "COVID-19"}, "date": "2021-03-03"}, seen
    wrong = run(world.python, PEER, "verify", world.folder / "holder.pub", issued)
    assert wrong.returncode and "InvalidJWSSignature" in wrong.stderr, "the peer accepts another key"
    print("sd-jwt 0.10.4 verifies what vaxcert issues and presents")


def theirs_here(world):
    now = int(time.time())
    claims = {"iss": ISSUER, "vct": "https://vaxcert.example/vct/v1/vaccination", "jti": "THEIRS1", "iat": now, "exp": now + 3600,
              "person": PERSON, "vaccination": {**VACCINATION, "disease": {"display": "COVID-19"}}}
    issued = world.peer("issue", world.folder / "issuer.key", world.folder / "holder.key",
                        world.file("claims.json", json.dumps(claims)))
    verdict = json.loads(must(world.ours(issued), "verify of theirs"))
    assert verdict["certificate"]["person"] == PERSON, verdict

    shown = world.peer("present", world.folder / "holder.key", world.file("theirs.txt", issued), AUDIENCE, NONCE)
    asked = ("--audience", AUDIENCE, "--nonce", NONCE)
    verdict = json.loads(must(world.ours(shown, *asked), "verify of what they present"))
    assert verdict["certificate"]["person"] == {"name": PERSON["name"]}, verdict
    for wrong, more in ((shown, ("--audience", AUDIENCE, "--nonce", "another")), (issued, asked),
                        (shown.rpartition("~")[0] + "~", asked)):
        assert world.ours(wrong, *more).returncode == 1, "we accept a presentation that is not for us"
    print("vaxcert verifies what sd-jwt 0.10.4 issues and presents")


program, place = (pathlib.Path(word).resolve() for word in sys.argv[1:])
here = World(program, place)
ours_there(here)
theirs_here(here)
