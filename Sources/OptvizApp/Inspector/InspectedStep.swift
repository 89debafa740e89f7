import Experiments
import Optimization

/// A method, its schedule, or a wrapper around it, as the inspector shows it: its rule, and where its numbers are recorded.
struct InspectorPart {
  /// What it is called where there are several; `nil` for a run's only one.
  let title: String?
  let formula: Formula
  let settings: SettingValues
  /// Under which number the recorder keeps what the part records.
  let part: Int

  /// What the part recorded, under the names of its formula.
  func own(_ recorder: Recorder) -> Recorder { recorder.own(of: part) }
}

extension OptimizerChoice {
  /// The parts that make up a step: the method, what is put around it, and its schedule.
  func inspectorParts(steps: Int) -> [InspectorPart] {
    var parts = [
      InspectorPart(
        title: isBare ? nil : entry.card.name, formula: entry.card.formula, settings: settings, part: 0)
    ]
    for (i, wrapper) in wrappers.enumerated() {
      let card = wrapper.entry.card
      parts.append(
        InspectorPart(title: card.name, formula: card.formula, settings: wrapper.settings, part: i + 1))
    }
    if let schedule {
      parts.append(
        InspectorPart(
          title: schedule.entry.card.name, formula: schedule.entry.card.formula,
          settings: schedule.settings.spanning(steps), part: Recorder.schedulePart))
    }
    return parts
  }

  /// The method's own part.
  var ownPart: InspectorPart {
    InspectorPart(title: nil, formula: entry.card.formula, settings: settings, part: 0)
  }
}

/// The step that the inspector explains: the one that leaves the point on display.
///
/// So the gradient is that of the point where the head is, and the update what the next → will do.
struct InspectedStep {
  let parts: [InspectorPart]
  /// The point that it leaves.
  let step: Int
  /// Where that point is.
  let position: Point<Double>
  /// What the step computes; `nil` where there is none, since the run has left every number behind.
  let recorder: Recorder?
  /// How the surface curves there.
  let hessian: Hessian
  /// What the first step computed: which names there are, whatever the step.
  let shape: Recorder

  /// The chosen run's; `nil` where no run takes part.
  init?(_ model: Model) {
    guard let chosen = model.chosen, model.derived.race.timelines.indices.contains(model.document.chosenRun)
    else {
      return nil
    }
    let timeline = model.derived.race.timelines[model.document.chosenRun]
    guard let shape = timeline.explanation(from: 0) else { return nil }
    parts = chosen.inspectorParts(steps: timeline.budget)
    step = model.step(of: model.document.chosenRun)
    position = timeline.track.points[step].position
    recorder = timeline.explanation(from: step)
    hessian = model.derived.race.objective.hessian(at: position)
    self.shape = shape
  }
}

/// What an arrow or a row of the inspector stands for, by the part it plays in a step.
enum StepRole: Int, CaseIterable {
  case gradient, momentum, update

  /// The letter at the arrow's tip.
  var letter: Unicode.Scalar {
    switch self {
    case .gradient: "g"
    case .momentum: "V"
    case .update: "Δ"
    }
  }

  /// The recorded name that plays the part in a formula; `nil` where none does.
  ///
  /// The velocity or the average of gradients that a method steps along is called V in all of them, and V̂ or Ṽ where
  /// only its corrected form is kept.
  func name(in part: InspectorPart) -> String? {
    switch self {
    case .gradient: return "g"
    case .update: return nil
    case .momentum:
      let names = Formula.names(in: part.formula.lines(with: part.settings))
      return ["V", "V̂", "Ṽ"].first { names.contains($0) }
    }
  }

  /// The way on the plane that the part stands for: downhill for the gradient and its averages, which a step goes
  /// against, and the update itself.
  func direction(_ recorder: Recorder, _ part: InspectorPart) -> Point<Double>? {
    if self == .update {
      // The last part to record W holds the final position.
      guard case .vector(let new)? = recorder.entries.last(where: { $0.name == "W" })?.value,
        case .vector(let old)? = recorder["W_old"]
      else {
        return nil
      }
      return Point(new.x - old.x, new.y - old.y)
    }
    guard let name = name(in: part), case .vector(let value)? = recorder[name] else { return nil }
    return Point(-value.x, -value.y)
  }
}
