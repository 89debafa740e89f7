/// Optimizers in the order they are listed: a value, handed to whatever reads their names.
public struct OptimizerCatalog: Sendable {
  /// One entry an optimizer.
  public let entries: [OptimizerEntry]

  /// A catalog of these optimizers, whose identifiers differ.
  public init(_ entries: [OptimizerEntry]) { self.entries = entries }

  /// The optimizer of that identifier; `nil` where there is none.
  public func entry(_ id: String) -> OptimizerEntry? { entries.first { $0.card.id == id } }
}

extension OptimizerCatalog {
  /// Every optimizer there is.
  ///
  /// One line an optimizer: the type for a run, and the same type for eight runs side by side.
  public static let standard = OptimizerCatalog([
    OptimizerEntry(GradientDescent<Point<Double>>.self, GradientDescent<Point<Lanes>>.self),
    OptimizerEntry(Momentum<Point<Double>>.self, Momentum<Point<Lanes>>.self),
    OptimizerEntry(HeavyBall<Point<Double>>.self, HeavyBall<Point<Lanes>>.self),
    OptimizerEntry(Nesterov<Point<Double>>.self, Nesterov<Point<Lanes>>.self),
    OptimizerEntry(Adagrad<Point<Double>>.self, Adagrad<Point<Lanes>>.self),
    OptimizerEntry(Adadelta<Point<Double>>.self, Adadelta<Point<Lanes>>.self),
    OptimizerEntry(RMSprop<Point<Double>>.self, RMSprop<Point<Lanes>>.self),
    OptimizerEntry(Adam<Point<Double>>.self, Adam<Point<Lanes>>.self),
    OptimizerEntry(AdamW<Point<Double>>.self, AdamW<Point<Lanes>>.self),
    OptimizerEntry(Adamax<Point<Double>>.self, Adamax<Point<Lanes>>.self),
    OptimizerEntry(NAdam<Point<Double>>.self, NAdam<Point<Lanes>>.self),
    OptimizerEntry(RAdam<Point<Double>>.self, RAdam<Point<Lanes>>.self),
    OptimizerEntry(Rprop<Point<Double>>.self, Rprop<Point<Lanes>>.self),
    OptimizerEntry(ASGD<Point<Double>>.self, ASGD<Point<Lanes>>.self),
    OptimizerEntry(AdaBelief<Point<Double>>.self, AdaBelief<Point<Lanes>>.self),
    OptimizerEntry(Yogi<Point<Double>>.self, Yogi<Point<Lanes>>.self),
    OptimizerEntry(Lion<Point<Double>>.self, Lion<Point<Lanes>>.self),
    OptimizerEntry(SignSGD<Point<Double>>.self, SignSGD<Point<Lanes>>.self),
    OptimizerEntry(Signum<Point<Double>>.self, Signum<Point<Lanes>>.self),
    OptimizerEntry(Tiger<Point<Double>>.self, Tiger<Point<Lanes>>.self),
    OptimizerEntry(Adan<Point<Double>>.self, Adan<Point<Lanes>>.self),
    OptimizerEntry(ADOPT<Point<Double>>.self, ADOPT<Point<Lanes>>.self),
    OptimizerEntry(AdEMAMix<Point<Double>>.self, AdEMAMix<Point<Lanes>>.self),
    OptimizerEntry(ACProp<Point<Double>>.self, ACProp<Point<Lanes>>.self),
    OptimizerEntry(QHM<Point<Double>>.self, QHM<Point<Lanes>>.self),
    OptimizerEntry(QHAdam<Point<Double>>.self, QHAdam<Point<Lanes>>.self),
    OptimizerEntry(AggMo<Point<Double>>.self, AggMo<Point<Lanes>>.self),
    OptimizerEntry(PID<Point<Double>>.self, PID<Point<Lanes>>.self),
    OptimizerEntry(DiffGrad<Point<Double>>.self, DiffGrad<Point<Lanes>>.self),
    OptimizerEntry(AdaBound<Point<Double>>.self, AdaBound<Point<Lanes>>.self),
    OptimizerEntry(MADGRAD<Point<Double>>.self, MADGRAD<Point<Lanes>>.self),
    OptimizerEntry(SM3<Point<Double>>.self, SM3<Point<Lanes>>.self),
    OptimizerEntry(Sophia<Point<Double>>.self, Sophia<Point<Lanes>>.self),
    OptimizerEntry(OptimisticGD<Point<Double>>.self, OptimisticGD<Point<Lanes>>.self),
    OptimizerEntry(FTRL<Point<Double>>.self, FTRL<Point<Lanes>>.self),
    OptimizerEntry(LAMB<Point<Double>>.self, LAMB<Point<Lanes>>.self),
    OptimizerEntry(NovoGrad<Point<Double>>.self, NovoGrad<Point<Lanes>>.self),
    OptimizerEntry(DoG<Point<Double>>.self, DoG<Point<Lanes>>.self),
    OptimizerEntry(DoWG<Point<Double>>.self, DoWG<Point<Lanes>>.self),
    OptimizerEntry(Prodigy<Point<Double>>.self, Prodigy<Point<Lanes>>.self),
    OptimizerEntry(DAdaptAdamW<Point<Double>>.self, DAdaptAdamW<Point<Lanes>>.self),
    OptimizerEntry(COCOB<Point<Double>>.self, COCOB<Point<Lanes>>.self),
    OptimizerEntry(MoMo<Point<Double>>.self, MoMo<Point<Lanes>>.self),
    OptimizerEntry(PolyakSGD<Point<Double>>.self, PolyakSGD<Point<Lanes>>.self),
    OptimizerEntry(ScheduleFreeSGD<Point<Double>>.self, ScheduleFreeSGD<Point<Lanes>>.self),
    OptimizerEntry(ScheduleFreeAdamW<Point<Double>>.self, ScheduleFreeAdamW<Point<Lanes>>.self),
    OptimizerEntry(Newton<Double>.self, Newton<Lanes>.self),
    OptimizerEntry(ConjugateGradient<Point<Double>>.self, LaneByLane<ConjugateGradient<Point<Double>>>.self),
    OptimizerEntry(BFGS.self, LaneByLane<BFGS>.self),
    OptimizerEntry(LBFGS<Point<Double>>.self, LaneByLane<LBFGS<Point<Double>>>.self),
    OptimizerEntry(NelderMead.self, LaneByLane<NelderMead>.self),
  ])

  /// The entries of `standard`, for what is not handed a catalog yet.
  public static var all: [OptimizerEntry] { standard.entries }
  /// An entry of `standard`, for what is not handed a catalog yet.
  public static func entry(_ id: String) -> OptimizerEntry? { standard.entry(id) }
}

/// An optimizer in the catalog: its card, and the ways to run it.
///
/// The closures are built here, where the method's type is concrete, so that their loops are specialised; behind a
/// protocol the same loop runs three times slower.
public struct OptimizerEntry: Sendable {
  /// What is known of it.
  public let card: OptimizerCard
  /// The Swift type's name, which is also its file's.
  public let typeName: String
  /// The bounds on rate times curvature under some settings, for methods that have them.
  public let stability: @Sendable (SettingValues) -> Stability?
  let method: @Sendable (OptimizerChoice, RunConditions) -> Method<Point<Double>, Cursor>
  let packedMethod: @Sendable ([OptimizerChoice], RunConditions) -> Method<Point<Lanes>, PackCursor>

  /// The entry of an optimizer type, over one point and over eight.
  public init<One: Optimizer, Eight: Optimizer>(_ one: One.Type, _ eight: Eight.Type)
  where One.V == Point<Double>, Eight.V == Point<Lanes> {
    card = one.card
    stability = { one.stability($0) }
    typeName = String("\(one)".prefix { $0 != "<" })
    let wrapped: @Sendable (OptimizerChoice, RunConditions) -> Wrapped<One> = { choice, conditions in
      Wrapped(
        Settings(choice.settings), schedule: ScheduledRate(choice, steps: conditions.steps),
        wrappers: { start in
          choice.wrappers.map { $0.entry.wrapper(Settings($0.settings), start, conditions.seed) }
        })
    }
    method = { choice, conditions in
      choice.isBare
        ? Method(running: One(Settings(choice.settings)))
        : Method(running: wrapped(choice, conditions))
    }
    packedMethod = { choices, conditions in
      choices.allSatisfy(\.isBare)
        ? Method(running: Eight(Settings(lanes: choices.map(\.settings))))
        : Method(running: LaneByLane(choices.map { wrapped($0, conditions) }))
    }
  }

  /// Every setting at its default.
  public var defaults: SettingValues { SettingValues(defaultsOf: card.settings) }
}

/// An optimizer with its settings, its type erased: the way from a run to the specialised loop.
struct Method<V: Vector, Cursor>: Sendable {
  /// The state before the first step.
  let start: @Sendable (V) -> any Sendable
  /// Makes steps, writing every point into the track.
  let advance: @Sendable (inout any Sendable, inout Cursor, Int, inout Track) -> Void
  /// What the next step computes.
  let explain: @Sendable (any Sendable, Cursor) -> Recorder
  /// The second point that the method keeps, and the rate of its next step where it changes.
  let aside: @Sendable (any Sendable) -> (companion: V?, rate: V.Element?)
}

extension Method where V == Point<Double>, Cursor == Optimization.Cursor {
  init<O: Optimizer>(running optimizer: O) where O.V == V {
    start = { optimizer.start(at: $0) }
    advance = { memory, cursor, count, track in
      guard var state = memory as? O.State else { return }
      cursor.advance(count, optimizer, &state, &track)
      memory = state
    }
    explain = { memory, cursor in
      var recorder = Recorder()
      recorder.record("t", scalar: Double(cursor.step + 1))
      guard var state = memory as? O.State else { return recorder }
      var oracle = cursor.oracle
      var position = cursor.position
      optimizer.step(&position, &state, &oracle, &recorder)
      return recorder
    }
    aside = { memory in
      guard let state = memory as? O.State else { return (nil, nil) }
      return (optimizer.companion(state), optimizer.rate(state))
    }
  }
}

extension Method where V == Point<Lanes>, Cursor == PackCursor {
  init<O: Optimizer>(running optimizer: O) where O.V == V {
    start = { optimizer.start(at: $0) }
    advance = { memory, cursor, count, _ in
      guard var state = memory as? O.State else { return }
      cursor.advance(count, optimizer, &state)
      memory = state
    }
    explain = { _, _ in Recorder() }
    aside = { _ in (nil, nil) }
  }
}
