import Optimization
import RealModule
import Wording

/// Optimizers of pytorch-optimizer that the catalog does not have, or has with another formula: a signature and a rule.
///
/// `m` is the rule's memory, `g` the gradient, `w` the weights after their decay, `t` the step's number from 1; what is
/// returned is taken off the weights. pytorch-optimizer 4.1.
extension Library {
  static let pytorchOptimizerRules: [Constructor] = [
    rule(
      "AdaMax(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=False, fixed_decay=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      return { m, g, w, lr, t, _ in
        m.v[0] = mix(m.v[0], g, 1 - b1)
        m.v[1] = Point.maximum(b2 * m.v[1], g.magnitude + eps)
        return (lr / (1 - power(b1, t))) * (m.v[0] / m.v[1])
      }
    },
    rule(
      "AdaNorm(lr=0.001, betas=(0.9, 0.99), r=0.95, weight_decay=0.0, weight_decouple=True, fixed_decay=False, ams_bound=False, eps=1e-08"
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (r, isBounded) = (try a.number("r"), try a.flag("ams_bound"))
      return { m, g, w, lr, t, _ in
        let norm = g.norm()
        m.s[0] = r * m.s[0] + (1 - r) * norm
        let scaled = norm > 0 && m.s[0] > norm ? (m.s[0] / norm) * g : g
        m.v[0] = mix(m.v[0], scaled, 1 - b1)
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        let root = (m.boundedRoot(isBounded) + eps) / (1 - power(b2, t)).squareRoot()
        return (lr / (1 - power(b1, t))) * (m.v[0] / root)
      }
    },
    rule(
      "AdaSmooth(lr=0.001, betas=(0.5, 0.99), weight_decay=0.0, weight_decouple=False, fixed_decay=False, eps=1e-06"
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      return { m, g, w, lr, t, _ in
        let way = w - (t == 1 ? m.start : m.v[3])
        m.v[0] = m.v[0] + way
        m.v[1] = m.v[1] + way.magnitude
        let c = ((b2 - b1) * (m.v[0].magnitude / (m.v[1] + eps)) + (1 - b2)).squared()
        m.v[2] = m.v[2] + c * (g.squared() - m.v[2])
        m.v[3] = w
        return (lr / (m.v[2] + eps).squareRoot()) * g
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
      "TAM(lr=0.001, momentum=0.9, decay_rate=0.9, weight_decay=0.0, weight_decouple=True, fixed_decay=False, eps=1e-08",
      .onlyDecoupled
    ) {
      a throws(InputError) in
      let (momentum, decay, eps) = (try a.number("momentum"), try a.number("decay_rate"), try a.number("eps"))
      return { m, g, w, lr, t, _ in
        if t == 1 { m.v[0] = g }
        m.v[2] = mix(m.v[2], unit(m.v[0]) * unit(g), 1 - decay)
        m.v[0] = momentum * m.v[0] + (0.5 * (m.v[2] + 1) + eps) * g
        return lr * m.v[0]
      }
    },
    rule(
      "AdamC(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, ams_bound=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let isBounded = try a.flag("ams_bound")
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        let root = (m.boundedRoot(isBounded) + eps) / (1 - power(b2, t)).squareRoot()
        return lr * ((m.v[0] / (1 - power(b1, t))) / root)
      }
    },
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
      "SGDP(lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, weight_decouple=True, fixed_decay=False, delta=0.1, wd_ratio=0.1, nesterov=False, eps=1e-08",
      .onlyDecoupled
    ) { a throws(InputError) in
      let (momentum, dampening) = (try a.number("momentum"), try a.number("dampening"))
      let nesterov = try a.flag("nesterov")
      return { m, g, w, lr, t, _ in
        m.v[0] = momentum * m.v[0] + (1 - dampening) * g
        return lr * (nesterov ? momentum * m.v[0] + g : m.v[0])
      }
    },
    rule(
      "AdamS(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0001, weight_decouple=True, fixed_decay=False, ams_bound=False, eps=1e-08",
      .own
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (decay, isBounded, isFixed) = (
        try a.number("weight_decay"), try a.flag("ams_bound"), try a.flag("fixed_decay")
      )
      try a.require("weight_decouple", ["True"], "is not read here; only the decoupled decay is")
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        if isBounded { m.v[2] = Point.maximum(m.v[2], m.v[1]) }
        let second = (isBounded ? m.v[2] : m.v[1]) / (1 - power(b2, t))
        let size = (second.sum / 2).squareRoot() + eps
        let shrink = decay * (isFixed ? 1 : lr) / size
        return shrink * w + (lr / (1 - power(b1, t))) * (m.v[0] / (second.squareRoot() + eps))
      }
    },
    rule(
      "AvaGrad(lr=0.1, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, eps=0.1"
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      return { m, g, w, lr, t, _ in
        m.v[0] = mix(m.v[0], g, 1 - b1)
        let root = m.v[1].squareRoot()
        var way = g.zeros
        if t > 1 {
          let scaled = root / (1 - power(b2, t - 1)).squareRoot() + eps
          way = (m.s[0] * lr / (1 - power(b1, t))) * (m.v[0] / scaled)
        }
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        let rates = root / (1 - power(b2, t)).squareRoot() + eps
        m.s[0] = 1 / ((1 / rates.squared()).sum / 2).squareRoot()
        return way
      }
    },
    rule(
      "DualAdam(lr=0.001, betas=(0.9, 0.999), switch_rate=0.01, weight_decay=0.0, weight_decouple=False, fixed_decay=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let switching = try a.number("switch_rate")
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        let first = m.v[0] / (1 - power(b1, t))
        let root = (m.v[1] / (1 - power(b2, t))).squareRoot() + eps
        let share = max(0, 1 - Double(t) * switching)
        guard share >= switching else { return lr * (first / root) }
        return lr * (first * mix(1 / root, root, share))
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
      "PAdam(lr=0.1, betas=(0.9, 0.999), partial=0.25, weight_decay=0.0, weight_decouple=False, fixed_decay=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let exponent = 2 * (try a.number("partial"))
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        let root: Point<Double> = (m.v[1].squareRoot() + eps).map {
          exponent == 1 ? $0 : Double.power($0, exponent)
        }
        let size: Double = lr * (1 - power(b2, t)).squareRoot() / (1 - power(b1, t))
        return size * (m.v[0] / root)
      }
    },
    rule(
      "RAdam(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, n_sma_threshold=5, degenerated_to_sgd=False, eps=1e-08",
      .own
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (threshold, degenerates) = (try a.number("n_sma_threshold"), try a.flag("degenerated_to_sgd"))
      let shrinks = try a.shrinking()
      return { m, gradient, w, lr, t, _ in
        let (rate, length) = rectified(t, lr, b2, threshold, degenerates)
        let size = rate / (1 - power(b1, t))
        let isMoving = size > 0 || length >= threshold
        let (g, shrunk) = shrinks.applied(isMoving, gradient, w, lr)
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
    rule("Kate(lr=0.001, delta=0.0, weight_decay=0.0, weight_decouple=True, fixed_decay=False, eps=1e-08") {
      a throws(InputError) in
      let (delta, eps) = (try a.number("delta"), try a.number("eps"))
      return { m, g, w, lr, t, _ in
        let square = g.squared()
        let b = m.v[0].squared() + square + eps
        m.v[1] = (m.v[1].squared() + delta * square + square / b).squareRoot()
        m.v[0] = b.squareRoot()
        return lr * (m.v[1] * g / b)
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
      "Adalite(lr=0.001, betas=(0.9, 0.999), weight_decay=0.01, weight_decouple=True, fixed_decay=False, g_norm_min=1e-10, ratio_min=0.0001, tau=1.0, eps1=1e-06, eps2=1e-10",
      .onlyDecoupled
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam("eps1")
      let (least, ratio) = (try a.number("g_norm_min"), try a.number("ratio_min"))
      return { m, gradient, w, lr, t, _ in
        let g = max(ratio, m.position.norm() / max(least, gradient.norm())) * gradient
        m.v[0] = mix(m.v[0], g, 1 - b1)
        m.v[1] = mix(m.v[1], (g - m.v[0]).squared(), 1 - b2)
        let u = mix(m.v[0], g, 1 - b1)
        return lr * (u / (m.v[1] / (1 - power(b2, t)) + eps).squareRoot())
      }
    },
    rule(
      "AdaGC(lr=0.001, betas=(0.9, 0.999), beta=0.98, lambda_abs=1.0, lambda_rel=1.05, warmup_steps=100, weight_decay=0.1, weight_decouple=True, fixed_decay=False, eps=1e-08"
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (beta, most, relative) = (
        try a.number("beta"), try a.number("lambda_abs"), try a.number("lambda_rel")
      )
      let warmup = try a.number("warmup_steps")
      return { m, g, w, lr, t, _ in
        var clipped = g
        if t == 1 || Double(t) < warmup {
          clipped = min(most / (g.norm() + eps), 1) * g
          m.s[0] = t == 1 ? clipped.norm() : min(m.s[0], clipped.norm())
        } else {
          clipped = min(1, relative * max(m.s[0], eps) / max(g.norm(), eps)) * g
          m.s[0] += (1 - beta) * (clipped.norm() - m.s[0])
        }
        m.averages(clipped, b1, b2)
        let root = m.v[1].squareRoot() / (1 - power(b2, t)).squareRoot() + eps
        return (lr / (1 - power(b1, t))) * (m.v[0] / root)
      }
    },
    rule(
      "CAME(lr=0.0002, betas=(0.9, 0.999, 0.9999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, clip_threshold=1.0, ams_bound=False, eps1=1e-30, eps2=1e-16"
    ) { a throws(InputError) in
      let betas = try a.numbers("betas", 3)
      let (threshold, eps) = (try a.number("clip_threshold"), try a.number("eps1"))
      try a.require("ams_bound", ["False"], "is not read here")
      return { m, g, w, lr, t, _ in
        m.v[1] = betas[1] * m.v[1] + (1 - betas[1]) * (g.squared() + eps)
        let u = g / m.v[1].squareRoot()
        m.v[0] = mix(m.v[0], u / max(1, (u.dot(u) / 2).squareRoot() / threshold), 1 - betas[0])
        return lr * m.v[0]
      }
    },
    rule(
      "StableAdamW(lr=0.001, betas=(0.9, 0.99), kahan_sum=True, weight_decay=0.01, weight_decouple=True, eps=1e-08",
      .own
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let shrinks = try a.shrinking()
      @Sendable func debiased(_ beta: Double, _ t: Int) -> Double {
        (power(beta, t) - beta) / (power(beta, t) - 1)
      }
      return { m, gradient, w, lr, t, _ in
        let g = shrinks.kind == .coupled ? shrinks.applied(true, gradient, w, lr).gradient : gradient
        m.v[0] = mix(m.v[0], g, 1 - debiased(b1, t))
        let beta = debiased(b2, t)
        m.v[1] = beta * m.v[1] + (1 - beta) * g.squared()
        let size = max(1, ((g.squared() / m.v[1].map { max($0, eps * eps) }).sum / 2).squareRoot())
        let rate = lr / size
        let shrunk = shrinks.kind == .coupled ? w : shrinks.applied(true, g, w, rate).weights
        return w - shrunk + rate * (m.v[0] / (m.v[1].squareRoot() + eps))
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
    rule("AdaDelta(lr=1.0, rho=0.9, weight_decay=0.0, weight_decouple=False, fixed_decay=False, eps=1e-06") {
      a throws(InputError) in
      let (rho, eps) = (try a.number("rho"), try a.number("eps"))
      return { m, g, w, lr, t, _ in
        m.v[0] = rho * m.v[0] + (1 - rho) * g.squared()
        let delta = ((m.v[1] + eps).squareRoot() / (m.v[0] + eps).squareRoot()) * g
        m.v[1] = rho * m.v[1] + (1 - rho) * delta.squared()
        return lr * delta
      }
    },
    rule(
      "AdaMod(lr=0.001, betas=(0.9, 0.99, 0.9999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let betas = try a.numbers("betas", 3)
      let eps = try a.number("eps")
      return { m, g, w, lr, t, _ in
        m.averages(g, betas[0], betas[1])
        let size = lr * (1 - power(betas[1], t)).squareRoot() / (1 - power(betas[0], t))
        let rates = size / (m.v[1].squareRoot() + eps)
        m.v[2] = mix(m.v[2], rates, 1 - betas[2])
        return rates.zip(m.v[2]) { min($0, $1) } * m.v[0]
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
      "PNM(lr=0.001, betas=(0.9, 1.0), weight_decay=0.0, weight_decouple=True, fixed_decay=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let betas = try a.numbers("betas", 2)
      let (b1, b2) = (betas[0] * betas[0], betas[1])
      let noise = ((1 + b2) * (1 + b2) + b2 * b2).squareRoot()
      return { m, g, w, lr, t, _ in
        let (now, other) = t % 2 == 1 ? (0, 1) : (1, 0)
        m.v[now] = mix(m.v[now], g, 1 - b1)
        return (lr / noise) * ((1 + b2) * m.v[now] - b2 * m.v[other])
      }
    },
    rule("AdaShift(lr=0.001, betas=(0.9, 0.999), keep_num=10, reduce_func='max', eps=1e-10", .none) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let keep = try a.count("keep_num")
      try a.require("reduce_func", ["max"], "is a function; only the default is read")
      let sum = (0..<keep).reduce(0.0) { $0 + power(b1, $1) }
      let (first, last) = (power(b1, keep - 1) / sum, 1 / sum)
      return { m, g, w, lr, t, _ in
        guard m.queue.count == keep else {
          m.queue.append(g)
          m.v[0] = b1 * m.v[0] + last * g
          return g.zeros
        }
        let old = m.queue.removeFirst()
        m.queue.append(g)
        m.v[0] = b1 * (m.v[0] - first * old) + last * g
        let largest = old.squared().largestMagnitude
        m.v[1] = mix(m.v[1], g.filled(with: largest), 1 - b2)
        let correction = 1 - power(b2, max(1, t - keep))
        return lr * (m.v[0] / ((m.v[1] / correction).squareRoot() + eps))
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
      "AdamG(lr=1.0, betas=(0.95, 0.999, 0.95), p=0.2, q=0.24, weight_decay=0.0, weight_decouple=False, fixed_decay=False, eps=1e-08"
    ) {
      a throws(InputError) in
      let betas = try a.numbers("betas", 3)
      let (p, q, eps) = (try a.number("p"), try a.number("q"), try a.number("eps"))
      return { m, g, w, lr, t, _ in
        m.v[1] = betas[1] * m.v[1] + (1 - betas[1]) * g.squared()
        m.v[2] = mix(m.v[2], m.v[1].map { p * Double.power($0, q) }, 1 - betas[2])
        m.v[0] = betas[0] * m.v[0] + (1 - betas[0]) * (m.v[2] * g)
        let size = min(lr, 1 / Double(t).squareRoot()) / (1 - power(betas[0], t))
        return size * (m.v[0] / ((m.v[1] / (1 - power(betas[1], t))).squareRoot() + eps))
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
    rule("AliG(max_lr=None, projection_fn=None, momentum=0.0, adjusted_momentum=False", .none) {
      a throws(InputError) in
      let most = a.isConstant("max_lr", ["None"]) ? Double.infinity : try a.number("max_lr")
      let (momentum, isAdjusted) = (try a.number("momentum"), try a.flag("adjusted_momentum"))
      try a.require("projection_fn", ["None"], "is a function, which is not read")
      return { m, g, w, _, t, step in
        let size = min(step.loss / (g.dot(g) + 1e-6), most)
        guard momentum > 0 else { return size * g }
        if isAdjusted {
          m.v[0] = momentum * m.v[0] - g
          return size * g - (size * momentum) * m.v[0]
        }
        m.v[0] = momentum * m.v[0] - size * g
        return size * g - momentum * m.v[0]
      }
    },
    rule("Amos(lr=0.001, beta=0.999, momentum=0.0, extra_l2=0.0, c_coef=0.25, d_coef=0.25, eps=1e-18", .none)
    {
      a throws(InputError) in
      let (beta, momentum, extra) = (try a.number("beta"), try a.number("momentum"), try a.number("extra_l2"))
      let (c, d, eps) = (try a.number("c_coef"), try a.number("d_coef"), try a.number("eps"))
      return { m, g, w, lr, t, _ in
        let square = g.dot(g) / 2
        let initial = 0.5 * lr
        m.s[0] += (1 - beta) * (square - m.s[0])
        let inverse = (1 - power(beta, t)) / (m.s[0] + eps)
        let factorC = 1 / (1 + c * lr.squareRoot() * m.s[1]).squareRoot()
        let factorD = 1 / (1 + d * initial.squareRoot() * m.s[1])
        let gamma = factorC * (lr * lr) * inverse * square
        var update = factorD * (((gamma - extra) / 2) * w + (initial * inverse.squareRoot()) * g)
        m.s[1] = m.s[1] * (1 + gamma) + gamma
        if momentum > 0 {
          m.v[0] = mix(m.v[0], update, 1 - momentum)
          update = m.v[0]
        }
        return update
      }
    },
    rule(
      "ASGD(lr=0.01, amplifier=0.02, weight_decay=0.0, weight_decouple=True, fixed_decay=False, theta=1.0, dampening=1.0, eps=1e-05",
      .own
    ) { a throws(InputError) in
      let (amplifier, theta) = (try a.number("amplifier"), try a.number("theta"))
      let (dampening, eps) = (try a.number("dampening"), try a.number("eps"))
      guard try a.number("weight_decay") == 0 else { throw a.error("is not read here", of: "weight_decay") }
      return { m, g, w, lr, t, _ in
        let (size, slope) = (w.norm(), g.norm())
        if t == 1 { (m.s[0], m.s[1], m.s[2], m.s[3]) = (size, slope, theta, lr) }
        var next = m.s[3] * (1 + amplifier * m.s[2]).squareRoot()
        if size - m.s[0] > 0, slope - m.s[1] > 0 {
          next = min(next, (size - m.s[0]) / (dampening * (slope - m.s[1]))) + eps
        }
        m.s[2] = next / m.s[3]
        (m.s[0], m.s[1], m.s[3]) = (size, slope, next)
        return next * g
      }
    },
    rule("AccSGD(lr=0.001, kappa=1000.0, xi=10.0, constant=0.7, weight_decay=0.0", .coupled) {
      a throws(InputError) in
      let (kappa, xi, constant) = (try a.number("kappa"), try a.number("xi"), try a.number("constant"))
      let beta = xi * constant * constant / kappa
      let zeta = constant / (constant + beta)
      return { m, g, w, lr, t, _ in
        if t == 1 { m.v[0] = m.start }
        m.v[0] = beta * ((1 / beta - 1) * m.v[0] - (lr * kappa / constant) * g + w)
        return w - mix(w - lr * g, m.v[0], 1 - zeta)
      }
    },
    rule(
      "SGDW(lr=0.0001, momentum=0.0, weight_decay=0.0, weight_decouple=True, dampening=0.0, nesterov=False"
    ) {
      a throws(InputError) in
      let (momentum, dampening) = (try a.number("momentum"), try a.number("dampening"))
      let nesterov = try a.flag("nesterov")
      return { m, g, w, lr, t, _ in
        guard momentum > 0 else { return lr * g }
        m.v[0] = t == 1 ? g : momentum * m.v[0] + (1 - dampening) * g
        return lr * (nesterov ? g + momentum * m.v[0] : m.v[0])
      }
    },
    rule("SGDSaI(lr=0.01, momentum=0.9, weight_decay=0.01, weight_decouple=True, eps=1e-08", .onlyDecoupled) {
      a throws(InputError) in
      let momentum = try a.number("momentum")
      return { m, g, w, lr, t, _ in
        if t == 1 { m.s[0] = g.norm() }
        m.v[0] = momentum > 0 ? mix(m.v[0], g, 1 - momentum) : g
        return (lr * m.s[0]) * m.v[0]
      }
    },
  ]

  /// How an optimizer's weights shrink.
  enum Shrinking {
    /// As its keywords say.
    case usual
    /// Only without the gradient, since the other kind has no effect in the library.
    case onlyDecoupled
    /// Always through the gradient.
    case coupled
    /// The rule does it itself.
    case own
    /// It has no decay.
    case none
    /// After the step.
    case last
  }

  /// An optimizer of pytorch-optimizer; `params` and the last keywords are those of all.
  @inline(never) static func rule(
    _ signature: String, _ shrinking: Shrinking = .usual,
    _ body: @escaping @Sendable (CallArguments) throws(InputError) -> MemoryRule.Body
  ) -> Constructor {
    let name = String(signature.prefix { $0 != "(" })
    return Constructor(
      "pytorch_optimizer",
      signature.replacing("(", with: "(params, ", maxReplacements: 1)
        + ", maximize=False, foreach=None)",
      .computed { a throws(InputError) in
        try a.require("maximize", ["False", "0"], "would climb instead of descending")
        let hasRate = a.constructor.parameters.contains { $0.name == "lr" }
        let rule = MemoryRule(name, try body(a))
        let shrinks: ShrinkingWeights =
          switch shrinking {
          case .none, .own: ShrinkingWeights(0, .coupled)
          case .coupled: ShrinkingWeights(try a.number("weight_decay"), .coupled)
          case .usual, .last, .onlyDecoupled: try a.shrinking()
          }
        if shrinking == .onlyDecoupled, shrinks.kind == .coupled, shrinks.share != 0 {
          throw a.error(
            "has no effect in the library; only the decoupled decay is read", of: "weight_decouple")
        }
        let stages = [Descent(rule, shrinks, isLast: shrinking == .last)]
        guard hasRate else { return .stages(CallResult.Stages(stages, isOptimizer: true)) }
        return .stages(CallResult.Stages(rate: try a.rate(), stages))
      }, ["foreach": .nothing])
  }

  static func mix(_ a: Point<Double>, _ b: Point<Double>, _ share: Double) -> Point<Double> {
    a + share * (b - a)
  }
  static func power(_ base: Double, _ exponent: Int) -> Double { Double.pow(base, exponent) }
  /// A vector of length 1; zero stays zero.
  static func unit(_ v: Point<Double>) -> Point<Double> { v / max(v.norm(), 1e-12) }

  /// The rectified rate, and the length of the average that it comes from.
  static func rectified(_ t: Int, _ lr: Double, _ beta2: Double, _ threshold: Double, _ degenerates: Bool)
    -> (rate: Double, length: Double)
  {
    let longest = 2 / (1 - beta2) - 1
    let p = power(beta2, t)
    let n = longest - 2 * Double(t) * p / (1 - p)
    guard n >= threshold else { return (degenerates ? lr : -lr, n) }
    let r = ((1 - p) * (n - 4) / (longest - 4) * (n - 2) / n * longest / (longest - 2)).squareRoot()
    return (lr * r, n)
  }
}

extension ShrinkingWeights {
  /// The gradient and the weights after the decay.
  func applied(_ isApplied: Bool, _ g: Point<Double>, _ w: Point<Double>, _ lr: Double)
    -> (gradient: Point<Double>, weights: Point<Double>)
  {
    guard isApplied, share != 0 else { return (g, w) }
    switch kind {
    case .coupled: return (g + share * w, w)
    case .decoupled: return (g, (1 - lr * share) * w)
    case .fixed: return (g, (1 - share) * w)
    }
  }
}

extension CallArguments {
  /// The two decay rates and ε.
  func adam(_ eps: String = "eps") throws(InputError) -> (Double, Double, Double) {
    let betas = try numbers("betas", 2)
    return (betas[0], betas[1], try number(eps))
  }

  /// A list of so many numbers.
  func numbers(_ name: String, _ count: Int) throws(InputError) -> [Double] {
    let numbers = try numbers(name)
    guard numbers.count == count else { throw error("has not \(count) numbers", of: name) }
    return numbers
  }

  /// How the weights shrink, by the keywords of pytorch-optimizer.
  func shrinking() throws(InputError) -> ShrinkingWeights {
    guard bound["weight_decay"] != nil else { return ShrinkingWeights(0, .coupled) }
    let share = try number("weight_decay")
    guard share >= 0 else { throw error("is out of range; accepted: 0 ≤ weight_decay", of: "weight_decay") }
    let isDecoupled = bound["weight_decouple"] == nil ? true : try flag("weight_decouple")
    let isFixed = bound["fixed_decay"] == nil ? false : try flag("fixed_decay")
    return ShrinkingWeights(share, isDecoupled ? isFixed ? .fixed : .decoupled : .coupled)
  }

  /// The learning rate of an optimizer whose rate schedulers move.
  func rate(_ name: String = "lr") throws(InputError) -> Double {
    let rate = try number(name)
    guard rate >= 0 else { throw error("is out of range; accepted: 0 ≤ \(name)", of: name) }
    return rate
  }
}
