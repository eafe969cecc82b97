# A door is what a module links when it declares DOOR_TO: one outside library, entered through one
# folder. Users of the static library link the libraries behind the doors too, so the installed
# package (vaxcert-config.cmake.in, vaxcert.pc.in) names the same ones.
function(vaxcert_door name)
    add_library(dep_${name} INTERFACE)
    target_link_libraries(dep_${name} INTERFACE ${ARGN})
    set_target_properties(dep_${name} PROPERTIES VAXCERT_LINKS "${ARGN}")
endfunction()

vaxcert_door(openssl OpenSSL::Crypto)
vaxcert_door(sodium PkgConfig::sodium)
vaxcert_door(libdeflate PkgConfig::libdeflate)
vaxcert_door(qrencode PkgConfig::qrencode)
vaxcert_door(png PNG::PNG)
vaxcert_door(zxing ZXing::ZXing)
target_compile_definitions(dep_zxing INTERFACE ZX_USE_UTF8)
vaxcert_door(pkcs11 ${CMAKE_DL_LIBS})
target_include_directories(dep_pkcs11 SYSTEM INTERFACE ${P11_KIT_INCLUDE})
vaxcert_door(system Threads::Threads)

# Headers only: nothing is left of it for others to link.
vaxcert_door(nlohmann)
target_link_libraries(dep_nlohmann INTERFACE nlohmann_json::nlohmann_json)

# The programs' own.
vaxcert_door(jpeg $<TARGET_NAME_IF_EXISTS:JPEG::JPEG>)
vaxcert_door(cli11 $<TARGET_NAME_IF_EXISTS:CLI11::CLI11>)
vaxcert_door(benchmark $<TARGET_NAME_IF_EXISTS:benchmark::benchmark>)
