import OptvizApp
import Synchronization

/// Work that takes longer than a frame, done beside the program's loop, one piece at a time.
///
/// What comes of it waits here until the loop, which is woken, takes it.
@MainActor
final class Background {
  private let mailbox = Mailbox()
  private var task: Task<Void, Never>?

  /// Begins a piece of work; one that is still being done is abandoned.
  func perform(_ effect: Effect) {
    task?.cancel()
    let mailbox = mailbox
    task = Task.detached(priority: .utility) {
      let answer = effect.perform { mailbox.post($0) }
      if !Task.isCancelled { mailbox.post(answer) }
    }
  }

  /// Abandons what is being done.
  func abandon() {
    task?.cancel()
    task = nil
  }

  /// What has come since the last time, in order.
  func take() -> [Event] { mailbox.take() }

  /// Events on their way from one thread to another.
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
