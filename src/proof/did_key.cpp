// SPDX-License-Identifier: Apache-2.0
// did:key: a verification method that is the key itself.

#include <vaxcert/data_integrity.hpp>

namespace vaxcert {
namespace {

constexpr std::string_view scheme = "did:key:";

}  // namespace

Result<PublicKey> key_of_did_key(std::string_view verification_method) {
    const auto bad = [](const char* why) {
        return Error{Reason::bad_key, std::string("the verification method ") + why};
    };
    if (!verification_method.starts_with(scheme)) return bad("is no did:key");
    const std::string_view rest = verification_method.substr(scheme.size());
    const std::size_t hash = rest.find('#');
    if (hash == rest.npos) return bad("names a did:key and none of its methods");
    // The one method of a did:key has the name of the key (did:key section 3.1.2).
    if (rest.substr(hash + 1) != rest.substr(0, hash))
        return bad("has a fragment that is not its key");
    return PublicKey::from_multikey(rest.substr(0, hash));
}

std::string did_key_method(const PublicKey& key) {
    const std::string multikey = key.to_multikey();
    if (multikey.empty()) return {};
    return std::string(scheme) + multikey + '#' + multikey;
}

}  // namespace vaxcert
