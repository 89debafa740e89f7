import Experiments
import Optimization
import OptvizApp

/// How long a person waits for computation between a key and the next frame: for every surface of the catalog the map
/// in another view, a race from another start, and the surface in three dimensions.
enum Answers {
  private static let size = (width: 200, height: 60)

  static func run(rounds: Int) {
    slowest("A map in another view, the slowest surfaces", rounds: rounds / 20) { player in
      player.send(.zoom(1.05))
    }
    slowest("A race from another start, the slowest surfaces", rounds: rounds / 20) { player in
      player.send(.moveStart(1, 0))
    }
    slowest("Another view in 3-D, the slowest surfaces", rounds: rounds / 20, view: .solid) { player in
      player.send(.turnSolid(1, 0))
    }
  }

  private static func slowest(
    _ title: String, rounds: Int, view: MainView = .contours, _ act: @escaping (inout Player) -> Void
  ) {
    let times = SurfaceCatalog.all.map { entry in
      var player = Player(on: entry, view)
      let work = Candidate(name: entry.card.id) {
        act(&player)
        return Double(render(player.model).frame.cells.count)
      }
      return measure([work], rounds: rounds)[0]
    }
    printTable(
      title, Array(times.sorted { $0.median > $1.median }.prefix(4)), unit: "ms", scale: 1e3)
  }

  /// The program without a terminal.
  private struct Player {
    var model: Model

    init(on surface: SurfaceEntry, _ view: MainView) {
      var experiment = ExperimentCatalog(optimizers: .standard).opening.experiment
      experiment.surface = SurfaceChoice(surface)
      var opening = Model.Opening(experiment, among: ExperimentCatalog(optimizers: .standard))
      opening.step = 0
      opening.view = view
      model = Model(opening, depth: .direct, glyphs: .unicode, size: size)
      send(.event(.resize(width: size.width, height: size.height)))
    }

    mutating func send(_ command: Command) { send(.command(command)) }

    mutating func send(_ message: Message) {
      var effects = update(&model, message)
      while let effect = effects.popLast() { effects += update(&model, .event(effect.perform())) }
    }
  }
}
