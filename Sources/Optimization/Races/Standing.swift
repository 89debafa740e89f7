/// Whether a run has arrived, decided without any unit of x, y or the loss.
///
/// Let D be how much the loss has changed since the start, s the last step, g and H gradient and Hessian where it led.
/// The run has converged at the first step where
///
///     ½ gᵀH⁻¹g ≤ ε D     what a Newton step still promises; ε is the tolerance, 1e-12
///     ½ sᵀH s ≤ ε D      and the run stands: a fast one that passes a flat spot has not arrived
///
/// and no place a little way around is lower. Along a direction without curvature, |g| times the length of the domain
/// takes the place of the Newton step's promise. Where H has a downward direction, where a place around is lower, or where
/// all are level, the run has stopped without a minimum: on a saddle, a ridge, a kink or a flat.
///
/// The full test is made only where the step has changed the loss by at most 3 ε D, but for rounding. That follows from
/// both conditions, since on a quadratic the change is ½ sᵀH s − g·s, and it costs next to nothing. After a test that
/// fails the next waits until the gradient is as much shorter as that one wanted it, or for some steps: in a long
/// valley a gradient across it is longer than one along it that has as much to gain.
@usableFromInline
struct Standing: Sendable {
  /// A step, and the loss where it led.
  struct Moment: Hashable, Sendable {
    let step: Int
    let loss: Double
  }

  /// What a run is measured by.
  @usableFromInline let limits: Limits
  private let startLoss: Double
  /// Where it has first converged.
  private(set) var converged: Moment?
  /// Where it has come to rest without a minimum, the last time that it did.
  private(set) var stopped: Moment?
  /// The length of the gradient at the last test that failed, and that below which the next is made.
  private var failed = (norm: Double.infinity, retry: Double.infinity, step: 0)

  /// How many steps a test waits at most: its Hessian, five gradients' time, is then less than a tenth of theirs.
  private static let longestWait = 64

  /// The rounding of two losses, as a share of them.
  private static let rounding = 2 * Double.ulpOfOne

  /// A run that starts at a loss.
  init(startLoss: Double, _ limits: Limits) {
    (self.startLoss, self.limits) = (startLoss, limits)
    let slack = 3.003 * limits.tolerance
    quietShare = slack + 1.001 * Standing.rounding
    quietChange = limits.tolerance > 0 ? slack * abs(startLoss) : -.infinity
  }

  /// Whether there is nothing to test any more.
  private var isDecided: Bool { converged != nil || !(limits.tolerance > 0) }

  /// A step after which the run may rest changes the loss by at most this share of it, and `quietChange`.
  ///
  /// It holds wherever the test holds that `judge` begins with, since |f₀ − f| ≤ |f₀| + |f|, and a thousandth is far more
  /// than what rounding takes.
  @usableFromInline let quietShare: Double
  /// What such a step may change the loss by, beside its share of it.
  @usableFromInline let quietChange: Double

  /// Judges steps that were made one after another, and whose points lie side by side: a block at a time, so that the loop
  /// that makes them knows little of it.
  ///
  /// It is needed only where one of them has changed the loss by at most `quietShare` of it and `quietChange`.
  ///
  /// - Parameters:
  ///   - points: Where the steps led.
  ///   - first: How many steps were made before.
  ///   - start: Where the first step began, and the loss there.
  @usableFromInline @inline(never)
  mutating func judge(
    _ points: UnsafeBufferPointer<Track.Point>, after first: Int, _ start: Point<Double>,
    loss lossBefore: Double,
    on objective: any Objective
  ) {
    guard !isDecided else { return }
    var (lastLoss, before) = (lossBefore, start)
    let (share, most) = (quietShare, quietChange)
    for index in points.indices {
      let (loss, position) = (points[index].loss, points[index].position)
      if abs(lastLoss - loss) - share * abs(loss) <= most {
        judge(points[index], step: first + index + 1, from: before, lastLoss: lastLoss, on: objective)
      }
      (lastLoss, before) = (loss, position)
    }
  }

  /// How many tolerances the loss may rise again before a run counts as having left: a thousand times the gradient.
  private static let leave = 1e6

  /// Whether a run that was at a moment has left it, by its loss now.
  func hasLeft(_ moment: Moment, lossNow loss: Double) -> Bool {
    let change = abs(startLoss - moment.loss)
    return !(abs(loss - moment.loss) <= Standing.leave * limits.tolerance * change)
  }

  /// Judges a step.
  private mutating func judge(
    _ point: Track.Point, step: Int, from before: Point<Double>, lastLoss: Double, on objective: any Objective
  ) {
    let (loss, norm) = (point.loss, point.gradientNorm)
    guard !isDecided, loss.isFinite, norm.isFinite else { return }
    let slack = 3 * limits.tolerance * abs(startLoss - loss) + Standing.rounding * abs(loss)
    guard abs(lastLoss - loss) <= slack else { return }
    if let stopped {
      guard hasLeft(stopped, lossNow: loss) else { return }
      self.stopped = nil
    }
    // A gradient far longer than at the last test is another place.
    if norm > failed.retry, norm < 10 * failed.norm, step < failed.step + Standing.longestWait { return }
    let place = LevelPlace(
      at: point.position, loss: loss, gradient: objective.valueAndGradient(at: point.position).gradient,
      hessian: objective.hessian(at: point.position), change: abs(startLoss - loss), limits)
    let (gain, move) = place.rest(after: point.position - before)
    // Along one way down what is left to gain falls with the square of the gradient.
    failed =
      gain > 1
      ? (norm, norm / min(gain.squareRoot(), 1000).squareRoot(), step)
      : (Double.infinity, Double.infinity, step)
    guard gain <= 1, move <= 1 else { return }
    if place.isMinimum(of: objective) {
      converged = Moment(step: step, loss: loss)
    } else {
      stopped = Moment(step: step, loss: loss)
    }
  }
}

/// A place where a run may have arrived: what is left to gain, and whether it is a minimum.
struct LevelPlace {
  private let point, gradient: Point<Double>
  private let loss: Double
  private let hessian: Hessian
  /// How much the loss has changed since the start.
  private let change: Double
  private let limits: Limits
  private let shape: Hessian.Shape

  init(
    at point: Point<Double>, loss: Double, gradient: Point<Double>, hessian: Hessian, change: Double,
    _ limits: Limits
  ) {
    (self.point, self.loss, self.gradient) = (point, loss, gradient)
    (self.change, self.limits) = (change, limits)
    // What makes no difference over the whole domain is rounding, and no way down.
    var known = hessian
    let (sides, least) = (limits.sides, limits.tolerance * change)
    if known.xx < 0, -known.xx * sides.x * sides.x <= least { known.xx = 0 }
    if known.yy < 0, -known.yy * sides.y * sides.y <= least { known.yy = 0 }
    if known.xx == 0 || known.yy == 0, abs(known.xy) * sides.x * sides.y <= least { known.xy = 0 }
    self.hessian = known
    shape = known.shape
  }

  /// How near to standing a run is on a saddle or a flat: a share of the domain's sides, as for the distance on a bowl.
  private var nearness: Double { limits.tolerance.squareRoot() }

  /// What is left to gain, and how far the step led, in units of what is allowed: both at most 1 where the run stands.
  func rest(after step: Point<Double>) -> (gain: Double, move: Double) {
    func share(_ part: Double, _ allowed: Double) -> Double {
      let share = part == 0 ? 0 : part / allowed
      return share.isNaN ? .infinity : share
    }
    let (sides, allowed) = (limits.sides, limits.tolerance * change)
    let slope = abs(gradient.x) * sides.x + abs(gradient.y) * sides.y
    let gain =
      switch shape {
      case .bowl: share(hessian.promise(of: gradient), allowed)
      case .trough: share(hessian.promise(of: gradient, sides), allowed)
      case .unknown: share(slope, allowed)
      case .falling: share(slope, nearness * change)
      }
    let move =
      shape == .bowl
      ? share(abs(0.5 * step.dot(hessian * step)), allowed)
      : max(share(abs(step.x), nearness * sides.x), share(abs(step.y), nearness * sides.y))
    return (gain, move)
  }

  /// Whether no place a little way around is lower, and not all of them are level.
  ///
  /// A gradient of zero may be a convention: at the top of a kink every way leads down. So heights decide.
  func isMinimum(of objective: any Objective) -> Bool {
    if shape == .falling { return false }
    // What is left to gain anyway, and the rounding of a loss.
    let slack = 10 * limits.tolerance * change + 16 * loss.ulp
    var isHigher = shape == .bowl
    for reach in reaches {
      for way in LevelPlace.ways {
        let height = objective.value(at: point + reach * way)
        if height < loss - slack { return false }
        // A place without a height is a wall.
        if !(height <= loss + slack) { isHigher = true }
      }
    }
    return isHigher
  }

  /// The half axes of the ellipses on which heights are compared.
  ///
  /// In a bowl the loss rises there by a small share of its change so far, which is beyond the slack and still near;
  /// without a curvature they are shares of the domain.
  private var reaches: [Point<Double>] {
    let sides = limits.sides
    func least(_ reach: Point<Double>) -> Point<Double> {
      Point(max(reach.x, 64 * point.x.ulp), max(reach.y, 64 * point.y.ulp))
    }
    guard shape == .bowl else { return [1e-2, 1e-3, 1e-5].map { least($0 * sides) } }
    func reach(_ curvature: Double, _ side: Double) -> Double {
      let reach = (2e-8 * change / curvature).squareRoot()
      return reach > 0 && reach.isFinite ? reach : 1e-6 * side
    }
    return [least(Point(reach(hessian.xx, sides.x), reach(hessian.yy, sides.y)))]
  }

  /// Eight ways around a point.
  private static let ways: [Point<Double>] = [
    Point(1, 0), Point(-1, 0), Point(0, 1), Point(0, -1),
    Point(0.75, 0.75), Point(-0.75, -0.75), Point(0.75, -0.75), Point(-0.75, 0.75),
  ]
}

extension Hessian {
  /// How a surface curves at a point, whatever the units of its axes.
  enum Shape {
    /// Upwards in every direction.
    case bowl
    /// Upwards along one axis, and level to rounding along some direction.
    case trough
    /// Level, or without second derivatives.
    case unknown
    /// Downwards in some direction.
    case falling
  }

  /// The shape, by what elimination leaves of a diagonal entry relative to that entry, which has no unit.
  var shape: Shape {
    guard xx.isFinite, xy.isFinite, yy.isFinite else { return .unknown }
    if xx < 0 || yy < 0 { return .falling }
    if xx == 0 || yy == 0 { return xy != 0 ? .falling : xx + yy > 0 ? .trough : .unknown }
    let remainder = 1 - (xy / xx) * (xy / yy)
    if remainder > Hessian.rounding { return .bowl }
    return remainder < -Hessian.rounding ? .falling : .trough
  }

  /// Below this share of a diagonal entry, what elimination leaves is rounding.
  static var rounding: Double { 16 * Double.ulpOfOne }

  /// ½ gᵀH⁻¹g in a bowl: what a Newton step gains if the surface is a quadratic.
  func promise(of gradient: Point<Double>) -> Double {
    let tilt = xy / xx
    let across = gradient.y - tilt * gradient.x
    return 0.5 * (gradient.x * gradient.x / xx + across * across / (yy - tilt * xy))
  }

  /// The same in a trough, along which the gradient counts over the length of a side.
  func promise(of gradient: Point<Double>, _ sides: Point<Double>) -> Double {
    if xx > 0 {
      let along = gradient.y - xy / xx * gradient.x
      return 0.5 * gradient.x * gradient.x / xx + abs(along) * sides.y
    }
    return 0.5 * gradient.y * gradient.y / yy + abs(gradient.x) * sides.x
  }
}
