import Optimization
import Testing

@Suite("Claims: wrappers by the libraries' own rules")
struct WrapperLaws {
  /// The largest distance of plain descent with clipped gradients from a rule for the gradient.
  private static func clipping(
    _ id: String, _ convention: Double? = nil, _ rule: (Point<Double>) -> Point<Double>
  ) throws -> Double {
    let values: KeyValuePairs<String, Double> =
      convention.map { ["max": 2, "convention": $0] } ?? ["max": 2]
    let track = try track(try choice("gd", ["lr": 0.05], wrapper: (id, values)), on: "beale", steps: 100)
    let beale = try #require(try referenceSurface("beale"))
    var points = [track.points[0].position]
    for _ in 0..<100 {
      let g = rule(beale.valueAndGradient(at: points[points.count - 1]).gradient)
      points.append(points[points.count - 1] - 0.05 * g)
    }
    return distance(track.positions, points)
  }

  private static func norm(_ g: Point<Double>) -> Double { (g.x * g.x + g.y * g.y).squareRoot() }

  private static func clamped(_ g: Point<Double>) -> Point<Double> {
    Point(min(max(g.x, -2), 2), min(max(g.y, -2), 2))
  }

  /// Adam's step without the rate, as in Kingma and Ba's paper.
  private struct Adam {
    var (m, v, t) = (Point(0.0, 0), Point(0.0, 0), 0)

    mutating func step(_ g: Point<Double>) -> Point<Double> {
      t += 1
      m = Point(0.9 * m.x + 0.1 * g.x, 0.9 * m.y + 0.1 * g.y)
      v = Point(0.999 * v.x + 0.001 * g.x * g.x, 0.999 * v.y + 0.001 * g.y * g.y)
      let (b1, b2) = (1 - Double.pow(0.9, t), 1 - Double.pow(0.999, t))
      func quotient(_ m: Double, _ v: Double) -> Double { (m / b1) / ((v / b2).squareRoot() + 1e-8) }
      return Point(quotient(m.x, v.x), quotient(m.y, v.y))
    }
  }

  /// The largest distance from decay by a rule that makes the next point from the present one and its gradient.
  private static func decay(
    around base: OptimizerChoice, _ rule: (Point<Double>, Point<Double>) -> Point<Double>
  ) throws -> Double {
    let track = try track(base, on: "beale", steps: 100)
    let beale = try #require(try referenceSurface("beale"))
    var points = [track.points[0].position]
    for _ in 0..<100 {
      let w = points[points.count - 1]
      points.append(rule(w, beale.valueAndGradient(at: w).gradient))
    }
    return distance(track.positions, points)
  }

  private static func decayed(_ id: String, lr: Double, mode: Double) throws -> OptimizerChoice {
    try choice(id, ["lr": lr], wrapper: ("weight_decay", ["rate": 0.1, "mode": mode]))
  }

  /// The largest distance of the average that follows a path from a rule for the next one.
  private static func average(_ rule: (Point<Double>, Point<Double>) -> Point<Double>) throws -> Double {
    let track = try track(
      try choice("adam", ["lr": 0.1], wrapper: ("ema", ["decay": 0.9])), on: "beale", steps: 100)
    let path = Array(track.positions)
    var averages = [path[1]]
    for point in path.dropFirst(2) { averages.append(rule(averages[averages.count - 1], point)) }
    return distance(track.companions.dropFirst(), averages)
  }

  static let all = [
    Law("clip_norm", "torch 2.13 clip_grad_norm_") {
      try clipping("clip_norm") { g in min(1, 2 / (norm(g) + 1e-6)) * g }
    },
    Law("clip_norm", "optax 0.2.8 clip_by_global_norm") {
      try clipping("clip_norm", 1) { g in norm(g) < 2 ? g : 2 * (g / norm(g)) }
    },
    Law("clip_norm", "keras 3.15 global_clipnorm") {
      try clipping("clip_norm", 2) { g in (2 * min(1 / norm(g), 1 / 2)) * g }
    },
    Law("clip_value", "torch 2.13 clip_grad_value_") { try clipping("clip_value", nil, clamped) },
    Law("clip_value", "optax 0.2.8 clip") { try clipping("clip_value", nil, clamped) },
    Law("clip_value", "keras 3.15 clipvalue") { try clipping("clip_value", nil, clamped) },
    Law("weight_decay", "torch 2.13 AdamW and SGD") {
      // AdamW shrinks the weights before its step; SGD adds to the gradient.
      var adam = Adam()
      let decoupled = try decay(around: try decayed("adam", lr: 0.05, mode: 0)) { w, g in
        (1 - 0.05 * 0.1) * w - 0.05 * adam.step(g)
      }
      let coupled = try decay(around: try decayed("gd", lr: 0.002, mode: 1)) { w, g in
        w - 0.002 * (g + 0.1 * w)
      }
      return max(decoupled, coupled)
    },
    Law("weight_decay", "keras 3.15 weight_decay") {
      var adam = Adam()
      let around = try decay(around: try decayed("adam", lr: 0.05, mode: 0)) { w, g in
        (w - (0.1 * 0.05) * w) - 0.05 * adam.step(g)
      }
      let plain = try decay(around: try decayed("gd", lr: 0.002, mode: 0)) { w, g in
        (w - (0.1 * 0.002) * w) - 0.002 * g
      }
      return max(around, plain)
    },
    Law("weight_decay", "optax 0.2.8 add_decayed_weights") {
      // In a chain before the scaling it is coupled, after it decoupled.
      var (first, second) = (Adam(), Adam())
      let before = try decay(around: try decayed("adam", lr: 0.05, mode: 1)) { w, g in
        w - 0.05 * first.step(g + 0.1 * w)
      }
      let after = try decay(around: try decayed("adam", lr: 0.05, mode: 0)) { w, g in
        w - 0.05 * (second.step(g) + 0.1 * w)
      }
      return max(before, after)
    },
    Law("ema", "torch 2.13 swa_utils.AveragedModel with get_ema_multi_avg_fn") {
      try average { average, point in average + 0.1 * (point - average) }
    },
    Law("ema", "keras 3.15 use_ema") {
      try average { average, point in 0.9 * average + (1 - 0.9) * point }
    },
  ]

  @Test("A library's rule gives our points", arguments: all)
  func holds(law: Law) throws {
    let deviation = try law.deviation()
    #expect(deviation <= 1e-12, "off by \(deviation)")
  }
}

// The arithmetic of points, which is internal to the module.
private func + (a: Point<Double>, b: Point<Double>) -> Point<Double> { Point(a.x + b.x, a.y + b.y) }
private func - (a: Point<Double>, b: Point<Double>) -> Point<Double> { Point(a.x - b.x, a.y - b.y) }
private func * (a: Double, b: Point<Double>) -> Point<Double> { Point(a * b.x, a * b.y) }
private func / (a: Point<Double>, b: Double) -> Point<Double> { Point(a.x / b, a.y / b) }
