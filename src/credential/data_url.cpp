// SPDX-License-Identifier: Apache-2.0
#include "credential/data_url.hpp"

#include <algorithm>
#include <string_view>

#include "credential/check_model.hpp"
#include "encoding/base64.hpp"
#include "enveloped/types.hpp"
#include "proof/document_budget.hpp"

namespace vaxcert::credential {
namespace {

using enveloped::Enveloped;
using json::Value;

constexpr std::string_view type_of(bool presentation) {
    return presentation ? "EnvelopedVerifiablePresentation" : "EnvelopedVerifiableCredential";
}

Error unexpected(std::string what) {
    return {Reason::shape_not_expected, std::move(what)};
}

/// RFC 2397: "data:application/vc+jwt,eyJ...".
struct DataUrl {
    std::string_view type, parameters, data;
};

Result<DataUrl> parse_data_url(std::string_view text) {
    constexpr std::string_view scheme = "data:";
    const std::size_t comma = text.find(',');
    if (!text.starts_with(scheme) || comma == text.npos)
        return unexpected("what is enveloped should be named by a data URL");
    const std::string_view head = text.substr(scheme.size(), comma - scheme.size());
    const std::size_t cut = std::min(head.find(';'), head.size());
    return DataUrl{head.substr(0, cut), head.substr(cut), text.substr(comma + 1)};
}

Result<Enveloped> parse(const DataUrl& url) {
    const Budget budget = proof::document_budget();
    if (enveloped::jwt_type(url.type)) return enveloped::parse_vc_jwt(url.data, budget);
    if (!enveloped::cose_type(url.type))
        return unexpected("the data URL is of a media type that vaxcert does not read");
    if (url.parameters != ";base64")
        return unexpected("the data URL of a COSE message should be in base64");
    const auto message = encoding::from_base64(url.data);
    if (!message) return message.error();
    return enveloped::parse_vc_cose(*message, budget);
}

}  // namespace

bool is_enveloped(const Value& document, bool presentation) {
    const Value* type = document.find("type");
    if (!type) return false;
    const auto is_it = [&](const Value& one) {
        return one.is_string() && one.string() == type_of(presentation);
    };
    return type->is_array() ? std::ranges::any_of(type->array(), is_it) : is_it(*type);
}

Result<Enveloped> take_out(const Value& document, bool presentation) {
    if (version_of(document) != Version::v2)
        return unexpected("the first @context of what is enveloped is not that of data model 2.0");
    const Value* id = document.find("id");
    if (!id || !id->is_string()) return unexpected("what is enveloped has no id");
    const auto url = parse_data_url(id->string());
    if (!url) return url.error();
    auto held = parse(*url);
    if (!held) return held;
    if (held->presentation != presentation)
        return unexpected("what is in the envelope is not what its type says");
    return held;
}

Value holder_of_jwt(const std::string& jwt) {
    return json::Object{{"@context", json::Array{context_v2}},
                        {"type", type_of(false)},
                        {"id", "data:application/vc+jwt," + jwt}};
}

}  // namespace vaxcert::credential
