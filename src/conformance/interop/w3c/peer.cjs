// SPDX-License-Identifier: Apache-2.0
// Digital Bazaar's libraries behind a command line. The key files are PEM; METHOD is what the proof calls
// the key, and what is before its # is who holds it.
//
//     node peer.cjs sign    SUITE KEY.pem METHOD CONTEXT DOCUMENT [POINTER...]   always shown, of ecdsa-sd-2023
//     node peer.cjs derive  SUITE KEY.pem METHOD CONTEXT DOCUMENT [POINTER...]   shown besides
//     node peer.cjs verify  SUITE KEY.pem METHOD CONTEXT DOCUMENT
const crypto = require('node:crypto');
const fs = require('node:fs');

const CURVES = {'P-256': 'P-256', 'P-384': 'P-384'};

async function key_of(pem, method) {
  const id = {id: method, controller: method.split('#')[0]};
  const secret = pem.includes('PRIVATE');
  const jwk = (secret ? crypto.createPrivateKey(pem) : crypto.createPublicKey(pem)).export({format: 'jwk'});
  if(CURVES[jwk.crv]) {
    const EcdsaMultikey = await import('@digitalbazaar/ecdsa-multikey');
    return EcdsaMultikey.fromJwk({jwk, secretKey: secret, ...id});
  }
  const Ed25519Multikey = await import('@digitalbazaar/ed25519-multikey');
  const base58 = await import('base58-universal');
  const multibase = (...bytes) => 'z' + base58.encode(Buffer.concat(bytes.map(part => Buffer.from(part))));
  const [x, d] = [jwk.x, jwk.d].map(text => text && Buffer.from(text, 'base64url'));
  const key = {type: 'Multikey', '@context': 'https://w3id.org/security/multikey/v1', ...id,
    publicKeyMultibase: multibase([0xed, 0x01], x)};
  if(secret) {
    key.secretKeyMultibase = multibase([0x80, 0x26], d, x);
  }
  return Ed25519Multikey.from(key);
}

async function cryptosuite_of(suite, step, pointers) {
  const module = await import(`@digitalbazaar/${suite}-cryptosuite`);
  if(module.cryptosuite) {
    return module.cryptosuite;
  }
  return {
    sign: () => module.createSignCryptosuite({mandatoryPointers: pointers}),
    derive: () => module.createDiscloseCryptosuite({selectivePointers: pointers}),
    verify: () => module.createVerifyCryptosuite(),
  }[step]();
}

async function main(step, suite, key_file, method, context_file, document_file, ...pointers) {
  const jsigs = require('jsonld-signatures');
  const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
  const credentials = await import('@digitalbazaar/credentials-context');
  const document = JSON.parse(fs.readFileSync(document_file, 'utf8'));
  const ours = JSON.parse(fs.readFileSync(context_file, 'utf8'));
  const key = await key_of(fs.readFileSync(key_file, 'utf8'), method);
  const controller = method.split('#')[0];
  const known = {
    ...Object.fromEntries(credentials.contexts),
    'https://vaxcert.example/contexts/vaccination/v1': ours,
    [method]: await key.export({publicKey: true, includeContext: true}),
    [controller]: {'@context': 'https://w3id.org/security/v2', id: controller, assertionMethod: [method]},
  };
  const documentLoader = jsigs.extendContextLoader(async url => {
    if(!known[url]) {
      throw new Error(`there is no ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document: known[url]};
  });
  const proof = new DataIntegrityProof({
    signer: step === 'sign' ? key.signer() : undefined, date: '2021-03-04T05:00:00Z',
    cryptosuite: await cryptosuite_of(suite, step, pointers),
  });
  const purpose = new jsigs.purposes.AssertionProofPurpose();
  const options = {suite: proof, purpose, documentLoader};
  if(step !== 'verify') {
    return JSON.stringify(await jsigs[step](document, options));
  }
  const result = await jsigs.verify(document, options);
  return result.verified ? 'verified' : result.error?.errors?.map(String).join('; ') || String(result.error);
}

main(...process.argv.slice(2)).then(answer => process.stdout.write(answer), failure => {
  console.error(failure);
  process.exit(1);
});
