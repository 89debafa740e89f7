import Optimization
import RealModule
import Wording

/// pytorch-optimizer's methods that divide by a sum or an average of all squares, as Adagrad does.
extension Library {
  static let sumsOfSquares: [Constructor] = [
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
  ]
}
