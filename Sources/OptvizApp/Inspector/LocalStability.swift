import Optimization
import TerminalGraphics

/// How stable the chosen run's method is where the run is: its rate times the largest curvature there, against the
/// method's own bound.
///
/// A method with its own rate for each parameter is measured by the curvature as those rates scale it: the
/// largest eigenvalue of √A H √A, A being the diagonal matrix of the rates. For a rate that is the same everywhere that
/// α·λmax. It is shown without a bound, since the rates change with every gradient.
struct LocalStability {
  /// The Hessian's eigenvalues.
  let curvatures: (smaller: Double, larger: Double)
  /// Their ratio, by magnitude, the larger over the smaller.
  let condition: Double
  /// The rate times the largest curvature; `nil` if the method has no meaningful rate.
  let product: Double?
  /// The method's bounds on it.
  let bounds: Stability?
  /// What that means.
  let verdict: Stability.Verdict?

  /// The chosen run's at the step on display, or at the step whose numbers are shown.
  ///
  /// `nil` if its curvature is no longer finite. A method without a bound has a product only if the inspector
  /// knows the step.
  init?(_ model: Model, ofReadableStep isOfReadableStep: Bool = false) {
    guard let chosen = model.chosen, model.derived.race.timelines.indices.contains(model.document.chosenRun)
    else {
      return nil
    }
    let timeline = model.derived.race.timelines[model.document.chosenRun]
    let run = model.document.chosenRun
    let at = isOfReadableStep ? model.readableStep(of: run) : model.step(of: run)
    let moment = timeline.moment(at: at)
    let position = moment.point.position
    let known = model.derived.inspection.flatMap { $0.step.step == at ? $0.step : nil }
    let hessian = known?.hessian ?? model.derived.race.objective.hessian(at: position)
    curvatures = hessian.eigenvalues
    guard curvatures.smaller.isFinite, curvatures.larger.isFinite else { return nil }
    let sizes = [abs(curvatures.smaller), abs(curvatures.larger)]
    condition = max(sizes[0], sizes[1]) / min(sizes[0], sizes[1])
    let outcome = isOfReadableStep ? model.readableOutcome(of: run) : model.outcome(of: run)
    let hasDiverged = if case .diverged = outcome { true } else { false }
    bounds = chosen.entry.stability(chosen.settings)
    if let bounds {
      // Coupled weight decay adds its own curvature in every direction.
      let decay = chosen.settings.index(of: "weight_decay").map { chosen.settings.values[$0] } ?? 0
      // Under a schedule, the rate of the next step.
      let rate = moment.rate ?? chosen.rate
      product = rate * (curvatures.larger + decay)
      verdict =
        hasDiverged
        ? .diverging
        : bounds.verdict(
          rate: rate, smallest: curvatures.smaller + decay, largest: curvatures.larger + decay)
    } else {
      verdict = hasDiverged ? .diverging : nil
      if case .vector(let rates)? = known?.recorder?["α_eff"], rates.x >= 0, rates.y >= 0 {
        let scaled = Hessian(
          xx: rates.x * hessian.xx, xy: (rates.x * rates.y).squareRoot() * hessian.xy,
          yy: rates.y * hessian.yy)
        product = scaled.eigenvalues.larger
      } else {
        product = nil
      }
    }
  }

  /// The name of the product; `nil` if the chosen method has none.
  static func label(_ model: Model) -> String? {
    guard let chosen = model.chosen, model.derived.race.timelines.indices.contains(model.document.chosenRun)
    else {
      return nil
    }
    if chosen.entry.stability(chosen.settings) != nil { return "α·λmax" }
    return model.derived.inspection?.step.shape["α_eff"] == nil ? nil : "α_eff·λmax"
  }

  /// The style of a verdict: warnings stand out.
  static func style(_ verdict: Stability.Verdict, _ theme: Theme) -> Style {
    switch verdict {
    case .diverging: theme.warningStyle
    case .oscillating: Style(theme.accent, on: theme.ground)
    case .stable, .saddle, .hilltop: theme.quietStyle
    }
  }

  /// The product against the bound, in one short line; `nil` for methods without a bound.
  static func line(_ model: Model) -> StyledLine? {
    guard model.derived.race.timelines.indices.contains(model.document.chosenRun),
      let local = LocalStability(model, ofReadableStep: true),
      let bounds = local.bounds, let product = local.product,
      product.isFinite
    else { return nil }
    if case .diverged = model.readableOutcome(of: model.document.chosenRun) { return nil }
    var line = StyledLine(
      model.environment.glyphs.formula("α·λmax") + " \(Numerals.filling(product, width: 6))",
      model.derived.theme.quietStyle)
    line.append(" of \(Numerals.short(bounds.divergesAbove, digits: 3))", model.derived.theme.quietStyle)
    // A single blank: with two, the longest word would be cut at 80 columns.
    if let verdict = local.verdict {
      line.append(" " + verdict.rawValue, style(verdict, model.derived.theme))
    }
    return line
  }
}

extension Stability.Verdict {
  /// The verdict with its meaning, if the word alone does not say it.
  var words: String {
    switch self {
    case .stable, .oscillating, .diverging: rawValue
    case .saddle: "saddle: downhill in one direction"
    case .hilltop: "hilltop: downhill in every direction"
    }
  }
}
