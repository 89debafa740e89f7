import TerminalGraphics

/// At most 255 colours for all frames, so that every colour that occurs has one that looks the same.
///
/// Chosen so that no colour is further from its own one than `tolerance`; what is left of the palette goes to the colours
/// that are seen most.
struct GIFPalette {
  /// The colours.
  let colors: [Color]
  /// The number of the palette's colour for each colour that occurs.
  let numbers: [UInt8]
  /// The largest difference of a colour from its own one in the palette, by CIEDE2000.
  let error: Double

  /// The difference that nobody sees who does not know the picture, by CIEDE2000.
  static let tolerance = 3.0

  /// A palette.
  ///
  /// - Parameters:
  ///   - recording: every colour that occurs, and how many pixels have it.
  ///   - fixed: colours that are in the palette in any case: those of the page and of the runs.
  ///   - heights: the largest difference of colours that cover much of the picture, where bands would show.
  ///   - tolerance: the largest difference of all.
  /// - Returns: `nil` where that needs too many colours.
  init?(_ recording: GIFRecording, fixed: [Color], heights: Double, tolerance: Double = GIFPalette.tolerance)
  {
    let limits = GIFPalette.limits(recording, heights: heights, tolerance: tolerance)
    let (pixels, counts) = (recording.colors, recording.counts)
    let labs = pixels.map { LabColor(pixel: $0) }
    let space = LabSpace(labs)
    var chosen: [UInt32] = []
    var chosenLabs: [LabColor] = []
    var errors = Array(repeating: Double.infinity, count: pixels.count)
    var owners = Array(repeating: UInt8(0), count: pixels.count)
    func choose(_ pixel: UInt32) {
      let lab = LabColor(pixel: pixel)
      let number = UInt8(chosen.count)
      chosen.append(pixel)
      chosenLabs.append(lab)
      for index in space.near(lab) {
        let error = lab.difference(to: labs[index])
        if error < errors[index] { (errors[index], owners[index]) = (error, number) }
      }
    }
    let occurring = Set(pixels.map { $0 & 0xFF_FFFF })
    for color in fixed {
      let pixel = color.opaquePixel
      guard chosen.count < GIFWriter.mostColors, occurring.contains(pixel & 0xFF_FFFF),
        !chosen.contains(pixel)
      else { continue }
      choose(pixel)
    }
    // Cells of similar colours stand for all colours in them, so that the search is short.
    let cells = LabCells(pixels, labs, counts)
    var cover = Cover(cells, labs, limits)
    while true {
      // Those that the palette has already.
      for cell in cells.indices where !cover.isDone[cell] {
        if cells[cell].members.allSatisfy({ errors[$0] <= limits[$0] }) { cover.finish(cell) }
      }
      guard let next = cover.best() else { break }
      guard chosen.count < GIFWriter.mostColors else { return nil }
      choose(pixels[cells[next].leader])
      cover.use(next)
      // A cell's own colours may differ more than its leader.
      for member in cells[next].members where errors[member] > limits[member] {
        guard chosen.count < GIFWriter.mostColors else { return nil }
        choose(pixels[member])
      }
    }
    // The rest of the palette: where most is gained.
    while chosen.count < GIFWriter.mostColors {
      let gains = errors.indices.map { errors[$0] * errors[$0] * Double(counts[$0]) }
      guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }), gains[best] > 0 else { break }
      choose(pixels[best])
    }
    colors = chosen.map {
      Color(red: UInt8($0 & 0xFF), green: UInt8($0 >> 8 & 0xFF), blue: UInt8($0 >> 16 & 0xFF))
    }
    numbers = owners
    error = errors.max() ?? 0
  }

  /// The share of the picture from which on a colour, with those that look the same, covers much.
  private static let much = 1.0 / 1500

  /// The largest difference of each colour.
  private static func limits(_ recording: GIFRecording, heights: Double, tolerance: Double) -> [Double] {
    let least = max(4, Int(much * Double(recording.width * recording.height)))
    return recording.counts.map { $0 >= least ? min(heights, tolerance) : tolerance }
  }
}

/// Colours in boxes of CIELAB, to find those near to one.
private struct LabSpace {
  private var boxes: [SIMD3<Int32>: [Int]] = [:]
  private static let side = 8.0

  init(_ labs: [LabColor]) {
    for (index, lab) in labs.enumerated() { boxes[LabSpace.box(lab), default: []].append(index) }
  }

  private static func box(_ lab: LabColor) -> SIMD3<Int32> {
    SIMD3(
      Int32((lab.lightness / side).rounded(.down)), Int32((lab.a / side).rounded(.down)),
      Int32((lab.b / side).rounded(.down)))
  }

  /// The colours in the box of one and around it, and so far along chroma as CIEDE2000 calls a little.
  func near(_ lab: LabColor) -> [Int] {
    let center = LabSpace.box(lab)
    // A difference of 3 is at most 3 (1 + 0.045 C) along chroma; lightness is weighted by at most 1.75.
    let reach = Int32(
      1 + (3.2 * (1 + 0.05 * (lab.a * lab.a + lab.b * lab.b).squareRoot()) / LabSpace.side).rounded(.down))
    var found: [Int] = []
    for l in -1...1 as ClosedRange<Int32> {
      for a in -reach...reach {
        for b in -reach...reach {
          if let box = boxes[center &+ SIMD3(l, a, b)] { found += box }
        }
      }
    }
    return found
  }
}

/// Colours that are nearly the same.
private struct LabCell {
  /// The colour that is seen most.
  var leader: Int
  var members: [Int]
}

private struct LabCells: RandomAccessCollection {
  private var cells: [LabCell] = []

  init(_ pixels: [UInt32], _ labs: [LabColor], _ counts: [Int]) {
    var places: [UInt32: Int] = [:]
    for (index, pixel) in pixels.enumerated() {
      // Seven bits a channel.
      let key = pixel & 0xFE_FEFE
      if let place = places[key] {
        cells[place].members.append(index)
        if counts[index] > counts[cells[place].leader] { cells[place].leader = index }
      } else {
        places[key] = cells.count
        cells.append(LabCell(leader: index, members: [index]))
      }
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { cells.count }
  subscript(position: Int) -> LabCell { cells[position] }
}

/// Which cell comes next, so that few suffice: the one with the most others around it that have no colour yet.
private struct Cover {
  private(set) var isDone: [Bool]
  /// The cells whose leaders would do for a cell.
  private var near: [[Int32]]
  private var open: [Int]

  init(_ cells: LabCells, _ labs: [LabColor], _ limits: [Double]) {
    let leaders = cells.map { labs[$0.leader] }
    let space = LabSpace(leaders)
    isDone = Array(repeating: false, count: cells.count)
    near = zip(leaders, cells).map { leader, cell in
      // A cell's other colours are a little further away.
      let reach = 0.95 * (cell.members.map { limits[$0] }.min() ?? 0)
      return space.near(leader).filter { leader.difference(to: leaders[$0]) <= reach }.map { Int32($0) }
    }
    open = Array(repeating: 0, count: cells.count)
    for others in near { for other in others { open[Int(other)] += 1 } }
  }

  /// A cell has its colour.
  mutating func finish(_ cell: Int) {
    guard !isDone[cell] else { return }
    isDone[cell] = true
    for other in near[cell] where open[Int(other)] > 0 { open[Int(other)] -= 1 }
  }

  /// A cell's leader is in the palette.
  mutating func use(_ cell: Int) {
    finish(cell)
    open[cell] = 0
  }

  /// The best cell; `nil` if all are done.
  func best() -> Int? {
    var (best, most) = (-1, 0)
    for cell in open.indices where open[cell] > most { (best, most) = (cell, open[cell]) }
    // A cell that is done but lies among others may be the best leader; one that is left alone stands for itself.
    return best >= 0 ? best : isDone.firstIndex(of: false)
  }
}
