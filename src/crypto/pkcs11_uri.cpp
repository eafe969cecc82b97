// SPDX-License-Identifier: Apache-2.0
#include "crypto/pkcs11_uri.hpp"

#include <charconv>
#include <vector>

namespace vaxcert::crypto {
namespace {

Error bad_uri(std::string detail) {
    return {Reason::token_error, "PKCS#11 URI: " + std::move(detail)};
}

/// RFC 3986 section 2.1.
Result<std::string> percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        unsigned char byte = 0;
        const char* first = text.data() + i + 1;
        if (text.size() - i < 3 || std::from_chars(first, first + 2, byte, 16).ptr != first + 2)
            return bad_uri("a \"%\" is not followed by two hexadecimal digits");
        result += static_cast<char>(byte);
        i += 2;
    }
    return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// Sets one attribute; the Error says what is wrong with it.
Result<Done> set(Pkcs11Uri& uri, std::string_view name, std::string value) {
    const auto text = [&](std::optional<std::string>& attribute) -> Result<Done> {
        if (attribute) return bad_uri("\"" + std::string(name) + "\" is stated twice");
        attribute = std::move(value);
        return Done{};
    };
    if (name == "token") return text(uri.token);
    if (name == "manufacturer") return text(uri.manufacturer);
    if (name == "model") return text(uri.model);
    if (name == "serial") return text(uri.serial);
    if (name == "object") return text(uri.object);
    if (name == "id") {
        if (uri.id) return bad_uri("\"id\" is stated twice");
        uri.id.emplace(value.begin(), value.end());
        return Done{};
    }
    if (name == "slot-id") {
        unsigned long number = 0;
        const char* end = value.data() + value.size();
        if (uri.slot_id || std::from_chars(value.data(), end, number).ptr != end || value.empty())
            return bad_uri("\"slot-id\" is not one number");
        uri.slot_id = number;
        return Done{};
    }
    if (name == "type") {
        if (value == "private") return Done{};
        return bad_uri("\"type\" is not \"private\"");
    }
    if (name == "module-path") {
        if (!uri.module_path.empty()) return bad_uri("\"module-path\" is stated twice");
        if (!value.starts_with('/') || value.find('\0') != value.npos)
            return bad_uri("\"module-path\" is not an absolute path");
        uri.module_path = std::move(value);
        return Done{};
    }
    if (name == "pin-value" || name == "pin-source")
        return bad_uri("it may not hold or name a PIN; give the PIN apart");
    return bad_uri("it has an attribute that is not known");
}

}  // namespace

Result<Pkcs11Uri> parse_pkcs11_uri(std::string_view text) {
    constexpr std::string_view scheme = "pkcs11:";
    if (!text.starts_with(scheme)) return bad_uri("it does not begin with \"pkcs11:\"");
    text.remove_prefix(scheme.size());
    const std::size_t question = std::min(text.find('?'), text.size());
    auto attributes = split(text.substr(0, question), ';');
    const auto query = split(text.substr(std::min(question + 1, text.size())), '&');
    attributes.insert(attributes.end(), query.begin(), query.end());

    Pkcs11Uri uri;
    for (const std::string_view attribute : attributes) {
        const std::size_t equals = attribute.find('=');
        if (equals == attribute.npos) return bad_uri("an attribute has no \"=\"");
        auto value = percent_decoded(attribute.substr(equals + 1));
        if (!value) return value.error();
        const auto done = set(uri, attribute.substr(0, equals), *std::move(value));
        if (!done) return done.error();
    }
    if (uri.module_path.empty())
        return bad_uri("it has no \"module-path\"; add ?module-path=/the/module.so");
    return uri;
}

}  // namespace vaxcert::crypto
