/// The parameters that an optimizer moves, or anything of their shape: a gradient, a moment, an accumulator.
///
/// Products, quotients, roots and magnitudes are element by element, as the update rules of adaptive methods are
/// written. An optimizer written over `Vector` runs on a point of the plane, on eight points side by side, and on
/// anything longer that conforms.
///
/// ```swift
/// func stepDown<V: Vector>(_ position: V, _ gradient: V, lr: V.Element) -> V {
///   position - lr * gradient
/// }
///
/// let next = stepDown(Point(1.0, 2.0), Point(0.5, -1), lr: 0.5)  // Point(0.75, 2.5)
/// ```
public protocol Vector: Sendable {
  /// The type of the coordinates, and of a setting such as the learning rate.
  associatedtype Element: Scalar

  /// A vector of this one's shape with every coordinate `value`.
  func filled(with value: Element) -> Self
  /// Each coordinate through a function.
  func map(_ function: (Element) -> Element) -> Self
  /// Each pair of coordinates through a function.
  func zip(_ other: Self, _ function: (Element, Element) -> Element) -> Self
  /// The inner product, summed from the first coordinate on.
  func dot(_ other: Self) -> Element
}

extension Vector {
  /// The zero vector of this one's shape.
  @inlinable public var zeros: Self { filled(with: Element(0)) }

  @inlinable public static func + (a: Self, b: Self) -> Self { a.zip(b) { $0 + $1 } }
  @inlinable public static func - (a: Self, b: Self) -> Self { a.zip(b) { $0 - $1 } }
  @inlinable public static func * (a: Self, b: Self) -> Self { a.zip(b) { $0 * $1 } }
  @inlinable public static func / (a: Self, b: Self) -> Self { a.zip(b) { $0 / $1 } }
  @inlinable public static func * (a: Element, b: Self) -> Self { b.map { a * $0 } }
  @inlinable public static func / (a: Self, b: Element) -> Self { a.map { $0 / b } }
  @inlinable public static func / (a: Element, b: Self) -> Self { b.map { a / $0 } }
  @inlinable public static func + (a: Self, b: Element) -> Self { a.map { $0 + b } }

  /// Each coordinate times itself.
  @inlinable public func squared() -> Self { map { $0.squared() } }
  /// The square root of each coordinate.
  @inlinable public func squareRoot() -> Self { map { $0.squareRoot() } }
  /// The larger of each pair of coordinates.
  @inlinable public static func maximum(_ a: Self, _ b: Self) -> Self { a.zip(b) { Element.maximum($0, $1) } }
  /// `a` in the lanes where the mask holds, else `b`.
  @inlinable public static func select(_ mask: Element.Mask, _ a: Self, _ b: Self) -> Self {
    a.zip(b) { Element.select(mask, $0, $1) }
  }
  /// The Euclidean norm, by the plain sum of squares.
  @inlinable public func norm() -> Element { dot(self).squareRoot() }
}
