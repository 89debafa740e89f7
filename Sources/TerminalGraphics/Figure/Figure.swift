/// A picture as a value: shapes in world coordinates, drawn in their order.
///
/// A figure says what is to be seen, not how. A renderer draws it in character cells, in pixels or into a file, and knows
/// nothing of what the figure is about. Whatever costs time, such as the heights of a surface or its contour lines, is
/// computed before, so that no renderer computes it again.
public struct Figure: Sendable {
  /// The interval shown from left to right.
  public var x: ClosedRange<Double>
  /// The interval shown from bottom to top.
  public var y: ClosedRange<Double>
  /// Whether it lies flat, or on a solid in space.
  public var space: Space
  /// The colour below everything; `nil` is that of the page or the terminal.
  public var ground: Color?
  /// The shapes that stay while the others move.
  public var backdrop: Backdrop
  /// The shapes above the backdrop.
  public var shapes: [Shape]
  /// What is written along its edges; `nil` for nothing.
  public var axes: Axes?
  /// What the colours of its field mean; `nil` if that is not shown.
  public var colorBar: ColorBar?
  /// What its signs stand for; `nil` if that is written elsewhere.
  public var legend: Legend?

  /// A figure of a part of the plane.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, space: Space = .plane, ground: Color?,
    backdrop: Backdrop = Backdrop(), shapes: [Shape] = [], axes: Axes? = nil, colorBar: ColorBar? = nil,
    legend: Legend? = nil
  ) {
    (self.axes, self.colorBar, self.legend) = (axes, colorBar, legend)
    (self.x, self.y, self.space) = (x, y, space)
    self.ground = ground
    (self.backdrop, self.shapes) = (backdrop, shapes)
  }
}

/// Where the shapes of a figure lie.
public enum Space: Hashable, Sendable {
  /// On the plane.
  case plane
  /// On the top of a solid; what is behind a hill is hidden or pale.
  case solid(Solid)
}

/// The shapes of a figure that stay while the others move: a renderer keeps its picture of them.
public struct Backdrop: Sendable {
  /// What the shapes were made from.
  public let identity: Identity
  /// The shapes, the lowest first.
  public let shapes: [Shape]

  /// A backdrop; equal identities promise equal shapes.
  public init(_ identity: some Hashable & Sendable = 0, shapes: [Shape] = []) {
    self.init(of: Identity(identity), shapes: shapes)
  }

  /// A backdrop of an identity that another one has.
  public init(of identity: Identity, shapes: [Shape]) { (self.identity, self.shapes) = (identity, shapes) }
}

/// Tells whether something is still the same without comparing all of it: equal identities promise equal content.
public struct Identity: Hashable, Sendable {
  private let value: any Hashable & Sendable

  /// The identity of what a value describes.
  public init(_ value: some Hashable & Sendable) { self.value = value }

  public static func == (a: Identity, b: Identity) -> Bool {
    func isEqual<Value: Equatable>(_ value: Value) -> Bool { value == b.value as? Value }
    return isEqual(a.value)
  }

  public func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}
