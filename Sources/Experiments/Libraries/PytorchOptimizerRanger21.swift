import Optimization
import RealModule
import Wording

extension CallArguments {
  /// Ranger21: Adam between positive and negative momenta, with clipped gradients, a rate that rises and falls, a pull
  /// towards weights of length 1, and slow weights.
  func ranger21() throws(InputError) -> MemoryRule.Body {
    let (b1, b2, eps) = try adam()
    let (full, beta0, schedule) = (try number("lr"), try number("beta0"), try ranger21Rate())
    let (clip, least) = (try number("agc_clipping_value"), try number("agc_eps"))
    let (merge, blend) = (try count("lookahead_merge_time"), try number("lookahead_blending_alpha"))
    let (pull, shrinks) = (try number("norm_loss_factor"), try decoupledShrinking())
    let softness = try flag("use_softplus") ? try number("beta_softplus") : nil
    let noise = ((1 + beta0) * (1 + beta0) + beta0 * beta0).squareRoot()
    return { m, gradient, w, given, t, _ in
      if t == 1 { m.v[4] = m.start }
      let most = max(w.norm(), least) * clip
      let norm = max(gradient.norm(), 1e-6)
      let g = norm > most ? (most / norm) * gradient : gradient
      m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
      let correction = 1 - Library.power(b2, t)
      let spread = ((1 + (m.v[1] / correction).sum) / 2).squareRoot()
      let lr = schedule(given, full, t)
      let share = shrinks.share * (shrinks.kind == .fixed ? 1 : lr) / spread
      var next: Point<Double> = (1 - share) * w
      let towardsOne: Double = 2 * pull * (1 - 1 / (next.norm() + eps))
      next = (1 - lr * towardsOne) * next
      m.v[2] = Point.maximum(m.v[2], m.v[1])
      var root = m.v[2].squareRoot() / correction.squareRoot() + eps
      if let softness {
        // PyTorch leaves out the logarithm above 20.
        root = root.map { x -> Double in
          softness * x > 20 ? x : Double.log(onePlus: Double.exp(softness * x)) / softness
        }
      }
      let (now, other) = t % 2 == 1 ? (0, 3) : (3, 0)
      m.v[now] = Library.mix(m.v[now], g, 1 - b1 * b1)
      let momentum: Point<Double> = ((1 + beta0) * m.v[now] - beta0 * m.v[other]) / noise
      let size: Double = lr / (1 - Library.power(b1, t))
      next = next - size * (momentum / root)
      if t % merge == 0 {
        next = Library.mix(next, m.v[4], 1 - blend)
        m.v[4] = next
      }
      return w - next
    }
  }

  /// The rate of a step, from the scheduled one and the full one.
  private func ranger21Rate() throws(InputError) -> @Sendable (Double, Double, Int) -> Double {
    guard !(try flag("disable_lr_scheduler")) else { return { given, _, _ in given } }
    let total = Double(try count("num_iterations"))
    let usual = (2 / (1 - (try numbers("betas", 2)[1]))).rounded(.up)
    let shorter = (0.22 * total).rounded(.towardZero)
    let warmup = try number("num_warm_up_iterations", none: usual / total > 0.45 ? shorter : usual)
    let falling = try number("num_warm_down_iterations", none: total - (0.72 * total).rounded(.towardZero))
    let lowest = try number("warm_down_min_lr")
    return { given, full, t in
      let t = Double(t)
      guard t < total - falling else {
        let share = min(max(t + 1 - (total - falling), 1) / (falling + 1), 1)
        return max(full - (full - lowest) * share, lowest)
      }
      return t > warmup ? given : given * min(1, t / warmup)
    }
  }
}
