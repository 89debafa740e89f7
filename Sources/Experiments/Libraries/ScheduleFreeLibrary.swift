import Optimization
import RealModule
import Wording

/// The optimizers of schedulefree 1.4.
extension Library {
  static let schedulefree = Library(
    ["schedulefree"],
    [
      catalogued(
        "AdamWScheduleFree(params, lr=0.0025, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, warmup_steps=0, r=0.0, "
          + "weight_lr_power=2.0, foreach=True)", "schedule_free_adamw"),
      catalogued(
        "SGDScheduleFree(params, lr=1.0, momentum=0.9, weight_decay=0, warmup_steps=0, r=0.0, weight_lr_power=2, "
          + "foreach=True)", "schedule_free_sgd"),
      form(
        "AdamWScheduleFreeReference(params, lr=0.0025, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, warmup_steps=0, r=0, weight_lr_power=2, decay_at_z=False, foreach=False)",
        .reference),
      form(
        "AdamWScheduleFreeClosure(params, lr=0.0025, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, warmup_steps=0, r=0, weight_lr_power=2.0, foreach=True)",
        .closure),
      form(
        "AdamWScheduleFreePaper(params, lr=0.0025, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, warmup_steps=0, r=0.0, weight_lr_power=2.0, foreach=True)",
        .paper),
      form(
        "SGDScheduleFreeReference(params, lr=1.0, momentum=0.9, weight_decay=0, warmup_steps=0, r=0.0, weight_lr_power=2, foreach=True)",
        .sgd),
      form(
        "SGDScheduleFreeClosure(params, lr=1.0, weight_decay=0, momentum=0.9, warmup_steps=0, r=0.0, weight_lr_power=2.0, foreach=True)",
        .sgdClosure),
      form(
        "RAdamScheduleFree(params, lr=0.0025, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, r=0.0, weight_lr_power=2.0, foreach=True, silent_sgd_phase=True)",
        .rectified),
      form(
        "RAdamScheduleFreeClosure(params, lr=0.0025, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, r=0.0, weight_lr_power=2.0, foreach=True, silent_sgd_phase=True)",
        .rectifiedClosure),
      wrapper(
        "schedulefree",
        "ScheduleFreeWrapper(base, weight_decay_at_y=0.0, momentum=0.9, weight_lr_power=2, r=0)"),
      wrapper(
        "schedulefree",
        "ScheduleFreeWrapperReference(base, momentum=0.9, weight_decay_at_y=0.0, r=0, weight_lr_power=2)"),
    ])

  @inline(never) private static func catalogued(_ signature: String, _ target: String) -> Constructor {
    Constructor(
      "schedulefree", signature, .readings([Reading(target)]),
      [
        "params": .nothing, "foreach": .nothing, "lr": .rate(schedules: false),
        "betas": .tuple(["beta1", "beta2"]),
      ])
  }

  @inline(never) private static func form(_ signature: String, _ form: ScheduleFreeForm) -> Constructor {
    let name = String(signature.prefix { $0 != "(" })
    return Constructor(
      "schedulefree", signature,
      .computed { a throws(InputError) in
        let rule = MemoryRule(name, try a.scheduleFree(form))
        return .stages(CallResult.Stages(rate: try a.rate(), [Descent(rule)]))
      }, ["foreach": .nothing])
  }

  /// A schedule-free method around an optimizer of PyTorch; the first parameter is that optimizer.
  @inline(never) static func wrapper(_ module: String, _ signature: String) -> Constructor {
    Constructor(
      module, signature,
      .computed { a throws(InputError) in
        let inner = a.constructor.parameters[0].name
        let choice = try a.reader.optimizer(try a.value(inner).value)
        let decayName = a.bound["weight_decay_at_y"] == nil ? "weight_decay" : "weight_decay_at_y"
        return .stages(
          CallResult.Stages(
            [
              ScheduleFreeOptimizer(
                try a.reader.stages(of: try a.value(inner).value), rate: choice.rate,
                momentum: try a.number("momentum"), decay: try a.number(decayName), r: try a.number("r"),
                power: try a.number("weight_lr_power"))
            ], isOptimizer: true))
      }, ["maximize": .nothing])
  }
}

/// The forms of schedule-free methods, which differ in what they average and how.
enum ScheduleFreeForm {
  /// AdamW with the three sequences kept, with a closure, as in the paper, and with pytorch-optimizer's root.
  case reference, closure, paper, bounded
  case sgd, sgdClosure
  /// RAdam, and pytorch-optimizer's, whose root is corrected apart.
  case rectified, rectifiedClosure, rectifiedUncorrected
}

extension CallArguments {
  /// The rule of a schedule-free form.
  ///
  /// Memory: z is v[2], the second average v[1], x v[3]; the largest rate is s[0], the sum of weights s[1].
  func scheduleFree(_ form: ScheduleFreeForm) throws(InputError) -> MemoryRule.Body {
    let isPlain = form == .sgd || form == .sgdClosure
    let betas = isPlain ? [try number("momentum"), 0] : try numbers("betas", 2)
    let (b1, b2) = (betas[0], betas[1])
    let eps = isPlain ? 0 : try number("eps")
    let (decay, r, exponent) = (try number("weight_decay"), try number("r"), try number("weight_lr_power"))
    let warmup = bound["warmup_steps"] == nil ? 0 : try number("warmup_steps")
    let isSilent = bound["silent_sgd_phase"] == nil ? true : try flag("silent_sgd_phase")
    let decaysAtZ = bound["decay_at_z"] == nil ? false : try flag("decay_at_z")
    for name in ["ams_bound", "decoupling_c"] where bound[name] != nil {
      try require(name, ["False", "0"], "is not read here")
    }
    if isPlain, !(b1 > 0 && b1 < 1) {
      throw error("is out of range; accepted: 0 < momentum < 1", of: "momentum")
    }
    return { m, given, w, own, t, step in
      if t == 1 {
        (m.v[2], m.v[3]) = (w, w)
        m.s[0] = -1
      }
      var gradient = given
      var y = w
      let evaluates = form == .closure || form == .sgdClosure || form == .rectifiedClosure
      if evaluates {
        // The weights are x; the gradient is taken between x and z.
        y = Library.mix(w, m.v[2], 1 - b1)
        gradient = step.gradient(at: y)
      }
      let correction = 1 - Library.power(b2, t)
      var (lr, length) = (own * (Double(t) < warmup ? Double(t) / warmup : 1), Double.infinity)
      switch form {
      case .paper: lr *= correction.squareRoot()
      case .rectified, .rectifiedClosure, .rectifiedUncorrected:
        let p = Library.power(b2, t)
        let longest = 2 / (1 - b2) - 1
        length = longest - 2 * Double(t) * p / (1 - p)
        let ratio = ((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
          .squareRoot()
        if length > 4 {
          lr = own * ratio
        } else if form == .rectifiedUncorrected {
          lr = isSilent ? 0 : 1
        } else {
          lr = isSilent ? 0 : own
        }
      default: break
      }
      m.s[0] = max(lr, m.s[0])
      let weight = Double.power(Double(t), r) * Double.power(m.s[0], exponent)
      m.s[1] += weight
      let c = m.s[1] == 0 ? 0 : weight / m.s[1]

      var scaled = gradient
      if !isPlain {
        m.v[1] = b2 * m.v[1] + (1 - b2) * gradient.squared()
        switch form {
        case .paper: scaled = gradient / (m.v[1].squareRoot() + eps)
        case .bounded: scaled = gradient / ((m.v[1] / correction + 1e-15).squareRoot() + eps)
        default: if length > 4 { scaled = gradient / ((m.v[1] / correction).squareRoot() + eps) }
        }
      }
      if form == .reference {
        if decay != 0 { m.v[2] = m.v[2] - (lr * decay) * (decaysAtZ ? m.v[2] : w) }
        m.v[2] = m.v[2] - lr * scaled
        m.v[3] = (1 - c) * m.v[3] + c * m.v[2]
        return w - (b1 * m.v[3] + (1 - b1) * m.v[2])
      }
      if decay != 0 { scaled = scaled + decay * y }
      if evaluates {
        m.v[2] = m.v[2] - lr * scaled
        return w - Library.mix(w, m.v[2], c)
      }
      let next = Library.mix(w, m.v[2], c) + (lr * (b1 * (1 - c) - 1)) * scaled
      m.v[2] = m.v[2] - lr * scaled
      return w - next
    }
  }
}
