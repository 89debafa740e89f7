import CTerm
import OptvizApp

extension Screen {
  /// Monotonic time in seconds, the clock of every deadline.
  nonisolated static func now() -> Double { cterm_now() }

  /// How long half a key sequence is waited for before it is taken for what it is.
  private static let patience = 0.1

  /// Waits for the person, a signal, `Signals.wake` or the deadline, without using the processor meanwhile.
  ///
  /// All input that has arrived comes at once. Suspending, continuing and resizing are handled inside; another size
  /// shows up as `Input.resized`. A deadline in the past still takes what is there.
  func wait(until deadline: Double?) -> Wake {
    var hasLooked = false
    while true {
      if !keys.isPending { pendingSince = nil } else if pendingSince == nil { pendingSince = Screen.now() }
      if let signal = Signals.termination { return .terminate(signal: signal) }
      var inputs: [Input] = []
      var mayDiffer = Signals.takeResize()
      if Signals.takeSuspend() {
        suspend()
        mayDiffer = true
      }
      if Signals.takeContinue() {
        recover()
        mayDiffer = true
      }
      if let signal = Signals.termination { return .terminate(signal: signal) }
      if mayDiffer && followWindow() { inputs.append(.resized) }
      // Also where nothing new has come: a signal may have ended the reading in the middle of a sequence.
      inputs += onScreen(keys.drain())
      if !inputs.isEmpty { return .input(inputs) }
      if Signals.takeWake() { return .woken }

      let now = Screen.now()
      if let deadline, hasLooked, deadline <= now { return .timeout }
      let left = deadline.map { max(0, $0 - now) }
      let patienceLeft = pendingSince.map { max(0, $0 + Self.patience - now) }
      if let patienceLeft, patienceLeft == 0, hasLooked {
        // Nothing came to complete what had begun, however often somebody waited meanwhile.
        pendingSince = nil
        let settled = onScreen(keys.settle())
        if !settled.isEmpty { return .input(settled) }
      }
      // A terminal that does not take output tells when it does; to one that takes it slowly, the clock does.
      let paced = overdueTime
      let untilOutput = paced.map { max(0, $0 - now) }
      let limit = [left, patienceLeft, untilOutput].compactMap(\.self).min()
      let nanoseconds = limit.map { Int64(min($0, 1e9) * 1e9) + 1 } ?? -1
      let found = cterm_wait(nanoseconds, isOverdue && paced == nil)
      hasLooked = true

      if isOverdue { presentOverdue() }
      if found & Int32(CTERM_INPUT) == 0 && found & Int32(CTERM_HANGUP) != 0 {
        return Signals.termination.map { .terminate(signal: $0) } ?? .hangup
      }
    }
  }

  /// Says when pointers were read, and leaves out those beyond the edges, which a terminal being resized may report.
  private func onScreen(_ inputs: [Input]) -> [Input] {
    guard inputs.contains(where: \.isPointer) else { return inputs }
    let now = Screen.now()
    return Input.withoutStaleMoves(inputs).compactMap { input in
      guard case .pointer(var pointer) = input else { return input }
      guard pointer.column < size.width, pointer.row < size.height else { return nil }
      pointer.time = now
      return .pointer(pointer)
    }
  }
}
