import TerminalGraphics

/// A trail laid over the top of a solid as far as it has grown.
///
/// Of very many points only every second is laid, or every fourth, and so on, and those behind the last of these as a line of
/// their own: more could not be told apart.
struct SolidTrail: Sendable {
  /// How many points of the trail lie between two that are laid, and one.
  let stride: Int
  /// The points at whole multiples of the stride.
  private(set) var line = SolidLine()
  /// The few points after the last of them, from it on; empty without any.
  private(set) var tail = SolidLine()
  private var count = 0

  /// The most points of a line that are laid.
  private static let mostPoints = 8_192

  /// A trail of which nothing is laid, as long as another one.
  init(like trail: Trail) { stride = SolidTrail.stride(of: trail.count) }

  /// Whether it can grow to a trail's length: its points are a beginning of that trail's.
  func canGrow(to trail: Trail) -> Bool {
    count <= trail.count && stride == SolidTrail.stride(of: trail.count)
  }

  /// Lays a trail's new points.
  mutating func grow(to trail: Trail, with draping: SolidDraping) {
    count = trail.count
    guard count > 0 else { return }
    let stride = stride
    let last = (count - 1) / stride
    draping.extend(&line, to: last + 1) { trail.point($0 * stride) }
    tail = SolidLine()
    let rest = count - 1 - last * stride
    if rest > 0 { draping.extend(&tail, to: rest + 1) { trail.point(last * stride + $0) } }
  }

  /// The seen or the hidden part as trails on the plane of the picture.
  func trails(of trail: Trail, _ stroke: Stroke, isHidden: Bool) -> [Trail] {
    func shown(_ line: SolidLine, _ key: PartKey, firstNew: Int) -> Trail {
      let part = isHidden ? line.hidden : line.seen
      let places = part.places
      return Trail(
        key, count: places.count, stroke,
        old: trail.firstNew > 0 ? (part.first(leadingTo: firstNew), trail.oldColor) : nil
      ) { places[$0] }
    }
    let firstNew = (min(trail.firstNew, Int.max - stride) + stride - 1) / stride
    var trails = [
      shown(
        line, PartKey(line: trail.identity, isHidden: isHidden, stride: stride, tail: 0), firstNew: firstNew)
    ]
    if tail.count > 0 {
      let begin = (count - 1) / stride * stride
      let key = PartKey(line: trail.identity, isHidden: isHidden, stride: stride, tail: count)
      trails.append(shown(tail, key, firstNew: max(0, trail.firstNew - begin)))
    }
    return trails
  }

  private static func stride(of count: Int) -> Int {
    var stride = 1
    while count / stride > mostPoints { stride *= 2 }
    return stride
  }

  /// Which part of which line it is.
  private struct PartKey: Hashable, Sendable {
    let line: Identity
    let isHidden: Bool
    let stride: Int
    /// The length of the trail that it is the end of; 0 for what stays while the trail grows.
    let tail: Int
  }
}
