/// Eight copies of a method that is written for one run, each on a lane of its own.
///
/// A line search or a simplex decides by the values it meets, and eight runs seldom decide alike, so that there is
/// nothing to gain from moving them in step. Each copy has its lane's settings and state, and asks the oracle of the
/// eight about its own lane only; a lane whose position is no longer a number stays as it is. Nothing is recorded:
/// only a run that is alone is ever explained.
public struct LaneByLane<One: Optimizer>: Optimizer where One.V == Point<Double> {
  public static var card: OptimizerCard { One.card }

  private var methods: [One]

  /// Eight methods, one a lane.
  init(_ methods: [One]) { self.methods = methods }

  public init(_ settings: Settings<Lanes>) {
    methods = (0..<Lanes.count).map { One(settings.lane($0)) }
  }

  /// The rate of each lane.
  public var lr: Lanes {
    get { Lanes.gather { methods[$0].lr } }
    set { for lane in methods.indices { methods[lane].lr = newValue.lane(lane) } }
  }

  /// One state a lane.
  public struct State: Sendable {
    var lanes: [One.State]
  }

  public func start(at position: Point<Lanes>) -> State {
    State(lanes: methods.indices.map { methods[$0].start(at: position.lane($0)) })
  }

  @inline(__always)
  public func step<O: Oracle<Point<Lanes>>, T: Trace<Point<Lanes>>>(
    _ position: inout Point<Lanes>, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    var unrecorded = NoTrace<Point<Double>>()
    for lane in methods.indices {
      var own = position.lane(lane)
      guard own.isFinite else { continue }
      var view = LaneOracle(eight: oracle, lane: lane)
      methods[lane].step(&own, &state.lanes[lane], &view, &unrecorded)
      oracle = view.eight
      position.x.pack[lane] = own.x
      position.y.pack[lane] = own.y
    }
  }
}

/// One lane of an oracle for eight: asks about the same point in all of them and takes its own answer.
private struct LaneOracle<Eight: Oracle<Point<Lanes>>>: Oracle {
  var eight: Eight
  let lane: Int

  var evaluations: Int { eight.evaluations }

  private func spread(_ point: Point<Double>) -> Point<Lanes> { Point(Lanes(point.x), Lanes(point.y)) }

  mutating func value(at position: Point<Double>) -> Double {
    eight.value(at: spread(position)).lane(lane)
  }

  mutating func gradient(at position: Point<Double>) -> Point<Double> {
    eight.gradient(at: spread(position)).lane(lane)
  }

  mutating func valueAndGradient(at position: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    let (value, gradient) = eight.valueAndGradient(at: spread(position))
    return (value.lane(lane), gradient.lane(lane))
  }

  mutating func hessianDiagonal(at position: Point<Double>) -> Point<Double> {
    eight.hessianDiagonal(at: spread(position)).lane(lane)
  }

  mutating func observedLoss(at position: Point<Double>) -> Double {
    eight.observedLoss(at: spread(position)).lane(lane)
  }

  mutating func hessianProduct(at position: Point<Double>, _ direction: Point<Double>) -> Point<Double> {
    eight.hessianProduct(at: spread(position), spread(direction)).lane(lane)
  }
}
