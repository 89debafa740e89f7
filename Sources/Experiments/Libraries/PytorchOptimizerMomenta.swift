import Optimization
import RealModule
import Wording

/// pytorch-optimizer's methods that are plain descent or momentum with a twist, without a scale for each coordinate.
extension Library {
  static let momenta: [Constructor] = [
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
    rule("A2Grad(lr=None, beta=10.0, lips=10.0, rho=0.5, variant='uni'", .none) { a throws(InputError) in
      let (beta, lips, rho) = (try a.number("beta"), try a.number("lips"), try a.number("rho"))
      try a.require("variant", ["uni", "inc", "exp"], "is not 'uni', 'inc' or 'exp'")
      let (isUniform, isIncremental) = (a.isConstant("variant", ["uni"]), a.isConstant("variant", ["inc"]))
      return { m, g, w, _, t, _ in
        let n = Double(t)
        if t == 1 { (m.v[0], m.v[1], m.s[0]) = (g, m.start, 1) }
        m.v[0] = mix(m.v[0], g, 1 / n)
        let stray = g - m.v[0]
        let square = stray.dot(stray)
        if isUniform || isIncremental {
          let share: Double = isIncremental ? n / (n + 1) : 1
          m.s[1] = share * share * m.s[1] + square
        } else {
          m.s[2] += (1 - rho) * (square - m.s[2])
          m.s[1] = max(m.s[1], m.s[2])
        }
        let size = m.s[1].squareRoot() * (isUniform ? 1 : (n + 1).squareRoot())
        let rate = 1 / (2 * lips / (n + 1) + beta * size)
        m.v[1] = m.v[1] - rate * g
        let share = 2 / (n + 3)
        let next = mix(w, m.v[1], share) - ((1 - share) * m.s[0] * rate) * g
        m.s[0] = share
        return w - next
      }
    },
    rule("FOCUS(lr=0.01, betas=(0.9, 0.999), gamma=0.1, weight_decay=0.0", .own) { a throws(InputError) in
      let betas = try a.numbers("betas", 2)
      let (gamma, decay) = (try a.number("gamma"), try a.number("weight_decay"))
      return { m, g, w, lr, t, _ in
        m.v[0] = mix(m.v[0], g, 1 - betas[0])
        m.v[1] = mix(m.v[1], w, 1 - betas[1])
        let center = m.v[1] / (1 - power(betas[1], t))
        let shrunk = w - (lr * decay) * center
        return w - shrunk + lr * (gamma * (shrunk - center).sign + m.v[0].sign)
      }
    },
    // A vector is divided by the root of its mean square.
    rule(
      "SCION(lr=0.001, momentum=0.1, constraint=False, norm_type=1, norm_kwargs=None, scale=1.0, weight_decay=0.0, weight_decouple=True",
      .own
    ) { a throws(InputError) in
      let (momentum, scale) = (try a.number("momentum"), try a.number("scale"))
      guard momentum > 0, momentum <= 1 else {
        throw a.error("is out of range; accepted: 0 < momentum ≤ 1", of: "momentum")
      }
      guard scale > 0 else { throw a.error("is out of range; accepted: 0 < scale", of: "scale") }
      try a.require("norm_type", ["1", "5"], "works on matrices; for a vector only 1 and 5 are read")
      try a.require("norm_kwargs", ["None"], "is not read")
      let (isConstrained, shrinks) = (try a.flag("constraint"), try a.shrinking())
      return { m, gradient, w, lr, t, _ in
        let (g, shrunk) = shrinks.applied(!isConstrained, gradient, w, lr)
        m.v[0] = mix(m.v[0], g, momentum)
        let size: Double = (m.v[0].dot(m.v[0]) / 2).squareRoot() + 1e-8
        let update: Point<Double> = m.v[0] / size
        let kept: Point<Double> = isConstrained ? (1 - lr) * shrunk : shrunk
        return w - kept + (lr * scale) * update
      }
    },
    rule(
      "VSGD(lr=0.1, ghattg=30.0, ps=1e-08, tau1=0.81, tau2=0.9, weight_decay=0.0, weight_decouple=True, eps=1e-08"
    ) { a throws(InputError) in
      let (noise, prior, eps) = (try a.number("ghattg"), try a.number("ps"), try a.number("eps"))
      let (tau1, tau2) = (try a.number("tau1"), try a.number("tau2"))
      let (shape, scale) = (2 * prior + 1 + 1e-4, 2 * prior)
      let observed = 2 * noise * prior
      return { m, g, w, lr, t, _ in
        if t == 1 { (m.v[1], m.v[2]) = (g.filled(with: scale), g.filled(with: observed)) }
        let divisor = t == 1 ? shape - 1 : shape
        let (own, seen) = (m.v[1] / divisor, m.v[2] / divisor)
        let before = m.v[0]
        m.v[0] = (before * seen + g * own) / (own + seen)
        let second = m.v[0].squared() + (own * seen) / (own + seen)
        let ownNext = second + scale - 2 * (m.v[0] * before) + before.squared()
        let seenNext = second + observed - 2 * (g * m.v[0]) + g.squared()
        m.v[1] = mix(m.v[1], ownNext, Double.power(Double(t), -tau1))
        m.v[2] = mix(m.v[2], seenNext, Double.power(Double(t), -tau2))
        return lr * (m.v[0] / (second.squareRoot() + eps))
      }
    },
  ]
}
