# SPDX-License-Identifier: GPL-3.0-or-later
# highwater_add_test(tst_name LABEL unit|sim|ui|system [SOURCES file...] [LIBS target...] [TIMEOUT seconds])
# One Qt Test program, with the environment that every test gets.
function(highwater_add_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LIBS" ${ARGN})
  if(NOT ARG_SOURCES)
    set(ARG_SOURCES ${name}.cpp)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(HIGHWATER_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 6")
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE Highwater::Core Highwater::Warnings Qt6::Core Qt6::Test ${ARG_LIBS})
  # What a test does itself is little; compiling it is most of the time that all of them take.
  if(HIGHWATER_SANITIZE)
    target_compile_options(${name} PRIVATE -O0)
  else()
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
  target_compile_definitions(${name} PRIVATE QT_NO_KEYWORDS
    HIGHWATER_SOURCE_DIR="${PROJECT_SOURCE_DIR}" HIGHWATER_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;QT_LOGGING_RULES=qt.qpa.*=false;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/cmake/tsan.supp")
endfunction()
