// SPDX-License-Identifier: Apache-2.0
// One certificate format, as all the others see it.

#pragma once

#include <any>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/presentation.hpp>
#include <vaxcert/profile.hpp>
#include <vaxcert/record.hpp>

#include "base/budget.hpp"
#include "certificate/envelope.hpp"

namespace vaxcert {

/// Who signs, as what, and when: everything sealing depends on besides the record.
struct Signing {
    const Profile& profile;
    const Signer& signer;
    std::string_view certificate_id;
    Time now;
    ByteView campaign_secret = {};  ///< what must not be guessed and must come out again is of it
    const std::any* prepared = nullptr;  ///< what the format's prepare() made of the profile
};

/// A record made into a document, signed and packed.
struct Sealed {
    std::string document;  ///< for people and programs; the payload itself where it is a text
    Bytes payload;         ///< what goes into the code
    std::string digest;    ///< SHA-256 of the canonical document, hex

    /// The certificate's id as a verifier reads it, where that is more than the one of Signing.
    std::string certificate_id = {};

    /// What the record states and this certificate does not: left_out() of certificate/members.hpp.
    std::vector<std::string> left_out = {};

    /// What a verifier will be shown, where that is not the payload but made of it by its holder.
    Bytes shown = {};
};

/// A row in formats/formats.cpp. A new format is a new folder and a new row; nothing else changes.
struct Format {
    std::string_view name;  ///< Stable, for people and programs: "divoc".

    /// Whether the bytes claim to be this format, well formed or not. Cheap. At most one format
    /// recognizes any input.
    bool (*recognizes)(ByteView scanned);

    /// Decodes as far as one can without a key.
    Result<Envelope> (*open)(ByteView scanned, const Budget& budget);

    /// Whether a profile's settings for this format are complete and of the right kind.
    Result<Done> (*check_profile)(const Profile& profile);

    /// What a scanner will read back: checked as a verifier would, signed, packed.
    Result<Sealed> (*seal)(const Record& record, const Signing& signing);

    /// One input out of those of several codes, in any order; nullptr for a format that never
    /// spreads over codes. Each of the parts is one that the format recognizes.
    Result<Bytes> (*join)(std::span<const ByteView> parts) = nullptr;

    /// The certificates of an input that may hold several, each as an input of its own; nullptr for
    /// a format whose inputs never do.
    std::vector<Bytes> (*split)(ByteView scanned) = nullptr;

    /// What sealing needs of a profile that check_profile() found good and that is dear to make;
    /// made once for an issuer. nullptr for a format whose settings are read in no time.
    std::any (*prepare)(const Profile& profile) = nullptr;

    /// Of a certificate that its holder may show in part: what there is to choose, and what is
    /// shown; see presentation.hpp. nullptr for a format that is shown whole.
    Result<std::vector<std::string>> (*choices)(std::string_view certificate) = nullptr;
    Result<std::string> (*present)(std::string_view certificate,
                                   std::span<const std::string> choice,
                                   const std::optional<HolderBinding>& binding) = nullptr;
};

}  // namespace vaxcert
