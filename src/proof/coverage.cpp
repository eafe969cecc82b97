// SPDX-License-Identifier: Apache-2.0
#include "proof/coverage.hpp"

#include <bit>
#include <functional>
#include <string_view>

#include "json/parse.hpp"

namespace vaxcert::proof {
namespace {

using json::Value;

/// The names and literals that a dataset holds, in a table with open addressing.
class Said {
  public:
    explicit Said(const rdf::Dataset& dataset)
        : slots_(std::bit_ceil(dataset.quads().size() * 4 + 1)) {
        for (const rdf::Quad& quad : dataset.quads()) {
            put(quad.subject.value);
            put(quad.object.value);
        }
    }

    bool has(std::string_view text) const { return slots_[slot_of(text)].data() != nullptr; }

  private:
    /// An empty text may look at nothing, and a slot that looks at nothing is a free one.
    void put(std::string_view text) { slots_[slot_of(text)] = text.empty() ? "" : text; }

    /// Where a text stands, or would stand. At most half of the slots are taken.
    std::size_t slot_of(std::string_view text) const {
        std::size_t slot = std::hash<std::string_view>()(text) & (slots_.size() - 1);
        while (slots_[slot].data() && slots_[slot] != text) slot = (slot + 1) & (slots_.size() - 1);
        return slot;
    }

    std::vector<std::string_view> slots_;
};

/// The way to a value, written out only where it is needed.
struct Path {
    const Path* parent = nullptr;
    std::string_view name;
    std::size_t index = 0;

    std::string pointer() const {
        if (!parent) return {};
        return parent->pointer() + '/' + (name.data() ? std::string(name) : std::to_string(index));
    }
};

class Leaves {
  public:
    explicit Leaves(const Said& said) : said_(said) {}

    void look_at(const Value& value, const Path& path) {
        switch (value.kind()) {
            case Value::Kind::object:
                for (const json::Member& member : value.object())
                    if (member.name != "@context" && member.name != "type")
                        look_at(member.value, {&path, member.name, 0});
                return;
            case Value::Kind::array:
                for (std::size_t i = 0; i < value.array().size(); ++i)
                    look_at(value.array()[i], {&path, {}, i});
                if (value.array().empty()) uncovered.push_back(path.pointer());
                return;
            case Value::Kind::null:
                uncovered.push_back(path.pointer());
                return;
            case Value::Kind::boolean:
                check(value.boolean() ? "true" : "false", path);
                return;
            case Value::Kind::number:
                check(json::number_text(value.number().value), path);
                return;
            case Value::Kind::string:
                check(value.string(), path);
                return;
        }
    }

    std::vector<std::string> uncovered;

  private:
    void check(std::string_view text, const Path& path) {
        if (!said_.has(text)) uncovered.push_back(path.pointer());
    }

    const Said& said_;
};

}  // namespace

std::vector<std::string> uncovered_leaves(const Value& document, const rdf::Dataset& dataset) {
    const Said said(dataset);
    Leaves leaves(said);
    leaves.look_at(document, {});
    return std::move(leaves.uncovered);
}

}  // namespace vaxcert::proof
