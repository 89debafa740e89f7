// An optimizer and a surface that the library does not have, raced against two that it has.
import Optimization
import Optimizers

/// Steps along the gradient's direction, and takes shorter ones as time passes: α/√t.
struct Stroll<V: Vector>: Optimizer {
  typealias Packed = Stroll<Point<Lanes>>

  static var card: OptimizerCard {
    OptimizerCard(id: "stroll", name: "Stroll", formula: Formula("{W} ← {W_old} − {lr}{g}/(√{t}|{*g}|)"))
  }

  var lr: V.Element

  init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.5, "The first step is this long."))
  }

  struct State: Sendable { var t = 0.0 }

  func start(at position: V) -> State { State() }

  @inline(__always)
  func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    state.t += 1
    let g = trace("g", oracle.gradient(at: position))
    let length = lr / (state.t.squareRoot() * (g.norm() + 1e-12))
    trace.update("W", &position, to: position - length * g)
  }
}

/// A valley along a sine.
struct Trough: Surface {
  static let card = SurfaceCard(id: "trough", name: "Trough")

  init(_ settings: SettingValues) {}

  @inline(__always)
  func height<S: Scalar>(_ x: S, _ y: S) -> S { 0.1 * x.squared() + (y - S.sin(x)).squared() }

  var domain: Domain { Domain(x: -4...4, y: -2...2) }
  var start: Point<Double> { Point(-3.5, 1.5) }
}

let trough = Trough()
let entrants = [
  OptimizerChoice(Stroll.self), OptimizerChoice(Momentum.self), try OptimizerChoice(Adam.self, ["lr": 0.05]),
]
var race = Race(
  entrants, on: trough, from: trough.start, budget: 100, limits: Limits(for: trough.domain))
race.extend(to: 100)
for timeline in race.timelines {
  let losses = [0, 10, 100].map { (timeline.track.points[$0].loss * 1000).rounded() / 1000 }
  print("\(timeline.choice.entry.card.name): \(losses)")
}
if let explanation = race.timelines[0].explanation(of: 1), case .vector(let gradient)? = explanation["g"] {
  print("Stroll's first gradient has the length \((gradient.length * 1000).rounded() / 1000)")
}
