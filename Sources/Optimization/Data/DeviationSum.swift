/// A sum of absolute deviations |W x + b − y| over some examples, and of a linear term for the
/// others.
///
/// The minimum is sought from corner to corner of a convex polyhedron: at each corner the steepest descending
/// edge, on which all lines pass through one example, is followed to its lowest corner, a
/// weighted median of slopes (G. O. Wesolowsky, *A new descent algorithm for the least absolute value
/// regression problem*, Communications in Statistics B10, 1981).
struct DeviationSum {
  let x: [Double]
  let y: [Double]
  private var linear = Point(0.0, 0.0)

  init(x: [Double], y: [Double]) {
    self.x = x
    self.y = y
  }

  /// The sum with only those examples that a line can pass if its parameters are within a margin of some point; the
  /// others, which stay on one side of such a line, contribute a linear term.
  init(_ whole: DeviationSum, near p: Point<Double>, within margin: Double) {
    var (x, y): ([Double], [Double]) = ([], [])
    var linear = whole.linear
    for i in whole.x.indices {
      let feature = whole.x[i]
      let residual = p.x * feature + p.y - whole.y[i]
      if abs(residual) <= margin * (1 + abs(feature)) {
        x.append(feature)
        y.append(whole.y[i])
      } else {
        let sign = residual > 0 ? 1.0 : -1.0
        linear = Point(linear.x + sign * feature, linear.y + sign)
      }
    }
    (self.x, self.y, self.linear) = (x, y, linear)
  }

  func value(at p: Point<Double>) -> Double {
    var sum = linear.dot(p)
    for i in x.indices { sum += abs(p.x * x[i] + p.y - y[i]) }
    return sum
  }

  /// The lowest corner; `nil` if there is no corner, or no lowest one.
  func minimum(from start: Point<Double>) -> Point<Double>? {
    // The line through the example nearest to the start.
    var (nearest, distance) = (-1, Double.infinity)
    for i in x.indices {
      let residual = abs(start.x * x[i] + start.y - y[i])
      if residual < distance { (nearest, distance) = (i, residual) }
    }
    guard nearest >= 0, var point = corner(through: nearest) else { return nil }
    var value = value(at: point)
    while let pivot = descendingEdge(at: point) {
      guard let next = corner(through: pivot) else { return nil }
      let there = self.value(at: next)
      guard there < value else { break }
      (point, value) = (next, there)
    }
    return point
  }

  /// The lowest corner among the lines through one example; `nil` if they all have the same loss, or none
  /// is lowest.
  private func corner(through pivot: Int) -> Point<Double>? {
    var slopes: [WeightedSlope] = []
    slopes.reserveCapacity(x.count)
    var total = 0.0
    for i in x.indices where x[i] != x[pivot] {
      let distance = x[i] - x[pivot]
      slopes.append(WeightedSlope(slope: (y[i] - y[pivot]) / distance, weight: abs(distance)))
      total += abs(distance)
    }
    let tilt = linear.x - linear.y * x[pivot]
    guard !slopes.isEmpty, abs(tilt) <= total else { return nil }
    let slope = slopes.quantile((total - tilt) / 2)
    return Point(slope, y[pivot] - slope * x[pivot])
  }

  /// The example through which the lines of the steepest descending edge pass; `nil` if no edge descends.
  private func descendingEdge(at p: Point<Double>) -> Int? {
    var gradient = linear
    var touched: [Int] = []
    for i in x.indices {
      let turn = p.x * x[i]
      let residual = turn + p.y - y[i]
      if abs(residual) <= 8 * (abs(turn) + abs(p.y) + abs(y[i])).ulp {
        touched.append(i)
      } else {
        let sign = residual > 0 ? 1.0 : -1.0
        gradient = Point(gradient.x + sign * x[i], gradient.y + sign)
      }
    }
    // Turned around one example, the lines leave all others on them.
    touched.sort { x[$0] < x[$1] }
    var sum = touched.reduce(0) { $0 + x[$1] }
    var (below, place) = (0.0, 0.0)
    var best: (rise: Double, pivot: Int)?
    for pivot in touched {
      sum -= x[pivot]
      let above = Double(touched.count - 1) - place
      let left = place * x[pivot] - below + sum - above * x[pivot]
      let rise = left - abs(gradient.x - x[pivot] * gradient.y)
      if rise < best?.rise ?? 0 { best = (rise, pivot) }
      below += x[pivot]
      place += 1
    }
    return best?.pivot
  }
}

/// A slope and its weight.
struct WeightedSlope {
  var slope: Double
  var weight: Double
}

extension [WeightedSlope] {
  /// The least slope up to which the weights add up to a target, or the greatest slope; reorders the array.
  ///
  /// By quickselect with three parts, since many slopes may be equal.
  mutating func quantile(_ target: Double) -> Double {
    var (low, high, below) = (0, count, 0.0)
    while high - low > 1 {
      let (a, b, c) = (self[low].slope, self[low + (high - low) / 2].slope, self[high - 1].slope)
      let pivot = Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
      var (less, index, greater) = (low, low, high)
      var (lessWeight, equalWeight) = (0.0, 0.0)
      while index < greater {
        let element = self[index]
        if element.slope < pivot {
          lessWeight += element.weight
          swapAt(less, index)
          less += 1
          index += 1
        } else if element.slope == pivot {
          equalWeight += element.weight
          index += 1
        } else {
          greater -= 1
          swapAt(index, greater)
        }
      }
      if less > low && below + lessWeight >= target {
        high = less
      } else if below + lessWeight + equalWeight >= target || greater == high {
        return pivot
      } else {
        below += lessWeight + equalWeight
        low = greater
      }
    }
    return self[low].slope
  }
}
