import Optimization
import RealModule
import Wording

/// pytorch-optimizer's methods that find their own rate, or need no schedule for it.
extension Library {
  static let rateFree: [Constructor] = [
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
        // The library squares it twice.
        m.v[1] = b3 * m.v[1] + (1 - b3) * (b2 * difference + g).squared().squared()
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
