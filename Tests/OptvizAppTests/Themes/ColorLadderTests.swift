import Configuration
import Experiments
import OptvizApp
import PictureChecks
import TerminalGraphics
import Testing

/// The same race on every rung: each theme, number of colours and set of symbols.
struct ColorLadderTests {
  private static let rungs = ThemeCatalog.all.flatMap { entry in
    ColorDepth.allCases.flatMap { depth in GlyphSet.allCases.map { (entry, depth, $0) } }
  }

  private func player(
    _ entry: ThemeEntry, _ depth: ColorDepth, _ glyphs: GlyphSet, width: Int = 100, height: Int = 30
  ) -> Player {
    var opening = Model.Opening(bundled.opening.experiment)
    opening.step = 90
    opening.theme = entry
    return Player(opening, width: width, height: height, depth: depth, glyphs: glyphs)
  }

  private func shown(_ color: Color?, _ depth: ColorDepth) -> Color? {
    guard let color, let index = depth.index(of: color) else { return nil }
    return depth == .direct ? color : ColorDepth.paletteColor(index)
  }

  @Test(arguments: rungs)
  func everyRungIsLegible(_ entry: ThemeEntry, _ depth: ColorDepth, _ glyphs: GlyphSet) {
    let player = player(entry, depth, glyphs)
    let frame = render(player.model).frame
    let map = player.mapRect
    var grounds: Set<Color?> = []
    for row in 0..<frame.height {
      for column in 0..<frame.width {
        let cell = frame[column, row]
        let mapped = depth == .mono ? glyphs.monochrome(cell) : glyphs.cell(cell)
        if glyphs == .ascii { #expect(mapped.symbol.isASCII) }
        if cell.symbol != "?" { #expect(mapped.symbol != "?", "\(cell.symbol) has no ASCII") }
        if depth == .mono { #expect(mapped.foreground == nil && mapped.background == nil) }
        let isOnMap = map.contains(column: column, row: row)
        if isOnMap { grounds.insert(cell.background) }
        // Words and numbers are legible; on the map they are marks, which have their own laws.
        guard !isOnMap, cell.symbol.properties.isAlphabetic || ("0"..."9").contains(cell.symbol),
          let front = shown(cell.foreground, depth), let back = shown(cell.background, depth)
        else { continue }
        #expect(Color.contrast(front, back) >= 3, "\(cell.symbol) at \(column), \(row)")
      }
    }
    switch depth {
    case .direct, .palette256: #expect(grounds.count >= 5)
    case .palette16, .palette8, .mono: #expect(grounds == [nil])
    }
  }

  /// Any two runs differ in their colour, or in the symbols of their heads and numbers.
  @Test(arguments: rungs)
  func everyRungTellsRunsApart(_ entry: ThemeEntry, _ depth: ColorDepth, _ glyphs: GlyphSet) {
    let player = player(entry, depth, glyphs)
    let race = player.picture("RacePane").split(separator: "\n")
    let frame = render(player.model).frame.transliterated(to: glyphs)
    guard let rect = player.rect("RacePane") else { return #expect(Bool(false), "no race table") }
    var looks: Set<[String]> = []
    for row in rect.y..<rect.endY {
      let head = frame[rect.x + 2, row]
      guard ("1"..."6").contains(frame[rect.x + 4, row].symbol) else { continue }
      let color = shown(head.foreground, depth).map(\.css) ?? ""
      looks.insert([color, String(head.symbol)])
    }
    #expect(looks.count == 6, "\(race.count) rows: \(looks)")
  }
}
