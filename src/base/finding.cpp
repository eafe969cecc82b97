// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/finding.hpp>

namespace vaxcert {

const char* name(Outcome outcome) noexcept {
    switch (outcome) {
        case Outcome::rejected:
            return "rejected";
        case Outcome::undecided:
            return "undecided";
        case Outcome::accepted:
            return "accepted";
    }
    return "rejected";
}

const char* name(Step step) noexcept {
    switch (step) {
        case Step::decode:
            return "decode";
        case Step::signature:
            return "signature";
        case Step::trust:
            return "trust";
        case Step::status:
            return "status";
        case Step::policy:
            return "policy";
    }
    return "decode";
}

}  // namespace vaxcert
