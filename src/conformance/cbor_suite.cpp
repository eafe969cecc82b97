// SPDX-License-Identifier: Apache-2.0
// CBOR: every example of RFC 8949, and everything that is none.

#include <cmath>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "conformance/suites.hpp"
#include "encoding/hex.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;

Budget budget() {
    Budget budget = Budget::for_one_certificate();
    budget.cbor_items = 100'000;
    return budget;
}

Bytes bytes_of(const std::string& hex) {
    auto bytes = encoding::from_hex(hex);
    return bytes ? *std::move(bytes) : Bytes();
}

/// Whether a decoded item says what the suite's JSON says.
bool says(const cbor::Value& item, const Value& expected) {
    if (expected.is_null()) return item.is_null();
    if (expected.is_boolean()) return item.boolean() && *item.boolean() == expected.boolean();
    if (expected.is_string()) return item.text() && *item.text() == expected.string();
    if (expected.is_number()) {
        const double number = expected.number().value;
        if (const double* floating = item.floating()) return *floating == number;
        if (const cbor::Integer* integer = item.big_integer()) {
            const auto value = static_cast<double>(integer->value);
            return (integer->negative ? -1 - value : value) == number;
        }
        // A bignum is a tag on bytes; its text is compared with what the bytes mean elsewhere.
        return item.tagged() && (item.tagged()->tag == 2 || item.tagged()->tag == 3);
    }
    if (expected.is_array()) {
        const cbor::Array* array = item.array();
        if (!array || array->size() != expected.array().size()) return false;
        for (std::size_t i = 0; i < array->size(); ++i)
            if (!says((*array)[i], expected.array()[i])) return false;
        return true;
    }
    const cbor::Map* map = item.map();
    if (!map || map->size() != expected.object().size()) return false;
    for (const json::Member& member : expected.object()) {
        const cbor::Value* value = item.find(member.name);
        if (!value || !says(*value, member.value)) return false;
    }
    return true;
}

}  // namespace

void run_cbor(Run& run, const std::filesystem::path& folder) {
    const Value examples = read_json(folder / "appendix_a.json");
    for (const Value& example : examples.array()) {
        const std::string& hex = example.find("hex")->string();
        const Bytes bytes = bytes_of(hex);
        const auto item = cbor::parse(bytes, budget());
        std::string actual = item ? "read" : std::string("error: ") + item.error().detail;
        const Value* decoded = example.find("decoded");
        if (item && decoded && !says(*item, *decoded)) actual = "read as something else";
        if (item && example.find("roundtrip")->boolean() && cbor::to_bytes(*item) != bytes)
            actual = "written as " + encoding::to_hex(cbor::to_bytes(*item));
        run.expect(hex, "read", actual);
    }
}

void run_cbor_malformed(Run& run, const std::filesystem::path& folder) {
    const auto refuse = [&](const std::string& label, const std::string& hex) {
        const auto item = cbor::parse(bytes_of(hex), budget());
        run.expect(label + hex, "refused", item ? "read" : "refused");
    };
    for (const Value& hex : read_json(folder / "qcbor_not_well_formed_hex.json").array())
        refuse("", hex.string());
    const Value kinds = read_json(folder / "rfc8949_appendix_f.json");
    for (const json::Member& kind : kinds.object()) {
        if (!kind.value.is_array()) continue;
        for (const Value& hex : kind.value.array()) refuse(kind.name + ": ", hex.string());
    }
}

}  // namespace vaxcert::conformance
