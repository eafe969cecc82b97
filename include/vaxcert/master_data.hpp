// SPDX-License-Identifier: Apache-2.0
// What a check point knows of the world: vaccines, manufacturers, courses, issuers' habits.

#pragma once

#include <string_view>
#include <vector>

#include <vaxcert/profile.hpp>

namespace vaxcert {

/// The profiles of the issuers a check point expects to meet. A certificate's claims that its
/// signature leaves open (DIVOC signs a set of values, not which is which) are decided with them.
class MasterData {
  public:
    /// Nothing is known: whatever the signature leaves open stays undecided.
    MasterData() = default;

    /// Every profile that comes with the library.
    static MasterData ready();

    /// Adds a profile; it goes before those already there.
    void add(Profile profile) { profiles_.insert(profiles_.begin(), std::move(profile)); }

    const std::vector<Profile>& profiles() const noexcept { return profiles_; }

  private:
    std::vector<Profile> profiles_;
};

}  // namespace vaxcert
