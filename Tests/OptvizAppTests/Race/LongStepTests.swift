import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

@Suite("A race whose single step may take long")
struct LongStepTests {
  /// Steps of up to 640,000 evaluations.
  private static let slow =
    "lbfgs:max_iter=10000,max_eval=10000+sam+sam+sam+sam+sam+sam"

  private func experiment(_ optimizers: String...) throws -> Experiment {
    try Experiment.line(examples: 200, batchSize: 0, model: .logistic, optimizers, steps: 12)
  }

  /// A model that has taken its size, and the effects that it has asked for.
  private func opened(_ experiment: Experiment) -> (Model, [Effect]) {
    var opening = Model.Opening(experiment)
    opening.step = 0
    var model = Model(opening, depth: .direct, glyphs: .unicode, size: (120, 40))
    let effects = update(&model, .resize(width: 120, height: 40))
    return (model, effects)
  }

  private func race(_ effects: [Effect]) -> RaceRequest? {
    effects.lazy.compactMap { if case .computeRace(let request) = $0 { request } else { nil } }.first
  }

  @Test("The model makes no such step itself: it asks for it, goes on, and takes it when it comes")
  func besides() throws {
    var (model, effects) = opened(try experiment("gd", Self.slow))
    #expect(model.derived.race.computed == 0 && model.isComputing)
    let request = try #require(race(effects))
    #expect(effects.contains { $0.longWork == .race })
    // Nothing asks for the processor, and no message computes or asks again.
    #expect(model.nextTick(now: 1) == nil)
    for message in [Message.event(.tick(now: 1)), .command(.help), .command(.close), .command(.nextView)] {
      #expect(race(update(&model, message)) == nil)
      #expect(model.derived.race.computed == 0)
    }
    let next = update(&model, Effect.computeRace(request).perform())
    #expect(model.derived.race.computed >= 1)
    #expect((race(next) == nil) == !model.isComputing)
  }

  @Test("It arrives at the numbers of a race that is computed at once")
  func numbers() throws {
    let experiment = try experiment("gd", Self.slow)
    let player = Player(experiment, step: 0)
    #expect(!player.model.isComputing)
    var race = experiment.race()
    race.extend(to: 12)
    for (a, b) in zip(player.model.derived.race.timelines, race.timelines) { #expect(a.track == b.track) }
  }

  @Test("Another surface abandons it, and what comes of it afterwards is dropped")
  func abandoned() throws {
    var (model, effects) = opened(try experiment("gd", Self.slow))
    let request = try #require(race(effects))
    let surface = try Specification.surface("booth")
    effects = update(&model, .setSurface(surface))
    #expect(effects.contains(.abandonWork(.race)))
    let computed = model.derived.race.computed
    #expect(computed > 0)
    _ = update(&model, Effect.computeRace(request).perform())
    #expect(model.derived.race.computed == computed && model.document.experiment.surface == surface)
  }

  @Test("A setting that makes a step long, or short again, moves its work")
  func settings() throws {
    var (model, _) = opened(try experiment("gd", "lbfgs+sam+sam+sam+sam+sam+sam"))
    #expect(!model.derived.race.isAbandonable)
    _ = update(&model, .chooseRun(1))
    let index = try #require(model.chosen?.settings.index(of: "max_eval"))
    #expect(race(update(&model, .set(index, 10_000))) != nil)
    #expect(model.derived.race.isAbandonable && model.derived.race.computed == 0)
    #expect(update(&model, .set(index, 25)).contains(.abandonWork(.race)))
    _ = update(&model, .tick(now: 1))
    #expect(!model.derived.race.isAbandonable && model.derived.race.computed > 0)
  }

  @Test("Its steps are explained beside the program as well, and the pane says so until then")
  func inspected() throws {
    var (model, _) = opened(try experiment("gd", Self.slow))
    _ = update(&model, .chooseRun(1))
    let effects = update(&model, .togglePane(.inspector))
    let wanted = try #require(effects.first { $0.longWork == .inspection })
    #expect(render(model).frame.text.contains("explaining a long step"))
    _ = update(&model, wanted.perform())
    #expect(!render(model).frame.text.contains("explaining a long step"))
    let player = Player(try experiment("gd", Self.slow), width: 120, height: 40, step: 0)
    var shown = player
    shown.send(.chooseRun(1))
    shown.send(.togglePane(.inspector))
    #expect(shown.picture("InspectorPane").contains("step  0 →  1"))
    // Closing it abandons what is still being explained.
    _ = update(&model, .togglePane(.inspector))
    let again = update(&model, .togglePane(.inspector))
    #expect(again.contains { $0.longWork == .inspection })
    #expect(update(&model, .togglePane(.inspector)).contains(.abandonWork(.inspection)))
  }
}
