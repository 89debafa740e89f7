import Experiments
import Optimization
import OptvizApp
import RandomExperiments
import TerminalGraphics
import Testing

/// What is on the screen, kept in a file and opened again.
@Suite("Experiment files on the screen")
struct ExperimentFileTests {
  /// What a file opens.
  private func opening(_ file: ExperimentFile) throws -> Model.Opening {
    var opening = Model.Opening(file, among: bundled)
    try ViewWords(file.view, from: ViewWords.Shelf()).apply(to: &opening)
    return opening
  }

  private func model(_ file: ExperimentFile) throws -> Model {
    Model(try opening(file), depth: .direct, glyphs: .unicode, size: (100, 30))
  }

  /// Reads a text as the program does.
  private func reading(_ text: String) throws -> ExperimentFile {
    try ExperimentFile.read(Array(text.utf8), with: bundled.optimizers) { key, word, experiment in
      ViewWords.mistake(word, of: key, experiment, from: ViewWords.Shelf(), bundled)
    }
  }

  /// A short race, which the screen computes at once.
  private static func short(_ dice: inout Dice) -> ExperimentFile {
    while true {
      let file = ExperimentFile.random(&dice, in: bundled)
      if file.experiment.steps <= 1000 { return file }
    }
  }

  @Test("A file that is opened and kept again is the same file")
  func sameFile() throws {
    for entry in bundled.entries {
      let isSame = try model(entry.file).file == entry.file
      #expect(isSame, "\(entry.id)")
    }
    var dice = Dice(11)
    for number in 0..<400 {
      let file = ExperimentFileTests.short(&dice)
      let kept = try model(file).file
      let isSame = kept == file
      try #require(isSame, "\(number):\n\(file.text())\nis kept as\n\(kept.text())")
      let isRead = try reading(file.text()) == file
      try #require(isRead, "\(number):\n\(file.text())")
    }
  }

  @Test("A file that was kept opens the same picture")
  func samePicture() throws {
    var dice = Dice(12)
    for number in 0..<60 {
      let file = ExperimentFileTests.short(&dice)
      // The same without a file, so that every word of the view comes from the screen.
      var bare = Model.Opening(file.experiment, among: bundled)
      (bare.hidden, bare.looks) = (Set(file.hidden.map { $0 + 1 }), file.looks)
      try ViewWords(file.view, from: ViewWords.Shelf()).apply(to: &bare)
      bare.step = bare.step ?? 0
      let first = Player(bare)
      let again = Player(try opening(try reading(first.model.file.text())))
      let isSame = render(first.model).frame == render(again.model).frame
      #expect(isSame, "\(number):\n\(file.text())\nis kept as\n\(first.model.file.text())")
    }
  }

  @Test("What is changed on the screen is in the file that is kept of it")
  func changes() throws {
    let entry = try #require(bundled.entry("zigzag"))
    var player = Player(try opening(entry.file))
    player.send(.seek(40), .chooseRun(2), .toggleRun(0), .setTheme("paper"), .setColorMap("viridis"))
    player.send(.setChartQuantity(.gradient), .setMarkers("ascii"), .togglePane(.inspector), .setSteps(90))
    player.send(.setView(.field), .toggleLossAxis, .setDomain(Domain(x: -2...2, y: -1...3)))
    let file = player.model.file
    #expect(file.title == entry.name && file.caption == entry.summary && file.tags == entry.tags)
    // They are about another race now.
    #expect(file.claims.isEmpty && !entry.claims.isEmpty)
    #expect(file.experiment.steps == 90 && file.hidden == [0])
    let view = file.view
    #expect(view[.at] == "40" && view[.choose] == "rmsprop" && view[.theme] == "paper")
    #expect(view[.colormap] == "viridis" && view[.chart] == "gradient" && view[.marker] == "ascii")
    #expect(view[.inspect] == "true" && view[.view] == "field" && view[.lossAxis] == "linear")
    #expect(view[.map] == "-2,2,-1,3" && view[.speed] == nil && view[.layout] == nil)
    var again = Player(try opening(try reading(file.text())))
    while player.model.isComputing { player.send(.tick(now: 0)) }
    while again.model.isComputing { again.send(.tick(now: 0)) }
    // But for the focus, which no file has, and the last row, which offers to undo.
    let (found, expected) = (again.text.split(separator: "\n"), player.text.split(separator: "\n"))
    #expect(found.count == expected.count)
    for (row, other) in zip(found, expected).dropLast() { #expect(row == other) }
  }

  @Test("A file opened on the screen keeps what it does not speak of, and can be undone")
  func opened() throws {
    var player = Player(step: 20)
    player.send(.setTheme("paper"), .setChartQuantity(.gradient))
    player.send(.setExperiment("zigzag"))
    let zigzag = try #require(bundled.entry("zigzag"))
    #expect(player.model.document.experiment == zigzag.experiment)
    #expect(player.model.document.theme.id == "paper" && player.model.document.chart.quantity == .gradient)
    #expect(player.model.playback.isPlaying)
    player.send(.togglePlay, .undo)
    #expect(player.model.document.experiment == bundled.opening.experiment)

    // A file that says where to stand stands there.
    var file = zigzag.file
    (file.view[.at], file.view[.theme], file.looks) = ("33", "ember", [4, 1, 2])
    player.send(.experimentOpened(file, KeptFile(path: "a.toml", text: [])))
    #expect(player.model.step == 33 && !player.model.playback.isPlaying)
    #expect(player.model.document.theme.id == "ember" && player.model.kept?.path == "a.toml")
    // It is kept with what it does not speak of and the screen shows.
    file.view[.chart] = "gradient"
    let isSame = player.model.file == file
    #expect(isSame)
  }

  @Test(
    "Words of a view are refused as those of the command line are",
    arguments: [
      (.speed, "0", "speed '0' is not a speed; accepted: 1 to 100000 steps a second"),
      (.theme, "papr", "theme: unknown theme 'papr'; did you mean 'paper'"),
      (.theme, "mine.toml", "is a file; an experiment names a theme that is listed"),
      (.colormap, "virids", "did you mean 'viridis'"), (.view, "maps", "unknown view 'maps'"),
      (.view, "both", "view both"),
      (.chartAxis, "examples", "chart-axis examples"),
      (.chart, "los", "unknown chart 'los'; did you mean 'loss'"),
      (.marker, "brail", "did you mean 'braille'"),
      (.turn, "3", "turn takes yaw,pitch in degrees"), (.layout, "lectures", "did you mean 'lecture'"),
      (.layout, "side=abc", "is not a size"), (.choose, "nobody", "choose: unknown run 'nobody'; known: gd"),
      (.choose, "0", "choose '0' is not a whole number from 1"),
      (.lossAxis, "square", "unknown loss-axis 'square'"),
      (.at, "-1", "at '-1' is not a whole number from 0"),
    ] as [(ViewKey, String, String)])
  func mistakes(key: ViewKey, word: String, part: String) throws {
    let experiment = try #require(bundled.entry("zigzag")).experiment
    let message = ViewWords.mistake(word, of: key, experiment, from: ViewWords.Shelf(), bundled)
    #expect(message?.contains(part) == true, "\(message ?? "nothing is wrong")")
  }
}
