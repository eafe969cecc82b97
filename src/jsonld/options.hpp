// SPDX-License-Identifier: Apache-2.0
// How a JSON-LD document is to be read.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert::jsonld {

/// Whose reading. One engine serves both; docs/formats/jsonld.md lists every difference.
enum class Profile : std::uint8_t {
    standard,     ///< JSON-LD 1.1 as the W3C wrote it down
    jsonld_js_2,  ///< what jsonld.js 2.0.2 does, under which DIVOC's certificates were signed
};

enum class ProcessingMode : std::uint8_t { json_ld_1_1, json_ld_1_0 };

/// What becomes of @direction in RDF.
enum class RdfDirection : std::uint8_t { none, i18n_datatype, compound_literal };

/// Finds a context by URL that we do not ship. The library has none; the conformance suites do.
using DocumentLoader = std::function<Result<json::Value>(std::string_view url)>;

struct Options {
    Profile profile = Profile::standard;

    /// What relative IRIs are resolved against. None: they stay relative, and RDF has no place for
    /// them.
    std::optional<std::string> base;

    /// Whatever would silently fall out of the result is an error, data_loss. Everything that is
    /// signed or verified is read like this.
    bool safe = true;

    RdfDirection rdf_direction = RdfDirection::none;
    ProcessingMode mode = ProcessingMode::json_ld_1_1;

    /// A context that applies before the document's own; must outlive the call.
    const json::Value* expand_context = nullptr;

    DocumentLoader loader;

    /// As the signer of DIVOC's certificates read them. It drops what it cannot say, so whoever
    /// uses it must compare what was signed with what is shown.
    static Options for_divoc() {
        Options options;
        options.profile = Profile::jsonld_js_2;
        options.safe = false;
        return options;
    }

    /// As the W3C's RDFC cryptosuites read a document.
    static Options for_data_integrity() {
        Options options;
        options.rdf_direction = RdfDirection::i18n_datatype;
        return options;
    }
};

}  // namespace vaxcert::jsonld
