# The profiles that come with the library, and the master data they share, as one generated table of
# texts: what a program links is what profile/ready/*.json says.
file(GLOB ready_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/ready/*.json)
set(ready_rows "")
foreach(ready_file IN LISTS ready_files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ready_file})
    get_filename_component(ready_name ${ready_file} NAME_WE)
    file(READ ${ready_file} ready_text)
    string(APPEND ready_rows "    {\"${ready_name}\", R\"json(${ready_text})json\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/profile/ready_texts.inc CONTENT "@ready_rows@" @ONLY)
target_include_directories(module_profile PRIVATE ${PROJECT_BINARY_DIR}/generated)
