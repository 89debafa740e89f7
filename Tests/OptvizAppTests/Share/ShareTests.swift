import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The command line over the screen, and on the clipboard.
struct ShareTests {
  /// The rows between the two lines of the overlay, whole, as a selection takes them.
  private func rows(_ player: Player) throws -> [String] {
    let box = try #require(render(player.model).regions.last { $0.target == .overlay }?.rect)
    let frame = render(player.model).frame
    return (box.y + 1..<box.endY - 1).map { row in
      var text = String.UnicodeScalarView()
      for column in box.x..<box.endX { text.append(frame[column, row].symbol) }
      return String(text)
    }
  }

  /// The words that a shell reads: backslashes join rows, single quotes keep what is in them.
  private func words(_ rows: [String]) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var rest = rows.joined(separator: "\n")[...]
    while let next = rest.popFirst() {
      switch next {
      case "'":
        isQuoted.toggle()
        word = word ?? ""
      case "\\" where !isQuoted:
        let escaped = rest.popFirst()
        if let escaped, escaped != "\n" { word = (word ?? "") + String(escaped) }
      case " " where !isQuoted, "\n" where !isQuoted:
        if let whole = word { words.append(whole) }
        word = nil
      default: word = (word ?? "") + String(next)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  private static let formulas = [
    "x^2 + 10*y^2", (1...40).map { "(x - \($0)*y)^2" }.joined(separator: " + "),
    "a*x^2+y^2;a=3",
  ]

  @Test(arguments: [40, 60, 80, 120, 200], formulas)
  func aSelectionIsTheCommandLine(_ width: Int, _ formula: String) throws {
    var experiment = try Experiment.bowl()
    experiment.take(try Specification.expression(formula), in: bundled)
    var player = Player(experiment, width: width, height: 60)
    player.send(.setTheme("nord"), .zoom(0.7), .toggleRun(1), .share)
    let rows = try rows(player)
    #expect(words(rows) == ["optviz"] + player.model.arguments)
    #expect(rows.dropLast().allSatisfy { $0.last == "\\" }, "\(rows)")
  }

  @Test func itIsFoundLeftAndCopied() throws {
    for (width, height) in [(80, 24), (120, 40)] {
      var player = Player(width: width, height: height, step: nil)
      player.press(.character(":"))
      player.type("share")
      player.press(Key(.enter))
      let text = render(player.model).frame.text
      #expect(text.contains(" command line ") && text.contains("optviz --at 0"))
      let effects = update(&player.model, .copy)
      #expect(effects == [.copy(player.model.commandLine)] && player.model.lists.overlay == nil)
      player.send(.share)
      player.press(Key(.escape))
      #expect(player.model.lists.overlay == nil && !player.model.isOver)
    }
  }

  /// What is shown stays while the race plays on, and that is what is copied.
  @Test func theMomentIsThatOfTheRequest() throws {
    var player = Player(width: 120, height: 40, step: nil)
    player.send(.share)
    let (rows, line) = (try rows(player), player.model.commandLine)
    for tick in 0..<20 { player.send(.tick(now: Double(tick) / 10)) }
    let later = try self.rows(player)
    #expect(player.model.commandLine != line && later == rows)
    #expect(update(&player.model, .copy) == [.copy(line)])
  }

  @Test func theClipboardsSequence() throws {
    for (text, base64) in [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
      ("é→", "w6nihpI="), ("\u{1B}]52;c;?\u{7}", "G101MjtjOz8H"),
    ] {
      #expect(Clipboard.sequence(text) == Array("\u{1B}]52;c;\(base64)\u{7}".utf8), "\(text)")
    }
    let longest = String(repeating: "x", count: Clipboard.mostBytes)
    #expect(Clipboard.sequence(longest).map { $0.count < 100_000 } == true)
    #expect(Clipboard.sequence(longest + "x") == nil)
  }
}
