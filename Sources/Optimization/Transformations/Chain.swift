/// An optimizer that is a chain of gradient transformations.
///
/// Its entry is made where a call is read, and is not part of a catalog: the call itself is the word that stands for it, and
/// reads back as an equal entry.
public struct Chain: Sendable {
  /// The stages, in order.
  public let stages: [any GradientTransformation]

  /// A chain of stages.
  public init(_ stages: [any GradientTransformation]) { self.stages = stages }

  /// A name with what tells stages apart: `V₂_old` for `V_old` of the second stage.
  static func suffixed(_ name: String, _ suffix: String) -> String {
    guard !suffix.isEmpty else { return name }
    return name.hasSuffix("_old") ? name.dropLast(4) + suffix + "_old" : name + suffix
  }

  /// What is put behind the names of a stage: nothing where there is only one.
  func suffix(_ index: Int) -> String {
    stages.count < 2 ? "" : String(String(index + 1).map { Array("₀₁₂₃₄₅₆₇₈₉")[Int(String($0)) ?? 0] })
  }

  /// The rule, stage by stage.
  var formula: Formula {
    var lines: [String] = []
    var before = "g"
    for (index, stage) in stages.enumerated() {
      let suffix = suffix(index)
      let after = "u" + suffix
      for line in stage.formula {
        lines.append(
          Chain.renamed(line) { name in
            switch name {
            case "in": before
            case "out": after
            case "W", "W_old", "lr", "t": name
            default: Chain.suffixed(name, suffix)
            }
          })
      }
      // A stage without lines is shown by its name.
      if stage.formula.isEmpty { lines.append("{\(after)} = \(stage.name)({\(before)})") }
      before = after
    }
    lines.append("{W} ← {W_old} + {\(before)}")
    return Formula(lines)
  }

  /// A template with other names in its braces.
  private static func renamed(_ template: String, _ rename: (String) -> String) -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[...open]
      var name = rest[rest.index(after: open)..<close]
      if let sign = name.first, "*#".contains(sign) {
        result.append(sign)
        name = name.dropFirst()
      }
      result += rename(String(name)) + "}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The stages at the start of a run.
  func start(at position: Point<Double>) -> [any GradientTransformation] {
    stages.map { stage in
      var stage = stage
      stage.begin(at: position)
      return stage
    }
  }

  /// Makes one step with the stages' memories.
  func step(
    _ memory: inout [any GradientTransformation], _ position: inout Point<Double>,
    _ oracle: inout AttachedOracle, _ recorder: inout Recorder, rate: Double, ownRate: Double,
    momentum: Double?
  ) {
    let (loss, gradient) = oracle.valueAndGradient(at: position)
    var step = TransformationStep(
      position: position, loss: loss, gradient: gradient, rate: rate, ownRate: ownRate, momentum: momentum,
      oracle: oracle, recorder: Recorder(isRecording: false))
    // Handed over and back: a copy beside it would make all that is recorded be copied at the first addition.
    swap(&step.recorder, &recorder)
    step.recorder.record("g", gradient)
    var u = gradient
    for index in memory.indices {
      step.suffix = suffix(index)
      u = memory[index].update(u, &step)
      if step.recorder.keeps { step.recorder.record("u" + step.suffix, u) }
    }
    oracle = step.oracle
    swap(&step.recorder, &recorder)
    recorder.record("W", from: position, to: position + u)
    position = position + u
  }
}

extension OptimizerEntry {
  /// The entry of a chain.
  ///
  /// - Parameters:
  ///   - id: the call that stands for it.
  ///   - name: what people read.
  ///   - settings: its rate, where a schedule may move it; empty for a chain whose numbers are all in the call.
  ///   - momentum: whether a schedule may move a momentum.
  public convenience init(
    chain: Chain, id: String, name: String, summary: String, settings: [Setting] = [],
    checkedAgainst: [String] = []
  ) {
    self.init(
      OptimizerCard(
        id: id, name: name, family: .other, summary: summary, formula: chain.formula,
        checkedAgainst: checkedAgainst, companion: chain.stages.compactMap(\.companionKind).last),
      settings: settings, typeName: "Chain", stability: { _ in nil },
      mostEvaluations: { _ in
        chain.stages.reduce(5) { $0 + $1.mostEvaluations - 1 }
      },
      method: { choice, conditions in Method(chain: chain, choice, conditions) }, packedMethod: nil,
      part: { choice in OptimizerPart(chain: chain, choice) }, chain: chain)
  }
}

extension Method {
  /// The method of a chain, with what is attached to it.
  init(chain: Chain, _ choice: OptimizerChoice, _ conditions: RunConditions) {
    let rate = choice.rate
    /// The stages' memories while steps are made.
    final class Cell {
      var stages: [any GradientTransformation]
      init(_ stages: [any GradientTransformation]) { self.stages = stages }
    }
    typealias State = AttachedState<ChainMemory>
    @Sendable func stepper(_ cell: Cell, _ attachments: Attachments) -> AttachedStepper {
      AttachedStepper(
        attachments,
        { numbers, position, oracle, recorder in
          let now = numbers?.rate ?? rate
          chain.step(
            &cell.stages, &position, &oracle, &recorder, rate: now, ownRate: rate,
            momentum: numbers?.momentum?.value)
          return now
        }, { _, position in cell.stages = chain.start(at: position) },
        { cell.stages.compactMap(\.companion).last })
    }
    self.init(
      start: { position in
        State(ChainMemory(chain.start(at: position)), Attachments(choice, conditions, at: position))
      },
      open: { memory in
        guard let state = memory as? State else { return nil }
        let cell = Cell(state.own.stages)
        return Opened(stepper(cell, state.attachments)) { State(ChainMemory(cell.stages), $0) }
      },
      companionAndRate: { memory in
        guard let state = memory as? State else { return (nil, nil) }
        let own = state.own.stages.compactMap(\.companion).last
        return (state.attachments.companion ?? own, state.attachments.rate)
      })
  }
}

/// The memories of a chain's stages.
struct ChainMemory: Sendable, HoldsMemory {
  let stages: [any GradientTransformation]

  init(_ stages: [any GradientTransformation]) { self.stages = stages }

  var heldBytes: Int {
    stages.reduce(0) { $0 + MemoryLayout<any GradientTransformation>.stride + bytes(of: $1) + 256 }
  }
}
