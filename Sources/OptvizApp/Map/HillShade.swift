import Optimization

/// Light from the north-west over the heights of a map, as they are mapped.
///
/// It moves a place along the ramp, and a ramp is even in lightness: so it looks like light and shadow, and adds no
/// colour to those of the ramp.
enum HillShade {
  /// How far full light moves a place, as a share of the ramp: faint, so that levels can still be read.
  static let strength = 0.045
  /// How steep heights look: at 1, the whole ramp over the map's height is a slope of 45 degrees.
  private static let relief = 0.8

  /// Moves places into light and shadow.
  ///
  /// `places` are the rows of a grid from the lowest y; a place and its neighbours are as far apart as the rows are.
  static func shade(_ places: [Double], columns: Int, rows: Int) -> [Double] {
    guard columns > 1, rows > 1, places.count == columns * rows else { return places }
    var shaded = places
    let scale = relief * Double(rows) * 0.5.squareRoot()
    for row in 0..<rows {
      let (south, north) = (max(0, row - 1) * columns, min(rows - 1, row + 1) * columns)
      let across = Double((north - south) / columns)
      for column in 0..<columns {
        let index = row * columns + column
        let (west, east) = (max(0, column - 1), min(columns - 1, column + 1))
        let right = (places[row * columns + east] - places[row * columns + west]) / Double(east - west)
        let up = (places[north + column] - places[south + column]) / across
        // What rises to the right or falls upwards looks to the north-west.
        let slope = (right - up) * scale
        guard slope.isFinite else { continue }
        shaded[index] -= strength * slope / (1 + slope * slope).squareRoot()
      }
    }
    return shaded
  }
}
