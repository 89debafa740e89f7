import Experiments
import Foundation
import Optimization
import Testing

@Suite("Bundled data sets")
struct DataSetTests {
  @Test("Every data set can be read, and says where it comes from", arguments: DataSetCatalog.all.map(\.id))
  func catalog(id: String) throws {
    let entry = try #require(DataSetCatalog.entry(id))
    let data = entry.examples
    #expect(data.name == id && data.count >= 20)
    #expect(!entry.source.isEmpty && !entry.licence.isEmpty && entry.summary.hasSuffix("."))
    #expect(data.xName != "x" || id == "line" || id == "two_classes")
    if entry.model == .logistic { #expect(Set(data.y) == [0, 1]) }
    // A race on it begins on the map and makes progress.
    var experiment = bundled.opening.experiment
    experiment.take(SurfaceChoice(DataChoice(entry)), in: bundled)
    #expect(experiment.domain.contains(experiment.start) && experiment.optimizers.count == 4)
    var race = experiment.race()
    race.extend(to: experiment.steps)
    let first = experiment.objective.value(at: experiment.start)
    for timeline in race.timelines {
      let last = try #require(timeline.track.points.last)
      #expect(last.loss < first, "\(id) \(timeline.choice.text): \(first) to \(last.loss)")
    }
  }

  @Test("The bundled sets are the files in assets/data, all of them")
  func files() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../assets/data").standardizedFileURL
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".csv")
    }
    #expect(names.sorted() == DataSetCatalog.all.map { "\($0.id).csv" }.sorted())
    for entry in DataSetCatalog.all {
      let bytes = try Data(contentsOf: folder.appendingPathComponent("\(entry.id).csv"))
      #expect(entry.bytes == Array(bytes))
    }
  }

  @Test("The tables agree with their sources")
  func facts() throws {
    let hubble = try #require(DataSetCatalog.entry("hubble")).examples
    // Their sums are 21.873 and 8955; the last nebula is NGC 4649.
    #expect(hubble.count == 24 && abs(hubble.x.reduce(0, +) - 21.873) < 1e-9 && hubble.y.reduce(0, +) == 8955)
    #expect(hubble.x.last == 2 && hubble.y.last == 1090)
    let challenger = try #require(DataSetCatalog.entry("challenger")).examples
    #expect(challenger.count == 23 && challenger.y.reduce(0, +) == 7)
    // Below 65 °F there was distress at every launch.
    #expect(zip(challenger.x, challenger.y).allSatisfy { $0 >= 65 || $1 == 1 })
    let carbon = try #require(DataSetCatalog.entry("mauna_loa")).examples
    #expect(carbon.x == (1975...2024).map(Double.init) && carbon.y.first == 331.13 && carbon.y.last == 424.61)
  }

  /// A normal number: the sum of twelve uniform ones minus six.
  private func normal(_ numbers: RandomNumbers, _ index: Int) -> Double {
    let sum = (0..<12).reduce(0.0) { (sum: Double, i: Int) in sum + numbers.uniform(UInt64(12 * index + i)) }
    return sum - 6
  }

  private func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 + 0 }

  private func table(_ header: String, _ rows: [(Double, Double)]) -> String {
    header + "\n" + rows.map { "\($0.0.shortText),\($0.1.shortText)\n" }.joined()
  }

  @Test("The synthetic data sets follow their recipe byte for byte")
  func synthetic() throws {
    let features = RandomNumbers(seed: 0, stream: 1)
    let noise = RandomNumbers(seed: 0, stream: 2)
    let line = (0..<60).map { i -> (Double, Double) in
      let x = hundredths(6 * features.uniform(UInt64(i)) - 3)
      let y = 2 * x + 1 + 0.5 * normal(noise, i)
      return (x, hundredths(i % 12 == 7 ? -y : y))
    }
    let blur = RandomNumbers(seed: 0, stream: 3)
    let classes = (0..<80).map { i in
      (hundredths((i % 2 == 1 ? 1 : -1) + 1.2 * normal(blur, i)), Double(i % 2))
    }
    for (id, text) in [("line", table("x,y", line)), ("two_classes", table("x,label", classes))] {
      #expect(String(decoding: try #require(DataSetCatalog.entry(id)).bytes, as: UTF8.self) == text)
    }
  }

  @Test("The outliers pull the least-squares line down, but not the line of least absolute errors")
  func outliers() throws {
    let data = try #require(DataSetCatalog.entry("line")).examples
    func slope(_ loss: Regression.Loss) throws -> Double {
      try #require(Regression(data: data, model: .linear, loss: loss).minima.first).point.x
    }
    #expect(try slope(.mse) < 1.6)
    #expect(abs(try slope(.mae) - 2) < 0.2)
    #expect(abs(try slope(.huber(delta: 1)) - 2) < 0.3)
  }

  @Test("The effect of scaling on the bowl is reported")
  func conditioning() throws {
    let carbon = DataChoice(try #require(DataSetCatalog.entry("mauna_loa")))
    var surface = SurfaceChoice(carbon)
    let note = try #require(surface.conditioningNote)
    #expect(note.hasPrefix("condition number ") && note.hasSuffix("; with --scale standard 1.0"), "\(note)")
    #expect(note.contains("e10"), "\(note)")
    try surface.settings.set("scale", to: 1)
    #expect(surface.conditioningNote?.hasPrefix("condition number 1.0; without --scale standard") == true)
    #expect(SurfaceChoice(SurfaceCatalog.all[0]).conditioningNote == nil)
  }
}

@Suite("Races on data")
struct DataRaceTests {
  private func experiment(_ id: String, _ change: (inout SettingValues) throws -> Void) throws -> Experiment {
    let choice = DataChoice(try #require(DataSetCatalog.entry(id)))
    var surface = SurfaceChoice(choice)
    try change(&surface.settings)
    var experiment = bundled.opening.experiment
    experiment.take(surface, in: bundled)
    return experiment
  }

  @Test("Plain descent's rate suits the curvature, and is a round number")
  func rates() throws {
    for id in DataSetCatalog.all.map(\.id) {
      for scale in [0.0, 1] {
        let experiment = try experiment(id) { try $0.set("scale", to: scale) }
        let objective = experiment.objective
        let minimum = try #require(objective.minima.first).point
        let largest = objective.hessian(at: minimum).eigenvalues.larger
        let rate = experiment.optimizers[0].rate
        #expect(rate * largest <= 0.5000001 && rate > 0, "\(id) \(rate) \(largest)")
        let digits = rate.shortText.filter { "123456789".contains($0) }
        #expect(["1", "2", "5"].contains(digits.first.map(String.init) ?? ""), "\(rate)")
      }
    }
  }

  @Test("An experiment on data is written as the words that create it")
  func arguments() throws {
    var experiment = try experiment("line") {
      try $0.set("objective", to: 3)
      try $0.set("delta", to: 0.5)
      try $0.set("scale", to: 1)
      try $0.set("batch_size", to: 8)
      try $0.set("replacement", to: 1)
    }
    #expect(
      experiment.arguments(in: bundled) == [
        "--data", "line", "--objective", "huber", "--huber-delta", "0.5", "--scale", "standard",
        "--batch-size", "8",
        "--with-replacement",
      ])
    experiment.optimizers = [try bundled.specification.optimizer("gd")]
    experiment.start = Point(1, 2)
    #expect(experiment.arguments(in: bundled).suffix(3) == ["--start=1,2", "--optimizer", "gd"])
    let data = try #require(DataSetCatalog.entry("challenger")).examples
    let choice = DataChoice(
      source: "my.csv", data: data, model: .logistic, columns: .init(x: "t", y: "3"), order: .given([[0]]),
      orderFile: "o.txt")
    #expect(
      choice == choice && choice != DataChoice(source: "my.csv", data: data, model: .linear)
        && Set([choice, choice]).count == 1)
    var other = bundled.opening.experiment
    other.surface = SurfaceChoice(
      DataChoice(
        source: "my.csv", data: data, model: .logistic, columns: .init(x: "t", y: "3"),
        order: .given([(0..<23).map { UInt32($0) }]), orderFile: "o.txt"))
    other.take(other.surface, in: bundled)
    #expect(
      other.arguments(in: bundled) == [
        "--data", "my.csv", "--model", "logistic", "--x", "t", "--y", "3", "--batch-order", "o.txt",
      ])
  }
}
