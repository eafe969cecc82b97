// SPDX-License-Identifier: Apache-2.0
// vaxcert: the command line. Clock, files and terminal come in here and nowhere else.

#include <exception>
#include <new>

#include "cli/command_line.hpp"
#include "cli/exit.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

int main(int argc, char** argv) {
    using namespace vaxcert::cli;
    try {
        return run(argc, argv);
    } catch (const CannotRun& failure) {
        print_error(failure.what, failure.hint);
        return failure.exit;
    } catch (const std::bad_alloc&) {
        print_error("no memory left", {});
    } catch (const std::exception& failure) {
        print_error(printable(failure.what()), "this is a fault in vaxcert; please report it");
    }
    return status::internal;
}
