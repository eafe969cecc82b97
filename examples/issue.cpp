// SPDX-License-Identifier: Apache-2.0
// Issues a certificate for the record on standard input, signed with a fresh key. Leaves the public
// key in issuer.pub and the code in certificate.png; the signed document goes to standard output.
// [readme]
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include <vaxcert/issue.hpp>
#include <vaxcert/qr.hpp>

using namespace vaxcert;

int main() {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
    const auto issuer = Issuer::create(*Profile::ready("india"), signer);
    const auto record = parse_record(std::string(std::istreambuf_iterator<char>(std::cin), {}));
    const auto issued = record ? issuer->issue(*record, now) : record.error();
    if (!issued) return std::cerr << issued.error().detail << '\n', 1;

    const Bytes picture = qr::to_png(*qr::make(issued->qr_payload));
    std::ofstream("certificate.png") << as_text(picture);
    std::ofstream("issuer.pub") << signer->public_key().to_pem();
    std::cout << issued->document;
}
// [end]
