// SPDX-License-Identifier: Apache-2.0
// Verifies the certificate on standard input: a signed document, or what a scanner read.
// usage: verify_cpp ISSUER "$(cat issuer.pub)" < certificate.json
// [readme]
#include <chrono>
#include <iostream>
#include <iterator>

#include <vaxcert/verify.hpp>

using namespace vaxcert;

int main(int, char** words) {  // ISSUER KEY
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::string scanned(std::istreambuf_iterator<char>(std::cin), {});
    const auto trust = TrustList::for_issuer(words[1], as_bytes(words[2]));
    const Verdict verdict =
        verify(as_bytes(scanned), {*trust, StatusList{}, Policy{}, MasterData::ready(), now});
    std::cout << name(verdict.outcome()) << '\n';
    for (const Finding& finding : verdict.findings())
        std::cout << name(finding.step) << ": " << finding.error.detail << '\n';
    return verdict.accepted() ? 0 : 1;
}
// [end]
