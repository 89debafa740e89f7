import Glibc

/// Shows a person at a terminal how much of a file is made, where that takes a while.
struct ProgressMeter {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = ProgressMeter.now()
  private var shown = -1

  /// Nothing is shown for so long, in seconds: most files are made by then.
  private static let patience = 0.4

  /// Shows a share, 0 to 1.
  mutating func show(_ share: Double) {
    guard isShown, share.isFinite, ProgressMeter.now() - start > ProgressMeter.patience else { return }
    let percent = Int(max(0, min(1, share)) * 100)
    guard percent != shown else { return }
    shown = percent
    ProgressMeter.write("\r\(percent < 10 ? " " : "")\(percent) %")
  }

  /// Leaves no trace.
  mutating func end() {
    if shown >= 0 { ProgressMeter.write("\r     \r") }
    shown = -1
  }

  private static func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
