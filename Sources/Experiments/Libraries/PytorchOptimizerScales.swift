import Optimization
import RealModule
import Wording

/// pytorch-optimizer's variations of Adam that scale the gradient in another way.
extension Library {
  static let adamScales: [Constructor] = [
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
      "NovoGrad(lr=0.001, betas=(0.95, 0.98), weight_decay=0.0, weight_decouple=False, fixed_decay=False, grad_averaging=False, eps=1e-08",
      .own
    ) {
      a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (averages, shrinks) = (try a.flag("grad_averaging"), try a.shrinking())
      return { m, gradient, w, lr, t, _ in
        let square = gradient.dot(gradient)
        m.s[0] = t == 1 ? square : m.s[0] + (1 - b2) * (square - m.s[0])
        let (g, shrunk) = shrinks.applied(true, gradient / (m.s[0].squareRoot() + eps), w, lr)
        m.v[0] = t == 1 ? g : b1 * m.v[0] + (averages ? (1 - b1) * g : g)
        return w - shrunk + lr * m.v[0]
      }
    },
    rule(
      "Lamb(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, rectify=False, degenerated_to_sgd=False, n_sma_threshold=5, grad_averaging=True, max_grad_norm=1.0, adam=False, pre_norm=False, eps=1e-06",
      .onlyDecoupled
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      try a.require("rectify", ["False"], "is not read here")
      try a.require("pre_norm", ["False"], "is not read here")
      let b3 = try a.flag("grad_averaging") ? 1 - b1 : 1
      let isAdam = try a.flag("adam")
      return { m, g, w, lr, t, _ in
        m.v[0] = b1 * m.v[0] + b3 * g
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        let update = m.v[0] / (m.v[1].squareRoot() + eps)
        let (size, length) = (min(10, w.norm()), update.norm())
        let trust = isAdam || size == 0 || length == 0 ? 1 : size / (length + eps)
        return (lr / (1 - power(b1, t)) * trust) * update
      }
    },
    // A vector has neither a trust ratio nor a decay there.
    rule(
      "LARS(lr=0.001, weight_decay=0.0, momentum=0.9, dampening=0.0, trust_coefficient=0.001, nesterov=False",
      .none
    ) {
      a throws(InputError) in
      let (momentum, dampening) = (try a.number("momentum"), try a.number("dampening"))
      let nesterov = try a.flag("nesterov")
      return { m, g, w, lr, t, _ in
        guard momentum > 0 else { return lr * g }
        m.v[0] = momentum * m.v[0] + (1 - dampening) * g
        return lr * (nesterov ? g + momentum * m.v[0] : m.v[0])
      }
    },
    rule(
      "BCOS(lr=0.001, beta=0.9, beta2=None, mode='c', simple_cond=False, weight_decay=0.1, weight_decouple=True, eps=1e-06",
      .own
    ) { a throws(InputError) in
      let (beta, eps) = (try a.number("beta"), try a.number("eps"))
      let second: Double? = a.isConstant("beta2", ["None"]) ? nil : try a.number("beta2")
      try a.require("mode", ["g", "m", "c"], "is not 'g', 'm' or 'c'")
      let mode = a.bound["mode"]?.value.literal ?? "c"
      let (isSimple, shrinks) = (try a.flag("simple_cond"), try a.shrinking())
      return { m, gradient, w, lr, t, _ in
        // The averages begin with the gradient as it is, without the decay.
        if t == 1 { (m.v[0], m.v[1]) = (gradient, gradient.squared()) }
        let (g, shrunk) = shrinks.applied(true, gradient, w, lr)
        var d = g
        if mode != "g" {
          m.v[0] = mix(m.v[0], g, 1 - beta)
          d = m.v[0]
        }
        var v = m.v[1]
        if mode != "c" {
          m.v[1] = mix(m.v[1], d.squared(), 1 - (second ?? beta))
          v = m.v[1]
        } else {
          // The library's average has moved already where it is used here.
          let (square, average) = (g.squared(), m.v[0])
          let rest = (1 - beta) * (1 - beta)
          if isSimple {
            let b = second ?? 1 - rest
            v = b * average.squared() + (1 - b) * square
          } else {
            let share: Double = 3 * beta * beta - 2 * beta * beta * beta
            v = share * average.squared() + rest * square + (2 * beta * rest) * (average * g)
          }
        }
        return w - shrunk + lr * (d / (v.squareRoot() + eps))
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
    // A vector is a column, whose rows have one number each.
    rule(
      "RACS(lr=0.001, beta=0.9, alpha=0.05, gamma=1.01, weight_decay=0.0, weight_decouple=True, fixed_decay=False, eps=1e-08"
    ) { a throws(InputError) in
      let (beta, alpha, gamma) = (try a.number("beta"), try a.number("alpha"), try a.number("gamma"))
      let eps = try a.number("eps")
      return { m, g, w, lr, t, _ in
        if t == 1 { m.s[0] = 1 }
        m.v[0] = mix(m.v[0], g.squared(), 1 - beta)
        m.s[0] += (1 - beta) * (g.dot(g) / 2 - m.s[0])
        let scaled = g / ((m.s[0] + eps).squareRoot() * (m.v[0] + eps).squareRoot())
        let norm = scaled.norm()
        let threshold = t == 1 ? 1 : gamma / max(norm / (m.s[1] + eps), gamma)
        m.s[1] = norm * threshold
        return (lr * alpha * threshold) * scaled
      }
    },
  ]
}
