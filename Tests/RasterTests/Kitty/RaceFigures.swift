import Raster
import SeededNumbers
import TerminalGraphics

/// A race on a hilly field, as a figure of any moment.
struct RaceFigures {
  let paths: [[SIMD2<Double>]]
  private let seed: UInt64
  private let backdrop: Backdrop

  /// Some random paths; the seed also tells the field.
  init(_ seed: UInt64, paths: Int = 3, steps: Int = 60) {
    self.seed = seed
    var numbers = SeededNumbers(seed)
    func share() -> Double { Double(numbers.below(1000)) / 1000 }
    var all: [[SIMD2<Double>]] = []
    for _ in 0..<paths {
      var place = SIMD2(share(), share())
      var heading = SIMD2(share() - 0.5, share() - 0.5) * 0.04
      var path: [SIMD2<Double>] = []
      for _ in 0..<steps {
        heading = heading * 0.9
        heading += SIMD2(share() - 0.5, share() - 0.5) * 0.02
        place += heading
        path.append(place)
      }
      all.append(path)
    }
    self.paths = all
    let ramp: [Color] = (0..<128).map { (level: Int) -> Color in
      Color(red: UInt8(level), green: UInt8(40 + level), blue: UInt8(90 + level / 2))
    }
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
        [seed, UInt64(number)], count: min(path.count, step + 1), Stroke(Self.colors[number % 4], .path)
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
