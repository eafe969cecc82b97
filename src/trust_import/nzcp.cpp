// SPDX-License-Identifier: Apache-2.0
// NZ COVID Pass: the DID document of the one who issues passes.

#include "trust/did_document.hpp"
#include "trust_import/import.hpp"

namespace vaxcert::trust_import {

Result<Done> import_nzcp(Files files, Import& import) {
    for (const ImportFile& file : files) {
        const auto document = json_of(file);
        if (!document) return document.error();
        if (!text_at(*document, "id").starts_with("did:web:"))
            return bad_file(file, "is no document of a did:web");
        auto keys = keys_of_did_document(*document);
        if (!keys) return bad_file(file, keys.error().detail);
        for (TrustedKey& key : *keys) {
            import.see();
            if (key.key.algorithm() != Algorithm::es256) {
                import.refuse(key.id, {Reason::wrong_algorithm, "passes are signed with ES256"});
                continue;
            }
            key.formats = {"nzcp"};
            key.environment = import.options().environment;
            import.take(std::move(key));
        }
    }
    return Done{};
}

}  // namespace vaxcert::trust_import
