/// What is written around a figure.
public struct Axes: Hashable, Sendable {
  /// The lower edge.
  public let x: Axis
  /// The left edge.
  public let y: Axis

  /// Axes.
  public init(x: Axis, y: Axis) { (self.x, self.y) = (x, y) }
}

/// The numbers along an edge of a figure.
public struct Axis: Hashable, Sendable {
  /// A number and its place.
  public struct Tick: Hashable, Sendable {
    /// Where it stands, in world coordinates.
    public let place: Double
    /// The number.
    public let label: String

    /// A tick.
    public init(_ place: Double, _ label: String) { (self.place, self.label) = (place, label) }
  }

  /// What the axis measures; empty if that stands elsewhere.
  public let name: String
  /// The numbers, rising.
  public let ticks: [Tick]

  /// An axis.
  public init(_ ticks: [Tick], name: String = "") { (self.name, self.ticks) = (name, ticks) }

  /// An axis with round numbers.
  public init(_ ticks: Ticks, name: String = "") {
    self.init(zip(ticks.values, ticks.labels).map { Tick($0, $1) }, name: name)
  }
}

/// What the colours of a field mean: the ramp with the numbers that its places stand for.
public struct ColorBar: Sendable {
  /// The colours from the valley to the heights.
  public let ramp: [Color]
  /// The number of a place on the ramp, 0...1.
  public let label: @Sendable (Double) -> String

  /// A bar.
  public init(_ ramp: [Color], label: @escaping @Sendable (Double) -> String) {
    (self.ramp, self.label) = (ramp, label)
  }

  /// The ramp's colour at a place, 0...1.
  public func color(at place: Double) -> Color {
    ramp[max(0, min(ramp.count - 1, Int(place * Double(ramp.count))))]
  }
}
