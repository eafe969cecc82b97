// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/bit_status.hpp>

#include "status/bit_list.hpp"
#include "verify/list_signer.hpp"
#include "verify/load_list.hpp"

namespace vaxcert {

Result<LoadedStatus> load_bit_list(std::string_view text, const TrustList& trust, Time now) {
    const auto file = BitListFile::open(text);
    if (!file) return file.error();
    const BitListHeader& header = file->header();
    const auto signed_by = [&](const PublicKey& key) { return file->authenticate(key, now); };
    auto scope = scope_of_signer({header.issuer, header.key_id, {}, header.valid_from}, signed_by,
                                 trust, now);
    if (!scope) return scope.error();
    status::BitList list = *file->list();
    list.scope = *std::move(scope);

    // These lists have no number; the time at which one begins to be valid grows like one.
    const auto seconds = header.valid_from.time_since_epoch().count();
    LoadedStatus loaded{.list = {},
                        .name = header.issuer + ' ' + header.url,
                        .sequence = static_cast<std::uint64_t>(seconds < 0 ? 0 : seconds)};
    loaded.list.add(std::make_shared<const status::BitList>(std::move(list)));
    return loaded;
}

}  // namespace vaxcert
