// SPDX-License-Identifier: Apache-2.0
#include "trust/payload_items.hpp"

namespace vaxcert {

using cbor::Reader;
using cbor::Value;

Value time_value(Time time) {
    return Value(static_cast<std::int64_t>(time.time_since_epoch().count()));
}

Value words_value(const std::vector<std::string>& words) {
    return Value(cbor::Array(words.begin(), words.end()));
}

int number_of(Environment environment) {
    return environment == Environment::test ? 1 : 0;
}

Time read_time(Reader& reader) {
    constexpr std::int64_t earliest = -62'167'219'200, latest = 253'402'300'799;
    const std::int64_t seconds = reader.integer();
    if (seconds < earliest || seconds > latest)
        reader.refuse("a time is beyond the years 0 to 9999");
    return Time(std::chrono::seconds(seconds));
}

std::vector<std::string> read_words(Reader& reader) {
    std::vector<std::string> words;
    std::uint64_t left = reader.array();
    if (left == 0) reader.refuse("a list of words is empty");
    for (; left > 0 && reader.ok(); --left) words.emplace_back(reader.text());
    return words;
}

Environment read_environment(Reader& reader) {
    const std::uint64_t environment = reader.number();
    if (environment > 1) reader.refuse("the environment is neither production nor test");
    return environment == 1 ? Environment::test : Environment::production;
}

}  // namespace vaxcert
