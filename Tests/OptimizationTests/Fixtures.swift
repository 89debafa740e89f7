import Foundation
import Optimization

/// The reference numbers, read from the files next to the tests.
enum Fixtures {
  static func load<T: Decodable>(_ path: String, as type: T.Type = T.self) throws -> T {
    let url = Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(path)")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }

  static func names(in folder: String) throws -> [String] {
    let url = Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".json") }
      .sorted()
  }

  /// The folder of the package's sources.
  static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")
}

/// `surfaces.json`.
struct SurfaceFile: Decodable {
  struct Entry: Decodable {
    struct Minimum: Decodable {
      let point: [Double]
      let value: Double
    }
    struct Sample: Decodable {
      let point: [Double]
      let value: Double
      let gradient: [Double]
      let hessian: [[Double]]
      let sensitivity: [Double]
    }
    let name: String
    let global_minima: [Minimum]
    let points: [Sample]
  }
  let surfaces: [Entry]
}

/// A file of trajectories.
struct TrajectoryFile: Decodable {
  struct Case: Decodable {
    let id: String
    let library: String
    let optimizer: String
    let hyperparameters: [String: Hyperparameter]
    /// The surface; a case of mini-batches has a data set instead.
    let surface: String?
    let start: [Double]
    let steps: Int
    let index: [Int]
    let trajectory: [[Double]]
    let loss: [Double]
    let sensitivity: Double
    let sensitivity_50: Double
    let loss_sensitivity: Double
    let loss_sensitivity_50: Double
    let average: [[Double]]?
    let slow: [[Double]]?
    let evaluations: [Int]?
    let lr: [Double]?
    let momentum_per_step: [Double]?
    let schedule: ScheduleOfCase?

    /// The library, without its version.
    var family: String { String((surface == nil ? library : id).prefix { $0 != "/" && $0 != " " }) }
  }
  let cases: [Case]
}

/// The schedule of a case.
struct ScheduleOfCase: Decodable {
  let name: String
  let parameters: [String: Hyperparameter]
}

/// `schedules.json`.
struct ScheduleFile: Decodable {
  struct Entry: Decodable {
    let id: String
    let schedule: String
    let parameters: [String: Hyperparameter]
    let base_lr: Double
    let lr: [Double]
    let momentum: [Double]?
  }
  let schedules: [Entry]
}

/// A hyperparameter in the libraries' form: a number, a flag, a word, a tuple, or nothing.
enum Hyperparameter: Decodable {
  case none
  case number(Double)
  case flag(Bool)
  case text(String)
  case tuple([Hyperparameter])

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if box.decodeNil() {
      self = .none
    } else if let flag = try? box.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? box.decode(Double.self) {
      self = .number(number)
    } else if let text = try? box.decode(String.self) {
      self = .text(text)
    } else {
      self = .tuple(try box.decode([Hyperparameter].self))
    }
  }
}

/// The surfaces under the reference's names; `nil` for one that is missing here.
func referenceSurface(_ name: String) throws -> (any Objective)? {
  if name.hasPrefix("bowl_k"), let k = Double(name.dropFirst(6)), let bowl = SurfaceCatalog.entry("bowl") {
    return bowl.surface(try bowl.defaults.setting("k", to: k))
  }
  return SurfaceCatalog.entry(name).map { $0.surface($0.defaults) }
}
