import Optimization
import TerminalGraphics

/// A run on a page as numbers, for files that repeat or explain it.
public struct RunNumbers: Sendable {
  /// A point of its path.
  public struct Point: Hashable, Sendable {
    /// The race's time at which the run has it.
    public let time: Int
    /// The steps that it has made.
    public let step: Int
    /// Where it is.
    public let place: SIMD2<Double>
    /// The loss there.
    public let loss: Double
  }

  /// Its number, from 1.
  public let number: Int
  /// Its sign.
  public let sign: Unicode.Scalar
  /// Its colour.
  public let color: Color
  /// Its name.
  public let label: String
  /// What became of it up to the end of the race, in a word, and the race's time when it did; `nil` for nothing.
  public let event: (time: Int, name: String)?
  private let race: Race
  private let run: Int

  init(_ run: Int, in model: Model) {
    let look = RunLook(run, in: model)
    (number, sign, color, label) = (run + 1, look.head, look.color, look.label)
    (race, self.run) = (model.derived.race, run)
    let timeline = model.derived.race.timelines[run]
    let race = model.derived.race
    event =
      switch timeline.outcome(at: timeline.last) {
      case .converged(let step): (race.time(ofStep: step, of: run), "converged")
      case .diverged(let step): (race.time(ofStep: step, of: run), "diverged")
      case .stopped(let step): (race.time(ofStep: step, of: run), "stopped")
      case .running, .budgetSpent: nil
      }
  }

  /// The points of its path up to a time, at most `most` of them, evenly spread and with both ends.
  public func points(upTo time: Int, most: Int) -> [Point] {
    let last = min(race.step(of: run, at: time), race.timelines[run].last)
    let stride = max(1, (last + max(1, most - 1) - 1) / max(1, most - 1))
    var steps = Array(Swift.stride(from: 0, to: last, by: stride))
    steps.append(last)
    return steps.map { point(ofStep: $0) }
  }

  /// The point that it has at a time of the race.
  public func point(at time: Int) -> Point {
    point(ofStep: min(race.step(of: run, at: time), race.timelines[run].last))
  }

  private func point(ofStep step: Int) -> Point {
    let point = race.point(of: run, at: step)
    return Point(
      time: race.time(ofStep: step, of: run), step: step,
      place: SIMD2(point.position.x, point.position.y), loss: point.loss)
  }
}

extension PageMaker {
  /// The runs on the pages.
  public var runs: [RunNumbers] { model.visibleRuns.map { RunNumbers($0, in: model) } }

  /// What the plane's parameters and the loss are called.
  public var names: (x: String, y: String, loss: String) {
    (model.parameterNames[0], model.parameterNames[1], model.lossName)
  }
}
