import TerminalGraphics

/// A height field as light sees it: the slope, the tone and the openness of each node, whatever the camera.
///
/// Between nodes all are interpolated, so that shading is smooth where the triangles are not.
struct SolidRelief: Sendable {
  let columns: Int
  let rows: Int
  /// The height above the floor of the box at each node; not a number at a hole.
  let heights: [Float]
  /// For each node the slopes along x and y, the tone, and how open it is to the sky, 1 on a plain.
  let looks: [SIMD4<Float>]
  /// The tone of each height, from the lowest to the highest, for what is cut open.
  let strata: [Float]
  let hasHoles: Bool

  init(_ field: HeightField) {
    (columns, rows) = (field.columns, field.rows)
    let (columns, rows) = (columns, rows)
    let relief = Float(SolidPicture.relief)
    let raised = field.heights.indices.map { node -> Float in
      let height = Float(SolidPicture.floorHeight) + relief * field.heights[node]
      return height.isFinite && field.tones[node].isFinite ? height : .nan
    }
    hasHoles = raised.contains { $0.isNaN }
    let openness = SolidRelief.openness(raised, columns: columns, rows: rows)
    // The slope between the neighbours on both sides, or on one at an edge or a hole.
    func slope(_ node: Int, _ before: Int?, _ after: Int?, _ spacing: Float) -> Float {
      let own = raised[node]
      let low = before.map { raised[$0] } ?? .nan
      let high = after.map { raised[$0] } ?? .nan
      switch (low.isFinite, high.isFinite) {
      case (true, true): return (high - low) / (2 * spacing)
      case (true, false): return (own - low) / spacing
      case (false, true): return (high - own) / spacing
      case (false, false): return 0
      }
    }
    let spacing = SIMD2(1 / Float(columns - 1), 1 / Float(rows - 1))
    var looks = [SIMD4<Float>](repeating: SIMD4(repeating: .nan), count: raised.count)
    for row in 0..<rows {
      for column in 0..<columns {
        let node = row * columns + column
        guard raised[node].isFinite else { continue }
        looks[node] = SIMD4(
          slope(node, column > 0 ? node - 1 : nil, column < columns - 1 ? node + 1 : nil, spacing.x),
          slope(node, row > 0 ? node - columns : nil, row < rows - 1 ? node + columns : nil, spacing.y),
          max(0, min(1, field.tones[node])), openness[node])
      }
    }
    if hasHoles { SolidRelief.fillHoles(&looks, columns: columns, rows: rows) }
    heights = raised
    self.looks = looks
    strata = SolidRelief.strata(field)
  }

  /// How much of the sky each node sees: less in a hollow, judged by how far it lies below its surroundings.
  private static func openness(_ heights: [Float], columns: Int, rows: Int) -> [Float] {
    var shares = [Float](repeating: 1, count: heights.count)
    let known = heights.map { $0.isFinite ? $0 : 0 }
    for (share, strength) in [(0.035, Float(4.2)), (0.12, 1.5)] {
      let radius = max(1, Int((share * Double(columns)).rounded()))
      let mean = blurred(blurred(known, columns, rows, radius), columns, rows, radius)
      for node in shares.indices { shares[node] -= strength * max(-0.02, mean[node] - known[node]) }
    }
    return shares.map { max(0.35, min(1.15, $0)) }
  }

  /// The mean over a square around each node, cut off at the edges.
  private static func blurred(_ values: [Float], _ columns: Int, _ rows: Int, _ radius: Int) -> [Float] {
    var across = values
    for row in 0..<rows {
      var sum = Float(0)
      for column in 0..<min(radius, columns) { sum += values[row * columns + column] }
      for column in 0..<columns {
        if column + radius < columns { sum += values[row * columns + column + radius] }
        if column > radius { sum -= values[row * columns + column - radius - 1] }
        let count = min(columns - 1, column + radius) - max(0, column - radius) + 1
        across[row * columns + column] = sum / Float(count)
      }
    }
    var all = across
    var sums = [Float](repeating: 0, count: columns)
    for row in 0..<min(radius, rows) {
      for column in 0..<columns { sums[column] += across[row * columns + column] }
    }
    for row in 0..<rows {
      let (entering, leaving) = (row + radius, row - radius - 1)
      let count = min(rows - 1, row + radius) - max(0, row - radius) + 1
      for column in 0..<columns {
        if entering < rows { sums[column] += across[entering * columns + column] }
        if leaving >= 0 { sums[column] -= across[leaving * columns + column] }
        all[row * columns + column] = sums[column] / Float(count)
      }
    }
    return all
  }

  /// Nodes of holes look like the mean of their neighbours: triangles may reach beside them.
  private static func fillHoles(_ looks: inout [SIMD4<Float>], columns: Int, rows: Int) {
    let known = looks
    for node in looks.indices where known[node].x.isNaN {
      let (column, row) = (node % columns, node / columns)
      var (sum, count) = (SIMD4<Float>.zero, Float(0))
      for y in max(0, row - 1)...min(rows - 1, row + 1) {
        for x in max(0, column - 1)...min(columns - 1, column + 1) where !known[y * columns + x].x.isNaN {
          sum += known[y * columns + x]
          count += 1
        }
      }
      looks[node] = count > 0 ? sum / count : .zero
    }
  }

  /// How many heights have a tone of their own.
  private static let stratumCount = 256

  /// The mean tone of the nodes at each height, and between those heights what lies between.
  private static func strata(_ field: HeightField) -> [Float] {
    var (sums, counts) = (
      [Float](repeating: 0, count: stratumCount), [Float](repeating: 0, count: stratumCount)
    )
    for (height, tone) in zip(field.heights, field.tones) where height.isFinite && tone.isFinite {
      let place = Int(max(0, min(1, height)) * Float(stratumCount - 1))
      sums[place] += max(0, min(1, tone))
      counts[place] += 1
    }
    let known = counts.indices.filter { counts[$0] > 0 }
    guard let first = known.first else { return counts }
    var strata = [Float](repeating: sums[first] / counts[first], count: stratumCount)
    for (low, high) in zip(known, known.dropFirst()) {
      let (from, to) = (sums[low] / counts[low], sums[high] / counts[high])
      for place in low..<high { strata[place] = from + (to - from) * Float(place - low) / Float(high - low) }
    }
    if let last = known.last {
      for place in last..<stratumCount { strata[place] = sums[last] / counts[last] }
    }
    return strata
  }
}
