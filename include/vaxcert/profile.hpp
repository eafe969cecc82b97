// SPDX-License-Identifier: Apache-2.0
// What makes the library a country's: one JSON file, and no code.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/qr.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert {

/// A country's settings: issuer and verification method, format and contexts, identity rules, names
/// of input columns, master data, QR options. Checked when made (docs/schemas/profile.schema.json).
///
/// A Profile is a value: copies share what they hold, which never changes.
class Profile {
  public:
    /// Reads a profile. Every member that is unknown, missing or of the wrong kind is named.
    static Result<Profile> parse(std::string_view json);

    /// One of the profiles that come with the library: "india", "india-international",
    /// "sri-lanka", "philippines", "jamaica", "indonesia", "divoc", "hcert-demo".
    static Result<Profile> ready(std::string_view name);

    /// The names ready() knows.
    static std::span<const std::string_view> ready_names() noexcept;

    const std::string& name() const noexcept;

    /// The format it issues: "divoc".
    const std::string& format() const noexcept;

    /// Every format it has settings for, the main one first.
    std::vector<std::string_view> formats() const;

    /// Pairs of an issuer's own CSV column name and the one it stands for: for CsvReader.
    const std::vector<std::pair<std::string, std::string>>& columns() const noexcept;

    /// How its codes are drawn.
    qr::Options qr_options() const noexcept;

    struct Inner;  ///< Known to the library alone.
    const Inner& inner() const noexcept { return *inner_; }

  private:
    explicit Profile(std::shared_ptr<const Inner> inner) : inner_(std::move(inner)) {}
    std::shared_ptr<const Inner> inner_;
};

}  // namespace vaxcert
