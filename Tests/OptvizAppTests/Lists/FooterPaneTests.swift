import OptvizApp
import TerminalGraphics
import Testing

struct FooterPaneTests {
  @Test func everyWidthIsFitted() {
    var player = Player()
    for width in 1...300 {
      player.send(.resize(width: width, height: 24))
      let frame = render(player.model).frame
      #expect(frame.width == width)
      if width < 40 { continue }
      let text = player.footer
      #expect(text.contains("? help") && text.contains("q quit"), "\(width): \(text)")
      // Hints are shown whole or not at all.
      #expect(!text.contains("…") && Frame.columns(of: text) <= width - 1, "\(width): \(text)")
    }
  }

  @Test func hintsComeAndGoWhole() {
    var last = 0
    var player = Player()
    for width in 40...300 {
      player.send(.resize(width: width, height: 24))
      let count = render(player.model).regions.filter {
        if case .button = $0.target { $0.rect.y == 23 } else { false }
      }.count
      #expect(count >= last || width == 66, "\(width)")
      last = count
    }
  }

  @Test func overlaysHaveTheirOwnHints() {
    for width in [40, 80, 200] {
      var player = Player(width: width)
      player.send(.open(.optimizers))
      #expect(player.footer.contains("↑↓ choose") && player.footer.contains("esc close"), "\(player.footer)")
      player.send(.close, .help)
      #expect(player.footer.contains("esc close"))
      player.send(.close, .startEntry)
      #expect(player.footer.contains("enter set") && player.footer.contains("esc cancel"))
    }
  }

  /// A click on a hint equals a press of the key that it names.
  @Test(arguments: [40, 80, 120, 200, 300])
  func clickingAHintIsItsKey(_ width: Int) throws {
    let keys: [String: Key] = [
      "space": .character(" "), "←": Key(.left), "→": Key(.right), "↑": Key(.up), "↓": Key(.down),
      "tab": Key(.tab),
      "del": Key(.delete), "1–9": .character("1"),
      "enter": Key(.enter), "esc": Key(.escape), "backspace": Key(.backspace),
    ]
    for state in KeyBindingsTests.states {
      var player = Player()
      player.model = state
      player.send(.resize(width: width, height: 24))
      let screen = render(player.model)
      let row = Array(0..<width).map { screen.frame[$0, 23] }
      let isBold = row.map { $0.attributes.contains(.bold) && $0.symbol != " " }
      var column = 0
      var found = 0
      while column < width {
        guard isBold[column] else {
          column += 1
          continue
        }
        var end = column
        while end < width && isBold[end] { end += 1 }
        let label = String(String.UnicodeScalarView(row[column..<end].map(\.symbol)))
        // A label is one key's name, or several of one letter each.
        let names = keys[label] == nil ? label.map(String.init) : [label]
        for (i, name) in names.enumerated() {
          let key = try #require(keys[name] ?? name.first.map { .character($0) })
          let expected = KeyBindings.command(for: key, in: player.model)
          #expect(expected != nil, "\(label)")
          let place = names.count == 1 ? column : column + i
          #expect(
            screen.region(column: place, row: 23)?.target == expected.map { .button($0) },
            "\(name) of \(label) at \(width)")
          found += 1
        }
        column = end
      }
      #expect(found >= 2)
    }
  }
}
