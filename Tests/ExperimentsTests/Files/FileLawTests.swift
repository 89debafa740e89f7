import Experiments
import Optimization
import Optimizers
import RandomExperiments
import Testing
import Toml

/// The experiment of a text, or all that is wrong with it, a line each.
func reading(_ text: String) throws(ExperimentFileProblems) -> ExperimentFile {
  try ExperimentFile.read(Array(text.utf8), with: .standard)
}

@Suite("Laws of experiment files")
struct FileLawTests {
  @Test("Reading what is written gives the file back, and writing that gives the same text")
  func writtenIsRead() throws {
    var dice = Dice(1)
    for number in 0..<3000 {
      let file = ExperimentFile.random(&dice, in: bundled)
      let text = file.text()
      let again = try reading(text)
      let isSame = again == file
      try #require(isSame, "file \(number):\n\(text)")
      try #require(again.text() == text, "file \(number)")
      for (a, b) in zip(file.experiment.optimizers, again.experiment.optimizers) {
        try #require(a.settings.values.map(\.bitPattern) == b.settings.values.map(\.bitPattern))
      }
      try #require(again.experiment.start.x.bitPattern == file.experiment.start.x.bitPattern)
    }
  }

  @Test("So it is with every bundled experiment", arguments: bundled.entries.map(\.id))
  func bundledFiles(id: String) throws {
    let entry = try #require(bundled.entry(id))
    let text = entry.file.text()
    let isSame = try reading(text) == entry.file
    #expect(isSame)
    #expect(try reading(text).text() == text)
    #expect(!entry.name.isEmpty && !entry.summary.isEmpty && !entry.source.isEmpty && !entry.tags.isEmpty)
    #expect(
      (entry.name, entry.summary, entry.tags) == (entry.file.title, entry.file.caption, entry.file.tags))
  }

  @Test("The command line of a file gives its experiment back")
  func arguments() throws {
    var dice = Dice(2)
    for number in 0..<1000 {
      let file = ExperimentFile.random(&dice, in: bundled)
      let words = file.experiment.arguments(in: bundled)
      let again = try experiment(of: words)
      let isSame = again == file.experiment
      try #require(isSame, "file \(number): \(words)")
    }
    for entry in bundled.entries {
      #expect(try experiment(of: entry.experiment.arguments(in: bundled)) == entry.experiment)
    }
  }

  /// What words of the command line mean, read as the program reads them.
  private func experiment(of words: [String]) throws -> Experiment {
    var experiment = bundled.opening.experiment
    var options: [String: String] = [:]
    var runs: [String] = []
    var rest = words.flatMap { word -> [String] in
      guard word.hasPrefix("--"), let sign = word.firstIndex(of: "=") else { return [word] }
      return [String(word[..<sign]), String(word[word.index(after: sign)...])]
    }[...]
    while let option = rest.popFirst() {
      if ["--with-replacement", "--percent"].contains(option) {
        options[option] = ""
        continue
      }
      let word = rest.popFirst()
      let value = try #require(word)
      if ["--optimizer", "--fork"].contains(option) { runs.append(value) } else { options[option] = value }
    }
    if let text = options["--surface"] {
      experiment.take(try bundled.specification.surface(text), in: bundled)
    }
    if let text = options["--expression"] { experiment.take(try Specification.expression(text), in: bundled) }
    if let source = options["--data"] {
      var request = DataRequest(source: source)
      (request.model, request.x, request.y) = (options["--model"], options["--x"], options["--y"])
      (request.objective, request.delta) = (options["--objective"], options["--huber-delta"])
      (request.scale, request.batchSize) = (options["--scale"], options["--batch-size"])
      request.withReplacement = options["--with-replacement"] != nil
      (request.table.header, request.table.missing) = (options["--header"], options["--missing"])
      experiment.take(try request.surface(.none), in: bundled)
    }
    if let text = options["--domain"] { experiment.domain = try Specification.domain(text) }
    if let text = options["--start"] { experiment.start = try Specification.point(text) }
    if let text = options["--steps"] { experiment.steps = try #require(Int(text)) }
    if let text = options["--equal"] { experiment.pace = try #require(Race.Pace(rawValue: text)) }
    if let text = options["--seed"] { experiment.seed = try #require(UInt64(text)) }
    if !runs.isEmpty { experiment.optimizers = try bundled.specification.optimizers(runs) }
    return experiment
  }
}
