# SPDX-License-Identifier: Apache-2.0
"""Starts the VC-API service and asks it over https.

    vc_api_test.py PROGRAM FOLDER
"""
import concurrent.futures
import http.client
import json
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys

program, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:])
CREDENTIAL = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "validFrom": "2021-03-03T00:00:00Z",
    "credentialSubject": {"id": "did:example:asha"},
}


class Service:
    def __init__(self):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "keys").mkdir(parents=True)
        self.cert, key = folder / "cert.pem", folder / "tls.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2",
                        "-keyout", key, "-out", self.cert], check=True, capture_output=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen([program, "--port", str(self.port), "--cert", self.cert, "--tls-key", key,
                                         "--keys", folder / "keys"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if not self.process.stdout.readline().startswith("https://"):
            sys.exit("FAILED: the service does not start: " + self.process.stderr.read())

    def ask(self, path, body=None):
        """The status, the type and the body of the reply; the certificate of the service is checked."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30,
                                                 context=ssl.create_default_context(cafile=str(self.cert)))
        text = body if body is None or isinstance(body, str) else json.dumps(body)
        connection.request("GET" if body is None else "POST", path, text, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply.status, reply.headers.get("Content-Type"), json.loads(content)

    def stop(self):
        self.process.terminate()
        output, errors = self.process.communicate(timeout=10)
        return output + errors


def verified(service, credential):
    status, _, reply = service.ask("/credentials/verify", {"verifiableCredential": credential})
    assert (status, reply["verified"]) in ((200, True), (400, False)), (status, reply)
    assert reply["verified"] or reply["errors"], reply
    return reply["verified"]


def issuers_issue(service):
    issuers = service.ask("/issuers")[2]
    assert len(issuers) == 8, issuers
    for issuer in issuers:
        status, _, signed = service.ask(issuer["endpoint"], {"credential": CREDENTIAL})
        assert status == 201, (issuer, signed)
        assert signed["issuer"] == issuer["id"], signed
        if "ecdsa-sd-2023" in issuer["tags"]:
            assert not verified(service, signed), "a base proof is not for a verifier"
            status, _, signed = service.ask("/credentials/derive", {
                "verifiableCredential": signed, "options": {"selectivePointers": ["/credentialSubject"]}})
            assert status == 201, signed
        assert verified(service, signed), issuer
        assert not verified(service, {**signed, "validFrom": "2021-03-04T00:00:00Z"}), issuer
        print(issuer["tags"][0], issuer["id"][:16], "issues, and what was changed is refused")


def bad_requests_are_explained(service):
    issue, verify = "/eddsa-rdfc-2022/credentials/issue", "/credentials/verify"
    for path, body, expected in (
            (issue, "{", 400), (issue, "[]", 400), (issue, {}, 400), (issue, '{"credential":{},"credential":{}}', 400),
            (issue, {"credential": {**CREDENTIAL, "issuer": "did:example:somebody"}}, 400),
            (issue, {"credential": {**CREDENTIAL, "type": ["VerifiableCredential", "Undefined"]}}, 400),
            (issue, {"credential": {**CREDENTIAL, "@context": ["https://nowhere.example/context"]}}, 400),
            (issue, {"credential": {name: value for name, value in CREDENTIAL.items() if name != "credentialSubject"}}, 400),
            (verify, {"verifiableCredential": json.dumps(CREDENTIAL)}, 400),
            (verify, {"verifiableCredential": CREDENTIAL}, 400),
            (verify, "[" * 100000, 400), (verify, '{"a":' * 100 + "1" + "}" * 100, 400),
            (verify, " " * (256 * 1024 + 1), 413), ("/nowhere", {}, 404)):
        status, kind, reply = service.ask(path, body)
        assert status == expected, (path, status, reply)
        assert reply.get("verified") is False or kind == "application/problem+json", reply
        assert kind.startswith("application/"), kind


def presentations_are_verified(service):
    status, _, reply = service.ask("/presentations/verify", {"verifiablePresentation": {
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"]}})
    assert status == 400 and not reply["verified"], reply


def many_ask_at_once(service):
    issue = "/eddsa-jcs-2022/credentials/issue"
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        replies = list(pool.map(lambda _: service.ask(issue, {"credential": CREDENTIAL}), range(100)))
    assert all(status == 201 for status, _, _ in replies)


running = Service()
try:
    issuers_issue(running)
    bad_requests_are_explained(running)
    presentations_are_verified(running)
    many_ask_at_once(running)
finally:
    said = running.stop()
assert "asha" not in said, "a log holds what was asked"
print("vc-api: ok")
