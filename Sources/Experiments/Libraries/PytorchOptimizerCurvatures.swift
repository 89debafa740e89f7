import Optimization
import RealModule
import Wording

/// pytorch-optimizer's methods that keep an estimate of the curvature.
extension Library {
  static let curvatures: [Constructor] = [
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
  ]
}
