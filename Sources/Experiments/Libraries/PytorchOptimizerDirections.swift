import Optimization
import RealModule
import Wording

/// pytorch-optimizer's variations of Adam that follow another direction than the plain average of gradients.
extension Library {
  static let adamDirections: [Constructor] = [
    // A vector is not projected.
    rule(
      "AdamP(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, delta=0.1, wd_ratio=0.1, nesterov=False, eps=1e-08",
      .onlyDecoupled
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let nesterov = try a.flag("nesterov")
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        let scale = (1 - power(b2, t)).squareRoot() / (m.v[1].squareRoot() + eps)
        let direction = nesterov ? mix(m.v[0], g, 1 - b1) : m.v[0]
        return (lr / (1 - power(b1, t))) * (direction * scale)
      }
    },
    rule(
      "AdaTAM(lr=0.001, betas=(0.9, 0.999), decay_rate=0.9, weight_decay=0.0, weight_decouple=True, fixed_decay=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let decay = try a.number("decay_rate")
      return { m, g, w, lr, t, _ in
        m.v[2] = mix(m.v[2], unit(m.v[0]) * unit(g), 1 - decay)
        let d = (0.5 * (m.v[2] + 1) + eps) * g
        m.v[0] = b1 * m.v[0] + d
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        return lr * (m.v[0] / (m.v[1].squareRoot() + eps))
      }
    },
    rule(
      "EXAdam(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        let (p1, p2) = (power(b1, t), power(b2, t))
        let d1 = p2 * (m.v[1] / (m.v[1] + eps)) + 1
        let square = m.v[0].squared()
        let d2 = p1 * (square / (square + eps)) + 1
        let update = d1 * (m.v[0] / (1 - p1)) + d1 * (g / (1 - p1))
        return lr * (update / ((d2 * (m.v[1] / (1 - p2))).squareRoot() + eps))
      }
    },
    rule(
      "Grams(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, eps=1e-06", .onlyDecoupled
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        let root = m.v[1].squareRoot() / (1 - power(b2, t)).squareRoot() + eps
        return lr * (((m.v[0] / (1 - power(b1, t))) / root).magnitude * g.sign)
      }
    },
    rule(
      "RAdam(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, n_sma_threshold=5, degenerated_to_sgd=False, eps=1e-08",
      .own
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (threshold, degenerates) = (try a.number("n_sma_threshold"), try a.flag("degenerated_to_sgd"))
      let shrinks = try a.decoupledShrinking()
      return { m, g, w, lr, t, _ in
        let (rate, length) = rectified(t, lr, b2, threshold, degenerates)
        let size = rate / (1 - power(b1, t))
        let shrunk = shrinks.applied(size > 0 || length >= threshold, g, w, lr).weights
        m.averages(g, b1, b2)
        if length >= threshold { return w - shrunk + size * (m.v[0] / (m.v[1].squareRoot() + eps)) }
        return w - shrunk + (size > 0 ? size : 0) * m.v[0]
      }
    },
    rule(
      "Ranger(lr=0.001, betas=(0.95, 0.999), alpha=0.5, k=6, n_sma_threshold=5, degenerated_to_sgd=False, weight_decay=0.0, weight_decouple=True, fixed_decay=False, use_gc=True, gc_conv_only=False, eps=1e-05"
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (alpha, k) = (try a.number("alpha"), try a.count("k"))
      let (threshold, degenerates) = (try a.number("n_sma_threshold"), try a.flag("degenerated_to_sgd"))
      return { m, g, w, lr, t, _ in
        if t == 1 { m.v[2] = m.start }
        m.averages(g, b1, b2)
        let (rate, length) = rectified(t, lr, b2, threshold, degenerates)
        let size = rate / (1 - power(b1, t))
        let next = w - size * (length >= threshold ? m.v[0] / (m.v[1].squareRoot() + eps) : m.v[0])
        guard t % k == 0 else { return w - next }
        m.v[2] = mix(m.v[2], next, alpha)
        return w - m.v[2]
      }
    },
    rule(
      "SWATS(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=False, fixed_decay=False, ams_bound=False, nesterov=False, eps=1e-06"
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (isBounded, nesterov) = (try a.flag("ams_bound"), try a.flag("nesterov"))
      return { m, g, w, lr, t, _ in
        if m.s[0] != 0 {
          m.v[3] = b1 * m.v[3] + g
          return m.s[1] * ((1 - b1) * m.v[3] + (nesterov ? b1 * m.v[3] : g.zeros))
        }
        m.averages(g, b1, b2)
        let correction = 1 - power(b2, t)
        let size = lr * correction.squareRoot() / (1 - power(b1, t))
        let move = -size * (m.v[0] / (m.boundedRoot(isBounded) + eps))
        let product = move.dot(g)
        if product != 0 {
          let scaling = move.dot(move) / -product
          m.s[2] += (1 - b2) * (scaling - m.s[2])
          let corrected = m.s[2] / correction
          if t > 1, corrected > 0, abs(corrected - scaling) <= 1e-8 + eps * abs(scaling) {
            (m.s[0], m.s[1]) = (1, corrected)
          }
        }
        return -1 * move
      }
    },
    rule(
      "Ano(lr=0.0001, betas=(0.92, 0.99), weight_decay=0.0, weight_decouple=True, fixed_decay=False, logarithmic_schedule=False, eps=1e-08"
    ) { a throws(InputError) in
      let (beta1, b2, eps) = try a.adam()
      let isLogarithmic = try a.flag("logarithmic_schedule")
      return { m, g, w, lr, t, _ in
        let b1 = isLogarithmic ? 1 - 1 / Double.log(Double(max(2, t))) : beta1
        m.v[0] = mix(m.v[0], g, 1 - b1)
        let square = g.squared()
        m.v[1] = b2 * m.v[1] + (1 - b2) * ((square - m.v[1]).sign * square)
        let root = (m.v[1] / (1 - power(b2, t))).squareRoot() + eps
        return lr * (g.magnitude * m.v[0].sign / root)
      }
    },
    rule(
      "SimplifiedAdEMAMix(lr=0.0001, betas=(0.99, 0.95), weight_decay=0.0, weight_decouple=True, fixed_decay=False, alpha=0.0, beta1_warmup=None, min_beta1=0.9, eps=1e-08"
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let alpha = try a.number("alpha")
      try a.require("beta1_warmup", ["None"], "is not read here")
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        m.s[0] = b2 * m.s[0] + (1 - b2)
        let root = m.s[0].squareRoot()
        return lr * (((m.v[0] + alpha * g) / (m.v[1].squareRoot() + root * eps)) / root)
      }
    },
    rule(
      "ADOPT(lr=0.001, betas=(0.9, 0.9999), clip_lambda='t^0.25', weight_decay=0.0, weight_decouple=False, fixed_decay=False, eps=1e-06"
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      try a.require("clip_lambda", ["t^0.25", "None"], "is a function; only the default is read")
      let clips = !a.isConstant("clip_lambda", ["None"])
      return { m, g, w, lr, t, _ in
        guard t > 1 else {
          m.v[1] = m.v[1] + g.squared()
          return g.zeros
        }
        var direction = g / m.v[1].squareRoot().map { max($0, eps) }
        if clips {
          let most = Double.power(Double(t), 0.25)
          direction = direction.map { min(most, max(-most, $0)) }
        }
        m.v[0] = mix(m.v[0], direction, 1 - b1)
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        return lr * m.v[0]
      }
    },
    rule(
      "AdEMAMix(lr=0.001, betas=(0.9, 0.999, 0.9999), weight_decay=0.0, weight_decouple=False, fixed_decay=False, alpha=5.0, t_alpha_beta3=None, eps=1e-08"
    ) { a throws(InputError) in
      let betas = try a.numbers("betas", 3)
      let (alpha, eps) = (try a.number("alpha"), try a.number("eps"))
      try a.require("t_alpha_beta3", ["None"], "is not read here")
      return { m, g, w, lr, t, _ in
        m.averages(g, betas[0], betas[1])
        m.v[2] = mix(m.v[2], g, 1 - betas[2])
        let root = m.v[1].squareRoot() / (1 - power(betas[1], t)).squareRoot() + eps
        return lr * ((m.v[0] / (1 - power(betas[0], t)) + alpha * m.v[2]) / root)
      }
    },
    rule(
      "AdaPNM(lr=0.001, betas=(0.9, 0.999, 1.0), weight_decay=0.0, weight_decouple=True, fixed_decay=False, ams_bound=True, eps=1e-08"
    ) {
      a throws(InputError) in
      let betas = try a.numbers("betas", 3)
      let (eps, isBounded) = (try a.number("eps"), try a.flag("ams_bound"))
      let (b1, b3) = (betas[0] * betas[0], betas[2])
      let noise = ((1 + b3) * (1 + b3) + b3 * b3).squareRoot()
      return { m, g, w, lr, t, _ in
        let (now, other) = t % 2 == 1 ? (0, 3) : (3, 0)
        m.v[now] = mix(m.v[now], g, 1 - b1)
        m.v[1] = betas[1] * m.v[1] + (1 - betas[1]) * g.squared()
        let root = (m.boundedRoot(isBounded) + eps) / (1 - power(betas[1], t)).squareRoot()
        let direction = ((1 + b3) * m.v[now] - b3 * m.v[other]) / noise
        return (lr / (1 - power(betas[0], t))) * (direction / root)
      }
    },
    rule(
      "Adai(lr=0.001, betas=(0.1, 0.99), weight_decay=0.0, weight_decouple=False, fixed_decay=False, stable_weight_decay=False, dampening=1.0, eps=0.001"
    ) { a throws(InputError) in
      let (b0, b2, eps) = try a.adam()
      let dampening = try a.number("dampening")
      if try a.flag("stable_weight_decay"), try a.number("weight_decay") != 0 {
        throw a.error("with a decay is not read here", of: "stable_weight_decay")
      }
      return { m, g, w, lr, t, _ in
        if t == 1 { m.v[2] = g.filled(with: 1) }
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        let second = m.v[1] / (1 - power(b2, t))
        let mean = max(eps, second.sum / 2)
        let exponent = 1 / (3 - 2 * dampening)
        let beta = second.map { min(1 - eps, max(0, 1 - Double.power($0 / mean, exponent) * b0)) }
        m.v[2] = m.v[2] * beta
        m.v[0] = beta * m.v[0] + beta.map { Double.power(1 - $0, dampening) } * g
        return (lr * Double.power(b0, 1 - dampening)) * (m.v[0] / m.v[2].map { 1 - $0 })
      }
    },
    rule(
      "Aida(lr=0.001, betas=(0.9, 0.999), k=2, xi=1e-20, weight_decay=0.0, weight_decouple=False, fixed_decay=False, rectify=False, n_sma_threshold=5, degenerated_to_sgd=True, ams_bound=False, eps=1e-08"
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (k, xi) = (try a.count("k", from: 0), try a.number("xi"))
      let (rectifies, isBounded) = (try a.flag("rectify"), try a.flag("ams_bound"))
      let (threshold, degenerates) = (try a.number("n_sma_threshold"), try a.flag("degenerated_to_sgd"))
      return { m, g, w, lr, t, _ in
        m.v[0] = mix(m.v[0], g, 1 - b1)
        var (a, b) = (g, m.v[0])
        for _ in 0..<k {
          let product = a.dot(b)
          let (x, y) = (product / (a.dot(a) + xi), product / (b.dot(b) + xi))
          (a, b) = (x * a, y * b)
        }
        m.v[1] = (b2 * m.v[1] + (1 - b2) * (b - a).squared()) + eps
        let root = m.boundedRoot(isBounded) + eps
        let (rate, length) =
          rectifies ? rectified(t, lr, b2, threshold, degenerates) : (lr, threshold)
        let size = rate / (1 - power(b1, t))
        if !rectifies { return size * (m.v[0] / (root / (1 - power(b2, t)).squareRoot())) }
        if length >= threshold { return size * (m.v[0] / root) }
        return (size > 0 ? size : 0) * m.v[0]
      }
    },
    // Without a matrix there is nothing to project.
    unprojected("GaLore(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, eps=1e-06"),
    unprojected("Fira(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, eps=1e-06"),
    unprojected(
      "Conda(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, update_proj_gap=2000, scale=1.0, projection_type='std', eps=1e-08"
    ),
    rule(
      "GrokFastAdamW(lr=0.0001, betas=(0.9, 0.99), grokfast=True, grokfast_alpha=0.98, grokfast_lamb=2.0, grokfast_after_step=0, weight_decay=0.0, weight_decouple=True, fixed_decay=False, normalize_lr=True, eps=1e-08",
      .own
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (alpha, lambda) = (try a.number("grokfast_alpha"), try a.number("grokfast_lamb"))
      let (isFast, after) = (try a.flag("grokfast"), try a.number("grokfast_after_step"))
      let normalizes = try a.flag("normalize_lr")
      let scale = isFast && normalizes ? 1 + lambda : 1
      let shrinks = try a.shrinking()
      return { m, gradient, w, given, t, _ in
        if t == 1 { m.v[2] = gradient }
        let lr = given / scale
        var (g, shrunk) = shrinks.applied(true, gradient, w, lr)
        if isFast, Double(t) > after, lambda > 0 {
          m.v[2] = mix(m.v[2], g, 1 - alpha)
          g = g + lambda * m.v[2]
        }
        m.averages(g, b1, b2)
        let root = (m.v[1].squareRoot() / (1 - power(b2, t)).squareRoot()).map { max($0, eps) }
        return w - shrunk + (lr / (1 - power(b1, t))) * (m.v[0] / root)
      }
    },
    rule(
      "LaProp(lr=0.0004, betas=(0.9, 0.999), centered=False, steps_before_using_centered=10, weight_decay=0.0, weight_decouple=True, fixed_decay=False, ams_bound=False, eps=1e-15",
      .last
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (isCentered, before) = (try a.flag("centered"), try a.number("steps_before_using_centered"))
      try a.require("ams_bound", ["False"], "is not read here")
      _ = try a.decoupledShrinking()
      return { m, g, w, lr, t, _ in
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        m.s[0] = b1 * m.s[0] + (1 - b1) * lr
        let correction = lr == 0 ? 1 : m.s[0] / lr
        var second = m.v[1]
        if isCentered {
          m.v[2] = mix(m.v[2], g, 1 - b2)
          if Double(t) > before { second = m.v[1] - m.v[2].squared() }
        }
        let root = ((second + 1e-15).squareRoot() + eps) / (1 - power(b2, t)).squareRoot()
        m.v[0] = b1 * m.v[0] + ((1 - b1) * lr) * (g / root)
        return (1 / correction) * m.v[0]
      }
    },
    rule(
      "MARS(lr=0.003, betas=(0.95, 0.99), gamma=0.025, mars_type='adamw', optimize_1d=False, lr_1d=0.003, betas_1d=(0.9, 0.95), weight_decay=0.0, weight_decay_1d=0.1, weight_decouple=True, fixed_decay=False, ams_bound=False, cautious=False, eps=1e-08",
      .own
    ) { a throws(InputError) in
      let isMixed = try a.flag("optimize_1d")
      let betas = try a.numbers(isMixed ? "betas" : "betas_1d", 2)
      let (gamma, eps) = (try a.number("gamma"), try a.number("eps"))
      let decay = try a.number(isMixed ? "weight_decay" : "weight_decay_1d")
      let (isFixed, isBounded) = (try a.flag("fixed_decay"), try a.flag("ams_bound"))
      try a.require("mars_type", ["adamw"], "is not read here; only 'adamw' is")
      try a.require("weight_decouple", ["True"], "is not read here; only the decoupled decay is")
      try a.require("cautious", ["False"], "is not read here")
      let factor = isMixed ? 1 : try a.number("lr_1d") / (try a.number("lr"))
      let (b1, b2) = (betas[0], betas[1])
      return { m, g, w, lr, t, _ in
        let size = lr * factor
        var c = g
        if isMixed {
          c = (gamma * (b1 / (1 - b1))) * (g - m.v[3]) + g
          let norm = c.norm()
          if norm > 1 { c = c / norm }
        }
        m.averages(c, b1, b2)
        m.v[3] = g
        let root = ((m.boundedRoot(isBounded) + eps) / (1 - power(b2, t)).squareRoot()).map {
          $0 * (1 - power(b1, t))
        }
        return (decay * (isFixed ? 1 : size)) * w + size * (m.v[0] / root)
      }
    },
    // Two numbers are neither centred nor normalized.
    rule(
      "Ranger21(num_iterations, lr=0.001, beta0=0.9, betas=(0.9, 0.999), use_softplus=True, beta_softplus=50.0, disable_lr_scheduler=False, num_warm_up_iterations=None, num_warm_down_iterations=None, warm_down_min_lr=3e-05, agc_clipping_value=0.01, agc_eps=0.001, centralize_gradients=True, normalize_gradients=True, lookahead_merge_time=5, lookahead_blending_alpha=0.5, weight_decay=0.0001, weight_decouple=True, fixed_decay=False, norm_loss_factor=0.0001, eps=1e-08",
      .own
    ) { a throws(InputError) in try a.ranger21() },
  ]

  /// Adam with its ε outside the corrections, and the decay after the step.
  private static func unprojected(_ signature: String) -> Constructor {
    rule(signature, .last) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        let size: Double = lr * (1 - power(b2, t)).squareRoot() / (1 - power(b1, t))
        let root: Point<Double> = m.v[1].squareRoot() + eps
        return size * (m.v[0] / root)
      }
    }
  }
}
