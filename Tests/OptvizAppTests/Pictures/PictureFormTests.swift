import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// Files to take away are asked for in a form, made beside the program, and told of.
struct PictureFormTests {
  private static let kinds = [
    PictureKind(
      id: "svg", summary: "vectors",
      options: ["view", "theme", "colormap", "title", "labels", "size", "transparent", "animate", "speed"]),
    PictureKind(
      id: "gif", summary: "an animation",
      options: ["view", "theme", "colormap", "title", "labels", "size", "fps", "loop", "speed"]),
    PictureKind(
      id: "ansi", summary: "the screen",
      options: [
        "view", "theme", "columns", "rows", "color", "glyphs", "layout", "inspect", "averages", "pin",
      ]),
    PictureKind(id: "csv", summary: "numbers", options: []),
  ]

  /// A program that stands at step 20, on which `e` was pressed.
  private func asking(width: Int = 100, height: Int = 40, _ commands: Command...) -> Player {
    var opening = Model.Opening(bundled.opening.experiment)
    (opening.step, opening.pictures) = (20, Self.kinds)
    var player = Player(opening, width: width, height: height)
    for command in commands { player.send(command) }
    player.press(.character("e"))
    return player
  }

  /// What is asked for where the form's button is pressed.
  private func asked(_ player: inout Player) -> PictureRequest? {
    request(update(&player.model, .command(.submit)))
  }

  private func request(_ effects: [Effect]) -> PictureRequest? {
    for effect in effects { if case .makePicture(let request) = effect { return request } }
    return nil
  }

  /// Moves to a field and replaces its text.
  private func fill(_ label: String, _ text: String, _ player: inout Player) -> Bool {
    let isThere = player.press(Key(.tab)) { $0.focused == label }
    player.press(Key(.character("u"), .control))
    player.type(text)
    return isThere
  }

  /// The words on the screen, wherever its lines break.
  private func words(_ player: Player) -> String {
    player.text.split(whereSeparator: { " \n│".contains($0) }).joined(separator: " ")
  }

  @Test func theFormHasWhatTheFormatTakesAndShowsTheCommandLine() {
    var player = asking()
    for text in [
      "‹ svg ›", "vectors", "‹ contours ›", "1200x800", "‹ paper ›", "‹ legend ›", "‹ one step ›",
      "beale.svg",
      "optviz render --view contours --at 20 --output beale.svg", "[ write ]",
    ] {
      #expect(player.text.contains(text), "\(text)\n\(player.text)")
    }
    #expect(!player.text.contains("frames/s") && !player.text.contains("columns"))
    player.press(Key(.right))
    // An animation goes to the end of the race.
    for text in [
      "‹ gif ›", "frames/s", "repeats", "‹ paper ›", "optviz render --view contours --output beale.gif",
    ] {
      #expect(player.text.contains(text), "\(text)\n\(player.text)")
    }
    #expect(!player.text.contains("‹ one step ›"))
    player.press(Key(.right))
    // A frame is as large as the screen, and has its colours.
    // A frame has 100 columns unless told.
    let frame = "optviz render --view contours --at 20 --rows 40 --theme night --output beale.ansi"
    #expect(words(player).contains(frame), "\(player.text)")
    #expect(!words(player).contains("--columns"))
    player.press(Key(.right))
    #expect(player.text.contains("optviz render --output beale.csv") && !player.text.contains("‹ contours ›"))
  }

  @Test func anAnimationGoesToTheEndUnlessToldWhere() {
    var player = asking()
    #expect(player.press(Key(.tab)) { $0.focused == "motion" })
    player.press(Key(.right))
    #expect(
      player.text.contains("optviz render --view contours --animate --output beale.svg"), "\(player.text)")
    player.press(Key(.right))
    #expect(player.text.contains("--view contours --at 20 --output"))
    player.press(Key(.right))
    #expect(fill("step", "15", &player))
    #expect(player.text.contains("--at 15 --animate"))
    #expect(player.press(Key(.tab)) { $0.focused == "motion" })
    player.press(Key(.right))
    #expect(player.text.contains("--at 15 --output"))
  }

  @Test func anEndingChoosesTheFormat() {
    var player = asking()
    #expect(fill("file", "figures/race.gi", &player))
    #expect(
      player.text.contains("‹ svg ›") && words(player).contains("--format svg --output figures/race.gi"),
      "\(player.text)")
    player.type("f")
    #expect(player.text.contains("‹ gif ›") && player.text.contains("--output figures/race.gif"))
    // Typing goes on where it was.
    player.press(Key(.backspace), Key(.backspace), Key(.backspace))
    player.type("csv")
    #expect(asked(&player)?.words == ["render", "--output", "figures/race.csv"])
  }

  @Test func whatIsOnTheScreenIsAskedFor() throws {
    var player = asking(
      .toggleRun(2), .chooseRun(3), .fork, .setColorMap("viridis"), .setDomain(Domain(x: -1...2, y: 0...3)),
      .setChartQuantity(.gradient), .toggleLossAxis, .setView(.solid), .turnSolid(1, 0), .togglePin)
    let request = try #require(asked(&player))
    let line = request.words.joined(separator: " ")
    for words in [
      "--hide 3", "--choose 7", "--colormap viridis", "--map=-1,2,0,3", "--chart gradient",
      "--loss-axis linear",
      "--view 3d", "--turn=",
    ] {
      #expect(line.contains(words), "\(words) in \(line)")
    }
    // A page has no panels.
    #expect(!line.contains("--pin"))
    // All that is raced is said as the screen's own command line says it.
    let own = player.model.commandLine
    for word in request.words where word.hasPrefix("--optimizer") { #expect(own.contains(word)) }
    #expect(own.contains("--fork") == line.contains("--fork"))
  }

  @Test func aFrameHasThePanelsOfTheScreen() throws {
    // A layout closes the inspector, which is opened after it.
    var player = asking(.togglePin, .setLayout("lecture"), .togglePane(.inspector))
    #expect(fill("file", "a.ansi", &player))
    let line = try #require(asked(&player)).words.joined(separator: " ")
    #expect(
      line.contains("--pin 20") && line.contains("--inspect") && line.contains("--layout lecture"), "\(line)")
  }

  @Test func theFileIsMadeBesideTheProgramAndToldOf() throws {
    var player = asking()
    let request = try #require(asked(&player))
    #expect(request.path == "beale.svg" && !request.replaces)
    #expect(Effect.makePicture(request).longWork == .file)
    #expect(player.model.lists.overlay == nil)
    player.send(.pictureProgress(request, 0.35))
    #expect(player.text.contains("writing beale.svg 35 %"), "\(player.text)")
    // Keys are answered meanwhile.
    player.press(.character("v"))
    #expect(player.model.derived.layout.mainView == .solid)
    let bytes: [UInt8] = Array(repeating: 7, count: 84_321)
    #expect(
      update(&player.model, .event(.pictureDone(request, .made(bytes)))) == [.keepPicture(request, bytes)])
    player.send(.pictureDone(request, .written(bytes: bytes.count)))
    #expect(player.model.notice == "wrote beale.svg, 84 kB")
    #expect(!player.text.contains("writing"))
  }

  @Test func escapeStopsAFileAndNothingOfItIsKept() throws {
    var player = asking()
    let request = try #require(asked(&player))
    let message = try #require(KeyBindings.message(for: Key(.escape), in: player.model))
    #expect(update(&player.model, message).contains(.abandonWork(.file)))
    #expect(player.model.notice == "stopped: beale.svg is not written")
    // What was under way may still arrive.
    #expect(update(&player.model, .event(.pictureDone(request, .made([1])))).isEmpty)
    player.press(.character("e"))
    #expect(asked(&player) == request)
  }

  @Test func anExistingFileIsReplacedOnlyWhenAsked() throws {
    var player = asking()
    var request = try #require(asked(&player))
    player.send(.pictureDone(request, .exists))
    #expect(player.text.contains("beale.svg exists; enter again replaces it"), "\(player.text)")
    request = try #require(asked(&player))
    #expect(request.replaces && request.path == "beale.svg")
    player.send(.pictureDone(request, .written(bytes: 10)))
    // Only that once, and only that file.
    player.press(.character("e"))
    request = try #require(asked(&player))
    #expect(!request.replaces)
    player.send(.pictureDone(request, .exists))
    #expect(fill("file", "other.svg", &player))
    #expect(try #require(asked(&player)).replaces == false)
  }

  @Test func aMistakeStaysInTheFormAtItsField() throws {
    var player = asking()
    #expect(fill("size", "9x9", &player))
    let request = try #require(asked(&player))
    #expect(request.words.joined(separator: " ").contains("--size 9x9"))
    player.send(.pictureDone(request, .refused("--size 9x9: width and height are from 120 to 8000 points")))
    #expect(player.text.contains("width and height are from 120 to 8000 points"), "\(player.text)")
    // The field has the focus and the text.
    player.press(Key(.character("u"), .control))
    player.type("640x480")
    let again = try #require(asked(&player))
    #expect(again.words.joined(separator: " ").contains("--size 640x480"))
    #expect(again.path == "beale.svg")
    // While a person does something else, the mistake is only told.
    player.press(.character(":"))
    player.send(.pictureDone(again, .refused("the disk is full")))
    #expect(player.model.notice == "not written: the disk is full")
    guard case .palette = player.model.lists.overlay else {
      return #expect(Bool(false), "the palette stays open")
    }
  }

  @Test func theLastChoicesAreRememberedAndTheStepIsTheScreens() throws {
    var player = asking()
    player.press(Key(.right))
    #expect(fill("size", "640x480", &player) && fill("frames/s", "12", &player))
    player.send(.pictureDone(try #require(asked(&player)), .written(bytes: 1)))
    player.send(.seek(33))
    player.press(.character("e"))
    #expect(player.text.contains("‹ gif ›") && player.text.contains("640x480") && player.text.contains("12"))
    player.press(Key(.left))
    // Another format keeps what both have.
    #expect(
      player.text.contains("‹ svg ›") && player.text.contains("640x480") && player.text.contains("--at 33"))
    player.press(Key(.right))
    #expect(player.text.contains("--fps 12"))
  }

  @Test(arguments: [(80, 24), (60, 20), (100, 30)])
  func everyFieldCanBeSeenAndTheButtonAlways(size: (Int, Int)) {
    for format in 0..<Self.kinds.count {
      var player = asking(width: size.0, height: size.1)
      for _ in 0..<format { player.press(Key(.right)) }
      guard case .form(let form) = player.model.lists.overlay else { return #expect(Bool(false)) }
      for field in form.fields {
        let shown = player.text
        #expect(shown.contains(field.label) && shown.contains("[ write ]"), "\(field.label)\n\(shown)")
        player.press(Key(.tab))
      }
    }
  }

  @Test func aFileIsTypedInThePalette() throws {
    var player = asking()
    player.press(Key(.escape), .character(":"))
    player.type("export figures/race.svg")
    let made = request(
      update(&player.model, try #require(KeyBindings.message(for: Key(.enter), in: player.model))))
    #expect(made?.words == ["render", "--view", "contours", "--at", "20", "--output", "figures/race.svg"])
    #expect(made?.replaces == false)
    player.press(Key(.escape), .character(":"))
    player.type("export! race.csv")
    let forced = request(
      update(&player.model, try #require(KeyBindings.message(for: Key(.enter), in: player.model))))
    #expect(forced?.replaces == true && forced?.words == ["render", "--output", "race.csv"])
  }

  @Test func withoutFormatsThereIsASentence() {
    var player = Player()
    player.press(.character("e"))
    #expect(player.model.lists.overlay == nil && player.model.notice == "no file can be written here")
  }
}

extension Player {
  /// The label of the form's field with the focus.
  fileprivate var focused: String? {
    guard case .form(let form) = model.lists.overlay, form.fields.indices.contains(form.focus) else {
      return nil
    }
    return form.fields[form.focus].label
  }
}
