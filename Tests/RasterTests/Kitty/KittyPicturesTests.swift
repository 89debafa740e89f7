import KittyTerminal
import Raster
import SeededNumbers
import TerminalGraphics
import Testing

/// A program's side of kitty's protocol against a terminal's side that was written independently.
private struct Session {
  var pictures = KittyPictures<Int>()
  var screen = KittyScreen()
  var terminal: KittyTerminal
  let cell: PixelSize

  init(_ width: Int = 8, _ height: Int = 17) throws {
    cell = try #require(PixelSize(width: width, height: height))
    terminal = KittyTerminal(cellWidth: width, cellHeight: height)
  }

  /// Shows figures, in pieces of a size, and returns all bytes.
  @discardableResult
  mutating func show(_ wanted: [(key: Int, rect: Rect, figure: Figure)], atMost most: Int = .max) -> [UInt8] {
    pictures.show(wanted.map { .init($0.figure, $0.key, in: $0.rect) }, cell: cell)
    var bytes: [UInt8] = []
    while true {
      let piece = screen.next(pictures.placements, atMost: most) { pictures.pixels(of: $0) }
      // Between pieces the cursor is elsewhere.
      terminal.read(Array("\u{1B}[9;9H\u{1B}7".utf8) + piece.bytes + Array("\u{1B}8".utf8))
      bytes += piece.bytes
      if piece.isComplete { return bytes }
      #expect(!piece.bytes.isEmpty)
    }
  }

  /// Shows one figure.
  mutating func show(_ wanted: KittyPictures<Int>.Wanted) {
    pictures.show([wanted], cell: cell)
    terminal.read(screen.next(pictures.placements) { pictures.pixels(of: $0) }.bytes)
  }

  /// How much the green of what is seen differs from a figure's in the mean, where something is seen.
  func meanDifference(_ figure: Figure, in rect: Rect, besides cover: KittyCover) -> Double {
    let expected = PixelPicture(
      figure, width: rect.width * cell.width, height: rect.height * cell.height, cell: cell
    ).composed()
    let seen = terminal.picture(column: rect.x, row: rect.y, columns: rect.width, rows: rect.height)
    let pairs = zip(seen.pixels, expected.pixels).filter { cover == .none || $0.0 != 0 }
    let sum = pairs.reduce(0) { $0 + abs(Int($1.0 >> 8 & 255) - Int($1.1 >> 8 & 255)) }
    return Double(sum) / Double(max(1, pairs.count))
  }

  /// Begins to show a figure with as little as possible, and then the terminal is cleared.
  mutating func interrupt(_ figure: Figure, in rect: Rect, after pieces: Int) {
    pictures.show([.init(figure, 0, in: rect)], cell: cell)
    for _ in 0..<pieces {
      terminal.read(screen.next(pictures.placements, atMost: 1) { pictures.pixels(of: $0) }.bytes)
    }
    screen.forget()
    terminal.read(Array("\u{1B}[2J".utf8))
  }

  /// How much the terminal's picture differs from a figure's at most, in steps of a channel.
  func difference(_ figure: Figure, in rect: Rect) -> Int {
    let expected = PixelPicture(
      figure, width: rect.width * cell.width, height: rect.height * cell.height, cell: cell
    ).composed()
    let seen = terminal.picture(column: rect.x, row: rect.y, columns: rect.width, rows: rect.height)
    guard seen.pixels.count == expected.pixels.count else { return .max }
    return zip(seen.pixels, expected.pixels).reduce(0) { most, pair in
      [UInt32(0), 8, 16, 24].reduce(most) { max($0, abs(Int(pair.0 >> $1 & 255) - Int(pair.1 >> $1 & 255))) }
    }
  }
}

@Suite struct KittyPicturesTests {
  private let rect = Rect(x: 3, y: 2, width: 31, height: 13)

  @Test("A solid that turns is shown coarsely, whole when it rests, and never under a dialog")
  func turning() throws {
    for (width, height) in [(8, 17), (9, 19), (16, 34)] {
      var session = try Session(width, height)
      let cover = KittyCover(
        columns: rect.width,
        (0..<rect.width * rect.height).map { $0 / rect.width < 3 && $0 % rect.width < 11 })
      for yaw in [10.0, 20, 30] {
        let figure = SolidFields.figure(SolidFields.hills, Camera(yaw: yaw, pitch: 35))
        session.show(.init(figure, 0, in: rect, under: yaw == 20 ? cover : .none, isSketch: true))
        #expect(session.terminal.faults == [])
        #expect(session.terminal.imageCount <= (rect.height + 1) / 2)
        #expect(session.meanDifference(figure, in: rect, besides: yaw == 20 ? cover : .none) < 3)
        let corner = session.terminal.picture(column: rect.x, row: rect.y, columns: 11, rows: 3).pixels
        #expect(corner.allSatisfy { ($0 == 0) == (yaw == 20) })
      }
      let figure = SolidFields.figure(SolidFields.hills, Camera(yaw: 30, pitch: 35))
      session.show([(0, rect, figure)])
      #expect(session.difference(figure, in: rect) <= 2 && session.terminal.faults == [])
    }
  }

  @Test("A terminal that is cleared in the middle of an image gets its end, and then the figure alone")
  func cleared() throws {
    let race = RaceFigures(3)
    let (first, second) = (race.figure(10), race.figure(40))
    var wasInside = false
    for pieces in 1...40 {
      var session = try Session(16, 34)
      session.interrupt(first, in: rect, after: pieces)
      wasInside = wasInside || session.terminal.isLoading
      let other = pieces % 2 == 0 ? rect : Rect(x: 5, y: 3, width: 9, height: 4)
      session.show([(0, other, second)], atMost: 500)
      #expect(session.terminal.faults == [] && !session.terminal.isLoading)
      #expect(session.difference(second, in: other) <= 2)
      let wanted = Set(session.pictures.placements.map(\.image.id))
      #expect(session.terminal.imageCount == wanted.count)
      session.show([])
      #expect(session.terminal.imageCount == 0)
    }
    #expect(wasInside)
  }

  @Test(
    "After any moments, fields and sizes, the terminal shows the figure",
    arguments: 1...6 as ClosedRange<UInt64>)
  func sessions(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    var session = try Session(5 + numbers.below(8), 9 + numbers.below(16))
    var races = (0..<2).map { RaceFigures(seed * 10 + UInt64($0)) }
    var rects = [rect, Rect(x: 40, y: 1, width: 17, height: 6)]
    for _ in 0..<25 {
      switch numbers.below(6) {
      case 0: races[numbers.below(2)] = RaceFigures(numbers.next())
      case 1:
        rects[0] = Rect(
          x: numbers.below(6), y: numbers.below(4), width: 5 + numbers.below(30),
          height: 3 + numbers.below(12))
      case 2: session.screen.forget(); session.terminal.read(Array("\u{1B}[2J".utf8))
      default: break
      }
      let (first, second) = (races[0].figure(numbers.below(60)), races[1].figure(numbers.below(60)))
      var wanted = [(key: 0, rect: rects[0], figure: first)]
      if numbers.below(3) > 0 { wanted.append((1, rects[1], second)) }
      session.show(wanted, atMost: [Int.max, 200, 3_000][numbers.below(3)])
      #expect(session.terminal.faults == [])
      #expect(session.difference(first, in: rects[0]) <= 2)
      if wanted.count > 1 { #expect(session.difference(second, in: rects[1]) <= 2) }
    }
    let last = session.show([])
    #expect(session.terminal.imageCount == 0 && !last.isEmpty)
    #expect(session.show([]).isEmpty)
  }

  @Test func aFigureThatStaysCostsNothing() throws {
    var session = try Session()
    let race = RaceFigures(1)
    session.show([(0, rect, race.figure(20))])
    #expect(session.show([(0, rect, race.figure(20))]).isEmpty)
    // Through another moment and back: looks of heads are still there.
    session.show([(0, rect, race.figure(21))])
    let sent = session.terminal.transmissions
    session.show([(0, rect, race.figure(20))])
    session.show([(0, rect, race.figure(21))])
    #expect(session.terminal.transmissions - sent < 40)
  }

  /// A base is sent once; a step sends a few tiles, and moves heads without sending them.
  @Test func aStepSendsLittle() throws {
    var session = try Session()
    let race = RaceFigures(2, paths: 4)
    let rect = Rect(x: 5, y: 2, width: 73, height: 34)
    let first = session.show([(0, rect, race.figure(0))]).count
    #expect(first < 150_000)
    let steps = (1..<60).map { session.show([(0, rect, race.figure($0))]).count }.sorted()
    #expect(steps[steps.count / 2] < 8_000 && steps[steps.count * 95 / 100] < 12_000, "\(steps)")
  }

  @Test("Wherever a session is cut, the removal leaves nothing")
  func removal() throws {
    var session = try Session()
    let race = RaceFigures(3)
    var bytes = session.show([(0, rect, race.figure(10))])
    bytes += session.show([(0, rect, race.figure(12))])
    for cut in stride(from: 0, to: bytes.count, by: 37).map({ $0 }) + Array(0..<300) {
      var terminal = KittyTerminal()
      terminal.read(Array(bytes[..<cut]))
      terminal.read(KittyScreen.removal)
      #expect(terminal.imageCount == 0 && !terminal.isLoading, "\(cut)")
    }
  }

  @Test("Where something lies over a figure, no image is; elsewhere it stays")
  func covers() throws {
    var numbers = SeededNumbers(9)
    var session = try Session()
    let race = RaceFigures(7)
    for step in 0..<12 {
      let (left, top) = (numbers.below(25), numbers.below(10))
      let (width, height) = (1 + numbers.below(20), 1 + numbers.below(8))
      let isCovered = (0..<rect.width * rect.height).map { index in
        let (column, row) = (index % rect.width - left, index / rect.width - top)
        return step > 0 && (0..<width).contains(column) && (0..<height).contains(row)
      }
      let figure = race.figure(20 + step)
      let cover = KittyCover(columns: rect.width, isCovered)
      session.pictures.show([.init(figure, 0, in: rect, under: cover)], cell: session.cell)
      let piece = session.screen.next(session.pictures.placements) { session.pictures.pixels(of: $0) }
      session.terminal.read(piece.bytes)
      #expect(session.terminal.faults == [])
      let whole = PixelPicture(
        figure, width: rect.width * 8, height: rect.height * 17, cell: session.cell
      ).composed()
      let seen = session.terminal.picture(column: rect.x, row: rect.y, columns: rect.width, rows: rect.height)
      var wrong = 0
      for (index, pixel) in seen.pixels.enumerated() {
        let (x, y) = (index % seen.width, index / seen.width)
        let expected = isCovered[y / 17 * rect.width + x / 8] ? 0 : whole.pixels[index]
        for shift in [UInt32(0), 8, 16, 24]
        where abs(Int(pixel >> shift & 255) - Int(expected >> shift & 255)) > 2 {
          wrong += 1
        }
      }
      #expect(wrong == 0)
    }
  }

  @Test func piecesAreSmall() throws {
    var session = try Session()
    let figure = RaceFigures(4).figure(30)
    session.pictures.show([.init(figure, 0, in: rect)], cell: session.cell)
    var pieces = 0
    while true {
      let piece = session.screen.next(session.pictures.placements, atMost: 1) {
        session.pictures.pixels(of: $0)
      }
      #expect(piece.bytes.count < 4_300)
      pieces += 1
      if piece.isComplete { break }
    }
    #expect(pieces > 10)
  }

  @Test func sharedPixelsAreNamedInPlaceOfSent() throws {
    var session = try Session()
    session.pictures.isShared = true
    let race = RaceFigures(5)
    session.pictures.show([.init(race.figure(30), 0, in: rect)], cell: session.cell)
    var (names, sizes) = (0, 0)
    let piece = session.screen.next(session.pictures.placements, pixels: { session.pictures.pixels(of: $0) })
    {
      names += 1
      sizes += $0.pixels.count
      return "/name-\(names)"
    }
    #expect(names > 5 && sizes > 31 * 8 * 13 * 17)
    #expect(piece.bytes.count < 150 * names)
    #expect(String(decoding: piece.bytes, as: UTF8.self).contains("t=s"))
  }

  @Test func hostileFiguresAreShown() throws {
    var session = try Session()
    let far = SIMD2(1e300, Double.nan)
    let figure = Figure(
      x: 0...1, y: 0...1, ground: nil,
      shapes: [
        .trails([
          Trail(0, count: 3, Stroke(Color(0xFF0000), .path)) { [far, SIMD2(0, 0), SIMD2(.infinity, 1)][$0] }
        ]),
        .heads([Mark("●", at: far, Color(0xFF0000)), Mark("▲", at: SIMD2(0, 1), nil)], keepingFree: []),
      ])
    for rect in [Rect(x: 0, y: 0, width: 0, height: 5), Rect(x: 0, y: 0, width: 1, height: 1), rect] {
      session.show([(0, rect, figure)])
      #expect(session.terminal.faults == [])
      if !rect.isEmpty { #expect(session.difference(figure, in: rect) <= 2) }
    }
  }
}
