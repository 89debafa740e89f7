import Optimization
import RealModule
import Wording

/// Keras' schedules: functions of the step, and the schedules of the catalog with the same rates.
extension Library {
  static let kerasSchedules: [Constructor] = [
    schedule(
      "CosineDecay(initial_learning_rate, decay_steps, alpha=0.0, name=None, warmup_target=None, warmup_steps=0)"
    ) { a throws(InputError) in
      let (initial, alpha) = (try a.number("initial_learning_rate"), try a.number("alpha"))
      let steps = try a.length("decay_steps")
      @Sendable func decay(_ step: Double, _ from: Double) -> Double {
        from * ((1 - alpha) * (0.5 * (1 + Double.cos(Double.pi * min(step, steps) / steps))) + alpha)
      }
      guard !a.isConstant("warmup_target", ["None"]) else {
        return RateFunction(
          function: a.function { decay($0, initial) },
          native: a.native(initial, "cosine", ["total": steps, "min": alpha * initial, "hold": 1]))
      }
      let (target, warmup) = (try a.number("warmup_target"), try a.number("warmup_steps"))
      return RateFunction(
        function: a.function { step in
          step < warmup
            ? initial + (target - initial) * (step / warmup)
            : decay(min(step, warmup + steps) - warmup, target)
        },
        native: a.native(
          target, "warmup_cosine",
          [
            "warmup": warmup, "total": warmup + steps, "start_factor": target == 0 ? 0 : initial / target,
            "min": alpha * target, "hold": 1,
          ]))
    },
    schedule(
      "CosineDecayRestarts(initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None)"
    ) { a throws(InputError) in
      let (initial, first) = (try a.number("initial_learning_rate"), try a.length("first_decay_steps"))
      let (t, m, alpha) = (try a.number("t_mul"), try a.number("m_mul"), try a.number("alpha"))
      return RateFunction(
        function: a.function { step in
          var share = step / first
          var restarts = 0.0
          if t == 1 {
            restarts = share.rounded(.down)
            share -= restarts
          } else {
            restarts = (Double.log(1 - share * (1 - t)) / Double.log(t)).rounded(.down)
            let sum = (1 - Double.power(t, restarts)) / (1 - t)
            share = (share - sum) / Double.power(t, restarts)
          }
          let height = 0.5 * Double.power(m, restarts) * (1 + Double.cos(Double.pi * share))
          return initial * ((1 - alpha) * height + alpha)
        },
        native: m != 1
          ? nil
          : a.native(initial, "cosine_restarts", ["first": first, "multiplier": t, "min": alpha * initial]))
    },
    schedule("ExponentialDecay(initial_learning_rate, decay_steps, decay_rate, staircase=False, name=None)") {
      a throws(InputError) in
      let (initial, rate) = (try a.number("initial_learning_rate"), try a.number("decay_rate"))
      let (steps, isStaircase) = (try a.length("decay_steps"), try a.flag("staircase"))
      return RateFunction(
        function: a.function { initial * Double.power(rate, stairs($0 / steps, isStaircase)) },
        native: try a.exponential("initial_learning_rate", steps: "decay_steps", rate: "decay_rate"))
    },
    schedule("InverseTimeDecay(initial_learning_rate, decay_steps, decay_rate, staircase=False, name=None)") {
      a throws(InputError) in
      let (initial, rate) = (try a.number("initial_learning_rate"), try a.number("decay_rate"))
      let (steps, isStaircase) = (try a.length("decay_steps"), try a.flag("staircase"))
      return RateFunction(
        function: a.function { initial / (1 + rate * stairs($0 / steps, isStaircase)) },
        native: isStaircase ? nil : a.native(initial, "inverse_time", ["decay": rate / steps]))
    },
    schedule("PiecewiseConstantDecay(boundaries, values, name=None)") { a throws(InputError) in
      let boundaries = try a.numbers("boundaries")
      let values = try a.numbers("values")
      guard let first = values.first, values.count == boundaries.count + 1 else {
        throw a.error("is not one more than the boundaries", of: "values")
      }
      let factors = zip(values, values.dropFirst()).map { $1 / $0 }
      return RateFunction(
        // A boundary itself still has the value before it.
        function: a.function { step in values[boundaries.firstIndex { step <= $0 } ?? boundaries.count] },
        native: try? (first, a.staircase(boundaries.map { $0 + 1 }, factors, of: "values")))
    },
    schedule(
      "PolynomialDecay(initial_learning_rate, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False, name=None)"
    ) { a throws(InputError) in
      let (initial, end) = (try a.number("initial_learning_rate"), try a.number("end_learning_rate"))
      let (steps, power, cycles) = (try a.length("decay_steps"), try a.number("power"), try a.flag("cycle"))
      return RateFunction(
        function: a.function { step in
          let length = cycles ? steps * (step == 0 ? 1 : (step / steps).rounded(.up)) : steps
          let share = (cycles ? step : min(step, steps)) / length
          guard power < 1, !cycles else { return (initial - end) * Double.power(1 - share, power) + end }
          // On JAX, compiled, the division is a product with the reciprocal, and a root makes something of what its
          // rounding leaves at the end.
          let rest = max(0, 1.0.addingProduct(-min(step, steps), 1 / steps))
          return (initial - end) * Double.power(rest, power) + end
        },
        native: cycles || power < 1
          ? nil : a.native(initial, "polynomial", ["total": steps, "power": power, "min": end]))
    },
  ]

  private static func stairs(_ share: Double, _ isStaircase: Bool) -> Double {
    isStaircase ? share.rounded(.down) : share
  }

  @inline(never) private static func schedule(
    _ signature: String, _ compute: @escaping @Sendable (CallArguments) throws(InputError) -> RateFunction
  ) -> Constructor {
    Constructor(
      "keras.optimizers", "schedules." + signature,
      .computed { a throws(InputError) in .rate(try compute(a)) },
      [:], makes: .rate)
  }
}
