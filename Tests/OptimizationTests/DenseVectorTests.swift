import Optimization
import Optimizers
import Testing

/// A vector of any length, as a small network would have: the simplest type that conforms.
private struct Dense: Vector, Equatable {
  typealias Element = Double

  var values: [Double]

  func filled(with value: Double) -> Dense { Dense(values: values.map { _ in value }) }
  func map(_ function: (Double) -> Double) -> Dense { Dense(values: values.map(function)) }
  func zip(_ other: Dense, _ function: (Double, Double) -> Double) -> Dense {
    Dense(values: Swift.zip(values, other.values).map(function))
  }
  func dot(_ other: Dense) -> Double { Swift.zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 } }
}

/// The same curve along every coordinate: x⁴/4 − 2x² + x/2, which has two valleys.
private struct SeparateValleys<V: Vector>: Oracle where V.Element == Double {
  private(set) var evaluations = 0

  private func height(_ position: V) -> Double {
    position.map { x in x * x * x * x / 4 - 2 * x * x + x / 2 }.dot(position.filled(with: 1))
  }

  mutating func value(at position: V) -> Double {
    evaluations += 1
    return height(position)
  }
  mutating func gradient(at position: V) -> V {
    evaluations += 1
    return position.map { x in x * x * x - 4 * x + 0.5 }
  }
  mutating func valueAndGradient(at position: V) -> (value: Double, gradient: V) {
    (height(position), gradient(at: position))
  }
  mutating func hessianDiagonal(at position: V) -> V {
    evaluations += 1
    return position.map { x in 3 * x * x - 4 }
  }
  mutating func hessianProduct(at position: V, _ direction: V) -> V {
    hessianDiagonal(at: position).zip(direction) { $0 * $1 }
  }
  mutating func observedLoss(at position: V) -> Double { height(position) }
}

@Suite("Methods on vectors of any length")
struct DenseVectorTests {
  private static let starts = [-2.3, -1.1, -0.4, 0.05, 0.9, 1.7, 2.6]

  /// The identifiers of the compared methods.
  private func compare<N: Optimizer, One: Optimizer>(_ long: N.Type, _ short: One.Type) throws -> String
  where N.V == Dense, One.V == Point<Double> {
    let id = N.card.id
    for values in [SettingValues(defaultsOf: N.settings)]
      + (try OptimizerLawTests.variants(of: N.settings))
    {
      // A norm couples the coordinates, if it is requested.
      if values.index(of: "max_grad_norm").map({ values.values[$0] > 0 }) == true { continue }
      let optimizer = N(Settings(values))
      var position = Dense(values: Self.starts)
      var state = optimizer.start(at: position)
      var oracle = SeparateValleys<Dense>()
      var trace = NoTrace<Dense>()
      let alone = One(Settings(values))
      var points = Self.starts.map { Point($0, $0) }
      var states = points.map { alone.start(at: $0) }
      var own = SeparateValleys<Point<Double>>()
      var silent = NoTrace<Point<Double>>()
      for step in 1...60 {
        optimizer.step(&position, &state, &oracle, &trace)
        for i in points.indices {
          alone.step(&points[i], &states[i], &own, &silent)
          #expect(
            points[i].x.bitPattern == position.values[i].bitPattern || points[i].x.isNaN,
            "\(id) step \(step) coordinate \(i)")
        }
      }
    }
    return id
  }

  @Test("A coordinate-wise method treats a long vector like each number alone")
  func stackedScalars() throws {
    let compared = [
      try compare(GradientDescent<Dense>.self, GradientDescent<Point<Double>>.self),
      try compare(Momentum<Dense>.self, Momentum<Point<Double>>.self),
      try compare(HeavyBall<Dense>.self, HeavyBall<Point<Double>>.self),
      try compare(Nesterov<Dense>.self, Nesterov<Point<Double>>.self),
      try compare(Adagrad<Dense>.self, Adagrad<Point<Double>>.self),
      try compare(Adadelta<Dense>.self, Adadelta<Point<Double>>.self),
      try compare(RMSprop<Dense>.self, RMSprop<Point<Double>>.self),
      try compare(Adam<Dense>.self, Adam<Point<Double>>.self),
      try compare(AdamW<Dense>.self, AdamW<Point<Double>>.self),
      try compare(Adamax<Dense>.self, Adamax<Point<Double>>.self),
      try compare(NAdam<Dense>.self, NAdam<Point<Double>>.self),
      try compare(RAdam<Dense>.self, RAdam<Point<Double>>.self),
      try compare(Rprop<Dense>.self, Rprop<Point<Double>>.self),
      try compare(ASGD<Dense>.self, ASGD<Point<Double>>.self),
      try compare(AdaBelief<Dense>.self, AdaBelief<Point<Double>>.self),
      try compare(Yogi<Dense>.self, Yogi<Point<Double>>.self),
      try compare(Lion<Dense>.self, Lion<Point<Double>>.self),
      try compare(SignSGD<Dense>.self, SignSGD<Point<Double>>.self),
      try compare(Signum<Dense>.self, Signum<Point<Double>>.self),
      try compare(Tiger<Dense>.self, Tiger<Point<Double>>.self),
      try compare(Adan<Dense>.self, Adan<Point<Double>>.self),
      try compare(ADOPT<Dense>.self, ADOPT<Point<Double>>.self),
      try compare(AdEMAMix<Dense>.self, AdEMAMix<Point<Double>>.self),
      try compare(ACProp<Dense>.self, ACProp<Point<Double>>.self),
      try compare(QHM<Dense>.self, QHM<Point<Double>>.self),
      try compare(QHAdam<Dense>.self, QHAdam<Point<Double>>.self),
      try compare(AggMo<Dense>.self, AggMo<Point<Double>>.self),
      try compare(PID<Dense>.self, PID<Point<Double>>.self),
      try compare(DiffGrad<Dense>.self, DiffGrad<Point<Double>>.self),
      try compare(AdaBound<Dense>.self, AdaBound<Point<Double>>.self),
      try compare(MADGRAD<Dense>.self, MADGRAD<Point<Double>>.self),
      try compare(SM3<Dense>.self, SM3<Point<Double>>.self),
      try compare(Sophia<Dense>.self, Sophia<Point<Double>>.self),
      try compare(OptimisticGD<Dense>.self, OptimisticGD<Point<Double>>.self),
      try compare(FTRL<Dense>.self, FTRL<Point<Double>>.self),
      try compare(COCOB<Dense>.self, COCOB<Point<Double>>.self),
      try compare(ScheduleFreeSGD<Dense>.self, ScheduleFreeSGD<Point<Double>>.self),
      try compare(ScheduleFreeAdamW<Dense>.self, ScheduleFreeAdamW<Point<Double>>.self),
    ]
    // The others use the whole vector: its norm, an inner product, the loss or the curvature.
    #expect(Set(compared).count == compared.count)
    #expect(Set(compared).isSubset(of: OptimizerCatalog.standard.entries.map(\.card.id)))
  }
}
