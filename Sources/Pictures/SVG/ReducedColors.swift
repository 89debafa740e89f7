import TerminalGraphics

/// A picture in few colours: the colours are divided into boxes, always that which is widest, and each box has the mean of
/// its pixels (median cut).
enum ReducedColors {
  private struct Box {
    var colors: ArraySlice<(color: Color, count: Int)>
    /// The channel in which its colours differ most, and by how much, weighted by how many pixels have them.
    var widest: (channel: Int, width: Double) {
      var widest = (channel: 0, width: -1.0)
      for channel in 0..<3 {
        var (low, high) = (255, 0)
        for (color, _) in colors {
          let value = ReducedColors.channel(color, channel)
          (low, high) = (min(low, value), max(high, value))
        }
        // The eye tells greens apart best, and blues least.
        let width = Double(high - low) * [1.0, 1.3, 0.8][channel]
        if width > widest.width { widest = (channel, width) }
      }
      return widest
    }
  }

  /// The index of each pixel's colour in a palette; transparent ones have an index beyond it.
  static func indexed(_ pixels: [Color?], atMost most: Int) -> (indices: [UInt8], palette: [Color]) {
    var counts: [UInt32: Int] = [:]
    for case .some(let pixel) in pixels { counts[pixel.hex, default: 0] += 1 }
    let all = counts.sorted { $0.key < $1.key }.map { (color: Color($0.key), count: $0.value) }
    guard !all.isEmpty else { return (pixels.map { _ in 255 }, []) }
    var boxes = [Box(colors: all[...])]
    var widths = [boxes[0].widest]
    while boxes.count < min(most, all.count) {
      guard let index = widths.indices.max(by: { (widths[$0].width, $1) < (widths[$1].width, $0) }),
        widths[index].width > 0, boxes[index].colors.count > 1
      else { break }
      let channel = widths[index].channel
      let sorted = boxes[index].colors.sorted {
        (ReducedColors.channel($0.color, channel), $0.color.hex) < (
          ReducedColors.channel($1.color, channel), $1.color.hex
        )
      }
      let middle = sorted.count / 2
      boxes[index] = Box(colors: sorted[..<middle])
      boxes.append(Box(colors: sorted[middle...]))
      widths[index] = boxes[index].widest
      widths.append(boxes[boxes.count - 1].widest)
    }
    var places: [UInt32: UInt8] = [:]
    let palette = boxes.enumerated().map { place, box in
      var sum = SIMD4<Int>.zero
      for (color, count) in box.colors {
        places[color.hex] = UInt8(truncatingIfNeeded: place)
        sum &+= SIMD4(Int(color.red), Int(color.green), Int(color.blue), 1) &* SIMD4(repeating: count)
      }
      return Color(
        red: UInt8(sum.x / max(1, sum.w)), green: UInt8(sum.y / max(1, sum.w)),
        blue: UInt8(sum.z / max(1, sum.w)))
    }
    return (pixels.map { $0.flatMap { places[$0.hex] } ?? 255 }, palette)
  }

  private static func channel(_ color: Color, _ index: Int) -> Int {
    Int(index == 0 ? color.red : index == 1 ? color.green : color.blue)
  }
}
