/// Shortens updates that are longer than a share of the position: optax's `adaptive_grad_clip`.
///
/// A. Brock et al., High-performance large-scale image recognition without normalization, ICML 2021.
public struct AdaptiveGradientClip: GradientTransformation {
  public let name = "adaptive_grad_clip"
  public var formula: [String] {
    [
      "{c} = \(clipping.shortText)·max(|{*W_old}|, \(eps.shortText))",
      "{out} = {in} where |{*in}| < {c}, else {c}{in}/max(|{*in}|, 1e-6)",
    ]
  }

  private let clipping, eps: Double

  public init(clipping: Double, eps: Double) { (self.clipping, self.eps) = (clipping, eps) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let most = clipping * max(step.position.norm(), eps)
    step.record("c", scalar: most)
    let norm = u.norm()
    return norm < most ? u : (most / max(norm, 1e-6)) * u
  }
}
