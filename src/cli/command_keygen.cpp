// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/keys.hpp>

#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"
#include "cli/wipe.hpp"

namespace vaxcert::cli {
namespace {

Algorithm algorithm_of(const std::string& word) {
    if (word == "es256") return Algorithm::es256;
    if (word == "es384") return Algorithm::es384;
    if (word == "ps256") return Algorithm::ps256;
    return Algorithm::ed25519;
}

std::string trust_list(const PublicKey& key, const KeygenOptions& options) {
    return "{\n  \"trust_list\": 1,\n  \"environment\": " + json_string(options.environment) +
           ",\n  \"keys\": [\n    {\n      \"id\": " + json_string(options.id) +
           ",\n      \"key\": " + json_string(key.to_pem()) + "\n    }\n  ]\n}\n";
}

}  // namespace

int keygen(const KeygenOptions& options) {
    hide_memory();
    if (exists(options.out))
        cannot_run(status::io, printable(options.out) + " is there already",
                   "a key is never overwritten; choose another name");
    auto pem = generate_key(algorithm_of(options.algorithm));
    if (!pem) cannot_run(status::no_key, sentence(pem.error()));
    const auto signer = signer_from_key(as_bytes(*pem));
    if (!signer) cannot_run(status::internal, sentence(signer.error()));

    write_new(options.out, *pem);
    wipe(*pem);
    const PublicKey& key = (*signer)->public_key();
    write_out(options.id.empty() ? key.to_pem() : trust_list(key, options));
    return status::done;
}

}  // namespace vaxcert::cli
