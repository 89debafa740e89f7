import Optimization
import RealModule
import Wording

/// More optimizers of pytorch-optimizer, as in `PytorchOptimizerRules`.
extension Library {
  static let pytorchOptimizerMoreRules: [Constructor] = [
    rule("GaLore(lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, eps=1e-06", .last) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      return { m, g, w, lr, t, _ in
        m.averages(g, b1, b2)
        let size: Double = lr * (1 - power(b2, t)).squareRoot() / (1 - power(b1, t))
        let root: Point<Double> = m.v[1].squareRoot() + eps
        return size * (m.v[0] / root)
      }
    },
    rule(
      "BCOS(lr=0.001, beta=0.9, beta2=None, mode='c', simple_cond=False, weight_decay=0.1, weight_decouple=True, eps=1e-06"
    ) {
      a throws(InputError) in
      let (beta, eps) = (try a.number("beta"), try a.number("eps"))
      let second: Double? = a.isConstant("beta2", ["None"]) ? nil : try a.number("beta2")
      try a.require("mode", ["g", "m", "c"], "is none of 'g', 'm', 'c'")
      let mode = a.bound["mode"]?.value.literal ?? "c"
      let isSimple = try a.flag("simple_cond")
      return { m, g, w, lr, t, _ in
        if t == 1 { (m.v[0], m.v[1]) = (g, g.squared()) }
        let before = m.v[0]
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
          let square = g.squared()
          // The library's average has moved already where it is used here.
          _ = before
          let average = m.v[0]
          if isSimple {
            let b = second ?? 1 - (1 - beta) * (1 - beta)
            v = b * average.squared() + (1 - b) * square
          } else {
            let cross = (2 * beta * (1 - beta) * (1 - beta)) * (average * g)
            v =
              (3 * beta * beta - 2 * beta * beta * beta) * average.squared() + ((1 - beta) * (1 - beta))
              * square + cross
          }
        }
        return lr * (d / (v.squareRoot() + eps))
      }
    },
    rule(
      "DAdaptAdaGrad(lr=1.0, momentum=0.0, d0=1e-06, growth_rate=None, weight_decay=0.0, weight_decouple=False, fixed_decay=False, eps=0.0"
    ) { a throws(InputError) in
      let (momentum, d0, eps) = (try a.number("momentum"), try a.number("d0"), try a.number("eps"))
      try a.require("growth_rate", ["None"], "is not read here")
      return { m, g, w, lr, t, _ in
        if t == 1 {
          m.s[0] = d0
          m.v[0] = g.filled(with: 1e-6)
        }
        let size = m.s[0] * lr
        let old = (m.v[1].squared() / (m.v[0].squareRoot() + eps)).sum
        let oldSum = m.v[1].magnitude.sum
        m.v[0] = m.v[0] + g.squared()
        let root = m.v[0].squareRoot() + eps
        m.s[1] += size * size * (g.squared() / root).sum
        m.v[1] = m.v[1] + size * g
        m.s[2] += (m.v[1].squared() / root).sum - old
        m.s[3] += m.v[1].magnitude.sum - oldSum
        if m.s[3] == 0 { return g.zeros }
        if lr > 0 { m.s[0] = max(m.s[0], (m.s[2] - m.s[1]) / m.s[3]) }
        let z = m.start - m.v[1] / root
        return w - (momentum > 0 ? mix(w, z, 1 - momentum) : z)
      }
    },
    rule(
      "DAdaptAdam(lr=1.0, betas=(0.9, 0.999), d0=1e-06, growth_rate=None, weight_decay=0.0, weight_decouple=False, fixed_decay=False, bias_correction=False, eps=1e-08",
      .own
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (d0, corrects) = (try a.number("d0"), try a.flag("bias_correction"))
      let shrinks = try a.shrinking()
      try a.require("growth_rate", ["None"], "is not read here")
      let root2 = b2.squareRoot()
      return { m, gradient, w, lr, t, _ in
        if t == 1 { m.s[0] = d0 }
        let correction = (1 - power(b1, t)) / (1 - power(b2, t)).squareRoot()
        let size = corrects ? m.s[0] * lr / correction : m.s[0] * lr
        let g = shrinks.kind == .coupled ? gradient + shrinks.share * w : gradient
        let product = size * g.dot(m.v[2] / (m.v[1].squareRoot() + eps))
        m.v[0] = b1 * m.v[0] + (size * (1 - b1)) * g
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        m.v[2] = root2 * m.v[2] + (size * (1 - root2)) * g
        let sum = m.v[2].magnitude.sum
        if sum == 0 { return g.zeros }
        m.s[1] += (1 - root2) * (product - m.s[1])
        if lr > 0 { m.s[0] = max(m.s[0], m.s[1] / ((1 - root2) * sum)) }
        let shrunk = shrinks.kind == .coupled ? w : shrinks.applied(true, g, w, size).weights
        return w - shrunk + m.v[0] / (m.v[1].squareRoot() + eps)
      }
    },
    rule(
      "DAdaptSGD(lr=1.0, momentum=0.9, d0=1e-06, growth_rate=None, weight_decay=0.0, weight_decouple=False, fixed_decay=False",
      .own
    ) {
      a throws(InputError) in
      let (momentum, d0, shrinks) = (try a.number("momentum"), try a.number("d0"), try a.shrinking())
      try a.require("growth_rate", ["None"], "is not read here")
      return { m, gradient, w, lr, t, _ in
        if t == 1 { (m.s[0], m.s[2]) = (d0, gradient.norm()) }
        if m.s[2] == 0 { return gradient.zeros }
        let size = m.s[0] * lr / m.s[2]
        let (g, shrunk) = shrinks.applied(true, gradient, w, size)
        m.s[1] += size * g.dot(m.v[0])
        m.v[0] = m.v[0] + size * g
        if lr > 0 { m.s[0] = max(m.s[0], 2 * m.s[1] / m.v[0].norm()) }
        return w - mix(shrunk, m.start - m.v[0], 1 - momentum)
      }
    },
    rule(
      "DAdaptAdan(lr=1.0, betas=(0.98, 0.92, 0.99), weight_decay=0.0, weight_decouple=False, fixed_decay=False, d0=1e-06, growth_rate=None, eps=1e-08",
      .own
    ) {
      a throws(InputError) in
      let betas = try a.numbers("betas", 3)
      let (d0, eps, decay) = (try a.number("d0"), try a.number("eps"), try a.number("weight_decay"))
      let isDecoupled = try a.flag("weight_decouple")
      try a.require("growth_rate", ["None"], "is not read here")
      let (b1, b2, b3) = (betas[0], betas[1], betas[2])
      return { m, g, w, lr, t, _ in
        if t == 1 { (m.s[0], m.v[4]) = (d0, g) }
        let size = m.s[0] * lr
        let difference = g - m.v[4]
        m.v[0] = b1 * m.v[0] + (size * (1 - b1)) * g
        m.v[2] = b2 * m.v[2] + (size * (1 - b2)) * difference
        m.v[1] = b3 * m.v[1] + (1 - b3) * (b2 * difference + g).squared()
        let root = m.v[1].squareRoot() + eps
        m.v[3] = b3 * m.v[3] + (size * (1 - b3)) * g
        m.v[4] = g
        let sum = m.v[3].magnitude.sum
        if sum == 0 { return g.zeros }
        m.s[1] = b3 * m.s[1] + (size * size * (1 - b3)) * (g.squared() / root).sum
        let weighted = (m.v[3].squared() / root).sum
        if lr > 0 { m.s[0] = max(m.s[0], (weighted / (1 - b3) - m.s[1]) / sum) }
        let shrunk = isDecoupled ? (1 - size * decay) * w : w
        let next = shrunk - m.v[0] / root - b2 * (m.v[2] / root)
        return w - (isDecoupled ? next : next / (1 + size * decay))
      }
    },
    rule(
      "DAdaptLion(lr=1.0, betas=(0.9, 0.999), d0=1e-06, weight_decay=0.0, weight_decouple=False, fixed_decay=False",
      .own
    ) {
      a throws(InputError) in
      let betas = try a.numbers("betas", 2)
      let (d0, shrinks) = (try a.number("d0"), try a.shrinking())
      let root2 = betas[1].squareRoot()
      return { m, gradient, w, lr, t, _ in
        if t == 1 { m.s[0] = d0 }
        let size = m.s[0] * lr
        let (g, shrunk) = shrinks.applied(true, gradient, w, size)
        let update = mix(m.v[0], g, 1 - betas[0]).sign
        m.v[0] = betas[1] * m.v[0] + ((1 - betas[1]) * size) * g
        let product = size * update.dot(m.v[2])
        m.v[2] = root2 * m.v[2] + ((1 - root2) * size) * update
        m.s[1] += (1 - root2) * (product - m.s[1])
        let sum = m.v[2].magnitude.sum
        if sum != 0, lr > 0 { m.s[0] = max(m.s[0], m.s[1] / ((1 - root2) * sum)) }
        return w - shrunk + size * update
      }
    },
    rule("FTRL(lr=0.001, lr_power=-0.5, beta=0.0, lambda_1=0.0, lambda_2=0.0", .none) {
      a throws(InputError) in
      let (exponent, beta) = (-(try a.number("lr_power")), try a.number("beta"))
      let (l1, l2) = (try a.number("lambda_1"), try a.number("lambda_2"))
      return { m, g, w, lr, t, _ in
        let before = m.v[1].map { Double.power($0, exponent) }
        m.v[1] = m.v[1] + g.squared()
        let sigma = (m.v[1].map { Double.power($0, exponent) } - before) / lr
        m.v[0] = m.v[0] + g - sigma * w
        let root = (m.v[1].squareRoot() + beta) / lr + l2
        let next = (l1 * m.v[0].sign - m.v[0]) / root
        return w - next.zip(m.v[0]) { abs($1) <= l1 ? 0 : $0 }
      }
    },
    rule("Fromage(lr=0.01, p_bound=None", .none) { a throws(InputError) in
      let bound: Double? = a.isConstant("p_bound", ["None"]) ? nil : try a.number("p_bound")
      return { m, g, w, lr, t, _ in
        if t == 1, let bound { m.s[0] = w.norm() * bound }
        let (size, slope) = (w.norm(), g.norm())
        var next = (w - lr * (size > 0 && slope > 0 ? (size / slope) * g : g)) / (1 + lr * lr).squareRoot()
        if bound != nil, next.norm() > m.s[0] { next = (m.s[0] / next.norm()) * next }
        return w - next
      }
    },
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
      "LaProp(lr=0.0004, betas=(0.9, 0.999), centered=False, steps_before_using_centered=10, weight_decay=0.0, weight_decouple=True, fixed_decay=False, ams_bound=False, eps=1e-15",
      .last
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (isCentered, before) = (try a.flag("centered"), try a.number("steps_before_using_centered"))
      try a.require("ams_bound", ["False"], "is not read here")
      if try a.shrinking().kind == .coupled, try a.number("weight_decay") != 0 {
        throw a.error("has no effect in the library; only the decoupled decay is read", of: "weight_decouple")
      }
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
    rule("MADGRAD(lr=0.001, momentum=0.9, weight_decay=0.0, weight_decouple=False, eps=1e-06", .own) {
      a throws(InputError) in
      let (momentum, eps) = (try a.number("momentum"), try a.number("eps"))
      let shrinks = try a.shrinking()
      return { m, gradient, w, given, t, _ in
        let lr = given == 0 ? 0 : given + eps
        let weight = lr * Double(t).squareRoot()
        let g = shrinks.kind == .coupled ? gradient + shrinks.share * w : gradient
        func root(_ v: Point<Double>) -> Point<Double> {
          v.map { x in
            let r = Double.power(x, 1.0 / 3) + eps
            return eps == 0 && r == 0 ? .infinity : r
          }
        }
        let origin = momentum == 0 ? w + m.v[1] / root(m.v[0]) : m.start
        m.v[0] = m.v[0] + weight * g.squared()
        m.v[1] = m.v[1] + weight * g
        let z = origin - m.v[1] / root(m.v[0])
        let next = momentum == 0 ? z : mix(w, z, 1 - momentum)
        return w - next + (shrinks.kind == .coupled ? 0 : lr * shrinks.share) * w
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
    rule("MSVAG(lr=0.01, beta=0.9", .none) { a throws(InputError) in
      let beta = try a.number("beta")
      return { m, g, w, lr, t, _ in
        let p = power(beta, t)
        m.averages(g, beta, beta)
        let (first, second) = (m.v[0] / (1 - p), m.v[1] / (1 - p))
        let rho = min(
          (1 - p * p) * (1 - beta) * (1 - beta) / ((1 - beta * beta) * (1 - p) * (1 - p)), 0.9999)
        let square = first.squared()
        let spread = (second - square) / (1 - rho)
        let factor = (square / (rho * spread + square)).map { $0.isNaN ? 0 : min(1, max(0, $0)) }
        return lr * (first * factor)
      }
    },
    rule("Nero(lr=0.01, beta=0.999, constraints=True, eps=1e-08", .none) { a throws(InputError) in
      let (beta, eps) = (try a.number("beta"), try a.number("eps"))
      return { m, g, w, lr, t, _ in
        if t == 1 {
          let scale = w.magnitude.sum / 2
          m.s[0] = scale == 0 ? 0.01 : scale
        }
        m.v[0] = beta * m.v[0] + (1 - beta) * g.squared()
        let scaled = g / ((m.v[0] / (1 - power(beta, t))).squareRoot() + eps)
        return (lr * m.s[0]) * scaled.map { $0.isNaN ? 0 : $0 }
      }
    },
    rule("SRMM(lr=0.01, beta=0.5, memory_length=100", .none) { a throws(InputError) in
      let beta = try a.number("beta")
      let length = try a.count("memory_length", none: 1)
      return { m, g, w, lr, t, _ in
        let share = Double.power(Double(t % length + 1), -beta)
        m.v[0] = mix(m.v[0], g, share)
        m.v[1] = mix(m.v[1], w, share) - lr * m.v[0]
        return w - m.v[1]
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
    rule("SM3(lr=0.1, momentum=0.0, beta=0.0, eps=1e-30", .none) { a throws(InputError) in
      let (momentum, beta, eps) = (try a.number("momentum"), try a.number("beta"), try a.number("eps"))
      return { m, g, w, lr, t, _ in
        let sum = (beta > 0 ? beta * m.v[0] : m.v[0]) + (1 - beta) * g.squared()
        m.v[0] = beta > 0 ? Point.maximum(m.v[0], sum) : sum
        var update = g / (sum + eps).squareRoot()
        if momentum > 0 {
          m.v[1] = mix(m.v[1], update, 1 - momentum)
          update = m.v[1]
        }
        return lr * update
      }
    },
    rule(
      "Prodigy(lr=1.0, betas=(0.9, 0.999), beta3=None, d0=1e-06, d_coef=1.0, growth_rate=None, weight_decay=0.0, weight_decouple=True, fixed_decay=False, bias_correction=False, safeguard_warmup=False, eps=1e-08",
      .own
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let b3 = a.isConstant("beta3", ["None"]) ? b2.squareRoot() : try a.number("beta3")
      let (d0, coefficient) = (try a.number("d0"), try a.number("d_coef"))
      let (corrects, isSafe, shrinks) = (
        try a.flag("bias_correction"), try a.flag("safeguard_warmup"), try a.shrinking()
      )
      try a.require("growth_rate", ["None"], "is not read here")
      if shrinks.kind == .coupled, shrinks.share != 0 {
        throw a.error("with a decay is not read here", of: "weight_decouple")
      }
      return { m, g, w, lr, t, _ in
        if t == 1 { (m.s[0], m.s[2]) = (d0, d0) }
        let d = m.s[0]
        // The library corrects with the count before the step.
        let correction =
          corrects ? (1 - power(b1, t)) / (1 - power(b2, t)).squareRoot() : 1
        let size = d * lr / correction
        m.s[1] = b3 * m.s[1] + (d / d0) * size * g.dot(m.start - w)
        m.v[0] = b1 * m.v[0] + (d * (1 - b1)) * g
        m.v[1] = b2 * m.v[1] + (d * d * (1 - b2)) * g.squared()
        m.v[2] = b3 * m.v[2] + ((d / d0) * (isSafe ? d : size)) * g
        let sum = m.v[2].magnitude.sum
        if sum == 0 { return g.zeros }
        let estimate = coefficient * m.s[1] / sum
        var next = d
        if d == d0 { next = max(d, estimate) }
        m.s[2] = max(m.s[2], estimate)
        next = min(m.s[2], .infinity)
        m.s[0] = next
        let shrunk = shrinks.applied(true, g, w, size).weights
        return w - shrunk + size * (m.v[0] / (m.v[1].squareRoot() + next * eps))
      }
    },
    rule(
      "ApolloDQN(lr=0.01, init_lr=1e-05, beta=0.9, rebound='constant', weight_decay=0.0, weight_decay_type='l2', warmup_steps=500, eps=0.0001",
      .own
    ) { a throws(InputError) in
      let (full, beta, given) = (try a.number("lr"), try a.number("beta"), try a.number("eps"))
      let initial = a.isConstant("init_lr", ["None"]) ? full / 1000 : try a.number("init_lr")
      let (warmup, decay) = (try a.count("warmup_steps", from: 0), try a.number("weight_decay"))
      try a.require("rebound", ["constant", "belief"], "is neither 'constant' nor 'belief'")
      try a.require("weight_decay_type", ["l2"], "is not read here; only 'l2' is")
      let isBelief = a.isConstant("rebound", ["belief"])
      let eps = isBelief ? given : given / 1e-2
      return { m, gradient, w, lr, t, _ in
        let rate = t >= warmup ? lr : (full - initial) * Double(t) / Double(warmup) + initial
        let g = gradient + decay * w
        let alpha = (1 - beta) / (1 - power(beta, t))
        let difference = g - m.v[0]
        let rebound = isBelief ? difference.largestMagnitude : 1e-2
        m.v[0] = m.v[0] + alpha * difference
        let length = Double.power(m.v[2].map { $0 * $0 * $0 * $0 }.sum, 0.25) + eps
        let direction = m.v[2] / length
        let square = direction.squared()
        let delta = -alpha * (difference / length).dot(direction) - m.v[1].dot(square)
        m.v[1] = m.v[1] + delta * square
        let curvature = m.v[1].map { max(abs($0), rebound) + (isBelief ? eps / alpha : 0) }
        m.v[2] = m.v[0] / curvature
        return rate * m.v[2]
      }
    },
    // A vector is not rotated, and the first step only prepares.
    rule(
      "SOAP(lr=0.003, betas=(0.95, 0.95), shampoo_beta=None, weight_decay=0.01, precondition_frequency=10, max_precondition_dim=10000, merge_dims=False, precondition_1d=False, correct_bias=True, normalize_gradient=False, data_format='channels_first', eps=1e-08",
      .own
    ) { a throws(InputError) in
      let (b1, b2, eps) = try a.adam()
      let (decay, corrects, normalizes) = (
        try a.number("weight_decay"), try a.flag("correct_bias"), try a.flag("normalize_gradient")
      )
      try a.require("precondition_1d", ["False"], "would rotate the vector, which is not done here")
      try a.require("merge_dims", ["False"], "is not read here")
      return { m, g, w, lr, t, _ in
        guard t > 1 else { return g.zeros }
        m.v[0] = mix(m.v[0], g, 1 - b1)
        m.v[1] = mix(m.v[1], g.squared(), 1 - b2)
        var size: Double = lr
        if corrects { size *= (1 - power(b2, t - 1)).squareRoot() / (1 - power(b1, t - 1)) }
        let root: Point<Double> = m.v[1].squareRoot() + eps
        var direction: Point<Double> = m.v[0] / root
        if normalizes {
          let length: Double = (direction.dot(direction) / 2).squareRoot() + eps
          direction = direction / length
        }
        let next: Point<Double> = w - size * direction
        return w - (1 - lr * decay) * next
      }
    },
    scheduleFree(
      "ScheduleFreeSGD(lr=1.0, momentum=0.9, weight_decay=0.0, r=0.0, weight_lr_power=2.0, warmup_steps=0, eps=1e-08",
      .sgd),
    scheduleFree(
      "ScheduleFreeAdamW(lr=0.0025, betas=(0.9, 0.999), weight_decay=0.0, r=0.0, weight_lr_power=2.0, warmup_steps=0, decoupling_c=0, ams_bound=False, eps=1e-08",
      .bounded),
    scheduleFree(
      "ScheduleFreeRAdam(lr=0.0025, betas=(0.9, 0.999), weight_decay=0.0, r=0.0, weight_lr_power=2.0, silent_sgd_phase=True, eps=1e-08",
      .rectifiedUncorrected),
  ]

  private static func scheduleFree(_ signature: String, _ form: ScheduleFreeForm) -> Constructor {
    rule(signature, .own) { a throws(InputError) in try a.scheduleFree(form) }
  }
}
