/// A surface over the figure's part of the plane as a block, seen by a camera.
public struct Solid: Hashable, Sendable {
  /// What is written at the ends and the middle of an edge.
  public struct Edge: Hashable, Sendable {
    /// At the lower end.
    public let low: String
    /// In the middle.
    public let name: String
    /// At the upper end.
    public let high: String

    /// The texts of an edge.
    public init(_ low: String, _ name: String, _ high: String) {
      (self.low, self.name, self.high) = (low, name, high)
    }
  }

  /// The heights.
  public let field: HeightField
  /// Where it is seen from.
  public let camera: Camera
  /// Its colours, from shadow to light.
  public let ramp: ShadedRamp
  /// The ground of paths on it.
  public let pathGround: PathGround
  /// The edges of the box around it.
  public let box: Stroke
  /// Its outline, and that of each hill before what is behind.
  public let silhouette: Stroke
  /// What is written at the edges along x and y, and at the upright one.
  public let edges: (x: Edge, y: Edge, height: Edge?)

  /// A solid.
  public init(
    _ field: HeightField, _ camera: Camera, ramp: ShadedRamp, pathGround: PathGround = .any, box: Stroke,
    silhouette: Stroke,
    edges: (x: Edge, y: Edge, height: Edge?)
  ) {
    (self.field, self.camera, self.ramp, self.pathGround) = (field, camera, ramp, pathGround)
    (self.box, self.silhouette, self.edges) = (box, silhouette, edges)
  }

  public static func == (a: Solid, b: Solid) -> Bool {
    a.camera == b.camera && a.field == b.field && a.ramp == b.ramp && a.pathGround == b.pathGround
      && a.box == b.box
      && a.silhouette == b.silhouette && a.edges.x == b.edges.x && a.edges.y == b.edges.y
      && a.edges.height == b.edges.height
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(camera) }
}
