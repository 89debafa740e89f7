import Testing

@Suite("Mistakes in the command line")
struct MistakeTests {
  @Test(
    "A mistake gives one line that names it, and exit code 64",
    arguments: [
      ("rnu", ["unknown command 'rnu'", "did you mean 'run'?", "describe"]),
      ("help lsit", ["unknown command 'lsit'", "did you mean 'list'?"]),
      ("run --stesp 3", ["'--stesp'", "Did you mean '--steps'?", "optviz run --help"]),
      ("--stesp 3", ["'--stesp'", "Did you mean '--steps'?"]),
      (
        "--surface beal",
        ["--surface: unknown surface 'beal'", "did you mean 'beale'?", "'optviz list surfaces'"]
      ),
      ("run --surface bowl:q=1", ["bowl has no setting 'q'", "it has k"]),
      ("run --surface bowl:k=0", ["'bowl:k=0'", "0 < k"]),
      ("run --optimizer adma", ["unknown optimizer 'adma'", "did you mean 'adam'?"]),
      ("run --optimizer adam:betta1=0.9", ["no setting 'betta1'", "did you mean 'beta1'"]),
      ("run --optimizer adam:lr=x", ["lr='x' is not a number", "0 ≤ lr"]),
      ("run --optimizer adam:beta1=1", ["beta1 is out of range", "0 ≤ beta1 < 1"]),
      ("run --optimizer gd --optimizer gdd", ["unknown optimizer 'gdd'", "did you mean 'gd'?"]),
      ("run --experiment zigzga", ["unknown experiment 'zigzga'", "did you mean 'zigzag'?"]),
      ("--output x", ["'--output'; it belongs to 'optviz run'"]),
      ("run --theme night", ["'--theme'; it belongs to the screen"]),
      ("--verison", ["did you mean '--version'?"]), ("run --steps 1e3", ["write 1000"]),
      ("run --optimizer Adam", ["did you mean 'adam'? "]),
      ("run --optimizer sgd", ["--optimizer", "called gd here"]),
      ("run --foo", ["Unknown option '--foo' (see 'optviz run --help')"]),
      ("--foo 3", ["Unknown option '--foo' (see 'optviz --help')"]),
      ("run --lr 0.1", ["'--lr'; a setting belongs to an optimizer: --optimizer gd:lr=0.1"]),
      ("run --formula x", ["'--formula'; a formula is given by --expression"]),
      ("run --max-iter 9", ["'--max-iter'; the length is given by --steps 200"]),
      ("run --optimizer adam@", ["--optimizer 'adam@': a schedule's name is missing"]),
      (
        "run --optimizer lookahead", ["--optimizer 'lookahead': lookahead is a wrapper; write adam+lookahead"]
      ),
      ("run --experiment beale", ["--experiment 'beale': beale is a surface, given by --surface beale"]),
      ("run --surface adam", ["--surface 'adam': adam is an optimizer, given by --optimizer adam"]),
      ("run --domain 1,2", ["--domain '1,2' is not a domain"]),
      ("--theme nigth", ["--theme: unknown theme 'nigth'", "did you mean 'night'?"]),
      ("--layout lectur", ["--layout: unknown layout 'lectur'"]),
      ("run --start 1", ["--start '1' is not", "'1' is not a point", "two numbers"]),
      ("run --start -1,b", ["'b' is not a finite decimal number"]),
      ("run --start=nan,0", ["'nan' is not a finite decimal number"]),
      ("run --start --steps 3", ["'--steps' is not a point"]),
      ("run --domain 1,0,0,1", ["the x interval must rise"]),
      ("run --domain -1,1", ["x0,x1,y0,y1"]),
      ("run --steps -1", ["--steps '-1'", "from 0 to 10000000"]),
      ("run --steps 10000001", ["--steps '10000001'", "from 0 to 10000000"]),
      ("run --steps 1.5", ["--steps '1.5'", "whole number"]),
      ("run --seed -1", ["--seed '-1'", "from 0 to 18446744073709551615"]),
      ("run --every 0", ["--every '0'", "from 1 to"]),
      ("run --until convergd", ["'convergd'", "did you mean 'converged'?"]),
      ("run --format jsno", ["unknown format 'jsno'", "did you mean 'json'?", "csv"]),
      ("run --steps", ["'--steps", "optviz run --help"]),
      ("--turn 1", ["--turn takes yaw,pitch", "'1'"]),
      ("--turn 35,91", ["--turn takes yaw,pitch"]),
      ("run extra", ["'extra'"]),
      ("tui extra", ["'extra'"]),
      ("--marker brail", ["unknown marker 'brail'", "did you mean 'braille'?", "full_cell"]),
      ("--chart los", ["unknown --chart 'los'", "did you mean 'loss'?", "gradient"]),
      ("--chart distance --surface saddle", ["--chart distance needs a minimum", "saddle"]),
      ("--chart-axis examples", ["--chart-axis examples needs data", "beale"]),
      ("--chart-axis step", ["unknown --chart-axis 'step'", "did you mean 'steps'?"]),
      ("list optimisers", ["'optimisers'", "did you mean 'optimizers'?", "surfaces"]),
      ("list surfaces --format jsn", ["unknown --format 'jsn'", "did you mean 'json'?"]),
      ("describe", ["<id>"]),
      ("describe adm", ["unknown name 'adm'", "did you mean 'adam'"]),
      ("describe adam --format xml", ["unknown --format 'xml'", "text, json"]),
    ])
  func mistake(line: String, parts: [String]) throws {
    let result = try Program.run(line.split(separator: " ").map(String.init))
    #expect(result.code == 64 && result.output.isEmpty)
    #expect(result.error.hasPrefix("optviz: ") && result.error.hasSuffix("\n"))
    #expect(result.error.filter { $0 == "\n" }.count == 1)
    for part in parts { #expect(result.error.contains(part), "\(result.error)") }
  }

  @Test("Typed text reaches the terminal without control characters")
  func controls() throws {
    let result = try Program.run(["run", "--surface", "b\u{1b}[31m\nx\u{7}"])
    #expect(result.code == 64)
    #expect(!result.error.dropLast().unicodeScalars.contains { $0.properties.generalCategory == .control })
  }

  @Test("An option of the other command is said to belong there, whichever it is")
  func otherCommand() throws {
    func options(_ words: [String]) throws -> Set<String> {
      let help = try Program.run(words + ["--help"]).output
      return Set(
        help.split(separator: "\n").compactMap { $0.firstMatch(of: /^  --([a-z0-9-]+)/).map { String($0.1) } }
      )
    }
    let (screen, run) = (try options(["tui"]), try options(["run"]))
    #expect(screen.count > 20 && run.count > 20)
    for option in run.subtracting(screen) {
      #expect(try Program.run(["--\(option)", "1"]).error.contains("belongs to 'optviz run'"), "\(option)")
    }
    for option in screen.subtracting(run) {
      #expect(
        try Program.run(["run", "--\(option)", "1"]).error.contains("belongs to the screen"), "\(option)")
    }
  }

  @Test("A mistake leaves no file behind")
  func noFile() throws {
    let folder = try Folder()
    let result = try Program.run(["run", "--output", folder.path("a.json"), "--surface", "x"])
    #expect(result.code == 64)
    #expect(try folder.names.isEmpty)
  }

  @Test("Help and version are not mistakes", arguments: ["--help", "run --help", "help list", "--version"])
  func help(line: String) throws {
    let result = try Program.run(line.split(separator: " ").map(String.init))
    #expect(result.code == 0 && result.error.isEmpty && !result.output.isEmpty)
  }
}
