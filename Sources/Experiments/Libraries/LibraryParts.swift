import Optimization
import RealModule
import Wording

/// Stages that only the tables' own expansions name; no text can.
extension Library {
  static let parts: [Constructor] =
    [
      part("fromage_rate(learning_rate)") { a throws(InputError) in
        let rate = try a.function("learning_rate")
        func shrink(_ rate: Double) -> Double { 1 / (1 + rate * rate).squareRoot() }
        return [
          Scaled(
            rate.mapped("−\(rate.text)/√(1 + \(rate.text)²)") { -$0 / (1 + $0 * $0).squareRoot() },
            name: "scale"),
          AddDecayedWeights(rate.mapped("1/√(1 + \(rate.text)²) − 1") { 1 / (1 + $0 * $0).squareRoot() - 1 }),
        ]
      }
    ] + kerasParts

  @inline(never) static func part(
    _ signature: String,
    _ make: @escaping @Sendable (CallArguments) throws(InputError) -> [any GradientTransformation]
  ) -> Constructor {
    Constructor(
      "parts", signature, .computed { a throws(InputError) in .stages(CallResult.Stages(try make(a))) }, [:])
  }
}
