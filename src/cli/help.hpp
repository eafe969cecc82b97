// SPDX-License-Identifier: Apache-2.0
// What --help says below the options of each word. docs/vaxcert.1 says it at length.

#pragma once

namespace vaxcert::cli {

inline constexpr const char* about =
    "Signed vaccination certificates: issue, verify offline, say why.";

inline constexpr const char* general_footer =
    R"(vaxcert COMMAND --help tells more, with examples.

Exit status:
  0   done, or everything accepted      2   wrong usage
  1   at least one rejected             64 and above: could not run
  3   at least one undecided                (74 input or output failed)
)";

inline constexpr const char* keygen_footer =
    R"(An existing file is never overwritten. The private key is PEM (PKCS#8), mode 0600.

Examples:
  vaxcert keygen --alg ed25519 --out issuer.key > issuer.pub
  vaxcert keygen --alg ps256 --out issuer.key --id did:india > trust.json
)";

inline constexpr const char* issue_footer =
    R"(IN is one JSON record, a JSON array, JSON lines or CSV with a header row, of any length: our own
notation (docs/schemas/record.schema.json), DIVOC's certify requests, or DIVOC's bulk tables.

A single JSON record becomes ID.json (the signed document), ID.payload (what the QR code holds) and
ID.png in DIR, whose names are printed. Anything else becomes certificates.ndjson in DIR, a line
{"row","id","document","payload"} for each certificate, payload in base64; with --qr also pictures
qr/NNNNNN/ID.png, at most 1,000 in a folder. With --out - the lines go to standard output.

A record that cannot be issued goes to the rejects with its row, line, reason and detail, never its
content, and the run goes on. Always: read = issued + rejected.

Exit status: 0 all issued, 1 some rejected, 65 IN cannot be read to its end, 69 no key,
74 input or output failed, 77 wrong PIN, 78 unusable profile.

Examples:
  vaxcert issue --profile divoc --key issuer.key --out out record.json
  vaxcert issue --profile india --key issuer.key --out out --qr svg day.csv
  vaxcert issue --profile my.json --format divoc --format hcert --key rsa.key --key hcert=ec.key r.json
  zcat day.csv.gz | vaxcert issue --profile my.json --key issuer.key --rejects bad.ndjson > good.ndjson
  vaxcert issue --profile my.json --key 'pkcs11:token=vax;object=issuer' --pin-file pin.txt r.json
)";

inline constexpr const char* verify_footer =
    R"(FILE is an image (PNG, JPEG) of a QR code, what a scanner read from one, a signed JSON document, or
JSON lines: documents, or what `vaxcert issue` wrote; then each line is an input. A certificate that
was spread over several codes is one input: give all of them, in any order, before the next one.

Whom to believe is told by --trust alone: a trust list, a DID document or X.509 certificates (PEM,
DER), or ID=KEY for a bare key (PEM, DER, JWK, JWKS), where ID is the issuer or verification method
it speaks for. A signed trust bundle needs --roots; --last-sequence refuses one that is older than the
last, and one that is overdue by more than --grace makes every verdict by it undecided. Lists of
--status are believed if a key of --trust signed them; a plain JSON list, and ISSUER=FILE of an issuer
of health cards, because they are named here.

Exit status: 0 all accepted, 1 any rejected, 3 none rejected but one undecided; 66 a FILE cannot be
read, 78 trust, status, policy or profile cannot be used.

Examples:
  vaxcert verify --trust trust.json code.png
  vaxcert verify --trust did:india=did-india.pem --now 2021-08-01T12:00:00Z certificate.json
  vaxcert verify --trust trust.json --status withdrawn.vsl --policy entry.json --json *.png
  vaxcert verify --trust trust.json --lang hi code.png
)";

inline constexpr const char* present_footer =
    R"(FILE is an SD-JWT (format sd-jwt), or a W3C credential signed with ecdsa-sd-2023. What is printed is
FILE with the claims of --show and no others that could be hidden. A claim is a JSON Pointer:
/vaccination/date; /person is all of the person.

Exit status: 0 done, 1 FILE is shown whole or not at all, has no such claim or names another holder;
66 FILE cannot be read, 69 the key is not to be had.

Examples:
  vaxcert present --list certificate.txt
  vaxcert present --show /vaccination/date --show /person/name certificate.txt
  vaxcert present --key holder.key --audience https://gate.example --nonce n-0S6_WzA2Mj c.txt
)";

inline constexpr const char* status_footer =
    R"(ACTION is build, for an issuer's first list of withdrawn certificates; add, for the next one, which
takes the place of LIST unless --out names another file; or list, which prints what is in LIST.

IN has an id a line, which may be followed by a state (withdrawn, suspended, superseded, lifted), the
date of it and the date on which the certificate expires: ID,STATE,DATE,EXPIRES. Or IN is a table with
a header row, of which --where picks the rows. An id is what vaxcert shows as a certificate's.

With --url the list is a W3C Bitstring Status List (--form bitstring or bitstring-jwt) or an IETF Token
Status List (--form token) to be published at that address, and an id is the index that a certificate
names there. Such a list has no dates, no number and no room for another purpose than its own.

The number of a list grows with each, a certificate that was withdrawn stays so, and it leaves the
list when it has expired. Withdraw nothing (IN is /dev/null) to publish a fresh list in time.

Exit status: 0 done, 65 IN cannot be read, 66 LIST or IN is not there, 69 no key, 74 output failed,
77 wrong PIN, 78 LIST cannot be used.

Examples:
  vaxcert status build withdrawn.vsl --issuer https://issuer.example --key issuer.key ids.txt
  vaxcert status add withdrawn.vsl --key issuer.key --where facility=F-17 issued.csv
  echo C-1,superseded,2021-06-01,2022-03-01 | vaxcert status add withdrawn.vsl --key issuer.key
  vaxcert status build 1.json --url https://issuer.example/1 --issuer did:web:issuer.example \
      --key-id did:web:issuer.example#1 --key issuer.key indexes.txt
  vaxcert status list withdrawn.vsl --trust https://issuer.example=issuer.pub
)";

inline constexpr const char* scan_footer =
    R"(One image with one code: its bytes, as they are. Otherwise --out DIR, a file for each code, or
--json, a line {"input","code","payload"} for each code, payload in base64.

Exit status: 0 done, 1 an image has no code that can be read, 66 an IMAGE cannot be read.

Examples:
  vaxcert scan code.png > payload.bin
  vaxcert scan --json photos/*.jpg
)";

inline constexpr const char* inspect_footer =
    R"(For finding faults. Nobody has checked what it shows: it may never be taken for a certificate.

Exit status: 0 done, 1 FILE holds no certificate, 66 FILE cannot be read.

Examples:
  vaxcert inspect code.png
  vaxcert inspect --json payload.bin
)";

inline constexpr const char* trust_footer =
    R"(build   makes a signed bundle of FILEs, which are trust lists as --trust of verify takes them; --roots
        holds it to the roots of its check points before it is written
import  makes a trust list, in JSON, of FILEs that others publish. The first is their KIND: gdhcn (WHO),
        dcc-gateway (EU), vci (SMART Health Cards), icao (passport authorities, master lists), nzcp,
        registry, or keys (PEM, JWK, JWKS, certificates)
list    shows what is in FILEs
check   opens a bundle as a check point would, and says what is wrong with it

Roots are JSON: {"trust_roots": 1, "environment": "production", "version": 1, "threshold": 2, "keys":
[...]}. Of new roots (--new-roots), whose version is the next, old and new keys have to sign.

Exit status: 0 done, or good; 1 the bundle is refused; 3 it is stale, or the clock is doubtful; 66 a
FILE cannot be read, 69 no key, 74 output failed, 78 lists or roots cannot be used.

Examples:
  vaxcert trust build --key root.key --sequence 1 --next-update 2021-09-01T00:00:00Z --out 1.vtb t.json
  vaxcert trust import vci --signer vci.crt --signature s.sig --out shc.json vci_snapshot.json
  vaxcert trust check --roots roots.json --last-sequence seen.txt 1.vtb
  vaxcert trust list --roots roots.json 1.vtb
)";

}  // namespace vaxcert::cli
