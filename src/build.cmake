# What every target is built with: warnings, and hardening wherever the compiler has it.
include(CheckCXXCompilerFlag)
include(CheckPIESupported)
check_pie_supported()

add_library(vaxcert_build INTERFACE)
target_include_directories(vaxcert_build INTERFACE
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(vaxcert_build INTERFACE VAXCERT_VERSION="${PROJECT_VERSION}")
target_compile_options(vaxcert_build INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wformat=2
    -Wimplicit-fallthrough $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast;-Wnon-virtual-dtor>
    $<$<BOOL:${VAXCERT_DEVELOPER}>:-Werror>
    -fno-strict-aliasing -fno-strict-overflow -fno-delete-null-pointer-checks)

# Each is taken if the compiler knows it.
foreach(flag IN ITEMS -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
        -mbranch-protection=standard -ftrivial-auto-var-init=zero)
    string(MAKE_C_IDENTIFIER "VAXCERT_HAS${flag}" known)
    check_cxx_compiler_flag("-Werror ${flag}" ${known})
    if(${known} AND NOT VAXCERT_INSTRUMENTED)
        target_compile_options(vaxcert_build INTERFACE ${flag})
    endif()
endforeach()

# Level 3 sees sizes known only at run time; older C libraries stop at 2 and say so.
check_cxx_compiler_flag("-Werror -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -include features.h"
    VAXCERT_HAS_FORTIFY_3)
set(fortify "$<IF:$<BOOL:${VAXCERT_HAS_FORTIFY_3}>,3,2>")
if(NOT VAXCERT_INSTRUMENTED)
    target_compile_options(vaxcert_build INTERFACE
        $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=${fortify}>
        # The same bytes come out of any folder.
        $<$<CONFIG:Release,RelWithDebInfo>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.>)
    target_compile_definitions(vaxcert_build INTERFACE $<$<COMPILE_LANGUAGE:CXX>:_GLIBCXX_ASSERTIONS>)
endif()

add_library(vaxcert_link INTERFACE)
target_link_options(vaxcert_link INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed
    $<$<NOT:$<BOOL:${VAXCERT_INSTRUMENTED}>>:-Wl,-z,defs>)
