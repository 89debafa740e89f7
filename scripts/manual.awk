# Writes the manual page (mdoc) from what `optviz --experimental-dump-help` says: `awk -v date='May 1, 2026' -f manual.awk`.
#
# The description is JSON with one value a line. It is read into a table first, since a command's name comes after its
# arguments.

# A JSON string without its quotes and escapes.
function decoded(text,   out, place, character) {
  sub(/^"/, "", text)
  sub(/"$/, "", text)
  out = ""
  while ((place = index(text, "\\")) > 0) {
    character = substr(text, place + 1, 1)
    out = out substr(text, 1, place - 1) (character == "n" ? "\n" : character)
    text = substr(text, place + 2)
  }
  return out text
}

# Text as roff wants it, with the characters of a command line as they are typed.
function roff(text) {
  gsub(/\\/, "\\e", text)
  gsub(/-/, "\\-", text)
  gsub(/'/, "\\(aq", text)
  gsub(/`/, "\\(ga", text)
  gsub(/\^/, "\\(ha", text)
  gsub(/~/, "\\(ti", text)
  # Alternatives without a space may go on in the next line.
  gsub(/\|/, "|\\:", text)
  if (text ~ /^\./) text = "\\\\&" text
  return text
}

{
  line = $0
  sub(/^ +/, "", line)
  sub(/,$/, "", line)
  key = ""
  if (match(line, /^"[A-Za-z]+" : /)) {
    key = substr(line, 2, RLENGTH - 5)
    line = substr(line, RLENGTH + 1)
  }
}

line == "{" || line == "[" {
  depth++
  member[depth] = key
  if (line == "{" && (key == "command" || member[depth - 1] == "subcommands")) {
    command = ++commands
    open[++levels] = command
  }
  if (line == "{" && member[depth - 1] == "arguments") argument = ++arguments[command]
  if (line == "{" && member[depth - 1] == "names") names[command, argument]++
  next
}

line == "}" || line == "]" {
  if (line == "}" && (member[depth] == "command" || member[depth - 1] == "subcommands")) command = open[--levels]
  depth--
  next
}

member[depth] == "command" || member[depth - 1] == "subcommands" { about[command, key] = decoded(line) }
member[depth - 1] == "arguments" { of[command, argument, key] = decoded(line) }
member[depth - 1] == "names" {
  name[command, argument, names[command, argument], key] = decoded(line)
}

# Paragraphs: indented lines stand as they are, "Examples:" needs no words of its own in a section of that name.
function paragraphs(text,   lines, count, number, literal, begun) {
  count = split(text, lines, "\n")
  literal = begun = 0
  for (number = 1; number <= count; number++) {
    if (lines[number] ~ /^  /) {
      if (!literal) print ".Bd -literal -offset indent"
      literal = begun = 1
      print roff(substr(lines[number], 3))
    } else {
      if (literal) print ".Ed"
      literal = 0
      if (lines[number] == "") continue
      if (begun && lines[number - 1] == "") print ".Pp"
      print roff(lines[number])
      begun = 1
    }
  }
  if (literal) print ".Ed"
}

# The part of a text from a mark to the next empty line, and, in `others`, the text without it.
function part(text, mark,   start, rest, end) {
  start = index(text, "\n\n" mark)
  others = text
  if (start == 0) return ""
  rest = substr(text, start + 2)
  end = index(rest, "\n\n")
  others = substr(text, 1, start - 1) (end == 0 ? "" : substr(rest, end))
  return end == 0 ? rest : substr(rest, 1, end - 1)
}

# One option, as the head of its paragraph.
function head(c, a,   text, n) {
  text = ""
  for (n = 1; n <= names[c, a]; n++) {
    text = text (n > 1 ? " , " : " ") "Fl " \
      (name[c, a, n, "kind"] == "long" ? "\\-" : "") roff(name[c, a, n, "name"])
  }
  if (of[c, a, "kind"] != "flag") text = text " Ar " roff(of[c, a, "valueName"])
  return ".It" text
}

# The options of a group, by its title; those without a title are the command's own.
function options(c, title,   a) {
  print ".Bl -tag -width indent"
  for (a = 1; a <= arguments[c]; a++) {
    if (of[c, a, "sectionTitle"] != title || of[c, a, "shouldDisplay"] != "true") continue
    if (of[c, a, "abstract"] == "") continue
    if (c > 1 && isCommon(c, a)) continue
    print head(c, a)
    print roff(of[c, a, "abstract"])
  }
  print ".El"
}

# Every command has these; they are listed once.
function isCommon(c, a) { return of[c, a, "valueName"] == "help" || of[c, a, "valueName"] == "version" }

# The commands that have a group, as a list in words.
function owners(title,   c, a, list) {
  list = ""
  for (c = 2; c <= commands; c++) {
    for (a = 1; a <= arguments[c]; a++) {
      if (of[c, a, "sectionTitle"] == title) {
        list = list (list == "" ? "" : ", ") about[c, "commandName"]
        break
      }
    }
  }
  return list
}

END {
  if (about[1, "commandName"] == "") {
    print "manual.awk: this is not the program's description of itself" > "/dev/stderr"
    exit 1
  }
  program = about[1, "commandName"]
  summary = about[1, "abstract"]
  sub(/\.$/, "", summary)
  print ".Dd " date
  print ".Dt " toupper(program) " 1"
  print ".Os"
  print ".Sh NAME"
  print ".Nm " program
  print ".Nd " roff(tolower(substr(summary, 1, 1)) substr(summary, 2))

  print ".Sh SYNOPSIS"
  print ".Nm"
  print ".Op Ar option ..."
  for (c = 2; c <= commands; c++) {
    if (about[c, "commandName"] == about[1, "defaultSubcommand"]) continue
    print ".Nm"
    print ".Cm " about[c, "commandName"]
    for (a = 1; a <= arguments[c]; a++) {
      if (of[c, a, "kind"] != "positional") continue
      print (of[c, a, "isOptional"] == "true" ? ".Op Ar " : ".Ar ") roff(of[c, a, "valueName"])
    }
    print ".Op Ar option ..."
  }

  text = about[1, "discussion"]
  codes = part(text, "Exit codes: ")
  text = others
  examples = part(text, "Examples:\n")
  text = others
  sub(/^Exit codes: /, "", codes)
  sub(/^Examples:\n/, "", examples)
  print ".Sh DESCRIPTION"
  paragraphs(text)

  print ".Sh COMMANDS"
  for (c = 2; c <= commands; c++) {
    print ".Ss " program " " about[c, "commandName"]
    paragraphs(about[c, "abstract"] (about[c, "discussion"] == "" ? "" : "\n\n" about[c, "discussion"]))
    own = 0
    for (a = 1; a <= arguments[c]; a++) {
      own += of[c, a, "sectionTitle"] == "" && of[c, a, "abstract"] != "" && !isCommon(c, a)
    }
    if (own) options(c, "")
  }

  print ".Sh OPTIONS"
  options(1, "")
  for (c = 2; c <= commands; c++) {
    for (a = 1; a <= arguments[c]; a++) {
      title = of[c, a, "sectionTitle"]
      if (title == "" || (title in listed)) continue
      listed[title] = 1
      print ".Ss " title " (" owners(title) ")"
      options(c, title)
    }
  }
  print ".Sh EXIT STATUS"
  paragraphs(codes)
  print ".Sh EXAMPLES"
  paragraphs(examples)
}
