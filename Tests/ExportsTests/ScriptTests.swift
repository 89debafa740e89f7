import Experiments
import Exports
import Foundation
import Optimization
import Optimizers
import Testing
import Wording

@Suite("Scripts")
struct ScriptTests {
  /// The script of an experiment.
  private func script(_ experiment: Experiment, _ style: String? = nil) throws -> PythonScript {
    try PythonScript(
      experiment, style: style, bundled.specification, command: "optviz --steps 1", version: "1.2.3")
  }

  /// A race on Rosenbrock's function.
  private func race(_ optimizers: [String], steps: Int = 40) throws -> Experiment {
    try experiment("rosenbrock", "-1.5,2", optimizers, steps: steps)
  }

  /// Why no script is made.
  private func refusal(_ optimizers: [String], _ style: String? = nil, steps: Int = 40) -> String {
    do {
      _ = try script(race(optimizers, steps: steps), style)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("A script has the loss, each run's optimizer, its schedule and the points that were reached")
  func lines() throws {
    let text = try script(race(["adam:lr=0.05+clip_norm@cosine", "own=heavy_ball:lr=0.001"], steps: 40)).text
    for line in [
      "# Made by optviz 1.2.3, seed 0, with", "# optviz --steps 1", "import torch", "START = (-1.5, 2.0)",
      "    return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2",
      "    optimizer = torch.optim.Adam([w], lr=0.05)",
      "        torch.nn.utils.clip_grad_norm_([w], 1)",
      "        return 0.05 * (1 + math.cos(math.pi * t / 40)) / 2", "    for t in range(0, 40):",
      "        optimizer.param_groups[0][\"lr\"] = rate(t)",
      "    optimizer = torch.optim.SGD([w], lr=0.001, momentum=0.9)",
    ] { #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)") }
    #expect(text.contains("    \"own\": (run_own, 40, ("))
    let other = try script(race(["adam:lr=0.05+clip_value"], steps: 40), "optax")
    #expect(other.style.id == "optax")
    #expect(
      other.text.contains(
        "optimizer = optax.chain(optax.clip(max_delta=1), optax.adam(learning_rate=0.05))\n"))
  }

  @Test("The point in a script is the race's, to the bit")
  func reached() throws {
    let experiment = try race(["rmsprop"], steps: 30)
    var race = experiment.race()
    race.extend(to: 30)
    let point = race.timelines[0].track.points[30]
    #expect(
      try script(experiment).text.contains(
        "(run_rmsprop, 30, (\(point.position.x), \(point.position.y), \(point.loss)), "))
  }

  @Test("A run that rounding decides is compared up to there, and a script says so")
  func chaos() throws {
    let chaos = try #require(bundled.entry("chaos")).experiment
    let text = try script(chaos).text
    #expect(text.contains("#   chaotic after step ") && text.contains("rounding decides from there on"))
    #expect(!text.contains("#   settles after"))
  }

  @Test("The first style that has every run is taken; where none has, each says why")
  func styles() throws {
    #expect(try script(race(["adam"])).style.id == "torch")
    #expect(try script(race(["gd", "lion"])).style.id == "optax")
    let message = refusal(["gd", "qhm", "lion"])
    #expect(message.contains("torch: qhm: torch.optim has no QHM") && message.contains("optax: qhm: "))
    #expect(refusal(["lion"], "torch").contains("--style optax has every run"))
    #expect(refusal(["adam"], "jaxopt").contains("unknown style 'jaxopt'"))
    #expect(ScriptStyleCatalog.cards.map(\.id) == ["torch", "optax"])
  }

  @Test("Every optimizer makes a script in some style, or is refused by name with a reason")
  func everyOptimizer() throws {
    for entry in bundled.optimizers.entries {
      for style in ScriptStyleCatalog.cards {
        let wording = ScriptStyleCatalog.wording(of: OptimizerChoice(entry), in: style, bundled.specification)
        let experiment = try race([entry.card.id], steps: 3)
        switch wording {
        case .call(let call):
          let text = try script(experiment, style.id).text
          #expect(call.hasPrefix(style.id + "."))
          #expect(text.contains(call.replacing("(params", with: "([w]")), "\(entry.card.id)")
        case .none(let reason):
          #expect(!reason.isEmpty)
          #expect(refusal([entry.card.id], style.id).contains("\(style.id): \(entry.card.id): "))
        }
      }
    }
  }

  @Test("What a library computes otherwise is refused with the reason")
  func refusals() throws {
    #expect(refusal(["adam+clip_norm:convention=optax"], "torch").contains("adds 1e-6 to the norm"))
    #expect(refusal(["adam+clip_norm"], "optax").contains("clips without PyTorch's 1e-6"))
    #expect(refusal(["madgrad"], "optax").contains("rounds the root of the steps made"))
    #expect(refusal(["adam+noise"], "torch", steps: 20_000).contains("noise would be a table"))
    #expect(refusal(["adam@one_cycle"], "optax").contains("moves the momentum"))
    #expect(refusal(["a=adam", "b=a:at=20,amsgrad=true"], "torch").contains("changes amsgrad"))
    #expect(refusal(["adam+clip_norm+sam"], "torch").contains("SAM is written only as the first"))
  }

  @Test(
    "Every surface, data set and bundled experiment of known methods has a loss; bytes are the same twice")
  func everyLoss() throws {
    for entry in SurfaceCatalog.all {
      let race = try experiment(entry.card.id, "0.5,0.25", ["gd:lr=0.001"], steps: 2)
      let text = try script(race).text
      #expect(text.contains("def loss(w):") && !text.contains("return nan"), "\(entry.card.id)")
      #expect(try script(race).text == text)
    }
    for data in DataSetCatalog.all {
      var race = try race(["gd"], steps: 8)
      race.take(try Specification.data(data.id, "batch_size=4"), in: bundled)
      race.steps = 8
      let text = try script(race).text
      #expect(text.contains("def loss(w, rows=None):") && text.contains("batch(t, 4)"), "\(data.id)")
      #expect(try script(race).text == text)
    }
  }

  @Test("Batches are the rows that the race sees")
  func batches() throws {
    var race = try race(["gd"], steps: 10)
    race.take(try Specification.data("hubble", "batch_size=5"), in: bundled)
    (race.steps, race.seed) = (10, 3)
    let text = try script(race).text
    let lists = try #require(text.firstMatch(of: /ORDER = \[\n([^a-z]*)\n\]/)).1
    let numbers = lists.split { !$0.isNumber }.compactMap { Int($0) }
    let batches = try #require(race.objective.batches)
    // 24 rows in batches of 5 are 5 steps, so 10 steps are two epochs.
    #expect(numbers == (0..<10).flatMap { batches.rows(ofStep: $0, seed: 3) })
    #expect(numbers.count == 48)
  }

  /// Scripts with every kind of line, and with texts that would break out of theirs.
  private func samples() throws -> [(String, Experiment)] {
    var samples: [(String, Experiment)] = [
      ("torch", try race(["adam:lr=0.05+sam+lookahead+ema+weight_decay@one_cycle", "momentum:lr=0.01"])),
      ("torch", try race(["a=adam:lr=0.05@reduce_on_plateau", "b=a:at=10,lr=0.1@cosine_restarts", "lbfgs"])),
      ("torch", try race(["nadam+noise+clip_value@cyclic", "x-1=rprop", "x_1=asgd"])),
      (
        "optax",
        try race(["lion@polynomial", "adopt+lookahead", "c=adam+mechanize", "adam+sam", "polyak_sgd"])
      ),
      (
        "optax",
        try race(["a=adam:lr=0.05", "b=a:at=10+clip_value@step", "momo@warmup_cosine", "momentum:lr=0.01"])
      ),
    ]
    for formula in [
      "x < 0 ? sqrt(-x) : sqrt(x) + y^2", "abs(x)^1.5 + hypot(x, y) + cbrt(x*y) + max(x, y)",
      "(x^2 + 1)^(y/3) + atan2(y, x) + relu(x) + y^2", "(x<0 and y>0)*y^2 + x^2 + 3 + softplus(y)", "3",
    ] {
      var formulas = try race(["gd:lr=0.01"])
      formulas.surface = try Specification.expression(formula)
      formulas.start = Point(1.3, -0.7)
      samples += [("torch", formulas), ("optax", formulas)]
    }
    for words in [
      "batch_size=4", "objective=mae,batch_size=8,replacement=true", "objective=huber,scale=standard",
    ] {
      var data = try race(["gd:lr=0.001", "adam:lr=0.1+batch:size=3"])
      data.surface = try Specification.data("line", words)
      (data.start, data.steps) = (data.objective.start, 30)
      samples += [("torch", data), ("optax", data)]
    }
    return samples
  }

  /// Runs Python, and returns its exit code and what it printed; `nil` where there is none.
  private func python(_ arguments: [String]) throws -> (code: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Another interpreter, such as that of a virtual environment with the libraries.
    process.arguments =
      [ProcessInfo.processInfo.environment["OPTVIZ_PYTHON"] ?? "python3"] + arguments
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [126, 127].contains(process.terminationStatus)
      ? nil : (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// A folder of its own for a test.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("optviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test("Python reads every kind of script")
  func syntax() throws {
    try withFolder { folder in
      var files: [String] = []
      for (number, sample) in try samples().enumerated() {
        let file = "\(folder)/\(number).py"
        try script(sample.1, sample.0).text.write(toFile: file, atomically: true, encoding: .utf8)
        files.append(file)
      }
      // A command with quotes, line ends and signs that would end a comment or a text.
      let hostile = try PythonScript(
        race(["adam"]), bundled.specification,
        command: "optviz --expression 'x' \"\"\" \\ \n import os \u{2028} os.abort() \u{0} \r x",
        version: "\n\"\"\"")
      #expect(hostile.text.split(separator: "\n").contains { $0.hasPrefix("# optviz --expression") })
      let file = "\(folder)/hostile.py"
      try hostile.text.write(toFile: file, atomically: true, encoding: .utf8)
      let checker =
        "import ast, sys\nfor name in sys.argv[1:]: ast.parse(open(name, encoding='utf-8').read())"
      guard let result = try python(["-c", checker] + files + [file]) else { return }
      #expect(result.code == 0, "\(result.output)")
    }
  }

  @Test("A script agrees with every step, where its library is installed", arguments: ["torch", "optax"])
  func agreement(style: String) throws {
    guard try python(["-c", "import \(style)"])?.code == 0 else {
      print("Scripts: \(style) is not installed, so no script was run with it")
      return
    }
    try withFolder { folder in
      for (number, sample) in try samples().enumerated() where sample.0 == style {
        let (file, numbers) = ("\(folder)/\(number).py", "\(folder)/\(number).json")
        try script(sample.1, style).text.write(toFile: file, atomically: true, encoding: .utf8)
        try exported(sample.1, "json").write(toFile: numbers, atomically: true, encoding: .utf8)
        let result = try #require(try python([file, "--compare", numbers]))
        #expect(result.code == 0, "\(sample.1.optimizers.texts): \(result.output)")
      }
    }
  }
}
