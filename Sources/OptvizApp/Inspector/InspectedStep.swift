import Experiments
import Optimization

/// A method, its schedule, or a wrapper around it, as the inspector shows it: its rule, and where it is recorded.
struct InspectorPart {
  /// Its title if there are several parts; `nil` for a run's only one.
  let title: String?
  let formula: Formula
  let settings: SettingValues
  /// The number under which the recorder keeps the part's values.
  let part: Int

  /// What the part recorded, under the names of its formula.
  func own(_ recorder: Recorder) -> Recorder { recorder.own(of: part) }
}

extension OptimizerChoice {
  /// The parts of a step: the method, its wrappers, and its schedule.
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

/// The step that the inspector explains: the one that starts at the point on display.
///
/// So the gradient belongs to the point where the head is, and the update is what the next → does.
struct InspectedStep {
  let parts: [InspectorPart]
  /// The point where it starts.
  let step: Int
  /// Where that point is.
  let position: Point<Double>
  /// What the step computes; `nil` if the run's numbers are no longer finite, so that there is no step.
  let recorder: Recorder?
  /// How the surface curves there.
  let hessian: Hessian
  /// What the first step of the choice computed: which names there are, whatever the step.
  let shape: Recorder

  /// The step that a request asks for; `nil` where the run has no first step.
  ///
  /// - Parameter shape: what the first step computed, if that is known.
  init?(_ request: InspectionRequest, shape known: Recorder?) {
    let timeline = request.timeline
    let leg = request.leg
    guard let shape = known ?? timeline.explanation(from: leg.start) else { return nil }
    // A fork's own schedule spans the steps that are left.
    let isNew = leg.choice.schedule != request.legs.first?.choice.schedule
    parts = leg.choice.inspectorParts(steps: timeline.budget - (isNew ? leg.start : 0))
    step = request.step
    position = timeline.point(at: step).position
    recorder = step == leg.start ? shape : timeline.explanation(from: step)
    hessian = request.objective.hessian(at: position)
    self.shape = shape
  }
}

/// The role in a step of an arrow or a row of the inspector.
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

  /// The recorded name with this role in a formula; `nil` for none.
  ///
  /// The velocity or the average of gradients that a method steps along is called V in all of them, and V̂ or Ṽ if
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

  /// The direction on the plane: the negative gradient, the negative averages (a step goes
  /// against them), and the update itself.
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
