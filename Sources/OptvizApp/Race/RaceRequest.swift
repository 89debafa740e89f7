import Experiments
import Optimization

/// More of a race that is requested, or being computed beside the program: that of a race whose steps may take long.
///
/// Equal requests continue equal histories: those of the same experiment, from the same time.
public struct RaceRequest: Sendable {
  private let conditions: RaceConditions
  private let choices: [OptimizerChoice]
  /// The race as far as it is computed.
  let race: Race

  /// What the model's race lacks; `nil` if it is complete, or computed with the program's own steps.
  init?(_ model: Model) {
    race = model.derived.race
    guard race.isAbandonable, model.isComputing else { return nil }
    conditions = RaceConditions(model.document.experiment)
    choices = race.timelines.map(\.choice)
  }

  /// The race with more steps: at least one, and as many more as a tenth of a second allows.
  func extended() -> Race {
    var race = race
    race.extend(
      to: min(race.budget, race.computed + 8 * race.stepsAtOnce),
      within: 8 * Race.usualEvaluations * race.stepsAtOnce)
    return race
  }
}

extension RaceRequest: Hashable {
  public static func == (a: RaceRequest, b: RaceRequest) -> Bool {
    a.race.computed == b.race.computed && a.choices == b.choices && a.conditions == b.conditions
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(conditions)
    hasher.combine(race.computed)
  }
}

extension Race {
  private static let cheapStepsAtOnce = 20_000
  /// The evaluations that six plain runs make in a step, with those that observe it.
  static let usualEvaluations = 12

  /// Steps of each run that are computed between two keys, if each takes one evaluation: a millisecond's worth.
  var stepsAtOnce: Int {
    max(1, Race.cheapStepsAtOnce * Race.overhead / (Race.overhead + objective.cost))
  }

  /// Whether a single step may take longer than keys may wait: then it is computed beside the program, and can be abandoned.
  var mayTakeLong: Bool { longestStep > Race.usualEvaluations * Race.cheapStepsAtOnce * Race.overhead }
}

extension Experiment {
  /// The race at its start, for a person who also presses keys: where a step may take long it can be abandoned.
  var raceToWatch: Race {
    let race = race()
    return race.mayTakeLong ? race.abandonable : race
  }
}

extension Model {
  /// Requests what a race lacks whose steps may take long, and abandons what is no longer wanted.
  mutating func requestRace() {
    let wanted = RaceRequest(self)
    guard wanted != derived.raceRequest else { return }
    if let wanted {
      outbox.append(.computeRace(wanted))
    } else if derived.raceRequest != nil {
      outbox.append(.abandonWork(.race))
    }
    derived.raceRequest = wanted
  }

  /// Takes a race with more steps; one that is no longer needed is dropped.
  mutating func take(_ race: Race, for request: RaceRequest) {
    guard request == derived.raceRequest else { return }
    derived.raceRequest = nil
    derived.race = race
    fitViewWhenComputed()
  }
}
