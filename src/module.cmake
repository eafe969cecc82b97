# The three words of src/CMakeLists.txt. A new source file edits no CMake: folders are globbed.
include(build.cmake)  # what every target is built with
include(doors.cmake)  # the outside libraries

# vaxcert_module(folder PUBLIC headers USES modules DOOR_TO libraries)
# Compiles the folder once, for the shared and the static library alike, and remembers its tests.
# PUBLIC and USES are for src/layers_test.py, which reads them from the text.
function(vaxcert_module folder)
    cmake_parse_arguments(PARSE_ARGV 1 MODULE "" "" "PUBLIC;USES;DOOR_TO")
    string(REPLACE "/" "_" target "module_${folder}")
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    file(GLOB tests CONFIGURE_DEPENDS ${folder}/*_test.cpp ${folder}/*_test.c)
    list(REMOVE_ITEM sources ${tests} "")
    set_property(GLOBAL APPEND PROPERTY VAXCERT_TESTS ${tests})
    list(TRANSFORM MODULE_DOOR_TO PREPEND dep_)
    set_property(GLOBAL APPEND PROPERTY VAXCERT_DOORS ${MODULE_DOOR_TO})
    if(sources)
        add_library(${target} OBJECT ${sources})
        target_link_libraries(${target} PRIVATE vaxcert_build ${MODULE_DOOR_TO})
        set_property(GLOBAL APPEND PROPERTY VAXCERT_OBJECTS $<TARGET_OBJECTS:${target}>)
    endif()
endfunction()

# The library of all modules, shared and static, and the program of all their tests.
function(vaxcert_library)
    get_property(objects GLOBAL PROPERTY VAXCERT_OBJECTS)
    get_property(doors GLOBAL PROPERTY VAXCERT_DOORS)
    list(REMOVE_DUPLICATES doors)
    set(outside)  # the libraries behind the doors, which users of the static library link too
    foreach(door IN LISTS doors)
        get_target_property(libraries ${door} VAXCERT_LINKS)
        list(APPEND outside ${libraries})
    endforeach()
    list(REMOVE_DUPLICATES outside)

    # For C++, whose interface promises source compatibility only.
    add_library(vaxcert_static STATIC ${objects})
    target_link_libraries(vaxcert_static PRIVATE ${outside})
    target_compile_features(vaxcert_static INTERFACE cxx_std_20)

    # For C and the bindings: the one stable binary interface, and no other symbol.
    set(exports ${PROJECT_SOURCE_DIR}/src/capi/exports.map)
    add_library(vaxcert_shared SHARED ${objects})
    target_link_libraries(vaxcert_shared PRIVATE vaxcert_link ${outside})
    target_link_options(vaxcert_shared PRIVATE -Wl,--version-script=${exports})
    set_target_properties(vaxcert_shared PROPERTIES LINK_DEPENDS ${exports}
        VERSION ${PROJECT_VERSION} SOVERSION ${VAXCERT_ABI})

    # What users name: a C program gets the shared library, a C++ program the static one.
    add_library(vaxcert_either INTERFACE)
    target_link_libraries(vaxcert_either INTERFACE
        $<$<LINK_LANGUAGE:C>:$<TARGET_NAME:vaxcert_shared>>
        $<$<LINK_LANGUAGE:CXX>:$<TARGET_NAME:vaxcert_static>>)
    target_compile_features(vaxcert_either INTERFACE cxx_std_20)

    foreach(kind static shared either)
        target_include_directories(vaxcert_${kind} INTERFACE
            $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
            $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
        set_target_properties(vaxcert_${kind} PROPERTIES EXPORT_NAME ${kind})
        add_library(vaxcert::${kind} ALIAS vaxcert_${kind})
    endforeach()
    set_target_properties(vaxcert_static vaxcert_shared PROPERTIES OUTPUT_NAME vaxcert)
    set_target_properties(vaxcert_either PROPERTIES EXPORT_NAME vaxcert)
    add_library(vaxcert::vaxcert ALIAS vaxcert_either)

    if(VAXCERT_DEVELOPER)
        get_property(tests GLOBAL PROPERTY VAXCERT_TESTS)
        if(VAXCERT_INSTRUMENTED)  # half of a build was the optimizing of tests; cameras calculate
            set(plain ${tests})
            list(FILTER plain EXCLUDE REGEX "/photograph_test")
            set_source_files_properties(${plain} PROPERTIES COMPILE_OPTIONS -O0)
        endif()
        add_executable(vaxcert_tests ${tests} test_main.cpp)
        target_link_libraries(vaxcert_tests PRIVATE
            vaxcert_build vaxcert_link vaxcert_static ${doors} doctest::doctest)
        vaxcert_knows_its_paths(vaxcert_tests)
    endif()
endfunction()

# vaxcert_program(folder USES modules DOOR_TO libraries): one program of all its sources.
# The command line is for users, every other program for ourselves.
function(vaxcert_program folder)
    if(NOT (folder STREQUAL "cli" AND VAXCERT_CLI) AND NOT VAXCERT_DEVELOPER)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 1 PROGRAM "" "" "USES;DOOR_TO")
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    if(NOT sources)
        return()
    endif()
    list(TRANSFORM PROGRAM_DOOR_TO PREPEND dep_)
    if(folder STREQUAL "fuzz" AND VAXCERT_FUZZ)
        vaxcert_searches(${PROGRAM_DOOR_TO})
        return()
    endif()
    list(FILTER sources EXCLUDE REGEX "/fuzz/search\\.cpp$")
    add_executable(vaxcert_${folder} ${sources})
    target_link_libraries(vaxcert_${folder} PRIVATE
        vaxcert_build vaxcert_link vaxcert_static ${PROGRAM_DOOR_TO})
    if(folder STREQUAL "cli")
        set_target_properties(vaxcert_cli PROPERTIES
            OUTPUT_NAME vaxcert RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
    else()
        vaxcert_knows_its_paths(vaxcert_${folder})
    endif()
endfunction()

# One program fuzz_NAME for each harness fuzz/NAME_fuzz.cpp, which libFuzzer drives (fuzz/fuzz.hpp).
function(vaxcert_searches)
    file(GLOB files CONFIGURE_DEPENDS fuzz/*_fuzz.cpp)
    foreach(file IN LISTS files)
        get_filename_component(harness ${file} NAME_WE)
        string(REGEX REPLACE "_fuzz$" "" harness ${harness})
        add_executable(fuzz_${harness} ${file} fuzz/fuzz.cpp fuzz/search.cpp)
        target_link_options(fuzz_${harness} PRIVATE -fsanitize=fuzzer)
        target_link_libraries(fuzz_${harness} PRIVATE
            vaxcert_build vaxcert_link vaxcert_static ${ARGN})
        vaxcert_knows_its_paths(fuzz_${harness})
    endforeach()
endfunction()

# Tests and measurements find the source folder and the public suites by these.
function(vaxcert_knows_its_paths program)
    target_compile_definitions(${program} PRIVATE
        VAXCERT_SOURCE="${PROJECT_SOURCE_DIR}" VAXCERT_SUITES="${VAXCERT_SUITES}")
endfunction()
