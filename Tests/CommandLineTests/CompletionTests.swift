import Configuration
import Experiments
import Foundation
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

@Suite("Completion in the shell")
struct CompletionTests {
  /// What bash offers where a line ends: the script is sourced and its function called as bash calls it, with words broken
  /// as bash breaks them.
  private func offered(_ line: String, in folder: String = "/") throws -> [String] {
    let result = try Program.shell(
      #"""
      cd '\#(folder)' && optviz() { command "$optviz" "$@"; }
      source <("$optviz" --generate-completion-script bash) || exit
      COMP_LINE='\#(line)' COMP_POINT=${#COMP_LINE} COMP_WORDS=() rest=$COMP_LINE
      while [[ $rest =~ ^[[:space:]]*([:=@]+|[^[:space:]:=@]+)(.*)$ ]]; do
        COMP_WORDS+=("${BASH_REMATCH[1]}") rest=${BASH_REMATCH[2]}
      done
      [[ $COMP_LINE != *' ' ]] || COMP_WORDS+=("")
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) current=${COMP_WORDS[COMP_CWORD]}
      $(complete -p optviz | sed -E 's/.*-F ([^ ]+) .*/\1/') optviz "${current##[:=@]*}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\n' "${COMPREPLY[@]}"
      """#)
    #expect(result.code == 0 && result.error.isEmpty, "\(line): \(result.error)")
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test(
    "Names are those of the catalogs, with a command and without",
    arguments: [
      ("--optimizer ", bundled.optimizers.entries.map(\.card.id)),
      ("--surface ", SurfaceCatalog.all.map(\.card.id)),
      ("--experiment ", bundled.entries.map(\.id)),
      ("--data ", DataSetCatalog.all.map(\.id)),
      ("--theme ", ThemeCatalog.all.map(\.id) + ["auto"]),
      ("--colormap ", ["theme"] + ColorMapCatalog.ids),
      ("--layout ", LayoutPreset.bundled.map(\.name)),
      ("--marker ", MarkerSet.everywhere.map(\.id)),
      ("--optimizer adam@", ScheduleCatalog.all.map(\.card.id)),
      (
        "--optimizer adam:lr=1e+2+",
        (WrapperCatalog.all.map(\.card.id) + ["batch:size="]).map { "1e+2+\($0)" }
      ),
    ])
  func names(option: String, names: [String]) throws {
    let folder = try Folder()
    #expect(try offered("optviz \(option)", in: folder.path("")) == names)
    #expect(try offered("optviz tui --steps 5 \(option)", in: folder.path("")) == names)
  }

  @Test("What is typed leaves those that begin with it", arguments: ["a", "ada", "nesterov", "no_such"])
  func prefixes(typed: String) throws {
    let ids = bundled.optimizers.entries.map(\.card.id)
    let begun = ids.filter { $0.hasPrefix(typed) } + (ids.contains(typed) ? ["\(typed):"] : [])
    #expect(try offered("optviz run --optimizer \(typed)") == begun)
    #expect(try offered("optviz run --optimizer=\(typed)") == begun)
  }

  @Test("After a colon stand the keys of every optimizer and of every surface that has settings")
  func keys() throws {
    // One call of the program each, without a shell between.
    func words(_ option: String, _ text: String) throws -> [String] {
      let line = ["optviz", "--\(option)", text]
      let result = try Program.run(["---completion", "run", "--", line[1], "2", "\(text.count)"] + line)
      return result.output.split(separator: "\n").map(String.init)
    }
    for card in bundled.optimizers.entries.map(\.card) where !card.settings.isEmpty {
      #expect(try words("optimizer", "\(card.id):") == card.settings.map { "\(card.id):\($0.key)=" })
    }
    for card in SurfaceCatalog.all.map(\.card) where !card.settings.isEmpty {
      #expect(try words("surface", "\(card.id):") == card.settings.map { "\(card.id):\($0.key)=" })
    }
  }

  @Test("A key is offered once, its values after it; bash gets what stands behind its last break")
  func settings() throws {
    let keys = try #require(bundled.optimizers.entries.first { $0.card.id == "adam" }).card.settings.map(
      \.key)
    #expect(try offered("optviz --optimizer adam:") == keys.map { "\($0)=" })
    #expect(try offered("optviz --optimizer adam:be") == keys.filter { $0.hasPrefix("be") }.map { "\($0)=" })
    let others = keys.filter { $0 != "lr" }.map { "0.1,\($0)=" }
    #expect(try offered("optviz --optimizer adam:lr=0.1,") == others)
    #expect(try offered("optviz --optimizer adam:amsgrad=") == ["false", "true"])
    #expect(try offered("optviz describe adam:amsgrad=t") == ["true"])
    #expect(try offered("optviz --optimizer gd@cosine:to") == ["total="])
    #expect(try offered("optviz --optimizer \"adam:amsgrad=f") == ["adam:amsgrad=false"])
    #expect(try offered("optviz --optimizer adam:no_such=").isEmpty)
  }

  @Test("Commands, options and the words of an option are offered")
  func words() throws {
    #expect(try offered("optviz d") == ["describe"])
    #expect(try offered("optviz --surf") == ["--surface"])
    #expect(try offered("optviz list opt") == ["optimizers"])
    #expect(try offered("optviz run --format ").contains("csv"))
    #expect(
      try offered("optviz describe rosen")
        == (SurfaceCatalog.all.map(\.card.id) + bundled.entries.map(\.id)).filter { $0.hasPrefix("rosen") })
  }

  @Test("Files are offered beside data sets; one named like a command is not run")
  func files() throws {
    let folder = try Folder()
    for name in ["table.csv", "$(touch run).csv", "two words.csv", ".hidden"] {
      #expect(FileManager.default.createFile(atPath: folder.path(name), contents: nil))
    }
    try FileManager.default.createDirectory(atPath: folder.path("tables"), withIntermediateDirectories: false)
    let ids = DataSetCatalog.all.map(\.id)
    let begun = ids.filter { $0.hasPrefix("t") } + ["table.csv", "tables/"]
    #expect(try offered("optviz --data t", in: folder.path("")) == begun)
    #expect(try offered("optviz --data ", in: folder.path("")) == ids + ["table.csv", "tables/"])
    #expect(try folder.names == ["$(touch run).csv", ".hidden", "table.csv", "tables", "two words.csv"])
  }

  @Test("The scripts for zsh and fish have what the program adds, where it takes effect")
  func otherShells() throws {
    func script(_ words: String...) throws -> String {
      let result = try Program.run(words)
      #expect(result.code == 0 && result.error.isEmpty)
      return result.output
    }
    let zsh = try script("--generate-completion-script", "zsh")
    // The parser names variables after the words for an argument, and a name with a bar is a pipe to the shell.
    let variables = zsh.matches(of: /local -ar ([^=\n]+)=\(/).map { String($0.output.1) }
    #expect(variables.contains("arg_specs") && variables.contains("___format"))
    for variable in variables { #expect(variable.wholeMatch(of: /\w+/) != nil, "\(variable)") }
    let added = try #require(zsh.firstRange(of: "functions[__optviz_commands]="))
    // Behind the parser's functions, before the last lines, which call them.
    for name in ["_optviz()", "__optviz_complete()"] {
      let places = zsh.ranges(of: "\n\(name) {\n")
      #expect(
        places.count == 2 && places[0].lowerBound < added.lowerBound
          && added.lowerBound < places[1].lowerBound)
    }
    let call = try #require(zsh.firstRange(of: "\nif [[ \"${funcstack[1]}\" = _optviz ]]; then\n"))
    #expect(added.lowerBound < call.lowerBound)

    let fish = try script("--generate-completion-script=fish")
    let typed = try #require(fish.firstRange(of: "functions -c __optviz_tokens "))
    #expect(
      fish.ranges(of: "\nfunction __optviz_tokens\n").map { $0.lowerBound < typed.lowerBound } == [
        true, false,
      ])
    #expect(fish.contains("set -l unparsed_tokens (__optviz_tokens -pc)"))
  }
}
