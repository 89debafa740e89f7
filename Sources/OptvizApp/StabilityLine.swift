import Optimization
import TerminalGraphics

/// How stable the chosen run's method is where the run is: its rate times the largest curvature there, against the
/// method's own bound.
struct StabilityLine {
  let text: String
  let style: Style

  /// `nil` for methods without such a bound, and for a run that has no finite curvature any more.
  init?(_ model: Model) {
    guard let chosen = model.chosen, let bounds = chosen.entry.stability(chosen.settings),
      model.race.timelines.indices.contains(model.chosenRun)
    else { return nil }
    let timeline = model.race.timelines[model.chosenRun]
    if case .diverged = timeline.outcome(at: model.step) { return nil }
    let position = timeline.track.points[min(model.step, timeline.last)].position
    let curvatures = model.race.objective.hessian(at: position).eigenvalues
    // Coupled weight decay adds its own curvature in every direction.
    let decay = chosen.settings.index(of: "weight_decay").map { chosen.settings.values[$0] } ?? 0
    let product = chosen.settings["lr"] * (curvatures.larger + decay)
    guard product.isFinite, curvatures.smaller.isFinite else { return nil }
    let theme = model.theme
    let word: String
    if product > bounds.divergesAbove {
      (word, style) = ("unstable", theme.warningStyle)
    } else if curvatures.smaller + decay < 0 {
      (word, style) = ("downhill", theme.quietStyle)
    } else if product > bounds.oscillatesAbove {
      (word, style) = ("swinging", Style(theme.accent, on: theme.ground))
    } else {
      (word, style) = ("smooth", theme.quietStyle)
    }
    let number = Numerals.short(product, digits: 3)
    let padding = String(repeating: " ", count: max(0, 6 - Frame.columns(of: number)))
    text = "α·curv. \(padding)\(number) of \(Numerals.short(bounds.divergesAbove, digits: 3))  \(word)"
  }
}
