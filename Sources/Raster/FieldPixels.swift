import TerminalGraphics

/// A field's heights as colours of pixels: smooth between its samples where the ramp is fine, in bands where it is not.
struct FieldPixels: Sendable {
  private let field: Field
  private let width: Int
  private let height: Int
  /// The level of each sample, with a fraction; not a number where there is no height.
  private let levels: [Float]
  private let hasHoles: Bool
  /// The colours of the ground, a few for each level.
  private let grounds: [UInt32]

  /// Entries of a table of colours for each level.
  private static let steps = 8
  /// A ramp of this many levels looks smooth.
  private static let fine = 64

  init?(_ field: Field, width: Int, height: Int) {
    guard !field.colors.grounds.isEmpty, field.columns > 0, field.rows > 0, width > 0, height > 0 else {
      return nil
    }
    (self.field, self.width, self.height) = (field, width, height)
    hasHoles = field.levels.contains(Field.noLevel)
    let isFine = field.colors.grounds.count >= FieldPixels.fine
    levels = FieldPixels.levels(field, isFine: isFine)
    grounds = FieldPixels.table(field.colors.grounds, isFine: isFine)
  }

  /// The levels as numbers.
  ///
  /// Whole levels of a fine ramp are smoothed among neighbours that are about as high, so that the picture has no terraces;
  /// cliffs stay.
  private static func levels(_ field: Field, isFine: Bool) -> [Float] {
    let (columns, rows) = (field.columns, field.rows)
    var levels = field.levels.map { $0 == Field.noLevel ? Float.nan : Float($0) }
    guard isFine else { return levels }
    func smooth(_ count: Int, _ stride: Int, _ start: (Int) -> Int, lines: Int) {
      levels.withUnsafeMutableBufferPointer { levels in
        for line in 0..<lines {
          let first = start(line)
          var before = levels[first]
          for step in 0..<count {
            let index = first + step * stride
            let own = levels[index]
            let after = step + 1 < count ? levels[index + stride] : own
            // A comparison with what is not a number is false.
            let a = abs(before - own) <= 2 ? before : own
            let b = abs(after - own) <= 2 ? after : own
            before = own
            levels[index] = 0.25 * (a + b) + 0.5 * own
          }
        }
      }
    }
    smooth(columns, 1, { $0 * columns }, lines: rows)
    smooth(rows, columns, { $0 }, lines: columns)
    return levels
  }

  /// Colours in fine steps along a ramp.
  private static func table(_ ramp: [Color], isFine: Bool) -> [UInt32] {
    (0...(ramp.count - 1) * steps).map { index in
      if !isFine { return ramp[(index + steps / 2) / steps].pixel }
      let (level, rest) = (index / steps, index % steps)
      return rest == 0
        ? ramp[level].pixel
        : ramp[level].blended(towards: ramp[level + 1], Double(rest) / Double(steps)).pixel
    }
  }

  /// A table of the colours for what is drawn on levels, as for the ground; empty if there are none.
  func tints(_ tint: MapColors.Tint) -> [UInt32] {
    let colors =
      switch tint {
      case .own: [Color]()
      case .contour: field.colors.contours
      case .label: field.colors.labels
      }
    guard colors.count == field.colors.grounds.count else { return [] }
    return FieldPixels.table(colors, isFine: colors.count >= FieldPixels.fine)
  }

  /// The place in such a table at a place in pixels; `nil` where there is no height.
  func index(at place: SIMD2<Double>) -> Int? {
    let u = max(0, min(Float(field.columns - 1), Float(place.x) * Float(field.columns) / Float(width) - 0.5))
    let v = max(0, min(Float(field.rows - 1), Float(place.y) * Float(field.rows) / Float(height) - 0.5))
    guard !u.isNaN, !v.isNaN else { return nil }
    let (column, row) = (Int(u), Int(v))
    let (right, below) = (min(column + 1, field.columns - 1), min(row + 1, field.rows - 1))
    let (s, t) = (u - Float(column), v - Float(row))
    let value = mean(
      (levels[row * field.columns + column], levels[row * field.columns + right]),
      (levels[below * field.columns + column], levels[below * field.columns + right]), s, t)
    return value.share < 0.5 ? nil : entry(value.level)
  }

  private func entry(_ level: Float) -> Int {
    max(0, min(grounds.count - 1, Int(level * Float(FieldPixels.steps) + 0.5)))
  }

  /// The mean of four levels, and the share of those that are numbers.
  private func mean(
    _ upper: (Float, Float), _ lower: (Float, Float), _ s: Float, _ t: Float
  ) -> (level: Float, share: Float) {
    var (sum, share) = (Float(0), Float(0))
    for (level, weight) in [
      (upper.0, (1 - s) * (1 - t)), (upper.1, s * (1 - t)), (lower.0, (1 - s) * t), (lower.1, s * t),
    ] where !level.isNaN {
      sum += level * weight
      share += weight
    }
    return (share > 0 ? sum / share : 0, share)
  }

  /// Draws the field over a picture of its size: opaque where there are heights.
  func draw(on image: inout PixelImage) {
    guard image.width == width, image.height == height else { return }
    let (columns, rows) = (field.columns, field.rows)
    // Where each column of pixels lies between the samples.
    let places = (0..<width).map { x -> (column: Int, right: Int, share: Float) in
      let u = max(0, min(Float(columns - 1), (Float(x) + 0.5) * Float(columns) / Float(width) - 0.5))
      return (Int(u), min(Int(u) + 1, columns - 1), u - u.rounded(.down))
    }
    var line = [Float](repeating: 0, count: columns)
    for y in 0..<height {
      let v = max(0, min(Float(rows - 1), (Float(y) + 0.5) * Float(rows) / Float(height) - 0.5))
      let (row, below, t) = (Int(v), min(Int(v) + 1, rows - 1), v - v.rounded(.down))
      if hasHoles {
        drawLine(y, row, below, t, places, on: &image)
        continue
      }
      levels.withUnsafeBufferPointer { levels in
        for column in 0..<columns {
          let upper = levels[row * columns + column]
          line[column] = upper + (levels[below * columns + column] - upper) * t
        }
      }
      image.pixels.withUnsafeMutableBufferPointer { pixels in
        for x in 0..<width {
          let place = places[x]
          let left = line[place.column]
          pixels[y * width + x] = grounds[entry(left + (line[place.right] - left) * place.share)]
        }
      }
    }
  }

  /// A line of pixels where some samples have no height: the edge of a hole is smooth.
  private func drawLine(
    _ y: Int, _ row: Int, _ below: Int, _ t: Float,
    _ places: [(column: Int, right: Int, share: Float)], on image: inout PixelImage
  ) {
    for x in 0..<width {
      let place = places[x]
      let value = mean(
        (levels[row * field.columns + place.column], levels[row * field.columns + place.right]),
        (levels[below * field.columns + place.column], levels[below * field.columns + place.right]),
        place.share, t)
      // From the middle between two samples on, over a pixel.
      let cover = max(0, min(1, (value.share - 0.5) * Float(width) / Float(field.columns) + 0.5))
      guard cover > 0 else { continue }
      let index = y * width + x
      image.pixels[index] = Pixel.over(grounds[entry(value.level)], Double(cover), image.pixels[index])
    }
  }
}
