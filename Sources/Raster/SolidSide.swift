/// A side of the block: a wall below an edge of the top.
struct SolidSide: Sendable {
  /// The direction that it faces, in the plane of the floor.
  let outwards: SIMD2<Double>

  /// All four.
  static let all = [SIMD2(0, -1), SIMD2(1, 0), SIMD2(0, 1), SIMD2(-1, 0)].map(SolidSide.init)

  /// A point of its edge, from its left end at 0 to its right end at 1 as seen from outside; the sides of the solid are 1,
  /// and its middle is the origin.
  func point(_ share: Double) -> SIMD2<Double> {
    let along = SIMD2(-outwards.y, outwards.x)
    return outwards / 2 + along * (share - 0.5)
  }

  /// Whether it turns its outside to the eye.
  func faces(_ view: SolidView) -> Bool {
    let (a, b) = (point(0), point(1))
    let (left, right, above) = (
      view.place(a.x, a.y, 0), view.place(b.x, b.y, 0), view.place(a.x, a.y, view.projection.top)
    )
    let (u, v) = (right - left, above - left)
    return u.x * v.y - u.y * v.x < 0
  }
}
