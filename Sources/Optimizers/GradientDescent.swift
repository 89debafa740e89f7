import Optimization

/// Plain gradient descent: a step against the gradient, scaled by the learning rate.
///
/// On a quadratic it converges while α is below 2/λ, λ being the largest curvature; a stretched bowl then makes it
/// zigzag across the valley and crawl along it. Default: α = 0.01, small enough not to diverge on surfaces whose
/// curvature is below 200. PyTorch's `SGD` without momentum and the article's gradient descent.
public struct GradientDescent<V: Vector>: Optimizer {
  public typealias Packed = GradientDescent<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "gd", name: "GD", family: .descent,
      summary:
        "Steps straight down the gradient; stable while the rate is below 2 over the largest curvature.",
      paper: "A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, "
        + "Comptes rendus 25 (1847), 536-538.",
      formula: Formula("{W} ← {W_old} − {lr}{g}", symbols: Formula.articleSymbols),
      checkedAgainst: ["article: sgd", "torch 2.13 SGD", "optax 0.2.8 sgd"])
  }

  /// The step multiplies the distance by 1 − αλ.
  public static func stability(_ settings: SettingValues) -> Stability? {
    Stability(oscillatesAbove: 1, divergesAbove: 2)
  }

  public var lr: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "0.01 is stable for curvatures up to 200."))
  }

  /// There is no state.
  public struct State: Sendable {}

  public func start(at position: V) -> State { State() }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("W", &position, to: position - lr * g)
  }
}
