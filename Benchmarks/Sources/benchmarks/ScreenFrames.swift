import Experiments
import Optimization
import OptvizApp
import TerminalGraphics

/// The program's work for a frame on a large screen, without the terminal.
///
/// The reference is the minimum for any program that compares whole frames: a copy of one and a comparison.
enum ScreenFrames {
  private static let size = (width: 200, height: 60)

  static func run(rounds: Int) {
    var race = Race(ExperimentCatalog(optimizers: .standard).opening.experiment, step: nil)
    var moving = race
    var shown = Screenful.empty.next(race.model)
    // Its own clock: its cost does not depend on how long a round takes.
    var long = Race(path(steps: 1_000_000), step: 1_000_000)
    let frame = shown.frame
    let other = Frame(width: size.width, height: size.height)
    let candidates = [
      Candidate(name: "a frame copied and compared") { copyAndCompare(frame, other) },
      Candidate(name: "a frame in which six heads move") {
        moving.tick()
        shown = shown.next(moving.model)
        return Double(shown.frame.cells.count)
      },
      Candidate(name: "the whole screen anew") {
        race.tick()
        return Double(render(race.model).frame.cells.count)
      },
      Candidate(name: "a key: update and the whole screen") {
        race.send(.focusNext)
        return Double(render(race.model).frame.cells.count)
      },
      Candidate(name: "a path of 1,000,000 steps: a frame") {
        Double(render(long.model).frame.cells.count)
      },
      Candidate(name: "the same, traced over another view") {
        long.send(.pan(1, 0))
        return Double(render(long.model).frame.cells.count)
      },
    ]
    printTable(
      "Frames of \(size.width) x \(size.height)", measure(candidates, rounds: rounds), unit: "ms", scale: 1e3)
  }

  private static func copyAndCompare(_ frame: Frame, _ other: Frame) -> Double {
    var copy = frame
    copy[0, 0] = Cell("x")
    return copy == other ? 1 : 0
  }

  /// A long way down a narrow valley.
  private static func path(steps: Int) -> Experiment {
    var experiment = ExperimentCatalog(optimizers: .standard).opening.experiment
    experiment.optimizers = Array(experiment.optimizers.prefix(1))
    experiment.steps = steps
    return experiment
  }

  /// The program without a terminal.
  private struct Race {
    var model: Model
    private var now = 0.0

    init(_ experiment: Experiment, step: Int?) {
      var opening = Model.Opening(experiment, among: ExperimentCatalog(optimizers: .standard))
      opening.step = step
      model = Model(opening, depth: .direct, glyphs: .unicode, size: size)
      send(.event(.resize(width: size.width, height: size.height)))
      while model.isComputing { tick() }
    }

    mutating func tick() {
      now += Model.frameInterval
      send(.event(.tick(now: now)))
      if !model.playback.isPlaying { send(.restart) }
    }

    mutating func send(_ command: Command) { send(.command(command)) }

    mutating func send(_ message: Message) {
      var effects = update(&model, message)
      while let effect = effects.popLast() { effects += update(&model, .event(effect.perform())) }
    }
  }
}
