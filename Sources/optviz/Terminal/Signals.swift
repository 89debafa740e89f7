import CTerm
import OptvizApp

/// The effects of signals, read outside any handler.
enum Signals {
  /// The signal that asks the process to end, if one has arrived.
  ///
  /// After it arrives, a second is left: then the process ends with 128 + signal, its terminal restored.
  static var termination: Int32? {
    let number = cterm_termination()
    return number == 0 ? nil : number
  }

  /// Makes a wait return `.woken`, now or as soon as it begins.
  ///
  /// Any thread may call it.
  static func wake() { cterm_wake() }

  static func takeSuspend() -> Bool { cterm_take_suspend() }
  static func takeContinue() -> Bool { cterm_take_continue() }
  static func takeResize() -> Bool { cterm_take_resize() }
  static func takeWake() -> Bool { cterm_take_wake() }
}

/// Why a wait ended.
enum Wake: Sendable {
  /// All input since the last wait, in order.
  case input([Input])
  /// The deadline has passed.
  case timeout
  /// `Signals.wake` was called.
  case woken
  /// The terminal reads so slowly that pixels hold everything up.
  case pixelsTooSlow
  /// The terminal is gone.
  case hangup
  /// A signal asks the program to end; it has a second to do so.
  case terminate(signal: Int32)
}
