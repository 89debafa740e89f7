import CTerm
import OptvizApp

extension Screen {
  /// Monotonic time in seconds, the clock of every deadline.
  nonisolated static func now() -> Double { cterm_now() }

  /// Waits for the person, a signal, `Signals.wake` or the deadline, without using the processor meanwhile.
  ///
  /// All pending input is returned at once. Suspending, continuing and resizing are handled inside; a new size
  /// is reported as `Input.resized`. A deadline in the past still returns pending input.
  func wait(until deadline: Double?) -> Wake {
    var hasLooked = false
    while true {
      if !keys.isPending {
        pendingSince = nil
      } else if pendingSince == nil || pendingCount != keys.count {
        (pendingSince, pendingCount) = (Screen.now(), keys.count)
      }
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
      if mayDiffer {
        let former = traits
        if followWindow() { inputs.append(.resized) }
        if traits != former { inputs.append(.answered) }
      }
      // Even without new input: a signal may have interrupted reading in the middle of a sequence.
      keys.awaitsAnswers = dialog.expectsAnswer(at: Screen.now())
      inputs += onScreen(keys.drain())
      let reports = keys.takeReports()
      if reports.contains(where: \.tellsSize), hasOtherSize, followWindow() { inputs.append(.resized) }
      if hear(reports) { inputs.append(.answered) }
      if !inputs.isEmpty { return .input(inputs) }
      if Signals.takeWake() { return .woken }
      if takeSlowness() { return .pixelsTooSlow }

      let now = Screen.now()
      if let deadline, hasLooked, deadline <= now { return .timeout }
      let left = deadline.map { max(0, $0 - now) }
      let patienceLeft = pendingSince.map { max(0, $0 + keys.patience - now) }
      if let patienceLeft, patienceLeft == 0, hasLooked {
        // Nothing came to complete the sequence, over however many waits.
        pendingSince = nil
        let settled = onScreen(keys.settle())
        if !settled.isEmpty { return .input(settled) }
      }
      // A blocked terminal reports when it takes output again; for a slow one, the clock decides.
      let paced = overdueTime
      let untilOutput = paced.map { max(0, $0 - now) }
      let untilUnanswered = dialog.deadline.map { max(0, $0 - now) }
      let untilRest = restTime.map { max(0, $0 - now) }
      let limit = [left, patienceLeft, untilOutput, untilUnanswered, untilRest].compactMap(\.self).min()
      let nanoseconds = limit.map { Int64(min($0, 1e9) * 1e9) + 1 } ?? -1
      let found = cterm_wait(nanoseconds, isLate && paced == nil)
      hasLooked = true

      restFigures()
      if isLate { presentOverdue() }
      if found & Int32(CTERM_INPUT) == 0 && found & Int32(CTERM_HANGUP) != 0 {
        return Signals.termination.map { .terminate(signal: $0) } ?? .hangup
      }
    }
  }

  /// Whether the window's size is no longer the one that is drawn.
  private var hasOtherSize: Bool {
    Curses.windowSize.map { $0.columns != size.width || $0.rows != size.height } ?? false
  }

  /// Adds the time to pointer events, and drops those beyond the edges, which a terminal being resized may report.
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
