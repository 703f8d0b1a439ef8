# SPDX-License-Identifier: Apache-2.0
# The include rules behind tools/check_layers. Reads file names on standard input, prints one line
# per fault, exits 1 on any. Floors: a file may include its own room and any lower floor.
BEGIN {
  n = split("core graph scenario world model valuation run ensemble analysis report", room, " ")
  for (i = 1; i <= n; ++i) floor_of["sim/" room[i]] = i - 1
  # models/* use floors 0-5 only; the facade sits on everything in sim and on models.
  floor_of["models"] = 5.5
  floor_of["apps/session"] = 20
  floor_of["apps/native"] = 21
  floor_of["apps/wasm"] = 20.5  # below native: it also runs where there are no threads
  floor_of["apps/cli"] = floor_of["apps/validate"] = 22
  split("core/version.hpp", made, " ")
  for (i in made) generated["sim/" made[i]] = 1
  heavy = "^(boost/|toml\\+\\+/|spdlog/|fmt/|nlohmann/|CLI/|sqlite3)"
  native = "^(spdlog/|fmt/|CLI/|sqlite3|thread$|mutex$|condition_variable$|future$|shared_mutex$|filesystem$)"
}

function fault(file, line, text) { printf "%s:%d: %s\n", file, line, text; ++faults }

function room_of(file,   part) {
  split(file, part, "/")
  return part[1] == "models" ? "models" : part[1] "/" part[2]
}

# The file an include means: from the engine's root, from the repository's root, or beside the includer.
function resolve(name, from,   beside) {
  if (("sim/" name) in known || ("sim/" name) in generated) return "sim/" name
  if (name in known) return name
  beside = from
  sub(/[^\/]*$/, name, beside)
  return beside in known ? beside : ""
}

function check_quoted(file, line, name,   target, mine, theirs) {
  if (name ~ /(^|\/)\.\.?\//) { fault(file, line, "\"" name "\": an include path must not climb"); return }
  target = resolve(name, file)
  if (target == "") { fault(file, line, "\"" name "\": no such file"); return }
  if (target in generated) return
  mine = room_of(file)
  theirs = room_of(target)
  edges[file] = edges[file] " " target
  if (file ~ /\.hpp$/ || mine != theirs) public_header[target] = 1
  if (mine == theirs) return
  if (floor_of[theirs] >= floor_of[mine] || (mine ~ /^sim\// && theirs !~ /^sim\//) || theirs ~ /^apps\/(cli|validate|wasm)/)
    fault(file, line, mine " may not include " target " (only lower floors)")
}

function check_system(file, line, name,   mine) {
  mine = room_of(file)
  # A header that only .cpp files of its own room include is as private as they are: judged at the end.
  if (name ~ heavy && name != "nlohmann/json_fwd.hpp" && file ~ /\.hpp$/) heavy_in[file] = line SUBSEP name
  # The scenario reader is the one place of the engine that opens files.
  if (name == "filesystem" && mine == "sim/scenario") return
  if (name ~ native && mine !~ /^apps\/(native|cli|validate)/)
    fault(file, line, "<" name "> belongs outside the engine, in apps/native or above")
}

# Depth-first search for circles; colour 1 = on the path, 2 = done.
function visit(file, path,   list, count, i) {
  colour[file] = 1
  count = split(edges[file], list, " ")
  for (i = 1; i <= count; ++i) {
    if (colour[list[i]] == 1) fault(file, 1, "include circle:" path " " list[i])
    else if (colour[list[i]] != 2) visit(list[i], path " " list[i])
  }
  colour[file] = 2
}

{ known[$0] = 1; order[++files] = $0 }

END {
  for (f = 1; f <= files; ++f) {
    file = order[f]
    if (!(room_of(file) in floor_of)) fault(file, 1, "unknown room " room_of(file))
    line = 0
    while ((getline text < file) > 0) {
      ++line
      if (text !~ /^[ \t]*#[ \t]*include/) continue
      if (match(text, /"[^"]+"/)) check_quoted(file, line, substr(text, RSTART + 1, RLENGTH - 2))
      else if (match(text, /<[^>]+>/)) check_system(file, line, substr(text, RSTART + 1, RLENGTH - 2))
    }
    close(file)
  }
  for (f = 1; f <= files; ++f) {
    if (!(order[f] in heavy_in) || !(order[f] in public_header)) continue
    split(heavy_in[order[f]], where, SUBSEP)
    fault(order[f], where[1], "<" where[2] "> belongs in a .cpp file or a header only those include")
  }
  for (f = 1; f <= files; ++f) if (colour[order[f]] != 2) visit(order[f], " " order[f])
  exit faults > 0
}
