// SPDX-License-Identifier: Apache-2.0
#include "verify/appearance.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

namespace vaxcert {
namespace {

using namespace std::string_view_literals;

/// How a thing begins, and what it is.
struct Beginning {
    std::string_view bytes, what;
};

/// Of files, byte for byte. In the order in which they are looked for: the longer one first where
/// two begin alike.
constexpr std::array files = {
    Beginning{"PK\x03\x04"sv, "a ZIP archive, which is not that of a certificate"},
    Beginning{"PK"sv, "a ZIP archive that was damaged or cut short"},
    Beginning{"\x89PNG"sv, "a PNG picture: give it as a picture, so that its code is scanned"},
    Beginning{"\xff\xd8\xff"sv,
              "a JPEG picture: give it as a picture, so that its code is scanned"},
    Beginning{"GIF8"sv, "a GIF picture; PNG and JPEG are read"},
    Beginning{"BM"sv, "a BMP picture; PNG and JPEG are read"},
    Beginning{"\x1f\x8b"sv, "gzip data"},
};

/// Of texts, whose case does not matter.
constexpr std::array texts = {
    Beginning{"%PDF"sv, "a PDF document; take a picture of the code in it"},
    Beginning{"<svg"sv, "an SVG drawing; PNG and JPEG are read"},
    Beginning{"<?xml"sv, "an XML document"},
    Beginning{"<!doctype"sv, "a web page"},
    Beginning{"<html"sv, "a web page"},
    Beginning{"NZCP:"sv, "a New Zealand pass, in a form that this version cannot read"},
    Beginning{"CRED:"sv, "a PathCheck credential (CRED), which is not supported"},
    Beginning{"PASS:"sv, "a PathCheck pass (PASS), which is not supported"},
    Beginning{"BADGE:"sv, "a PathCheck badge (BADGE), which is not supported"},
    Beginning{"CBLD:"sv, "a PathCheck certificate in CBOR-LD (CBLD), which is not supported"},
    Beginning{"JXT:"sv, "a JXT certificate, which is not supported"},
    Beginning{"UT1:"sv, "a certificate of the UT1 kind, which is not supported"},
    Beginning{"LT1:"sv, "a Lithuanian pass (LT1), which is not supported"},
    Beginning{"VC1-"sv, "a certificate of the VC1 kind, which is not supported"},
    Beginning{"DC0"sv, "a French 2D-Doc, which is not supported"},
    Beginning{"shlink:/"sv,
              "an SMART Health Link: what it leads to is on the internet, and is not "
              "fetched"},
    Beginning{"openid4vp:"sv, "a request for a presentation, not a certificate"},
    Beginning{"openid-credential-offer:"sv, "an offer of a credential, not a certificate"},
    Beginning{"mdoc:"sv, "the engagement of a mobile document, which is not supported"},
    Beginning{"did:"sv, "a DID, not a certificate"},
    Beginning{"otpauth:"sv, "a secret for one-time passwords"},
    Beginning{"wifi:"sv, "the settings of a wireless network"},
    Beginning{"begin:vcard"sv, "a visiting card"},
    Beginning{"mailto:"sv, "an e-mail address"},
    Beginning{"tel:"sv, "a telephone number"},
    Beginning{"-----BEGIN "sv, "a key or a certificate of a key (PEM)"},
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins(std::string_view text, std::string_view with) {
    return text.size() >= with.size() &&
           std::ranges::equal(text.substr(0, with.size()), with, {}, lower, lower);
}

/// Whether there is nothing but text that people could read.
bool is_text(std::string_view text) {
    return first_bad_utf8(text) == text.npos && std::ranges::none_of(text, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7f;
           });
}

std::string_view what_it_is(std::string_view text) {
    for (const std::string_view scheme : {"http://"sv, "https://"sv})
        if (begins(text, scheme))
            return text.find("shlink:/") != text.npos
                       ? "an SMART Health Link: what it leads to is on the internet, and is not "
                         "fetched"sv
                       : "a web address, not a certificate; it is not opened"sv;
    const bool readable = is_text(text);
    for (const Beginning& file : files)
        if (!readable && text.starts_with(file.bytes)) return file.what;
    for (const Beginning& each : texts)
        if (begins(text, each.bytes)) return each.what;
    if (begins(text, "eyJ")) return "a JSON Web Token of a kind that is not supported";
    if (begins(text, "{") || begins(text, "[")) return "a JSON document that is no certificate";
    if (!readable) return "binary data of no known kind";
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::ranges::all_of(text, is_digit))
        return "a number, as bar codes of goods and tickets have";
    return "a text of no known kind";
}

}  // namespace

Error unsupported(ByteView scanned) {
    const std::string_view whole = as_text(scanned);
    const std::size_t first = whole.find_first_not_of(" \t\r\n");
    if (first == whole.npos) return {Reason::unsupported_format, "there is nothing in it"};
    return {Reason::unsupported_format, std::to_string(scanned.size()) + " bytes that look like " +
                                            std::string(what_it_is(whole.substr(first)))};
}

}  // namespace vaxcert
