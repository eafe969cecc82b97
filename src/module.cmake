# The three words of src/CMakeLists.txt. A new source file edits no CMake: folders are globbed.

# What every target is built with.
add_library(vaxcert_build INTERFACE)
target_include_directories(vaxcert_build INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src
    ${PROJECT_BINARY_DIR}/generated)
target_compile_options(vaxcert_build INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef
    $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast -Wnon-virtual-dtor>
    $<$<BOOL:${VAXCERT_DEVELOPER}>:-Werror>
    -fstack-protector-strong -fno-strict-aliasing
    $<$<CONFIG:RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-clash-protection>)

# A door: what a module links when it declares DOOR_TO.
function(vaxcert_door name)
    add_library(dep_${name} INTERFACE)
    target_link_libraries(dep_${name} INTERFACE ${ARGN})
endfunction()
vaxcert_door(openssl OpenSSL::Crypto)
vaxcert_door(sodium PkgConfig::sodium)
vaxcert_door(pkcs11 ${CMAKE_DL_LIBS})
target_include_directories(dep_pkcs11 SYSTEM INTERFACE ${P11_KIT_INCLUDE})
vaxcert_door(nlohmann nlohmann_json::nlohmann_json)
vaxcert_door(libdeflate PkgConfig::libdeflate)
vaxcert_door(qrencode PkgConfig::qrencode)
vaxcert_door(png PNG::PNG)
vaxcert_door(zxing ZXing::ZXing)
target_compile_definitions(dep_zxing INTERFACE ZX_USE_UTF8)
vaxcert_door(jpeg JPEG::JPEG)
vaxcert_door(cli11 CLI11::CLI11)
vaxcert_door(benchmark $<TARGET_NAME_IF_EXISTS:benchmark::benchmark>)
find_package(Threads REQUIRED)
vaxcert_door(system Threads::Threads)

# vaxcert_module(folder PUBLIC headers USES modules DOOR_TO libraries)
function(vaxcert_module folder)
    cmake_parse_arguments(PARSE_ARGV 1 MODULE "" "" "PUBLIC;USES;DOOR_TO")
    string(REPLACE "/" "_" target "module_${folder}")
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    file(GLOB tests CONFIGURE_DEPENDS ${folder}/*_test.cpp ${folder}/*_test.c)
    if(tests)
        list(REMOVE_ITEM sources ${tests})
    endif()
    set_property(GLOBAL APPEND PROPERTY VAXCERT_TESTS ${tests})
    if(sources)
        add_library(${target} OBJECT ${sources})
        target_link_libraries(${target} PRIVATE vaxcert_build)
        set_property(GLOBAL APPEND PROPERTY VAXCERT_OBJECTS $<TARGET_OBJECTS:${target}>)
    endif()
    foreach(door IN LISTS MODULE_DOOR_TO)
        set_property(GLOBAL APPEND PROPERTY VAXCERT_DOORS dep_${door})
        if(sources)
            target_link_libraries(${target} PRIVATE dep_${door})
        endif()
    endforeach()
    foreach(header IN LISTS MODULE_PUBLIC)
        set_property(GLOBAL APPEND PROPERTY VAXCERT_HEADERS ${PROJECT_SOURCE_DIR}/include/vaxcert/${header})
    endforeach()
endfunction()

# The library of all modules, shared and static, and the program of all their tests.
function(vaxcert_library)
    get_property(objects GLOBAL PROPERTY VAXCERT_OBJECTS)
    get_property(doors GLOBAL PROPERTY VAXCERT_DOORS)
    get_property(tests GLOBAL PROPERTY VAXCERT_TESTS)
    list(REMOVE_DUPLICATES doors)

    add_library(vaxcert_static STATIC ${objects})
    set_target_properties(vaxcert_static PROPERTIES OUTPUT_NAME vaxcert)
    target_link_libraries(vaxcert_static PUBLIC vaxcert_build ${doors})

    add_library(vaxcert SHARED ${objects})
    set_target_properties(vaxcert PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION 0)
    target_link_libraries(vaxcert PRIVATE vaxcert_build ${doors})
    target_link_options(vaxcert PRIVATE -Wl,-z,relro,-z,now,--as-needed)

    if(VAXCERT_DEVELOPER)
        add_executable(vaxcert_tests ${tests} test_main.cpp)
        target_link_libraries(vaxcert_tests PRIVATE vaxcert_static doctest::doctest)
        target_compile_definitions(vaxcert_tests PRIVATE
            VAXCERT_SOURCE="${PROJECT_SOURCE_DIR}" VAXCERT_SUITES="${VAXCERT_SUITES}")
        add_test(NAME unit COMMAND vaxcert_tests)
        add_test(NAME layers COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/layers_test.py)
    endif()
endfunction()

# vaxcert_program(folder USES modules DOOR_TO libraries): one program of all its sources.
function(vaxcert_program folder)
    cmake_parse_arguments(PARSE_ARGV 1 PROGRAM "" "" "USES;DOOR_TO")
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    if(NOT sources)
        return()
    endif()
    add_executable(vaxcert_${folder} ${sources})
    target_link_libraries(vaxcert_${folder} PRIVATE vaxcert_static)
    target_compile_definitions(vaxcert_${folder} PRIVATE
        VAXCERT_SOURCE="${PROJECT_SOURCE_DIR}" VAXCERT_SUITES="${VAXCERT_SUITES}")
    foreach(door IN LISTS PROGRAM_DOOR_TO)
        target_link_libraries(vaxcert_${folder} PRIVATE dep_${door})
    endforeach()
endfunction()
