/// A colour scale: stops at equal distances, blended in between.
public struct Gradient: Hashable, Sendable {
  /// The colours at the stops; at least one.
  public let stops: [Color]

  /// A scale through colours, the first at 0 and the last at 1.
  public init(_ stops: [Color]) {
    precondition(!stops.isEmpty)
    self.stops = stops
  }

  /// The colour at a place in 0...1; places outside get the nearest end's.
  public func color(at place: Double) -> Color {
    guard stops.count > 1, place > 0 else { return stops[0] }
    guard place < 1 else { return stops[stops.count - 1] }
    let scaled = place * Double(stops.count - 1)
    let index = Int(scaled)
    return stops[index].blended(towards: stops[index + 1], scaled - Double(index))
  }

  /// The scale in steps of equal width, each in the colour of its place.
  public func ramp(_ count: Int) -> [Color] {
    (0..<count).map { color(at: count > 1 ? Double($0) / Double(count - 1) : 0) }
  }
}
