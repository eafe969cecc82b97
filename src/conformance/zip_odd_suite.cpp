// SPDX-License-Identifier: Apache-2.0
// The odd and inconsistent archives of libzip's own tests. None is a certificate.

#include "base/budget.hpp"
#include "conformance/suites.hpp"
#include "encoding/zip.hpp"

namespace vaxcert::conformance {
namespace {

/// The name in the header at the beginning, or "" where none is.
std::string_view first_name(std::string_view archive) {
    constexpr std::size_t header = 30;
    if (archive.size() < header || !archive.starts_with("PK\x03\x04")) return {};
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(archive[at]); };
    return archive.substr(header, byte(26) + byte(27) * 256U);
}

}  // namespace

void run_zip_odd(Run& run, const std::filesystem::path& folder) {
    const std::size_t limit = Budget::for_one_certificate().inflated_bytes;
    for (const auto& file : files_in(folder / "regress" / "data", ".zip")) {
        const std::string name = file.filename().string();
        const std::string archive = read_file(file);
        const auto certificate = encoding::unzip_one(as_bytes(archive), "certificate.json", limit);
        run.expect(name, "rejected", certificate ? "accepted" : "rejected");

        // The name is wrong with all of them, so ask for theirs where something else is wrong too.
        const std::string_view own_name = first_name(archive);
        if (!name.starts_with("incons-") || own_name.find('\0') != std::string_view::npos) continue;
        const auto content = encoding::unzip_one(as_bytes(archive), own_name, limit);
        run.expect(name + " by its own name", "rejected", content ? "accepted" : "rejected");
    }
}

}  // namespace vaxcert::conformance
