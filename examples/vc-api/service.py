# SPDX-License-Identifier: Apache-2.0
"""The VC-API service as a test sees it: started on a free port, and asked over https."""
import http.client
import json
import shutil
import socket
import ssl
import subprocess
import sys


class Service:
    def __init__(self, program, folder):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "keys").mkdir(parents=True)
        self.cert, key = folder / "cert.pem", folder / "tls.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2",
                        "-keyout", key, "-out", self.cert], check=True, capture_output=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"https://127.0.0.1:{self.port}"
        self.process = subprocess.Popen([program, "--port", str(self.port), "--cert", self.cert, "--tls-key", key,
                                         "--keys", folder / "keys"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != self.url + "\n":
            sys.exit("FAILED: the service does not start: " + self.process.stderr.read())
        self.issuers = self.ask("/issuers")[2]

    def connection(self):
        """One that checks the certificate of the service."""
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30,
                                           context=ssl.create_default_context(cafile=str(self.cert)))

    def ask(self, path, body=None, content_type="application/json"):
        """The status, the type and the body of the reply."""
        connection = self.connection()
        text = body if body is None or isinstance(body, (str, bytes)) else json.dumps(body)
        connection.request("GET" if body is None else "POST", path, text, {"Content-Type": content_type})
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply.status, reply.headers.get("Content-Type"), json.loads(content)

    def issuer(self, tag):
        return next(issuer for issuer in self.issuers if tag in issuer["tags"])

    def issue(self, tag, credential, **options):
        """The credential, or None and never any status but 400 if it is not issued."""
        issuer = self.issuer(tag)
        body = {"credential": {"issuer": issuer["id"], **credential}, "options": options}
        status, kind, reply = self.ask(issuer["endpoint"], body)
        assert status in (201, 400), (status, reply)
        assert status == 201 or kind == "application/problem+json", kind
        return reply if status == 201 else None

    def present(self, tag, presentation, **options):
        """The presentation with a proof of the service's own, or None if it is refused."""
        path = self.issuer(tag)["endpoint"].replace("credentials/issue", "presentations/prove")
        status, _, reply = self.ask(path, {"presentation": presentation, "options": options})
        assert status in (201, 400), (status, reply)
        return reply if status == 201 else None

    def derive(self, credential, *pointers):
        status, _, reply = self.ask("/credentials/derive", {
            "verifiableCredential": credential, "options": {"selectivePointers": list(pointers)}})
        assert status in (201, 400), (status, reply)
        return reply if status == 201 else None

    def verified(self, document, path="/credentials/verify", member="verifiableCredential", **options):
        status, _, reply = self.ask(path, {member: document, "options": options})
        assert (status, reply["verified"]) in ((200, True), (400, False)), (status, reply)
        assert reply["verified"] or reply["errors"], reply
        return reply["verified"]

    def verified_presentation(self, document, **options):
        return self.verified(document, "/presentations/verify", "verifiablePresentation", **options)

    def stop(self):
        self.process.terminate()
        output, errors = self.process.communicate(timeout=10)
        return output + errors
