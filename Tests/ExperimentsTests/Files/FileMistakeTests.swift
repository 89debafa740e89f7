import Experiments
import Optimization
import Testing
import Toml

@Suite("Mistakes in experiment files")
struct FileMistakeTests {
  /// The shortest file, with other lines in place of some.
  private static let whole = """
    format = 1
    steps = 20
    [surface]
    id = "bowl"
    [[run]]
    optimizer = "adam"
    """

  private func problems(_ text: String, files: DataFiles = .none) -> [TextProblem] {
    do throws(ExperimentFileProblems) {
      _ = try ExperimentFile.read(Array(text.utf8), with: .standard, files: files)
      return []
    } catch {
      return error.all
    }
  }

  @Test("The shortest file is read, with the surface's own rectangle and start")
  func shortest() throws {
    let file = try reading(FileMistakeTests.whole)
    #expect(file.experiment.domain == file.experiment.objective.domain)
    #expect(file.experiment.start == file.experiment.objective.start)
    #expect(file.experiment.optimizers.map(\.text) == ["adam"] && file.experiment.steps == 20)
    #expect(file.looks == [0] && file.hidden.isEmpty && file.view == ViewTable())
    // Data bring their usual race.
    let data = try reading("format = 1\n[data]\nsource = \"hubble\"")
    var usual = bundled.opening.experiment
    usual.take(try Specification.data("hubble"), in: bundled)
    #expect(data.experiment == usual)
  }

  @Test(
    "A mistake is reported once, with its place and what is accepted",
    arguments: [
      // The line that is replaced, what replaces it, where the mistake is then, and what is said.
      (1, "", 1, 1, "format is missing; write format = 1"),
      (1, "format = 2", 1, 10, "format 2 is newer than this program, which reads format 1"),
      (1, "format = \"1\"", 1, 10, "format is '1'; accepted: 1"),
      (1, "format = 0", 1, 10, "format is 0; accepted: 1"),
      (1, "format = 1\ntitel = \"\"", 2, 1, "unknown experiment key 'titel'; did you mean 'title'?"),
      (1, "format = 1\ntitle = 3", 2, 9, "title is 3; accepted: a text"),
      (1, "format = 1\ntags = \"a\"", 2, 8, "tags is 'a'; accepted: a list of words"),
      (1, "format = 1\ntags = [\"a\", \"A\"]", 2, 14, "a tag is 'A'; accepted: lower-case words"),
      (1, "format = 1\nseed = -1", 2, 8, "seed is -1; accepted: a whole number from 0"),
      (1, "format = 1\nseed = \"18446744073709551616\"", 2, 8, "accepted: a whole number from 0"),
      (1, "format = 1\npace = \"step\"", 2, 8, "pace is 'step'; accepted: \"steps\" or \"examples\""),
      (1, "format = 1\nstart = [1]", 2, 9, "accepted: two finite numbers"),
      (1, "format = 1\nstart = [1, inf]", 2, 9, "accepted: two finite numbers"),
      (1, "format = 1\nstart = [1, nan]", 2, 9, "accepted: two finite numbers"),
      (1, "format = 1\nstart = [1, \"2\"]", 2, 9, "accepted: two finite numbers"),
      (1, "format = 1\ndomain = [1, 0, 0, 1]", 2, 10, "the x interval must rise; 1 is not below 0"),
      (1, "format = 1\ndomain = [-1e308, 1e308, 0, 1]", 2, 10, "overflows"),
      (1, "format = 1\ndomain = [0, 1, 0]", 2, 10, "accepted: four finite numbers"),
      (1, "format = 1\nview = 3", 2, 8, "view is 3; accepted: a table"),
      (1, "format = 1\nclaim = { says = \"\", holds = \"\" }", 2, 9, "accepted: a table [[claim]]"),
      (2, "steps = 20.5", 2, 9, "steps is 20.5; accepted: a whole number from 0 to 10000000"),
      (2, "steps = -1", 2, 9, "steps is -1"), (2, "steps = 10000001", 2, 9, "steps is 10000001"),
      (2, "steps = true", 2, 9, "steps is true"), (2, "steps = 2026-01-01", 2, 9, "steps is a date"),
      (4, "", 3, 1, "neither an id nor a formula"),
      (4, "id = 3", 4, 6, "id is 3; accepted: a surface's name"),
      (4, "id = \"boul\"", 4, 6, "unknown surface 'boul'; did you mean 'bowl'?"),
      (4, "id = \"hubble\"", 4, 6, "hubble is a data set; write [data]"),
      (4, "id = \"bowl\"\nsettings = { q = 3 }", 5, 14, "bowl has no setting 'q'"),
      (4, "id = \"bowl\"\nsettings = { k = -3 }", 5, 18, "k is out of range; accepted: 0 < k"),
      (4, "id = \"bowl\"\nsettings = { k = inf }", 5, 18, "k is out of range; accepted: 0 < k"),
      (4, "id = \"bowl\"\nsettings = { k = \"3\" }", 5, 18, "k='3' is not a number; accepted: 0 < k"),
      (4, "id = \"bowl\"\nsettings = 3", 5, 12, "settings is 3; accepted: a table, as in { k = 20 }"),
      (4, "id = \"bowl\"\nformula = \"x\"", 5, 11, "id and formula both say"),
      (4, "formula = \"x^2 + y^\"", 4, 11, "formula, column 9:"),
      (4, "formula = \"x^2\"\nsettings = {}", 5, 12, "behind a semicolon"),
      (3, "[data]\nsource = \"hubble\"\n[surface]", 5, 1, "[surface] and [data] both say"),
      (5, "[run]", 5, 1, "run is a table; accepted: a table [[run]]"),
      (5, "[[runs]]", 5, 3, "unknown experiment key 'runs'; did you mean 'run'?"),
      (6, "optimizer = \"adm\"", 6, 13, "unknown optimizer 'adm'; did you mean 'adam'"),
      (6, "optimizer = \"sgd\"", 6, 13, "called gd here"),
      (6, "optimizer = \"clip_norm\"", 6, 13, "is a wrapper; write wrappers = [{ id = \"clip_norm\" }]"),
      (6, "optimizer = \"cosine\"", 6, 13, "is a schedule; write schedule = { id = \"cosine\" }"),
      (6, "optimizer = \"adam:lr=1\"", 6, 13, "settings, wrappers and a schedule have keys of their own"),
      (6, "optimizer = [\"adam\"]", 6, 13, "optimizer is a list; accepted: an optimizer's name"),
      (6, "", 5, 1, "the run has no optimizer"),
      (6, "optimizer = \"adam\"\nlr = 3", 7, 1, "unknown run key 'lr'"),
      (6, "optimizer = \"adam\"\nsettings = { betta1 = 3 }", 7, 14, "did you mean 'beta1'"),
      (
        6, "optimizer = \"adam\"\nsettings = { beta1 = 1 }", 7, 22,
        "beta1 is out of range; accepted: 0 ≤ beta1 < 1"
      ),
      (6, "optimizer = \"adam\"\nsettings = { amsgrad = 1 }", 7, 24, "amsgrad=1 is not true or false"),
      (6, "optimizer = \"adam\"\nsettings = { convention = \"jax\" }", 7, 27, "pytorch, optax or keras"),
      (6, "optimizer = \"adam\"\nlabel = \"3a\"", 7, 9, "label is '3a'; accepted: a letter, then"),
      (6, "optimizer = \"adam\"\nwrappers = 3", 7, 12, "wrappers is 3; accepted: a list"),
      (6, "optimizer = \"adam\"\nwrappers = [{}]", 7, 13, "the wrapper has no id"),
      (6, "optimizer = \"adam\"\nwrappers = [{ id = \"clip\" }]", 7, 20, "unknown wrapper 'clip'"),
      (
        6, "optimizer = \"adam\"\nwrappers = [{ id = \"clip_norm\", max = -1 }]", 7, 39, "max is out of range"
      ),
      (6, "optimizer = \"adam\"\nschedule = { id = \"cosin\" }", 7, 19, "did you mean 'cosine'"),
      (6, "optimizer = \"adam\"\nschedule = \"cosine\"", 7, 12, "a schedule is 'cosine'; accepted: a table"),
      (6, "optimizer = \"nelder_mead\"\nschedule = { id = \"cosine\" }", 5, 1, "has no learning rate"),
      (
        6, "optimizer = \"adam\"\nbatch-size = \"some\"", 7, 14, "accepted: a whole number from 0, or \"all\""
      ),
      (6, "optimizer = \"adam\"\ncolor = 0", 7, 9, "accepted: a whole number from 1"),
      (6, "optimizer = \"adam\"\nhidden = \"yes\"", 7, 10, "hidden is 'yes'; accepted: true or false"),
      (6, "optimizer = \"adam\"\nfork = 3", 7, 8, "fork is 3; accepted: a table"),
      (6, "optimizer = \"adam\"\nfork = { of = \"adam\" }", 7, 8, "a fork has the label"),
      (
        6, "optimizer = \"adam\"\n[[run]]\nfork = { of = \"gd\", at = 3 }", 8, 15,
        "unknown run above it 'gd'; known: adam"
      ),
      (
        6, "optimizer = \"adam\"\n[[run]]\nfork = { of = \"adam\", at = 21 }", 7, 1,
        "begins at step 21, and adam makes only 20"
      ),
      (6, "optimizer = \"adam\"\n[[run]]\nfork = { of = \"adam\", at = -1 }", 8, 28, "at is -1; accepted"),
      (
        6, "optimizer = \"adam\"\nlabel = \"a\"\n[[run]]\noptimizer = \"gd\"\nlabel = \"a\"", 10, 9,
        "is given to two runs"
      ),
      (
        6, "optimizer = \"adam\"\n[view]\nspeeed = 3", 8, 1,
        "unknown view key 'speeed'; did you mean 'speed'?"
      ),
      (6, "optimizer = \"adam\"\n[view]\nspeed = \"3\"", 8, 9, "speed is '3'; accepted: a number"),
      (6, "optimizer = \"adam\"\n[view]\nmap = [0, 0, 0, 1]", 8, 7, "each interval rising"),
      (6, "optimizer = \"adam\"\n[view]\ninspect = 1", 8, 11, "inspect is 1; accepted: true or false"),
      (
        6, "optimizer = \"adam\"\n[[claim]]\nsays = \"\"", 7, 1,
        "a claim has a sentence, says, and a comparison"
      ),
      (
        6, "optimizer = \"adam\"\n[[claim]]\nsays = \"\"\nholds = \"loss gd at 3 < 1\"", 9, 15,
        "unknown run 'gd'; known: adam"
      ),
      (
        6, "optimizer = \"adam\"\n[[claim]]\nsays = \"\"\nholds = \"loss adam at 3 = 1\"", 9, 25,
        "'=' is not a comparison"
      ),
      (6, "optimizer = \"adam", 6, 18, ""), (6, "optimizer = \"adam\"\noptimizer = \"gd\"", 7, 1, ""),
    ] as [(Int, String, Int, Int, String)])
  func mistakes(line: Int, written: String, atLine: Int, column: Int, part: String) throws {
    var lines = FileMistakeTests.whole.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    lines[line - 1] = written
    let found = problems(lines.joined(separator: "\n"))
    #expect(found.count == 1, "\(found)")
    let problem = try #require(found.first)
    #expect(part.isEmpty || problem.message.contains(part), "\(problem)")
    #expect(problem.place.line == atLine, "\(problem)")
    // The parser of TOML decides where a text that is none goes wrong.
    if !part.isEmpty { #expect(problem.place.column == column, "\(problem)") }
  }

  @Test("All mistakes are reported, in the order of their places")
  func all() {
    let found = problems(
      """
      format = 1
      steps = "a"
      [surface]
      id = "boul"
      [[run]]
      optimizer = "adam"
      settings = { lr = -1, x = 3 }
      [[run]]
      fork = { of = "adam", at = 3 }
      color = 0
      """)
    #expect(found.map(\.place.line) == [2, 4, 7, 7, 10])
  }

  @Test(
    "Mistakes in data are those of the command line, at the key that they are about",
    arguments: [
      ("source = \"hubbel\"", 3, 10, "unknown file or data set 'hubbel'; did you mean 'hubble'?"),
      ("model = \"linear\"", 2, 1, "source is missing"),
      ("source = 3", 3, 10, "source is 3; accepted: a path"),
      ("source = \"hubble\"\nmodel = \"cubic\"", 4, 9, "unknown model 'cubic'"),
      ("source = \"hubble\"\nobjective = \"bce\"", 4, 13, "objective bce is for model logistic"),
      ("source = \"hubble\"\nhuber-delta = 2", 4, 15, "huber-delta is for objective huber"),
      (
        "source = \"hubble\"\nobjective = \"huber\"\nhuber-delta = -2", 5, 15,
        "huber-delta '-2' is out of range"
      ),
      ("source = \"hubble\"\nscale = \"log\"", 4, 9, "unknown scale 'log'"),
      ("source = \"hubble\"\nbatch-size = -1", 4, 14, "batch-size '-1' is not a whole number from 0"),
      ("source = \"hubble\"\nx = \"width\"", 4, 5, "'width'"),
      ("source = \"hubble\"\nheader = \"yes\"", 4, 10, "header is 'yes'; accepted: true or false"),
      ("source = \"hubble\"\nmissing = \"skip\"", 4, 11, "unknown missing 'skip'; known: refuse, drop"),
      ("source = \"hubble\"\ndecimal = \";\"", 4, 11, "decimal ';' is not a decimal sign"),
      ("source = \"hubble\"\nskip = -1", 4, 8, "skip '-1' is not a whole number"),
      (
        "source = \"hubble\"\nseparater = \";\"", 4, 1,
        "unknown data key 'separater'; did you mean 'separator'?"
      ),
      ("source = \"/etc/passwd\"", 3, 10, "lies outside the file's own folder"),
      ("source = \"../secret.csv\"", 3, 10, "lies outside the file's own folder"),
      ("source = \"a/../../secret.csv\"", 3, 10, "lies outside the file's own folder"),
      ("source = \"-\"", 3, 10, "is standard input, which no file reads"),
      ("source = \"\"", 3, 10, "accepted: a path"), ("source = \"a\\u0000b\"", 3, 10, "accepted: a path"),
      ("source = \"hubble\"\nbatch-order = \"/dev/zero\"", 4, 15, "lies outside the file's own folder"),
      ("source = \"table.csv\"", 3, 10, "no file is read here"),
    ] as [(String, Int, Int, String)])
  func data(lines: String, line: Int, column: Int, part: String) throws {
    let found = problems("format = 1\n[data]\n\(lines)\n[[run]]\noptimizer = \"gd\"\n")
    #expect(found.count == 1, "\(found)")
    let problem = try #require(found.first)
    #expect(problem.message.contains(part) && !problem.message.contains(" --model"), "\(problem)")
    #expect((problem.place.line, problem.place.column) == (line, column), "\(problem)")
  }

  @Test("A table's path is relative to the file, and is written so again")
  func relativeTables() throws {
    let table = Array("a,b\n1,2\n2,4\n3,7\n".utf8)
    let files = DataFiles(exists: { $0.hasPrefix("shelf/") }) { path, option, take in
      #expect(path == "shelf/tables/t.csv" && option == "--data")
      try table.withUnsafeBytes(take)
    }
    let text = "format = 1\n[data]\nsource = \"tables/t.csv\"\ny = \"b\"\n"
    let file = try ExperimentFile.read(Array(text.utf8), with: .standard, in: "shelf", files: files)
    #expect(file.experiment.surface.dataChoice?.source == "shelf/tables/t.csv")
    #expect(file.experiment.surface.dataChoice?.data.count == 3)
    let written = file.text { String($0.dropFirst("shelf/".count)) }
    #expect(written.contains("source = \"tables/t.csv\""))
    #expect(try ExperimentFile.read(Array(written.utf8), with: .standard, in: "shelf", files: files) == file)
  }

  @Test("A bundled data set goes before a file of its name, and ./ names the file")
  func bundledNames() throws {
    let files = DataFiles(exists: { _ in true }) { path, _, take in
      #expect(path == "./hubble")
      try Array("a,b\n1,2\n2,4\n3,7\n".utf8).withUnsafeBytes(take)
    }
    func rows(_ source: String) throws -> Int? {
      let text = "format = 1\n[data]\nsource = \"\(source)\"\n"
      let file = try ExperimentFile.read(Array(text.utf8), with: .standard, files: files)
      #expect(file.text().contains("source = \"\(source)\""))
      return file.experiment.surface.dataChoice?.data.count
    }
    #expect(try rows("hubble") == 24)
    #expect(try rows("./hubble") == 3)
  }
}
