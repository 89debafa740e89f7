import OptvizApp
import Synchronization

/// Work that takes longer than a frame, done outside the program's loop, of each kind one piece at a time.
///
/// Its results wait here until the loop, which is woken, takes them.
@MainActor
final class Background {
  private let mailbox = Mailbox()
  private var tasks: [Effect.Work: Task<Void, Never>] = [:]

  /// Begins a piece of work and abandons an unfinished one of its kind.
  func perform(_ work: Effect.Work, _ answer: @escaping @Sendable (_ report: (Event) -> Void) -> Event) {
    abandon(work)
    let mailbox = mailbox
    tasks[work] = Task.detached(priority: .utility) {
      let answer = answer { mailbox.post($0) }
      if !Task.isCancelled { mailbox.post(answer) }
    }
  }

  /// Abandons the present work of a kind.
  func abandon(_ work: Effect.Work) { tasks.removeValue(forKey: work)?.cancel() }

  /// The results since the last call, in order.
  func take() -> [Event] { mailbox.take() }

  /// Passes events from one thread to another.
  private final class Mailbox: Sendable {
    private let events = Mutex<[Event]>([])

    func post(_ event: Event) {
      guard !Task.isCancelled else { return }
      events.withLock { $0.append(event) }
      Signals.wake()
    }

    func take() -> [Event] {
      events.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
    }
  }
}
