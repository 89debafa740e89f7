import Foundation

/// The JSON that `run` writes, decoded independently of the program.
struct RunDocument: Decodable {
  struct Surface: Decodable {
    let id: String
    let settings: [String: Value]
    let formula: String
    let domain: [[Double]]
  }

  struct Run: Decodable {
    let optimizer: String
    let settings: [String: Value]
    let converged_at: Int?
    let diverged_at: Int?
    let evaluations: Int
    let index: [Int]
    let trajectory: [[Value]]
    let loss: [Value]
    let gradient_norm: [Value]
    let lr: [Value]
  }

  /// A number, one of the strings that stand for numbers, a flag, or the word of a choice.
  struct Value: Decodable {
    let number: Double
    let isFlag: Bool
    let word: String?

    init(from decoder: any Decoder) throws {
      let box = try decoder.singleValueContainer()
      isFlag = (try? box.decode(Bool.self)) != nil
      word = try? box.decode(String.self)
      if let flag = try? box.decode(Bool.self) {
        number = flag ? 1 : 0
      } else if let double = try? box.decode(Double.self) {
        number = double
      } else {
        let known = ["nan": Double.nan, "inf": .infinity, "-inf": -.infinity]
        number = known[try box.decode(String.self)] ?? .nan
      }
    }
  }

  let version: Int
  let surface: Surface
  let start: [Double]
  let steps: Int
  let seed: UInt64
  let runs: [Run]

  init(_ text: String) throws {
    self = try JSONDecoder().decode(RunDocument.self, from: Data(text.utf8))
  }
}
