# SPDX-License-Identifier: Apache-2.0
"""Issues a table of 20,000 rows, some of them bad, and holds what comes out against what went in.

    stream_test.py PROGRAM
"""
import base64
import collections
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROWS = 20_000
COLUMNS = ("preEnrollmentCode,recipientName,recipientMobileNumber,recipientDOB,recipientAge,recipientGender,"
           "recipientNationality,recipientIdentity,recipientAddressLine1,recipientAddressLine2,"
           "recipientDistrict,recipientState,recipientPincode,vaccinationBatch,vaccinationDate,"
           "vaccinationDose,vaccinationTotalDoses,vaccinationEffectiveStart,vaccinationEffectiveEnd,"
           "vaccinationManufacturer,vaccinationName,vaccinatorName,facilityName,facilityAddressLine1,"
           "facilityAddressLine2,facilityDistrict,facilityState,facilityPincode")
MEMORY = 24 << 10  # KiB by which a run of all rows may exceed one of a tenth


def row(number):
    """A row, and the reason for which it must be rejected, or None."""
    dose, date, code, name, reason = "1", "2021-03-03T04:28:43Z", f"T-{number}", f"Person {number}", None
    if number % 1000 == 17:
        dose, reason = "one", "record-invalid"
    if number % 1000 == 18:
        date, reason = "03/03/2021", "bad-date"
    if number % 1000 == 19:
        name, reason = "", "member-missing"
    if number % 1000 == 20:
        code, reason = f"T-{number - 10}", "duplicate-record"
    if number % 1000 == 21:
        name = f'"Person ""{number}"",\nof two lines"'
    return (f"{code},{name},1234567890,1988-02-29,33,Female,Indian,did:Passport:X{number:07},a1,,d,s,560034,"
            f"B{number},{date},{dose},2,2021-03-03,2021-12-03,Serum Institute of India,COVISHIELD,"
            f"Dr Example,ABC,f1,,fd,fs,560035"), reason


def write_table(path, rows):
    planted = {}
    with open(path, "w", encoding="utf-8", newline="") as table:
        table.write(COLUMNS + "\r\n")
        for number in range(1, rows + 1):
            text, reason = row(number)
            table.write(text + "\r\n")
            if reason:
                planted[number] = reason
    return planted


def issue(program, folder, table, out):
    """Runs the program. Gives its exit status, its summary and how much memory it took, in KiB."""
    # What the sanitizers keep of freed memory would hide what the program itself does.
    environment = {**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1:thread_local_quarantine_size_kb=64"}
    command = [program, "issue", "--profile", "divoc", "--key", HERE / "transcripts/data/test-issuer.key",
               "--now", "2021-03-04T00:00:00Z", "--json", "--out", out, table]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as child:
        summary = child.stdout.read()
        errors = child.stderr.read()
        _, waited, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(waited)
    if not summary:
        sys.exit(f"no summary; standard error was: {errors.decode()}")
    return child.returncode, json.loads(summary), usage.ru_maxrss


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def check(condition, what):
    if not condition:
        sys.exit(f"stream: {what}")


def check_certificates(certificates, planted):
    rows = [certificate["row"] for certificate in certificates]
    check(rows == [n for n in range(1, ROWS + 1) if n not in planted], "rows are missing or out of order")
    check(len({certificate["id"] for certificate in certificates}) == len(rows), "an id is there twice")
    for certificate in certificates[::997]:
        # This profile's codes hold each byte of a ZIP as a character of UTF-8.
        payload = base64.b64decode(certificate["payload"]).decode("utf-8").encode("latin-1")
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            check(json.loads(archive.read("certificate.json")) == certificate["document"],
                  "the payload is not the document")
        name = certificate["document"]["credentialSubject"]["name"]
        check(str(certificate["row"]) in name, "a certificate is of another row")


def check_rejects(rejects, planted):
    check({line["row"]: line["reason"] for line in rejects} == planted, "the rejects are not the planted rows")
    check(all(set(line) == {"row", "line", "reason", "detail"} for line in rejects), "a reject says more or less")
    check("Person" not in json.dumps(rejects), "a reject holds personal data")


def check_verifies(program, certificates_file, trust):
    """The program accepts what it issued: of the first and the last hundred, every one."""
    with open(certificates_file, encoding="utf-8") as file:
        lines = file.readlines()
    ran = subprocess.run([program, "verify", "--trust", f"did:india={trust}", "--now", "2021-03-05T00:00:00Z",
                          "--json", "-"], input="".join(lines[:100] + lines[-100:]), text=True,
                         capture_output=True, check=False)
    outcomes = collections.Counter(json.loads(line)["outcome"] for line in ran.stdout.splitlines())
    check(outcomes == {"accepted": 200} and ran.returncode == 0, f"verify says {outcomes}, exit {ran.returncode}")


def main(program):
    program = pathlib.Path(program).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        write_table(folder / "few.csv", ROWS // 10)
        planted = write_table(folder / "all.csv", ROWS)
        _, _, few = issue(program, folder, "few.csv", "few")
        status, summary, peak = issue(program, folder, "all.csv", "all")

        check(status == 1, f"exit {status}, where rows were rejected")
        check(summary["read"] == ROWS, f"read {summary['read']} of {ROWS} rows")
        check(summary["read"] == summary["issued"] + summary["rejected"], "the counts do not balance")
        check(summary["rejected"] == len(planted), f"{summary['rejected']} rejected of {len(planted)} planted")
        check(peak - few < MEMORY, f"{peak} KiB for {ROWS} rows, {few} KiB for a tenth of them")
        check_certificates(lines_of(folder / "all/certificates.ndjson"), planted)
        check_rejects(lines_of(folder / "all/rejects.ndjson"), planted)
        check_verifies(program, folder / "all/certificates.ndjson", HERE / "transcripts/data/test-issuer.pub")
        print(f"stream: ok: {ROWS} rows, {summary['rate']}/s, {peak} KiB; {few} KiB for a tenth")


main(*sys.argv[1:])
