// SPDX-License-Identifier: Apache-2.0
// What stands under key -260 of the token: one row for each kind of payload.

#pragma once

#include <string_view>

#include "certificate/format.hpp"
#include "formats/hcert/settings.hpp"
#include "json/value.hpp"

namespace vaxcert::hcert {

/// Key of the health certificate among the claims, and of its registered kinds (WHO HCERT 1.1.1).
inline constexpr int claim_hcert = -260;

/// One kind of payload. A new kind is a row in subclaims.cpp.
struct Subclaim {
    int key;
    std::string_view name;  ///< as a profile names it: "dcc"

    /// The claims of a payload whose signature was good. Findings say in what it is not as it
    /// should be.
    Reading (*read)(const json::Value& payload, const MasterData& master_data);

    /// The payload that says what the record says, and what of it there is no place for. nullptr:
    /// this kind is read and not issued.
    Result<json::Value> (*write)(const Record& record, const Signing& signing,
                                 const Settings& settings);
    std::vector<std::string> (*left_out)(const Claims& claims);

    /// The certificate's id in such a payload; empty if it has none.
    std::string (*id_in)(const json::Value& payload);

    /// Whether it is the payload that countries write their business rules for.
    bool for_rules = false;
};

const Subclaim* subclaim_of_key(std::int64_t key) noexcept;
const Subclaim* subclaim_named(std::string_view name) noexcept;

/// What WHO's DDCC of 2021 had at the root of the token, in place of -260.
const Subclaim& subclaim_at_root() noexcept;

// dcc_read.cpp, dcc_write.cpp
Reading read_dcc(const json::Value& payload, const MasterData& master_data);
Result<json::Value> write_dcc(const Record& record, const Signing& signing,
                              const Settings& settings);
std::vector<std::string> left_out_of_dcc(const Claims& claims);
std::string id_in_dcc(const json::Value& payload);

// icvp.cpp
Reading read_icvp(const json::Value& payload, const MasterData& master_data);
Result<json::Value> write_icvp(const Record& record, const Signing& signing,
                               const Settings& settings);
std::vector<std::string> left_out_of_icvp(const Claims& claims);
std::string id_in_icvp(const json::Value& payload);

// ddcc.cpp
Reading read_ddcc(const json::Value& payload, const MasterData& master_data);

}  // namespace vaxcert::hcert
