import CTerm
import Glibc
import OptvizApp
import TerminalGraphics

/// The program's loop: wait, read all that is pending, update, draw.
///
/// It blocks while nothing moves, and draws only after an update that may have changed something.
@MainActor
final class Program {
  private let screen: Screen
  private var model: Model
  private var shown = Screenful.empty
  private let background = Background()
  /// Whether the model may have changed since it was drawn.
  private var isStale = true

  /// The changes that are kept in the session's file, and when it is written next.
  private var kept = (changes: 0, due: Double?.none)
  /// The least time between two writes of that file, in seconds.
  private static let keepingPause = 2.0

  /// The program on an open screen, perhaps with the changes of an earlier session.
  init(_ opening: Model.Opening, _ session: Session?, on screen: Screen) {
    self.screen = screen
    model = Model(opening, on: screen.traits, size: screen.size)
    if let session { model.resume(session) }
  }

  /// How the program ended.
  enum Ending {
    /// The person quit; the command line brings back the last view.
    case left(commandLine: String)
    /// The terminal is gone.
    case hungUp
    /// A signal requested the end.
    case terminated(signal: Int32)
  }

  /// Runs until the end; the screen is still open when it returns.
  func run() -> Ending {
    defer { SessionStore.save(model, isEnd: true) }
    CrashTest.crashIfAsked(.start)
    send(.event(.resize(width: screen.size.width, height: screen.size.height)))
    show()
    // Memory that only the start needed goes back to the system.
    cterm_settle_memory()
    cterm_settle_code()
    while true {
      show()
      let due = model.nextTick(now: Screen.now())
      switch screen.wait(until: due.map { min($0, kept.due ?? $0) } ?? kept.due) {
      case .input(let inputs): for input in inputs where !model.isOver { handle(input) }
      case .timeout: break
      case .woken: for event in background.take() { send(.event(event)) }
      case .pixelsTooSlow: send(.event(.pixels(.slowLine)))
      case .hangup: return .hungUp
      case .terminate(let signal): return .terminated(signal: signal)
      }
      if model.isOver { return .left(commandLine: model.commandLine) }
      let now = Screen.now()
      keepSession(now)
      if let due = model.nextTick(now: now), due <= now { send(.event(.tick(now: now))) }
    }
  }

  /// Writes the session's file some time after a change, so that a crash loses little.
  private func keepSession(_ now: Double) {
    if let due = kept.due, due <= now {
      SessionStore.save(model, isEnd: false)
      kept = (model.changes, nil)
    } else if kept.due == nil, kept.changes != model.changes {
      kept.due = now + Program.keepingPause
    }
  }

  private func show() {
    guard isStale else { return }
    isStale = false
    shown = shown.next(model)
    screen.present(shown.frame, shown.figures)
  }

  private func handle(_ input: Input) {
    switch input {
    case .key(let key):
      if key.code == .function(12) { CrashTest.crashIfAsked() }
      for key in KeyBindings.pressed(key) {
        if let message = KeyBindings.message(for: key, in: model) { send(message) }
      }
    case .pointer(let pointer):
      // Moving the pointer where nothing can be read changes nothing, and so costs nothing.
      let (was, wasRow, wasStale) = (model.pointing.hover, model.lists.menuSelection, isStale)
      defer {
        if pointer.action == .move, model.pointing.hover == was, model.lists.menuSelection == wasRow {
          isStale = wasStale
        }
      }
      // The pointer hits what the person sees: the last frame.
      send(.event(.pointer(pointer, on: shown.region(column: pointer.column, row: pointer.row))))
    case .paste(let text): send(.event(.paste(text)))
    case .focus(let isHere): if !isHere { send(.event(.pointerLeft)) }
    case .answered: send(.event(.terminal(screen.traits)))
    case .resized: send(.event(.resize(width: screen.size.width, height: screen.size.height)))
    }
  }

  /// Updates the model, and performs its effects until only long work is left.
  private func send(_ message: Message) {
    isStale = true
    var effects = update(&model, message)
    while let effect = effects.popLast() {
      switch effect {
      case .abandonWork(let work): background.abandon(work)
      case .saveLayout(let preset): effects += update(&model, .event(.done(LayoutStore.save(preset))))
      case .saveExperiment(let request): effects += update(&model, .event(ExperimentStore.save(request)))
      case .openExperiment(let name): effects += update(&model, .event(ExperimentStore.open(name)))
      case .findExperiments:
        effects += update(&model, .event(.experimentsFound(ExperimentStore.all())))
      case .lookAtTable(let path):
        effects += update(&model, .event(.tableSeen(path, TableInput.look(at: path))))
      case .loadTable(let request): background.perform(.table) { _ in TableInput.load(request) }
      case .makePicture(let request):
        background.perform(.file) { PictureWriter.make(request, report: $0) }
      case .keepPicture(let request, let bytes):
        effects += update(&model, .event(PictureWriter.keep(request, bytes)))
      case .copy(let text): effects += update(&model, .event(.done(screen.copy(text))))
      default:
        if let work = effect.longWork {
          background.perform(work) { effect.perform(report: $0) }
        } else {
          effects += update(&model, .event(effect.perform(ownFile: ExperimentStore.file)))
        }
      }
    }
  }
}
