import Foundation
import Optimization
import Testing

/// Data sets for tests: the reference's, and synthetic ones.
enum DataSets {
  /// A data set from a file next to the tests.
  static func load(_ name: String) throws -> DataSet {
    let url = Bundle.module.bundleURL.appendingPathComponent("Fixtures/data/\(name).csv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    let rows = lines.dropFirst().map { $0.compactMap(Double.init) }
    return DataSet(
      name: name, xName: lines[0][0], yName: lines[0][1], x: rows.map { $0[0] }, y: rows.map { $0[1] })
  }

  /// Points around y = 2x − ½, with an outlier among 37; or labels of x, noisy around ¼.
  static func scattered(_ count: Int, _ model: Regression.Model, center: Double = 0, width: Double = 1)
    -> DataSet
  {
    let numbers = RandomNumbers(seed: 17, stream: 1)
    /// Almost normally distributed: the sum of twelve uniform numbers.
    func noise(_ index: Int) -> Double {
      (0..<12).reduce(-6.0) { $0 + numbers.uniform(UInt64(index * 12 + $1)) }
    }
    var (x, y): ([Double], [Double]) = ([], [])
    for i in 0..<count {
      let place = noise(2 * i)
      x.append(center + width * place)
      switch model {
      case .linear: y.append(2 * place - 0.5 + noise(2 * i + 1) + (i % 37 == 36 ? 20 : 0))
      case .logistic: y.append(2 * place - 0.5 + 1.5 * noise(2 * i + 1) > 0 ? 1 : 0)
      }
    }
    return DataSet(name: "scattered", xName: "x", yName: "y", x: x, y: y)
  }

  static func of(_ x: [Double], _ y: [Double]) -> DataSet {
    DataSet(name: "few", xName: "x", yName: "y", x: x, y: y)
  }
}

/// A model with one of its losses.
struct Fitting: CustomTestStringConvertible, Sendable {
  let model: Regression.Model
  let loss: Regression.Loss

  var testDescription: String { "\(loss)" }

  static let all = [
    Fitting(model: .linear, loss: .mse), Fitting(model: .linear, loss: .halfMSE),
    Fitting(model: .linear, loss: .mae), Fitting(model: .linear, loss: .huber(delta: 1)),
    Fitting(model: .linear, loss: .huber(delta: 0.01)), Fitting(model: .logistic, loss: .bce),
  ]

  func regression(_ data: DataSet, _ scaling: Regression.Scaling = .none, size: Int = 0) -> Regression {
    Regression(
      data: data, model: model, loss: loss, scaling: scaling,
      batches: Batches(of: data.count, size: size))
  }

  /// The loss by its definition, over any kind of number and some of the rows.
  func mean<S: Scalar>(_ w: S, _ b: S, _ x: [Double], _ y: [Double], rows: [Int]) -> S {
    var sum = S(0)
    for row in rows {
      let z = w * x[row] + b
      let r = z - y[row]
      let size = S.select(r .< S(0), -r, r)
      switch loss {
      case .mse: sum = sum + r * r
      case .halfMSE: sum = sum + 0.5 * (r * r)
      case .mae: sum = sum + size
      case .huber(let delta):
        sum = sum + S.select(size .<= S(delta), 0.5 * (r * r), delta * (size - 0.5 * delta))
      case .bce:
        let positive = S.select(z .< S(0), S(0), z)
        let far = S.select(z .< S(0), z, -z)
        sum = sum + (S.log(1 + S.exp(far)) + positive - y[row] * z)
      }
    }
    return sum / Double(rows.count)
  }
}
