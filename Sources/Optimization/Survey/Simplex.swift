/// Three points that descend by comparing heights alone, for places where a gradient misleads.
///
/// The moves of Nelder and Mead, Computer Journal 7 (1965), with their factors.
struct Simplex {
  typealias Vertex = (point: Point<Double>, value: Double)

  private var vertices: [Vertex]
  private var hasOnlyBest = true
  private var size: Double
  private(set) var moves = 0

  /// A simplex near a point.
  init(at point: Point<Double>, value: Double, size: Double) {
    vertices = [(point, value)]
    self.size = size
  }

  /// The lowest vertex.
  var best: Vertex { vertices[0] }

  /// Whether the points can no longer be told apart.
  var isCollapsed: Bool {
    guard !hasOnlyBest else { return false }
    let extent = max(
      (vertices[1].point - vertices[0].point).length, (vertices[2].point - vertices[0].point).length)
    return extent <= 1e-16 * (vertices[0].point.length + size)
  }

  /// Sets up a new simplex at a point.
  mutating func restart(at point: Point<Double>, value: Double, size: Double) {
    vertices = [(point, value)]
    hasOnlyBest = true
    self.size = size
  }

  /// Makes one move.
  mutating func move(_ height: (Point<Double>) -> Double) {
    func vertex(_ point: Point<Double>) -> Vertex {
      let value = height(point)
      return (point, value.isNaN ? .infinity : value)
    }
    moves += 1
    if hasOnlyBest {
      let point = vertices[0].point
      vertices += [vertex(point + Point(size, 0.1 * size)), vertex(point + Point(-0.1 * size, size))]
      hasOnlyBest = false
    }
    vertices.sort { $0.value < $1.value }
    let worst = vertices[2]
    let middle = 0.5 * (vertices[0].point + vertices[1].point)
    let away = middle - worst.point
    let reflected = vertex(middle + away)
    if reflected.value < vertices[0].value {
      let expanded = vertex(middle + 2 * away)
      vertices[2] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < vertices[1].value {
      vertices[2] = reflected
    } else {
      let isOutside = reflected.value < worst.value
      let contracted = vertex(isOutside ? middle + 0.5 * away : middle - 0.5 * away)
      if contracted.value < min(reflected.value, worst.value) {
        vertices[2] = contracted
      } else {
        for index in 1...2 {
          vertices[index] = vertex(0.5 * (vertices[0].point + vertices[index].point))
        }
      }
    }
    vertices.sort { $0.value < $1.value }
  }
}
