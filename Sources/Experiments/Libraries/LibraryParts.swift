import Optimization
import RealModule
import Wording

/// Stages that only the tables' own expansions name; no text can.
extension Library {
  static let parts: [Constructor] =
    [
      part("fromage_rate(learning_rate)") { a throws(InputError) in
        let rate = try a.function("learning_rate")
        return [
          Scaled(
            rate.mapped("−\(rate.text)/√(1 + \(rate.text)²)") { -$0 / (1 + $0 * $0).squareRoot() },
            name: "scale"),
          AddDecayedWeights(
            rate.mapped("1/√(1 + \(rate.text)²) − 1") { 1 / (1 + $0 * $0).squareRoot() - 1 }),
        ]
      },
      part("madgrad(learning_rate, momentum, weight_decay, eps)") { a throws(InputError) in
        [
          ScheduledMadgrad(
            rate: try a.function("learning_rate"), momentum: try a.number("momentum"),
            decay: try a.number("weight_decay"), eps: try a.number("eps"))
        ]
      },
      rated(
        "adafactor(lr, betas, decay_rate, weight_decay, weight_decouple, fixed_decay, clip_threshold, scale_parameter, relative_step, warmup_init, eps1, eps2)"
      ) { a throws(InputError) in
        guard let betas = try a.value("betas").value.members, betas.count == 2, let most = betas[1].number
        else {
          throw a.error("does not have 2 numbers", of: "betas")
        }
        return [
          DescentAdafactor(
            AdafactorRule(
              .pytorchOptimizer, exponent: try a.number("decay_rate"),
              threshold: try a.number("clip_threshold"),
              eps1: try a.number("eps1"), eps2: try a.number("eps2"), scales: try a.flag("scale_parameter"),
              isRelative: try a.flag("relative_step"), warmsUp: try a.flag("warmup_init"),
              momentum: betas[0].number, mostBeta: most), try a.shrinking())
        ]
      },
      rated("aggmo(lr, betas, weight_decay, weight_decouple, fixed_decay)") { a throws(InputError) in
        let betas = try a.numbers("betas")
        guard !betas.isEmpty, betas.allSatisfy({ $0 >= 0 && $0 < 1 }) else {
          throw a.error("is not a list of numbers from 0 to below 1", of: "betas")
        }
        let rule = MemoryRule("AggMo") { m, g, _, lr, t, _ in
          if t == 1 { m.queue = betas.map { _ in g.zeros } }
          var sum = g.zeros
          for (i, beta) in betas.enumerated() {
            m.queue[i] = beta * m.queue[i] + g
            sum = sum + m.queue[i]
          }
          return (lr / Double(betas.count)) * sum
        }
        return [Descent(rule, try a.shrinking())]
      },
      rated("torch_adafactor(lr, beta2_decay, eps, d, weight_decay)") { a throws(InputError) in
        guard let eps = try a.value("eps").value.members, eps.count == 2, let second = eps[1].number else {
          throw a.error("does not have 2 numbers", of: "eps")
        }
        let exponent = try a.number("beta2_decay")
        guard exponent <= 0 else { throw a.error("is above 0", of: "beta2_decay") }
        return [
          Descent(
            AdafactorRule(
              .torch, exponent: exponent, threshold: try a.number("d"),
              eps1: eps[0].number ?? Double.ulpOfOne,
              eps2: second), ShrinkingWeights(try a.number("weight_decay"), .decoupled))
        ]
      },
      rated(
        "adabelief(lr, betas, eps, weight_decay, weight_decouple, fixed_decay, rectify, n_sma_threshold, degenerated_to_sgd, ams_bound)"
      ) { a throws(InputError) in try a.adabelief(isDifference: false) },
      rated(
        "diffgrad(lr, betas, eps, weight_decay, weight_decouple, fixed_decay, rectify, n_sma_threshold, degenerated_to_sgd, ams_bound)"
      ) { a throws(InputError) in try a.adabelief(isDifference: true) },
    ] + kerasParts

  /// A part whose rate is the optimizer's; its first parameter.
  @inline(never) static func rated(
    _ signature: String,
    _ make: @escaping @Sendable (CallArguments) throws(InputError) -> [any GradientTransformation]
  ) -> Constructor {
    Constructor(
      "parts", signature,
      .computed { a throws(InputError) in
        .stages(
          CallResult.Stages(rate: a.isConstant("lr", ["None"]) ? 1e-3 : try a.rate(), try make(a)))
      }, [:])
  }

  @inline(never) static func part(
    _ signature: String,
    _ make: @escaping @Sendable (CallArguments) throws(InputError) -> [any GradientTransformation]
  ) -> Constructor {
    Constructor(
      "parts", signature, .computed { a throws(InputError) in .stages(CallResult.Stages(try make(a))) }, [:])
  }
}

extension CallArguments {
  /// AdaBelief of pytorch-optimizer in all its variants, or DiffGrad with `isDifference`.
  fileprivate func adabelief(isDifference: Bool) throws(InputError) -> [any GradientTransformation] {
    let (b1, b2, eps) = try adam()
    let (rectifies, isBounded) = (try flag("rectify"), try flag("ams_bound"))
    let (threshold, degenerates) = (try number("n_sma_threshold"), try flag("degenerated_to_sgd"))
    let rule = MemoryRule(isDifference ? "DiffGrad" : "AdaBelief") { m, g, w, lr, t, _ in
      let (rate, length) =
        rectifies ? Library.rectified(t, lr, b2, threshold, degenerates) : (lr, threshold)
      var size = rate / (1 - Library.power(b1, t))
      let root2 = (1 - Library.power(b2, t)).squareRoot()
      m.v[0] = Library.mix(m.v[0], g, 1 - b1)
      var direction = m.v[0]
      var root: Point<Double>
      if isDifference {
        m.v[1] = b2 * m.v[1] + (1 - b2) * g.squared()
        root = m.boundedRoot(isBounded) + eps
        direction = (m.v[3] - g).map { 1 / (1 + Double.exp(-abs($0))) } * direction
        m.v[3] = g
        if !rectifies { size *= root2 }
      } else {
        m.v[1] = (b2 * m.v[1] + (1 - b2) * (g - m.v[0]).squared()) + eps
        if isBounded { m.v[2] = Point.maximum(m.v[2], m.v[1]) }
        root = (isBounded ? m.v[2] : m.v[1]).squareRoot()
        root = (rectifies ? root : root / root2) + eps
      }
      if length >= threshold { return size * (direction / root) }
      return (size > 0 ? size : 0) * m.v[0]
    }
    return [Descent(rule, try shrinking())]
  }
}
