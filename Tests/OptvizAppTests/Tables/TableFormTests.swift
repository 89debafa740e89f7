import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// Tables are loaded from inside, through a form that shows them.
struct TableFormTests {
  private static let people =
    "name,height,weight,sex\nAnn,165,60,f\nBob,180,82,m\nCyd,172,NA,f\nDan,190,95,m\nEve,160,55,f\n"

  /// A program whose form has looked at a table.
  private func looking(at text: String = people, as path: String = "people.csv") -> Player {
    var player = Player(width: 100, height: 40)
    player.press(.character("d"))
    player.type(path)
    var look = TableLook()
    look.glance = TableGlance.read(Array(text.utf8), isWhole: true, file: path)
    player.send(.event(.tableSeen(path, look)))
    return player
  }

  /// What the form asks for where its button is pressed.
  private func asked(_ player: inout Player) -> DataRequest? {
    for effect in update(&player.model, .command(.submit)) {
      if case .loadTable(let request) = effect { return request }
    }
    return nil
  }

  private func loaded(_ request: DataRequest, from text: String) throws -> SurfaceChoice {
    try request.surface(
      DataFiles(exists: { _ in true }) { _, _, take in
        try Array(text.utf8).withUnsafeBytes { try take($0) }
      })
  }

  @Test func theFormShowsColumnsGuessesAndRows() {
    let player = looking()
    let screen = player.text
    for text in [
      "‹ height ›", "‹ weight ›", "‹ linear ›", "‹ none ›", "‹ refuse ›", "name  height  weight  sex",
      "Ann   165     60      f", "weight has missing cells",
    ] {
      #expect(screen.contains(text), "\(text)\n\(screen)")
    }
  }

  @Test func arrowsChooseColumnsAndLabelsMakeItLogistic() throws {
    var player = looking()
    player.press(Key(.tab), Key(.tab), Key(.right))
    #expect(player.text.contains("‹ sex ›") && player.text.contains("‹ logistic ›"))
    #expect(!player.text.contains("has missing cells"))
    let request = try #require(asked(&player))
    #expect(request.x == "height" && request.y == "sex" && request.model == "logistic")
    #expect(player.text.contains("reading"))
    let surface = try loaded(request, from: Self.people)
    player.send(.event(.tableLoaded(request, surface, nil)))
    #expect(player.model.lists.overlay == nil)
    #expect(player.model.document.experiment.surface == surface)
    #expect(player.model.commandLine.contains("--data people.csv --model logistic --x height --y sex"))
    player.press(.character("u"))
    #expect(player.model.document.experiment.surface.dataChoice == nil, "loading a table is a change")
  }

  @Test func aMistakeStaysInTheForm() throws {
    var player = looking()
    let request = try #require(asked(&player))
    var message = ""
    do { _ = try loaded(request, from: Self.people) } catch { message = "\(error)" }
    player.send(.event(.tableLoaded(request, nil, message)))
    #expect(player.text.contains("weight") && player.text.contains("missing"), "\(player.text)")
    // Leaving the rows out is one key in the field that the message belongs to.
    player.press(Key(.right))
    #expect(player.text.contains("‹ drop ›"), "\(player.text)")
    let again = try #require(asked(&player))
    #expect(again.table.missing == "drop")
    player.send(.event(.tableLoaded(again, try loaded(again, from: Self.people), nil)))
    #expect(
      player.model.lists.overlay == nil
        && player.model.document.experiment.surface.dataChoice?.data.count == 4)
  }

  @Test func anAnswerForAnotherNameIsDropped() {
    var player = looking()
    player.type("x")
    var look = TableLook()
    look.glance = TableGlance.read(Array("a,b\n1,2\n3,4\n".utf8), isWhole: true, file: "people.csv")
    player.send(.event(.tableSeen("people.csv", look)))
    #expect(!player.text.contains("‹ a ›"))
  }

  @Test func aNameIsCompleted() {
    var player = Player(width: 100, height: 40)
    player.press(.character("d"))
    player.type("da")
    var look = TableLook()
    look.candidates = ["data_one.csv", "data_two.csv"]
    player.send(.event(.tableSeen("da", look)))
    #expect(player.text.contains("data_one.csv, data_two.csv"))
    player.press(Key(.right))
    #expect(player.text.contains(" data_▏"), "\(player.text)")
  }

  @Test func aFileTypedInTheSurfaceListOpensTheForm() {
    var player = Player(width: 100, height: 40)
    player.press(.character("s"))
    player.type("tables/people.csv")
    #expect(player.text.contains("enter loads the table tables/people.csv"))
    player.press(Key(.enter))
    #expect(player.text.contains("tables/people.csv") && player.text.contains("[ load ]"))
  }

  @Test func withoutAHeaderColumnsHaveNumbers() throws {
    var player = looking(at: "1,2,3\n4,5,6\n7,8,10\n", as: "n.csv")
    #expect(player.text.contains("‹ 1 ›") && player.text.contains("‹ 2 ›"))
    player.press(Key(.tab), Key(.tab), Key(.right))
    let request = try #require(asked(&player))
    #expect(request.x == "1" && request.y == "3")
    #expect(try loaded(request, from: "1,2,3\n4,5,6\n7,8,10\n").dataChoice?.data.y == [3, 6, 10])
  }

  @Test func whatIsNotATableIsSaid() {
    for text in ["", "\n\n", "hello", "\u{0}\u{1}\u{2}", "a\nb\nc\n"] {
      let glance = TableGlance.read(Array(text.utf8), isWhole: true, file: "t")
      #expect(glance.problem != nil || glance.y == nil, "\(text.debugDescription)")
    }
  }
}
