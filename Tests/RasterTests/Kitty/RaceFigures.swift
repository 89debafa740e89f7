import Raster
import SeededNumbers
import TerminalGraphics

/// A race on a hilly field, as a figure of any moment.
struct RaceFigures {
  let paths: [[SIMD2<Double>]]
  private let backdrop: Backdrop

  /// Some random paths; the seed also tells the field.
  init(_ seed: UInt64, paths: Int = 3, steps: Int = 60) {
    var numbers = SeededNumbers(seed)
    func share() -> Double { Double(numbers.below(1000)) / 1000 }
    self.paths = (0..<paths).map { _ in
      var place = SIMD2(share(), share())
      var heading = SIMD2(share() - 0.5, share() - 0.5) * 0.04
      return (0..<steps).map { _ in
        heading = heading * 0.9 + SIMD2(share() - 0.5, share() - 0.5) * 0.02
        place += heading
        return place
      }
    }
    let ramp = (0..<128).map { Color(red: UInt8($0), green: UInt8(40 + $0), blue: UInt8(90 + $0 / 2)) }
    let colors = MapColors(ramp, contour: Ink(Color(0xFFFFFF)), isDark: true, depth: .direct)
    let (columns, rows) = (24, 24)
    let levels: [UInt8] = (0..<columns * rows).map { index -> UInt8 in
      let x: Int = index % columns - 10 - Int(seed % 5)
      let y: Int = index / columns - 12
      let height: Int = x * x + 2 * y * y
      return UInt8(min(127, height / 4))
    }
    backdrop = Backdrop(
      seed, shapes: [.field(Field(columns: columns, rows: rows, levels: levels, colors))])
  }

  static let colors = [Color(0xFF8A80), Color(0x74E297), Color(0xDEA0E6), Color(0x74B6FF)]
  static let signs: [Unicode.Scalar] = ["●", "▲", "◆", "■"]

  /// The figure after some steps.
  func figure(_ step: Int) -> Figure {
    let trails = paths.enumerated().map { number, path in
      Trail(
        number, count: min(path.count, step + 1), Stroke(Self.colors[number % 4], .path)
      ) { path[$0] }
    }
    let heads = paths.enumerated().map { number, path in
      Mark(
        Self.signs[number % 4], at: path[min(path.count - 1, step)], Self.colors[number % 4],
        showsWay: true)
    }
    return Figure(
      x: 0...1, y: 0...1, ground: Color(0x0D1017), backdrop: backdrop,
      shapes: [.trails(trails), .heads(heads, keepingFree: [])])
  }
}
