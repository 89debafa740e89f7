/// A loss surface over two parameters: one generic formula, from which value, gradient and Hessian follow.
///
/// A conforming type states `height` once. Evaluated over `Double` it is the height, over `Dual` the exact gradient,
/// over `Dual<Dual>` the Hessian, over `Lanes` eight points at once.
///
/// To add a surface: one file with one type, and one line in `SurfaceCatalog`.
///
/// ```swift
/// struct Trough: Surface {
///   static let card = SurfaceCard(
///     id: "trough", name: "Trough",
///     settings: [Setting("k", "k", default: 9, in: .above(0), slider: 1...100, .logarithmic, "Steepness.")])
///
///   let k: Double
///
///   init(_ settings: SettingValues) { k = settings[declared: "k"] }
///
///   @inline(__always)
///   func height<S: Scalar>(_ x: S, _ y: S) -> S { x.squared() + k * (y - S.sin(x)).squared() }
///
///   var domain: Domain { Domain(x: -3...3, y: -3...3) }
///   var start: Point<Double> { Point(-2, 2) }
/// }
/// ```
public protocol Surface: Objective {
  /// What is known of the surface before it has settings.
  static var card: SurfaceCard { get }
  /// The surface with its settings.
  init(_ settings: SettingValues)
  /// The loss at a point.
  ///
  /// Mark it `@inline(__always)`: a run needs it at every step, and then makes one call instead of three.
  func height<S: Scalar>(_ x: S, _ y: S) -> S
}

/// What an optimizer descends: heights and derivatives over the plane, whatever their source.
///
/// The requirements are coarse (a whole gradient, a row of a grid) because they are reached through `any Objective`:
/// one dynamic call, and the body behind it is specialised.
///
/// ```swift
/// struct SquaredDistance: Objective {
///   let target: Point<Double>
///
///   var domain: Domain { Domain(x: -5...5, y: -5...5) }
///   var start: Point<Double> { Point(-4, 1) }
///
///   func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
///     let offset = point - target
///     return (0.5 * offset.dot(offset), offset)
///   }
///
///   func hessian(at point: Point<Double>) -> Hessian { Hessian(xx: 1, xy: 0, yy: 1) }
/// }
/// ```
public protocol Objective: Sendable {
  /// The formula as text, with the settings' values if it has any.
  var formula: String { get }
  /// The rectangle where the surface is usually studied.
  var domain: Domain { get }
  /// A start from which a race teaches something.
  var start: Point<Double> { get }
  /// The known minima, global ones first; empty if the surface is unbounded below.
  var minima: [Minimum] { get }
  /// How contour levels are spaced so that they show the surface's shape.
  var spacing: LevelSpacing { get }

  /// The loss at a point.
  func value(at point: Point<Double>) -> Double
  /// The loss and its exact gradient.
  func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>)
  /// The matrix of exact second derivatives.
  func hessian(at point: Point<Double>) -> Hessian
  /// The losses and gradients at eight points, each lane as `valueAndGradient` gives it.
  func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>)
  /// The gradients at `count` packs of eight points, as `valueAndGradient` gives them.
  func fillGradients(
    _ points: UnsafePointer<Point<Lanes>>, _ out: UnsafeMutablePointer<Point<Lanes>>, count: Int)
  /// The losses along a row of a grid.
  func fillRow(
    _ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>)

  /// How its examples are distributed over steps; `nil` without examples.
  var batches: Batches? { get }
  /// What a step descends: the loss over its batch, or the objective itself if every step sees the whole.
  func batch(ofStep step: Int, seed: UInt64) -> any Objective
  /// The same loss, in batches of at most `size` examples, 0 for all; the objective itself if it has no examples.
  func taking(batchSize size: Int) -> any Objective
  /// How many examples an evaluation reads; 0 if the cost is constant, as for a formula.
  var examplesRead: Int { get }
  /// About how long an evaluation takes beside a built-in formula's, in examples read.
  var cost: Int { get }
}

/// What an objective need not say for itself.
extension Objective {
  public var formula: String { "f(x, y)" }
  public var minima: [Minimum] { [] }
  public var spacing: LevelSpacing { .linear }
  public func value(at point: Point<Double>) -> Double { valueAndGradient(at: point).value }
  public func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    let answers = (0..<Lanes.count).map { valueAndGradient(at: points.lane($0)) }
    return (Lanes.gather { answers[$0].value }, Point(lanes: { answers[$0].gradient }))
  }
  public func fillRow(
    _ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>
  ) {
    for i in 0..<min(xs.count, out.count) { out[i] = value(at: Point(xs[i], y)) }
  }
  public func fillGradients(
    _ points: UnsafePointer<Point<Lanes>>, _ out: UnsafeMutablePointer<Point<Lanes>>, count: Int
  ) {
    for i in 0..<count { out[i] = valueAndGradient(at: points[i]).gradient }
  }
  public var batches: Batches? { nil }
  public func batch(ofStep step: Int, seed: UInt64) -> any Objective { self }
  public func taking(batchSize size: Int) -> any Objective { self }
  public var examplesRead: Int { 0 }
  public var cost: Int { examplesRead }

  /// Whether the loss of a step differs from the observed loss.
  public var isDealtOut: Bool { batches.map { !$0.isWhole } ?? false }
}

extension Surface {
  /// The surface with every setting at its default.
  public init() { self.init(SettingValues(defaultsOf: Self.card.settings)) }

  public func value(at point: Point<Double>) -> Double { height(point.x, point.y) }

  @inline(__always)
  public func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    let f = height(Dual<Double>(point.x, 1, 0), Dual<Double>(point.y, 0, 1))
    return (f.value, Point(f.dx, f.dy))
  }

  public func hessian(at point: Point<Double>) -> Hessian {
    typealias D = Dual<Double>
    let x = Dual<D>(D(point.x, 1, 0), D(1), D(0))
    let y = Dual<D>(D(point.y, 0, 1), D(0), D(1))
    let f = height(x, y)
    return Hessian(xx: f.dx.dx, xy: f.dx.dy, yy: f.dy.dy)
  }

  public func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    let f = height(PackedDual.x(points.x), PackedDual.y(points.y))
    return (f.value, f.gradient)
  }

  public func fillGradients(
    _ points: UnsafePointer<Point<Lanes>>, _ out: UnsafeMutablePointer<Point<Lanes>>, count: Int
  ) {
    for i in 0..<count {
      out[i] = height(PackedDual.x(points[i].x), PackedDual.y(points[i].y)).gradient
    }
  }

  public func fillRow(
    _ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>
  ) {
    for i in 0..<min(xs.count, out.count) { out[i] = height(xs[i], y) }
  }
}

/// What is known of a surface before it has settings: its names, its source, its settings.
public struct SurfaceCard: Hashable, Sendable {
  /// The word that stands for it in text and in files.
  public let id: String
  /// The name that people read.
  public let name: String
  /// One sentence: what the surface shows.
  public let summary: String
  /// Where the function comes from.
  public let source: String
  /// What can be adjusted.
  public let settings: [Setting]

  /// A card; what is left out stays empty.
  public init(
    id: String, name: String, summary: String = "", source: String = "", settings: [Setting] = []
  ) {
    self.id = id
    self.name = name
    self.summary = summary
    self.source = source
    self.settings = settings
  }
}

/// A known minimum of a surface.
public struct Minimum: Hashable, Sendable {
  /// Where it is, to the last digit of a `Double`.
  public let point: Point<Double>
  /// The loss there.
  public let value: Double
  /// Whether no other point of the domain is lower.
  public let isGlobal: Bool
  /// Whether the surface has a kink there: no gradient exists, and the second derivatives are meaningless.
  ///
  /// The subgradient used is zero on the surfaces of the catalog.
  public let isKink: Bool

  /// A minimum.
  public init(_ x: Double, _ y: Double, value: Double, isGlobal: Bool = true, isKink: Bool = false) {
    point = Point(x, y)
    self.value = value
    self.isGlobal = isGlobal
    self.isKink = isKink
  }
}
