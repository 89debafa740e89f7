import Experiments
import Optimization
import Optimizers
import Testing
import Wording

@Suite("Specifications")
struct SpecificationTests {
  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "(no error)"
    } catch { return "\(error)" }
  }

  @Test("An optimizer with settings is read")
  func optimizer() throws {
    let adam = try bundled.specification.optimizer("adam:lr=1e-2,beta1=0.5,amsgrad=true")
    #expect(adam.entry.card.id == "adam")
    #expect(adam.settings["lr"] == 0.01)
    #expect(adam.settings["beta1"] == 0.5)
    #expect(adam.settings["beta2"] == 0.999)
    #expect(adam.settings["amsgrad"] == 1)
    #expect(adam.text == "adam:lr=0.01,beta1=0.5,amsgrad=true")
    #expect(try bundled.specification.optimizer("gd").text == "gd")
    let keras = try bundled.specification.optimizer("adam:convention=Keras")
    #expect(keras.settings["convention"] == 2 && keras.text == "adam:convention=keras")
  }

  @Test(
    "A mistake is named, with what is accepted and the nearest match",
    arguments: [
      ("adamm", ["unknown optimizer 'adamm'", "did you mean 'adam'", "'optviz list optimizers'"]),
      ("sgd", ["called gd here"]),
      ("Adam", ["did you mean 'adam'"]),
      ("rms", ["did you mean 'rmsprop'?"]),
      ("adam:betta1=0.9", ["adam has no setting 'betta1'", "did you mean 'beta1'", "amsgrad"]),
      ("adam:beta1=1", ["'adam:beta1=1'", "beta1 is out of range", "0 ≤ beta1 < 1"]),
      ("adam:lr=-1", ["lr is out of range", "0 ≤ lr"]),
      ("adam:lr=abc", ["lr='abc' is not a number", "0 ≤ lr"]),
      ("adam:lr=", ["lr='' is not a number"]),
      ("adam:lr=inf", ["lr='inf' is not a number"]),
      ("adam:lr=1e999", ["lr='1e999' is not a number"]),
      ("adam:lr=0x10", ["is not a number"]),
      ("adam:lr", ["lr has no value", "key=value"]),
      ("adam:", ["'' is not a setting"]),
      ("adam:lr=1,lr=2", ["lr is given twice"]),
      ("adam:amsgrad=maybe", ["is not true or false"]),
      ("adam:convention=jax", ["convention='jax'", "pytorch, optax or keras"]),
      ("", ["unknown optimizer ''"]),
    ])
  func optimizerErrors(text: String, parts: [String]) {
    let message = message { _ = try bundled.specification.optimizer(text) }
    for part in parts { #expect(message.contains(part), "\(message)") }
  }

  @Test("Only the given optimizers can be named, also by a library's call")
  func catalog() throws {
    let few = OptimizerCatalog(try ["adam", "momentum"].map { try #require(bundled.optimizers.entry($0)) })
    let specification = Specification(optimizers: few)
    #expect(try specification.optimizer("adam:lr=0.5").settings["lr"] == 0.5)
    #expect(try specification.optimizer("torch.optim.Adam(params, lr=0.5)").settings["lr"] == 0.5)
    for text in ["gd", "torch.optim.SGD(params, lr=0.1)", "optax.chain(optax.clip(1.0), optax.sgd(0.1))"] {
      #expect(message { _ = try specification.optimizer(text) }.contains("known: adam, momentum"), "\(text)")
    }
    #expect(few.entry("gd") == nil && few.entries.map(\.card.id) == ["adam", "momentum"])
  }

  @Test("Surfaces, points and domains are read, and refused with a reason")
  func others() throws {
    #expect(try Specification.surface("bowl:k=100").settings["k"] == 100)
    #expect(try Specification.point("-1.5,2") == Point(-1.5, 2))
    #expect(try Specification.domain("-5,5,-2,3") == Domain(x: -5...5, y: -2...3))
    #expect(message { _ = try Specification.surface("beal") }.contains("did you mean 'beale'?"))
    #expect(message { _ = try Specification.surface("beale:k=1") }.contains("it has no settings"))
    #expect(message { _ = try Specification.surface("bowl:k=0") }.contains("0 < k"))
    #expect(message { _ = try Specification.point("1") }.contains("expected two numbers"))
    #expect(message { _ = try Specification.point("1,2,3") }.contains("expected two numbers"))
    #expect(message { _ = try Specification.point("1,b") }.contains("'b' is not a finite decimal number"))
    #expect(message { _ = try Specification.point("nan,1") }.contains("'nan' is not"))
    #expect(message { _ = try Specification.domain("5,-5,0,1") }.contains("the x interval must rise"))
    #expect(message { _ = try Specification.domain("0,1,2,2") }.contains("the y interval must rise"))
    #expect(message { _ = try Specification.domain("-1e308,1e308,0,1") }.contains("overflows"))
    #expect(message { _ = try Specification.domain("0,1") }.contains("expected x0,x1,y0,y1"))
  }
}

@Suite("Experiments")
struct ExperimentTests {
  @Test("Every experiment of the catalog can be run and starts inside its domain")
  func catalog() {
    #expect(Set(bundled.entries.map(\.id)).count == bundled.entries.count)
    for entry in bundled.entries {
      let experiment = entry.experiment
      #expect(experiment.domain.x.contains(experiment.start.x))
      #expect(experiment.domain.y.contains(experiment.start.y))
      var race = experiment.race()
      race.extend(to: experiment.steps)
      #expect(race.timelines.count == experiment.optimizers.count)
      #expect(entry.summary.last.map { ".?".contains($0) } == true && !entry.source.isEmpty)
    }
  }

  @Test("The program opens on the performance comparison")
  func opening() {
    let experiment = bundled.opening.experiment
    #expect(bundled.opening.id == "performance_comparison")
    #expect(experiment.surface.entry.card.id == "beale")
    #expect(experiment.domain == Domain(x: -5...5, y: -5...5))
    #expect(experiment.start == Point(1, 1.6))
    #expect(experiment.steps == 198)
    #expect(experiment.arguments(in: bundled) == [])
  }

  @Test("An experiment is written as the words that create it")
  func arguments() throws {
    var experiment = bundled.opening.experiment
    experiment.take(try Specification.surface("bowl:k=50"), in: bundled)
    experiment.start = Point(-2, 0.25)
    experiment.steps = 50
    experiment.seed = 7
    experiment.optimizers = [
      try bundled.specification.optimizer("adam:lr=0.2"), try bundled.specification.optimizer("gd"),
    ]
    #expect(
      experiment.arguments(in: bundled) == [
        "--surface", "bowl:k=50", "--start=-2,0.25", "--steps", "50", "--seed", "7", "--optimizer",
        "adam:lr=0.2", "--optimizer", "gd",
      ])
  }
}

@Suite("What the bundled experiments claim")
struct ExperimentClaimTests {
  private func race(_ id: String) throws -> Race {
    let experiment = try #require(bundled.entry(id)).experiment
    var race = experiment.race()
    race.extend(to: experiment.steps)
    return race
  }

  private func distance(_ a: Point<Double>, _ b: Point<Double>) -> Double {
    Point(a.x - b.x, a.y - b.y).length
  }

  @Test("From one start, methods end in different minima")
  func basins() throws {
    let race = try race("basins")
    let ends = try race.timelines.map { timeline in
      let end = try #require(timeline.track.points.last).position
      let minima = race.objective.minima
      return minima.indices.min { distance(end, minima[$0].point) < distance(end, minima[$1].point) }
    }
    #expect(Set(ends).count >= 3)
  }

  @Test("Momentum crosses the valley less often and ends lower than plain descent")
  func zigzag() throws {
    let race = try race("zigzag")
    func crossings(_ timeline: Timeline) -> Int {
      let ys = timeline.track.points.prefix(30).map(\.position.y)
      return zip(ys, ys.dropFirst()).filter { $0 * $1 < 0 }.count
    }
    #expect(crossings(race.timelines[1]) < crossings(race.timelines[0]) / 2)
    #expect(race.timelines[1].track.points[30].loss < race.timelines[0].track.points[30].loss)
  }

  @Test("Near the saddle, adaptive methods leave while plain descent still waits")
  func escape() throws {
    let race = try race("escape")
    func left(_ timeline: Timeline) -> Int {
      timeline.track.points.firstIndex { abs($0.position.y) > 0.5 } ?? .max
    }
    let plain = left(race.timelines[0])
    for run in 3...5 { #expect(left(race.timelines[run]) < plain / 2) }
  }

  @Test("Wrappers that ask for more than 64 evaluations a step are refused, with the number")
  func evaluationsThroughWrappers() throws {
    func text(_ wrapper: String, _ count: Int) -> String {
      "adam" + String(repeating: "+\(wrapper)", count: count)
    }
    #expect(try bundled.specification.optimizer(text("sam", 6)).evaluationsThroughWrappers == 64)
    #expect(try bundled.specification.optimizer(text("ema", 64)).wrappers.count == 64)
    for text in [text("sam", 7), text("sam", 30), text("sam", 63), text("sam", 1000), text("ema", 65)] {
      let error = #expect(throws: InputError.self) { try bundled.specification.optimizer(text) }
      #expect(error?.description.contains("at most 64") == true)
    }
  }
}
