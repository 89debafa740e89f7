/// Where a sampled surface passes through one height.
public struct Contour: Hashable, Sendable {
  /// The height.
  public var level: Double
  /// The lines of that height, each as long as it goes; higher ground lies on the left of the walking direction.
  public var lines: [Polyline]

  /// A contour from its height and lines.
  public init(level: Double, lines: [Polyline]) {
    self.level = level
    self.lines = lines
  }
}
