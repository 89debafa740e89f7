/// One step of a chain with the mean of k gradients, and nothing between: optax's `MultiSteps`.
///
/// optax keeps the mean in single precision unless told otherwise; here it is exact.
public struct MultiSteps: GradientTransformation {
  public let name = "MultiSteps"
  public var formula: [String] {
    [
      takesMean ? "{A} ← {A_old} + ({in} − {A_old})/{n}" : "{A} ← {A_old} + {in}",
      "{out} = the step for {A} where {n} = \(k), else 0",
    ]
  }

  private let k: Int
  private let takesMean: Bool
  private var inner: [any GradientTransformation]
  private var mean = Point(0.0, 0.0)
  private var count = 0

  public init(_ inner: [any GradientTransformation], k: Int, takesMean: Bool) {
    (self.inner, self.k, self.takesMean) = (inner, k, takesMean)
  }

  public mutating func begin(at position: Point<Double>) {
    (mean, count) = (position.zeros, 0)
    for i in inner.indices { inner[i].begin(at: position) }
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let next = takesMean ? mean + (u - mean) / Double(count + 1) : mean + u
    step.record("A", from: mean, to: next)
    mean = next
    count += 1
    step.record("n", scalar: Double(count))
    guard count == k else { return u.zeros }
    let gathered = mean
    (mean, count) = (u.zeros, 0)
    return inner.updates(gathered, &step)
  }
}

extension [any GradientTransformation] {
  /// The updates of a chain inside a stage; its quantities are not recorded.
  mutating func updates(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    var u = u
    let recorder = step.recorder
    step.recorder = Recorder(isRecording: false)
    for i in indices { u = self[i].update(u, &step) }
    step.recorder = recorder
    return u
  }
}
