// SPDX-License-Identifier: Apache-2.0
// Peers for NZ COVID Passes and ICAO's seals.
// node peer.cjs pass DID_DOCUMENT PASS           by @vaxxnz/nzcp, against the clock
// node peer.cjs seal AUTHORITY.pem SEAL          by canonicalize, and Node's X.509 and ECDSA
// node peer.cjs sign SIGNER.pem KEY.pem DATA     prints a seal
// The first two print "verified" or why not.

const crypto = require('crypto');
const fs = require('fs');
const canonicalize = require('canonicalize');
const nzcp = require('@vaxxnz/nzcp');

const curves = {ES256: ['sha256', 64], ES384: ['sha384', 96], ES512: ['sha512', 132]};
const text = (file) => fs.readFileSync(file, 'utf8');
const base64url = (bytes) => bytes.toString('base64').replace(/\+/g, '-').replace(/\//g, '_');

function pass(didFile, passFile) {
  const result = nzcp.verifyPassURIOffline(text(passFile), {didDocument: JSON.parse(text(didFile))});
  return result.success ? 'verified' : JSON.stringify(result.violates);
}

function seal(authorityFile, sealFile) {
  const {data, sig} = JSON.parse(text(sealFile));
  const authority = new crypto.X509Certificate(text(authorityFile));
  const signer = new crypto.X509Certificate(Buffer.from(sig.cer, 'base64url'));
  if (!signer.checkIssued(authority) || !signer.verify(authority.publicKey)) return 'certificate';
  const [hash, size] = curves[sig.alg];
  const value = Buffer.from(sig.sigvl, 'base64url');
  if (value.length !== size) return 'length';
  const key = {key: signer.publicKey, dsaEncoding: 'ieee-p1363'};
  const good = crypto.verify(hash, Buffer.from(canonicalize(data)), key, value);
  return good ? 'verified' : 'signature';
}

function sign(signerFile, keyFile, dataFile) {
  const data = JSON.parse(text(dataFile));
  const key = {key: crypto.createPrivateKey(text(keyFile)), dsaEncoding: 'ieee-p1363'};
  const value = crypto.sign('sha256', Buffer.from(canonicalize(data)), key);
  const signer = new crypto.X509Certificate(text(signerFile));
  return JSON.stringify({sig: {cer: base64url(signer.raw), alg: 'ES256', sigvl: base64url(value)}, data});
}

const [, , verb, ...files] = process.argv;
process.stdout.write({pass, seal, sign}[verb](...files));
