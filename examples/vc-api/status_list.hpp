// SPDX-License-Identifier: Apache-2.0
// A Bitstring Status List in memory: which of the credentials that were given a place in it are
// withdrawn. A sample: it is empty again when the service starts again.

#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

class StatusList {
  public:
    using Json = nlohmann::ordered_json;

    static constexpr const char* path = "/status-lists/1";
    static constexpr const char* purpose = "revocation";

    explicit StatusList(const std::string& service) : url_(service + path) {}

    /// The entry of a new credential. Without an id nobody can withdraw it later.
    Json next_entry(const std::string& credential_id) {
        const std::lock_guard lock(mutex_);
        if (next_ == entries) throw std::runtime_error("the status list is full");
        if (!credential_id.empty()) places_[credential_id] = next_;
        return {{"type", "BitstringStatusListEntry"},
                {"statusPurpose", purpose},
                {"statusListIndex", std::to_string(next_++)},
                {"statusListCredential", url_}};
    }

    /// Whether there is such a credential, which then is withdrawn.
    bool withdraw(const std::string& credential_id) {
        const std::lock_guard lock(mutex_);
        const auto found = places_.find(credential_id);
        if (found == places_.end()) return false;
        bits_[found->second / 8] |= static_cast<std::uint8_t>(0x80 >> found->second % 8);
        return true;
    }

    /// Whether the status of a credential holds an entry of this list that is withdrawn.
    bool has_withdrawn(const Json& status) const {
        const std::lock_guard lock(mutex_);
        const auto is_withdrawn = [&](const Json& entry) {
            if (!entry.is_object() || !entry.contains("statusListCredential") ||
                !entry.contains("statusListIndex") || entry["statusListCredential"] != url_)
                return false;
            for (std::size_t place = 0; place < next_; ++place)
                if (is_set(place) && entry["statusListIndex"] == std::to_string(place)) return true;
            return false;
        };
        if (!status.is_array()) return is_withdrawn(status);
        return std::any_of(status.begin(), status.end(), is_withdrawn);
    }

    /// The list as a credential that is not signed yet.
    Json credential(const std::string& issuer, const std::string& now) const {
        const std::lock_guard lock(mutex_);
        return {{"@context", {"https://www.w3.org/ns/credentials/v2"}},
                {"id", url_},
                {"type", {"VerifiableCredential", "BitstringStatusListCredential"}},
                {"issuer", issuer},
                {"validFrom", now},
                {"credentialSubject",
                 {{"id", url_ + "#list"},
                  {"type", "BitstringStatusList"},
                  {"statusPurpose", purpose},
                  {"encodedList", 'u' + base64url(gzip(bits_))}}}};
    }

  private:
    // The least that the specification allows, so that a place says little about who has it.
    static constexpr std::size_t entries = 131072;

    // Place 0 is the leftmost bit of the first byte.
    bool is_set(std::size_t place) const { return bits_[place / 8] & 0x80 >> place % 8; }

    static std::string gzip(const std::vector<std::uint8_t>& bytes) {
        z_stream stream{};
        constexpr int gzip_header = 16, window = 15, memory = 8;
        if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window + gzip_header, memory,
                         Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error("zlib cannot begin");
        std::string packed(deflateBound(&stream, bytes.size()), '\0');
        stream.next_in = const_cast<Bytef*>(bytes.data());
        stream.avail_in = static_cast<uInt>(bytes.size());
        stream.next_out = reinterpret_cast<Bytef*>(packed.data());
        stream.avail_out = static_cast<uInt>(packed.size());
        const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
        packed.resize(stream.total_out);
        deflateEnd(&stream);
        if (!done) throw std::runtime_error("zlib cannot end");
        return packed;
    }

    static std::string base64url(std::string_view bytes) {
        constexpr std::string_view digits =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        std::string text;
        unsigned bits = 0;
        int held = 0;
        for (const char byte : bytes) {
            bits = bits << 8 | static_cast<std::uint8_t>(byte);
            for (held += 8; held >= 6; held -= 6) text += digits[bits >> (held - 6) & 63];
        }
        if (held > 0) text += digits[bits << (6 - held) & 63];
        return text;
    }

    const std::string url_;
    mutable std::mutex mutex_;
    std::vector<std::uint8_t> bits_ = std::vector<std::uint8_t>(entries / 8);
    std::map<std::string, std::size_t> places_;
    std::size_t next_ = 0;
};
