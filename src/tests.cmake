# Every test that ctest runs in the source folder; bindings and the installed package add theirs.
# A test that prints SKIPPED says what it left out; `./dev test` repeats that at its end.

# vaxcert_python_test(name script arguments...)
function(vaxcert_python_test name script)
    add_test(NAME ${name} COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/${script} ${ARGN})
endfunction()

# The same for what users get, which is not what sanitizers and coverage make.
function(vaxcert_package_test name script)
    if(NOT VAXCERT_INSTRUMENTED)
        vaxcert_python_test(${name} ${script} ${ARGN})
        set_tests_properties(${name} PROPERTIES LABELS package)
    endif()
endfunction()

add_test(NAME unit COMMAND vaxcert_tests)
add_test(NAME conformance COMMAND vaxcert_conformance)
set_tests_properties(conformance PROPERTIES SKIP_REGULAR_EXPRESSION "no public suite was run")
add_test(NAME vectors COMMAND vaxcert_conformance vectors)
if(TARGET vaxcert_fuzz)
    add_test(NAME fuzz_corpus COMMAND vaxcert_fuzz)
endif()
vaxcert_python_test(layers layers_test.py)
vaxcert_python_test(docs ../docs/docs_test.py)
vaxcert_python_test(schemas ../docs/schemas_test.py)
vaxcert_python_test(texts texts/catalogue_test.py)

# Both ways with the peer's own libraries, which npm installs into the build folder once.
if(TARGET vaxcert_cli)
    vaxcert_python_test(interop conformance/interop/interop_test.py $<TARGET_FILE:vaxcert_cli>
        ${VAXCERT_SUITES} ${PROJECT_BINARY_DIR}/interop)
    set_tests_properties(interop PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED interop")
    vaxcert_python_test(interop_seals conformance/interop/seals/seals_test.py
        $<TARGET_FILE:vaxcert_cli> ${PROJECT_BINARY_DIR}/interop-seals)
    set_tests_properties(interop_seals PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED interop")
    vaxcert_python_test(interop_sd_jwt conformance/interop/sd_jwt_interop_test.py
        $<TARGET_FILE:vaxcert_cli> ${PROJECT_BINARY_DIR}/interop_sd_jwt)
    set_tests_properties(interop_sd_jwt PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED interop")
    vaxcert_python_test(shc_interop conformance/interop/shc_interop_test.py
        $<TARGET_FILE:vaxcert_cli> ${PROJECT_BINARY_DIR}/interop-shc)
    set_tests_properties(shc_interop PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED interop")
    vaxcert_python_test(interop_hcert conformance/interop/hcert_test.py $<TARGET_FILE:vaxcert_cli>
        ${PROJECT_BINARY_DIR}/interop)
    set_tests_properties(interop_hcert PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED interop")
    vaxcert_python_test(interop_w3c conformance/interop/w3c/w3c_interop_test.py
        $<TARGET_FILE:vaxcert_cli> ${PROJECT_BINARY_DIR}/interop-w3c)
    set_tests_properties(interop_w3c PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED interop")
    vaxcert_python_test(transcripts cli/transcripts_test.py $<TARGET_FILE:vaxcert_cli>)
    vaxcert_python_test(cli_files cli/files_test.py $<TARGET_FILE:vaxcert_cli>)
    vaxcert_python_test(cli_stream cli/stream_test.py $<TARGET_FILE:vaxcert_cli>)
    vaxcert_python_test(second_scanner cli/second_scanner_test.py $<TARGET_FILE:vaxcert_cli>)
    vaxcert_python_test(completions cli/completions_test.py $<TARGET_FILE:vaxcert_cli>)
endif()

# The sample service, asked over https by what the W3C's interoperability suites ask.
pkg_check_modules(httplib QUIET cpp-httplib openssl zlib)
if(httplib_FOUND)
    add_subdirectory(../examples/vc-api ${PROJECT_BINARY_DIR}/vc-api)
    vaxcert_python_test(vc_api ../examples/vc-api/vc_api_test.py $<TARGET_FILE:vc_api>
        ${PROJECT_BINARY_DIR}/vc-api-test)
    vaxcert_python_test(vc_api_statements ../examples/vc-api/statements_test.py
        $<TARGET_FILE:vc_api> ${PROJECT_BINARY_DIR}/vc-api-statements ${VAXCERT_SUITES})
else()
    add_test(NAME vc_api COMMAND ${CMAKE_COMMAND} -E echo
        "SKIPPED vc-api: cpp-httplib (libcpp-httplib-dev) is not there")
    set_tests_properties(vc_api PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED vc-api")
endif()

# Every public header can be the first and only one a file includes, and be included twice.
file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/vaxcert/*.h*)
add_library(vaxcert_headers OBJECT)
target_link_libraries(vaxcert_headers PRIVATE vaxcert_build)
foreach(header IN LISTS headers)
    get_filename_component(file ${header} NAME)
    set(languages cpp)
    if(file MATCHES "\\.h$")
        set(languages c cpp)
    endif()
    foreach(language IN LISTS languages)
        set(alone ${PROJECT_BINARY_DIR}/headers/${file}.${language})
        file(CONFIGURE OUTPUT ${alone} CONTENT
            "#include <vaxcert/${file}>\n#include <vaxcert/${file}>\ntypedef int not_empty;\n")
        target_sources(vaxcert_headers PRIVATE ${alone})
    endforeach()
endforeach()
set_target_properties(vaxcert_headers PROPERTIES C_EXTENSIONS OFF)
