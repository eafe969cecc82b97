// SPDX-License-Identifier: Apache-2.0
// DIVOC's own stack as a peer: node peer.cjs verify|sign KEY.pem CONTEXTS DOCUMENT
// verify: a signed document and a public key; prints "verified" or why not.
// sign:   a document without a proof and a private key; prints the signed document.

const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const jsigs = require('jsonld-signatures');
const {Ed25519KeyPair, RSAKeyPair} = require('crypto-ld');
const {contexts: securityContexts} = require('security-context');
const bs58 = require('bs58');

const [, , verb, keyFile, contextsFolder, documentFile] = process.argv;
const method = 'did:india';
const controllerId = 'https://cowin.gov.in/';

const index = JSON.parse(fs.readFileSync(path.join(contextsFolder, 'index.json'), 'utf8'));
const controllerDocuments = new Map();

async function documentLoader(url) {
  if (controllerDocuments.has(url)) return found(url, controllerDocuments.get(url));
  if (securityContexts.has(url)) return found(url, securityContexts.get(url));
  if (!index[url]) throw new Error('no document for ' + url);
  return found(url, JSON.parse(fs.readFileSync(path.join(contextsFolder, index[url]), 'utf8')));
}

function found(documentUrl, document) {
  return {contextUrl: null, documentUrl, document};
}

function keyFrom(pem) {
  const isPrivate = pem.includes('PRIVATE KEY');
  const key = isPrivate ? crypto.createPrivateKey(pem) : crypto.createPublicKey(pem);
  const publicKey = isPrivate ? crypto.createPublicKey(key) : key;
  if (key.asymmetricKeyType === 'rsa') {
    return new RSAKeyPair({
      id: method,
      controller: controllerId,
      publicKeyPem: publicKey.export({type: 'spki', format: 'pem'}),
      privateKeyPem: isPrivate ? key.export({type: 'pkcs1', format: 'pem'}) : undefined,
    });
  }
  const {x} = publicKey.export({format: 'jwk'});
  const raw = Buffer.from(x, 'base64');
  const options = {id: method, controller: controllerId, publicKeyBase58: bs58.encode(raw)};
  if (isPrivate) {
    const seed = Buffer.from(key.export({format: 'jwk'}).d, 'base64');
    options.privateKeyBase58 = bs58.encode(Buffer.concat([seed, raw]));
  }
  return new Ed25519KeyPair(options);
}

async function main() {
  const key = keyFrom(fs.readFileSync(keyFile, 'utf8'));
  const Suite = key instanceof RSAKeyPair ? jsigs.suites.RsaSignature2018
                                          : jsigs.suites.Ed25519Signature2018;
  const controller = {
    '@context': jsigs.SECURITY_CONTEXT_URL,
    id: controllerId,
    publicKey: [key.publicNode()],
    assertionMethod: [method],
  };
  controllerDocuments.set(controllerId, controller);
  controllerDocuments.set(method, {'@context': jsigs.SECURITY_CONTEXT_URL, ...key.publicNode()});
  const purpose = new jsigs.purposes.AssertionProofPurpose({controller});
  const document = JSON.parse(fs.readFileSync(documentFile, 'utf8'));
  if (verb === 'sign') {
    const suite = new Suite({key, verificationMethod: method, date: '2021-03-03T05:00:00Z'});
    const signed = await jsigs.sign(document, {suite, purpose, documentLoader, compactProof: false});
    process.stdout.write(JSON.stringify(signed));
    return;
  }
  const result = await jsigs.verify(
      document, {suite: new Suite({key}), purpose, documentLoader, compactProof: false});
  process.stdout.write(result.verified ? 'verified' : 'refused: ' + result.error);
}

main().catch((error) => {
  process.stderr.write(String(error.stack || error) + '\n');
  process.exit(1);
});
