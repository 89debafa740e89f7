/// An exponentially weighted moving average in an update rule: `V ← βV + (1 − β)q`.
///
/// It is found by the shape of the rule's lines, so a new method's averages need not be listed anywhere.
public struct MovingAverage: Hashable, Sendable {
  /// The recorded name of the average.
  public let name: String
  /// The key of the setting β: the share of the past that stays.
  public let key: String
  /// The line of the rule.
  public let line: Formula.Line

  /// The moving averages in the lines that take part under the settings, in order.
  public static func all(in formula: Formula, _ settings: SettingValues) -> [MovingAverage] {
    formula.lines(with: settings).compactMap { line in
      let pieces = line.pieces
      guard pieces.count >= 7, case .name(let name) = pieces[0], pieces[1] == .text(" ← "),
        case .name(let key) = pieces[2], settings.index(of: key) != nil, pieces[3] == .name(name + "_old"),
        pieces[4] == .text(" + (1 − "), pieces[5] == .name(key), case .text(let rest) = pieces[6],
        rest.first == ")"
      else { return nil }
      return MovingAverage(name: name, key: key, line: line)
    }
  }

  /// What is averaged, as symbols: `g`, `g²`.
  public func averaged(in formula: Formula, _ settings: [Setting]) -> String {
    String(formula.segments(of: line, settings).dropFirst(6).map(\.text).joined().dropFirst())
  }

  /// The weight that a quantity of `age` steps ago has in the average: (1 − β) βᵏ.
  public static func weight(_ beta: Double, age: Int) -> Double { (1 - beta) * Double.pow(beta, age) }

  /// About how many quantities the average is over: 1/(1 − β), by when the weight has fallen to 1/e of the newest.
  public static func reach(_ beta: Double) -> Double { 1 / (1 - beta) }

  /// A step's average and what went into it, for one parameter.
  public struct Sample: Hashable, Sendable {
    /// The quantity that was averaged.
    public let quantity: Double
    /// The average, as it is.
    public let average: Double
    /// The average over the sum 1 − βᵗ of the weights so far: what a start at zero takes away is given back.
    public let corrected: Double
  }

  /// What recorded steps say, the first of which is step 1; ends where the average is not a vector.
  ///
  /// The quantity is taken from the average itself, which has it with the weight 1 − β.
  public func samples(_ steps: [Recorder], _ beta: Double, _ parameter: Formula.Parameter) -> [Sample] {
    var samples: [Sample] = []
    var remaining = 1.0
    for step in steps {
      guard case .vector(let new)? = step[name], case .vector(let old)? = step[name + "_old"] else { break }
      let (now, before) = (parameter.part(of: new), parameter.part(of: old))
      remaining *= beta
      samples.append(
        Sample(
          quantity: (now - beta * before) / (1 - beta), average: now, corrected: now / (1 - remaining)))
    }
    return samples
  }
}
