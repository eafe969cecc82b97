# vaxcert_ready_texts(folder): the texts that come with the library, FOLDER/ready/*.json, as one
# generated table FOLDER/ready_texts.inc of {name, text}: what a program links is what they say.
function(vaxcert_ready_texts folder)
    file(GLOB files CONFIGURE_DEPENDS ${folder}/ready/*.json)
    set(ready_rows "")
    foreach(file IN LISTS files)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        get_filename_component(name ${file} NAME_WE)
        file(READ ${file} text)
        string(APPEND ready_rows "    {\"${name}\", R\"json(${text})json\"},\n")
    endforeach()
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/${folder}/ready_texts.inc
        CONTENT "@ready_rows@" @ONLY)
    target_include_directories(module_${folder} PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
