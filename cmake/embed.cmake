# cmake -DIN=FILE -DOUT=FILE.inc -P embed.cmake: the bytes of a file as a C list,
# with a NUL at its end. A script stands in thousands of pages: without its comments
# and without the blanks that begin its lines.
if(IN MATCHES "\\.js$")
  file(READ ${IN} text)
  string(REGEX REPLACE "/\\*([^*]|\\*+[^*/])*\\*+/" "" text "${text}")
  string(REGEX REPLACE "\n[ \n]+" "\n" text "${text}")
  string(STRIP "${text}" text)
  file(WRITE ${OUT}.text "${text}\n")
  set(IN ${OUT}.text)
endif()
file(READ ${IN} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${OUT} "${bytes}0\n")
