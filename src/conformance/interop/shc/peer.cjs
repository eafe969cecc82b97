// SPDX-License-Identifier: Apache-2.0
// What other people's libraries make of a card: peer.cjs verify|sign KEY.pem < INPUT
//   verify: the text of a code in, its payload out, if both libraries find the signature good
//   sign:   a payload in, the text of a code out
const crypto = require("node:crypto");
const fs = require("node:fs");
const zlib = require("node:zlib");
const jose = require("jose");
const nodeJose = require("node-jose");
const cards = require("@pathcheck/shc-sdk");

async function verify(key, text) {
  const jws = await cards.unpack(text);
  const { header, body } = await cards.debug(text);
  const jwk = crypto.createPublicKey(key).export({ format: "jwk" });
  const kid = await jose.calculateJwkThumbprint(jwk);
  if (header.kid !== kid) throw new Error(`the kid is ${header.kid}, the thumbprint ${kid}`);
  const { payload } = await jose.compactVerify(jws, await jose.importJWK(jwk, "ES256"), {
    algorithms: ["ES256"],
  });
  await nodeJose.JWS.createVerify(await nodeJose.JWK.asKey({ ...jwk, kid })).verify(jws);
  const inflated = zlib.inflateRawSync(payload).toString();
  if (inflated !== JSON.stringify(body)) throw new Error("the two libraries read two payloads");
  return inflated;
}

async function sign(key, payload) {
  const jwk = crypto.createPrivateKey(key).export({ format: "jwk" });
  const kid = await jose.calculateJwkThumbprint(jwk);
  return cards.signAndPack(JSON.parse(payload), { ...jwk, kid, alg: "ES256", use: "sig" });
}

const [verb, keyFile] = process.argv.slice(2);
const key = fs.readFileSync(keyFile, "utf8");
const input = fs.readFileSync(0, "utf8");
(verb === "sign" ? sign : verify)(key, input).then(
  (answer) => process.stdout.write(answer),
  (failure) => {
    process.stdout.write(`refused: ${failure.message}`);
    process.exit(1);
  },
);
