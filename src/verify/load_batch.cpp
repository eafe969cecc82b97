// SPDX-License-Identifier: Apache-2.0
// The EU's batches of withdrawn certificates, which a country signs.

#include "crypto/cms.hpp"
#include "encoding/base64.hpp"
#include "json/parse.hpp"
#include "status/hash_list.hpp"
#include "verify/list_signer.hpp"
#include "verify/load_list.hpp"

namespace vaxcert {
namespace {

constexpr char der_sequence = 0x30;

/// The message itself, whichever of its two notations a gateway gave.
Result<Bytes> to_der(ByteView cms) {
    std::string text(as_text(cms));
    if (text.starts_with(der_sequence)) return Bytes(cms.begin(), cms.end());
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
    return encoding::from_base64(text);
}

}  // namespace

Result<LoadedStatus> load_batch(ByteView cms, const TrustList& trust, Time now) {
    const auto der = to_der(cms);
    if (!der) return Error{Reason::bad_status_list, "the batch: " + der.error().detail};
    const auto message = crypto::open_cms(*der);
    if (!message) return message.error();
    const auto signer = message->signer.key();
    if (!signer) return signer.error();
    const auto document = json::parse(as_text(message->content), Budget::for_trusted_data());
    if (!document)
        return Error{Reason::bad_status_list, "the batch is not JSON: " + document.error().detail};
    auto list = status::read_batch(*document);
    if (!list) return list.error();

    // The message is good by the key that came along; here is whether that key is the country's.
    const auto is_the_countrys = [&](const PublicKey& key) -> Result<Done> {
        if (key == *signer) return Done{};
        return Error{Reason::bad_signature, "no key of the country signed the batch"};
    };
    const auto scope = scope_of_signer({list->country, {}, {}, now}, is_the_countrys, trust, now);
    if (!scope) return scope.error();
    LoadedStatus loaded;
    loaded.list.add(std::make_shared<const status::HashList>(*std::move(list)));
    return loaded;
}

}  // namespace vaxcert
