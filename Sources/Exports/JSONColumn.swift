import Optimization

/// A column of numbers in the JSON format: its name, and its value at each point.
struct JSONColumn {
  /// A value of a column.
  enum Cell {
    case integer(Int)
    case number(Double)
    case point(Point<Double>)
    case none
  }

  /// Its name.
  let name: String
  /// Whether it stands among the traces, and only traced steps have it.
  var isTrace = false
  /// Whether its values are points.
  var isPoint = false
  /// Whether a value makes the column worth writing; one without such a value is left out.
  var tells: (Cell, _ step: Int) -> Bool = { _, _ in true }
  /// The value at an index of some points.
  let cell: (Samples, Int) -> Cell

  /// Whether any of some points makes the column worth writing.
  func isTelling(_ samples: Samples) -> Bool {
    (0..<samples.count).contains { tells(cell(samples, $0), samples.steps[$0]) }
  }

  /// The columns of a run, in their order.
  ///
  /// - Parameter companion: the name of the second point; `nil` where the run keeps none.
  static func all(
    companion: String?, of run: RecordedRun, hasExamples: Bool, traces: [TraceColumn]
  ) -> [JSONColumn] {
    var columns = [JSONColumn(name: "index") { .integer($0.steps[$1]) }]
    if hasExamples {
      columns += [
        JSONColumn(name: "epoch") { .integer(run.epoch(at: $0.steps[$1]) ?? 0) },
        JSONColumn(name: "examples") { .integer(run.examples(after: $0.steps[$1]) ?? 0) },
      ]
    }
    columns.append(JSONColumn(name: "trajectory", isPoint: true) { .point($0.positions[$1]) })
    if let companion {
      columns.append(
        JSONColumn(name: companion, isPoint: true, tells: isThere) {
          $0.companions.isEmpty ? .none : .point($0.companions[$1])
        })
    }
    columns += [
      JSONColumn(name: "loss") { .number($0.losses[$1]) },
      JSONColumn(name: "batch_loss", tells: isThere) {
        $0.batchLosses.isEmpty ? .none : .number($0.batchLosses[$1])
      },
      JSONColumn(name: "gradient_norm") { .number($0.gradientNorms[$1]) },
      JSONColumn(name: "lr") { .number($0.learningRates[$1]) },
      // One evaluation for each step is the usual case and is left out.
      JSONColumn(
        name: "evaluations_by_step",
        tells: { cell, step in if case .integer(step) = cell { false } else { true } },
        cell: { .integer($0.evaluations[$1]) }),
    ]
    return columns
      + traces.enumerated().map { number, trace in
        JSONColumn(name: trace.name, isTrace: true, isPoint: trace.isVector, tells: isThere) {
          switch $0.trace($1, number) {
          case .scalar(let number): .number(number)
          case .vector(let point): .point(point)
          case nil: .none
          }
        }
      }
  }

  private static func isThere(_ cell: Cell, _ step: Int) -> Bool {
    if case .none = cell { false } else { true }
  }
}

extension ByteSink {
  /// A value of a column; one that a point does not have is `null`.
  mutating func append(_ cell: JSONColumn.Cell) {
    switch cell {
    case .integer(let number): append(number)
    case .number(let number): append(json: number)
    case .point(let point):
      append(byte: UInt8(ascii: "["))
      append(json: point.x)
      append(byte: UInt8(ascii: ","))
      append(json: point.y)
      append(byte: UInt8(ascii: "]"))
    case .none: append("null")
    }
  }
}

/// The values of a column that wait until it is their turn, in 9 bytes each, 17 for points.
struct KeptCells {
  private enum Kind: UInt8 { case integer, number, point, none }
  private var kinds: [Kind] = []
  private var first: [UInt64] = []
  private var second: [Double] = []

  /// How many there are.
  var count: Int { kinds.count }

  /// How many bytes the values of a column take.
  static func bytes(_ column: JSONColumn, count: Int) -> Int { (column.isPoint ? 17 : 9) * count }

  /// Room for the values of a column.
  init(_ column: JSONColumn, count: Int) {
    kinds.reserveCapacity(count)
    first.reserveCapacity(count)
    if column.isPoint { second.reserveCapacity(count) }
  }

  /// Keeps a column's values at some points.
  mutating func append(_ column: JSONColumn, of samples: Samples) {
    for index in 0..<samples.count { append(column.cell(samples, index)) }
  }

  private mutating func append(_ cell: JSONColumn.Cell) {
    switch cell {
    case .integer(let number): append(.integer, UInt64(bitPattern: Int64(number)))
    case .number(let number): append(.number, number.bitPattern)
    case .point(let point):
      // What was kept before without a second part had none.
      while second.count < count { second.append(0) }
      second.append(point.y)
      append(.point, point.x.bitPattern)
    case .none: append(.none, 0)
    }
  }

  private mutating func append(_ kind: Kind, _ bits: UInt64) {
    kinds.append(kind)
    first.append(bits)
  }

  subscript(index: Int) -> JSONColumn.Cell {
    switch kinds[index] {
    case .integer: .integer(Int(Int64(bitPattern: first[index])))
    case .number: .number(Double(bitPattern: first[index]))
    case .point: .point(Point(Double(bitPattern: first[index]), second[index]))
    case .none: .none
    }
  }
}
