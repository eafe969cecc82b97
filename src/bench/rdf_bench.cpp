// SPDX-License-Identifier: Apache-2.0
#include "bench/documents.hpp"
#include "bench/raw.hpp"
#include "bench/rows.hpp"
#include "rdf/canonicalize.hpp"

namespace vaxcert::bench {

Measured rdfc() {
    RawEd25519 raw;
    const Budget budget = Budget::for_one_certificate();
    const auto dataset = rdf::parse_nquads(cowin_nquads, budget);
    return measure([&] { return raw.sign(); },
                   [&] { return (*rdf::canonicalize(*dataset, {}, budget)).nquads.size(); });
}

}  // namespace vaxcert::bench
