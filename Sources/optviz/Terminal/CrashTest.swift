import Glibc

/// Crashes on request, so that a test can check what happens to the terminal.
enum CrashTest {
  /// When to crash.
  enum Moment: String {
    /// The screen has been opened, and nothing is drawn yet.
    case start
    /// F12 was pressed.
    case key
    /// The screen is half taken down.
    case end
    /// A file is written, and does not have its name yet.
    case write
  }

  /// Crashes in the way the environment variable `OPTVIZ_TEST_CRASH` names; without it, does nothing.
  ///
  /// `segv` waits for the key; `segv@start` and `segv@end` do not.
  static func crashIfAsked(_ moment: Moment = .key) {
    guard let value = getenv("OPTVIZ_TEST_CRASH") else { return }
    let words = String(cString: value).split(separator: "@", maxSplits: 1)
    guard let kind = words.first, moment.rawValue == words.dropFirst().first ?? Moment.key.rawValue[...]
    else {
      return
    }
    let none = opaque(0)
    switch kind {
    case "trap": print([1, 2, 3][none + 7])
    case "nil":
      let nothing: Int? = none == 0 ? nil : 1
      print(nothing!)
    case "overflow": print(Int.max - none + 1 + none)
    case "fatal": fatalError("asked to crash")
    case "abort": abort()
    case "segv": UnsafeMutablePointer<Int>(bitPattern: none + 16)!.pointee = 1
    case "stack": print(descend(none))
    case "fpe": raise(SIGFPE)
    case "ill": raise(SIGILL)
    case "bus": raise(SIGBUS)
    case "quit": raise(SIGQUIT)
    case "usr1": raise(SIGUSR1)
    case "hup": raise(SIGHUP)
    default: break
    }
  }

  @inline(never)
  private static func opaque(_ value: Int) -> Int { value + Int(CommandLine.argc) / 1_000_000 }

  @inline(never)
  private static func descend(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { space in
      space.initialize(repeating: depth)
      return descend(depth + 1) + space[opaque(depth) & 511]
    }
  }
}
