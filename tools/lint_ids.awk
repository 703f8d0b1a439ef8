# SPDX-License-Identifier: Apache-2.0
# Finds ids of shipped cases (file "ids", one per line) in C++ code: as a whole word, or as the
# part of a longer name before or after an underscore. Upper case counts too, except for ids of two
# letters, which are also abbreviations in titles. Reads file names on standard input.
BEGIN {
  while ((getline id < ids) > 0) is_id[tolower(id)] = id
  close(ids)
}
{
  file = $0
  line = 0
  while ((getline text < file) > 0) {
    ++line
    sub(/\/\/.*/, "", text)
    if (text ~ /^ *#/) continue
    count = split(text, word, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= count; ++i) {
      if (length(word[i]) > 2) word[i] = tolower(word[i])
      if (word[i] in is_id) { report(word[i]); continue }
      parts = split(word[i], part, "_")
      for (j = 1; parts > 1 && j <= parts; ++j)
        if (length(part[j]) > 3 && (part[j] in is_id)) report(part[j])
    }
  }
  close(file)
}
function report(id) { printf "%s:%d: \"%s\" is an id of a shipped case; the engine knows none\n", file, line, id }
