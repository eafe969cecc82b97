// SPDX-License-Identifier: Apache-2.0
#include "proof/coverage.hpp"

#include <algorithm>
#include <string_view>

#include "json/parse.hpp"

namespace vaxcert::proof {
namespace {

using json::Value;

/// The names and literals that a dataset holds.
class Said {
  public:
    explicit Said(const rdf::Dataset& dataset) {
        said_.reserve(dataset.quads().size() * 2);
        for (const rdf::Quad& quad : dataset.quads()) {
            if (said_.empty() || said_.back() != quad.subject.value)
                said_.push_back(quad.subject.value);
            said_.push_back(quad.object.value);
        }
        std::ranges::sort(said_);
    }

    bool has(std::string_view text) const { return std::ranges::binary_search(said_, text); }

  private:
    std::vector<std::string_view> said_;
};

class Leaves {
  public:
    explicit Leaves(const Said& said) : said_(said) {}

    void look_at(const Value& value, const std::string& pointer) {
        switch (value.kind()) {
            case Value::Kind::object:
                for (const json::Member& member : value.object())
                    if (member.name != "@context" && member.name != "type")
                        look_at(member.value, pointer + '/' + member.name);
                return;
            case Value::Kind::array:
                for (std::size_t i = 0; i < value.array().size(); ++i)
                    look_at(value.array()[i], pointer + '/' + std::to_string(i));
                if (value.array().empty()) uncovered.push_back(pointer);
                return;
            case Value::Kind::null:
                uncovered.push_back(pointer);
                return;
            case Value::Kind::boolean:
                check(value.boolean() ? "true" : "false", pointer);
                return;
            case Value::Kind::number:
                check(json::number_text(value.number().value), pointer);
                return;
            case Value::Kind::string:
                check(value.string(), pointer);
                return;
        }
    }

    std::vector<std::string> uncovered;

  private:
    void check(std::string_view text, const std::string& pointer) {
        if (!said_.has(text)) uncovered.push_back(pointer);
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
