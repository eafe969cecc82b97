// SPDX-License-Identifier: Apache-2.0
// The columns of DIVOC's bulk tables: what each is called, whether its cells must be filled, how a
// cell is read, and where in a record it goes.

#pragma once

#include <span>
#include <string_view>

#include <vaxcert/record.hpp>

#include "record/text.hpp"

namespace vaxcert::record {

struct Column {
    std::string_view name;
    bool required = false;     ///< Every row must fill it.
    bool in_template = false;  ///< It is in the table that DIVOC hands out.
    Reading (*read)(std::string_view cell, Record& record) = nullptr;  ///< nullptr: never kept
};

/// The columns of the vaccination table. Reading them needs a record whose event is a Vaccination.
std::span<const Column> vaccination_columns() noexcept;

/// The columns of the test-result table. Reading them needs a record whose event is a Test.
std::span<const Column> test_columns() noexcept;

}  // namespace vaxcert::record
