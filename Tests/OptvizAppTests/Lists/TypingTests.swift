import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// What is typed in lists, forms and the palette goes where a person means it.
struct TypingTests {
  private let space = Key(.character(" "))

  @Test func aSpaceGoesOnWithANameOfSeveralWords() {
    var player = Player(width: 120, height: 40)
    let runs = player.model.document.experiment.optimizers.count
    player.press(.character("o"))
    player.type("heavy ball")
    #expect(player.model.document.experiment.optimizers.count == runs)
    #expect(player.text.contains("heavy ball"))
    // Behind the whole name it puts the optimizer off.
    player.press(space)
    #expect(player.model.document.experiment.optimizers.count == runs - 1)
  }

  @Test func aSpaceHidesNoRunWhileItsNameIsTyped() {
    var player = Player(width: 120, height: 40)
    player.press(.character("0"))
    player.type("heavy ")
    #expect(player.model.document.hiddenRuns.isEmpty)
  }

  @Test func linesAndWordsAreErasedAsInAShell() {
    var player = Player(width: 120, height: 40)
    player.press(.character(":"))
    let other = player
    player.type("set lr 0.5")
    player.press(Key(.character("w"), .control))
    #expect(player.text.contains("set lr ") && !player.text.contains("set lr 0.5"))
    player.press(Key(.character("u"), .control))
    #expect(player.model.lists.overlay == other.model.lists.overlay, "as a palette that was just opened")
    player.press(Key(.escape), .character("S"))
    player.type("my race")
    player.press(Key(.character("a"), .control))
    player.type("x")
    #expect(player.text.contains("x▏my race"))
    player.press(Key(.character("e"), .control), Key(.character("u"), .control))
    #expect(!player.text.contains("my race"))
  }

  @Test func whatTellsRunsApartStaysWhereThereIsLittleRoom() {
    var player = Player(width: 80, height: 24)
    player.send(.chooseRun(1), .forkFromStart, .set(0, 0.0005))
    let table = player.picture("RacePane")
    #expect(table.contains("… α0.001 ") && table.contains("… α0.0005 "), "\(table)")
    // Of a fork too, whose place in the table is indented.
    player.send(.seek(151))
    player.send(.chooseRun(1), .fork, .set(0, 0.0005))
    #expect(player.picture("RacePane").contains("└ … α0.0005"), "\(player.picture("RacePane"))")
  }

  @Test func sentencesOfThePaletteAreWhole() {
    for (typed, message) in [
      ("undo 3", "takes nothing after it"), ("surface qqqq", "unknown surface 'qqqq'"),
    ] {
      var player = Player(width: 120, height: 40)
      player.press(.character(":"))
      player.type(typed)
      player.press(Key(.enter))
      #expect(player.text.contains(message), "\(player.text)")
      #expect(!player.text.contains("; │") && !player.text.contains("'; "), "\(player.text)")
    }
  }

  @Test func aFormScrollsWhereItDoesNotFit() {
    var player = Player(width: 40, height: 12)
    player.press(.character("S"))
    for label in ["name", "title", "caption", "tags", "replaces"] {
      #expect(player.text.contains(label), "\(label)\n\(player.text)")
      #expect(player.text.contains("[ save ]"))
      player.press(Key(.tab))
    }
  }

  @Test func aViewThatWasLeftIsKept() throws {
    var player = Player(width: 120, height: 40)
    player.send(.seek(60))
    player.send(.fork, .set(0, 0.004))
    let shown = player.model.document.map.view
    let file = player.model.file
    let again = Player(Model.Opening(file, among: bundled), width: 120, height: 40)
    #expect(again.model.document.map.view != shown, "the race alone would be fitted otherwise")
    var opening = Model.Opening(file, among: bundled)
    try ViewWords(file.view, from: .init()).apply(to: &opening)
    #expect(Player(opening, width: 120, height: 40).model.document.map.view == shown)
  }
}
