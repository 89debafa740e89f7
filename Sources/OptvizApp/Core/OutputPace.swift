/// How fast a terminal takes what is written, and so how much may wait in line before a key's answer.
///
/// What is written waits in a queue that nobody can look into, some 18 kB on Linux. A terminal that reads 4 kB a second
/// would show the answer to a key only after all of it: more than four seconds late. But a write into a full queue has
/// to wait, until all but a rest is read, and how long that took tells the terminal's speed. One such wait may have been
/// a pause; after a second one like it the length of the queue is known by counting, and no more is written than a
/// tenth of a second's worth.
///
/// A terminal that keeps up never makes a write wait, and is never paced.
public struct OutputPace: Hashable, Sendable {
  /// Bytes a second that the terminal reads; `nil` as long as it keeps up.
  public private(set) var rate: Double?
  /// What a single wait told, and what was written without one since.
  private var suspected: Double?
  private var writtenSince = 0
  /// Bytes that are still in the queue, as of `time`.
  private var queued = 0.0
  private var time = 0.0

  /// What a full pseudo-terminal gives to its reader before a write goes on, and what is left in it then, as measured
  /// on Linux 6: 18,048 bytes fit, of which the last 4,095 are the reader's own buffer.
  private static let drained = 14_000.0
  private static let rest = 4_095.0
  /// A write that took longer waited for room; no computation takes as long.
  private static let waiting = 0.02
  /// Slower than any line in use: a terminal this slow stood still.
  private static let slowest = 1_000.0
  /// Written without a wait, so much says that the last one was a pause.
  private static let enough = 1 << 18
  /// A little less than measured: were it a little more, what waits would grow unseen.
  private static let caution = 0.9
  /// Seconds of output that may be in the queue.
  private static let backlog = 0.1

  /// The pace of a terminal that has not been written to.
  public init() {}

  /// Bytes to write at once: small pieces to a slow terminal, so that keys are read between them.
  public var piece: Int { rate.map { max(256, Int($0 * OutputPace.backlog)) } ?? 8192 }

  /// Learns from a write that has ended.
  public mutating func wrote(_ bytes: Int, from start: Double, to end: Double) {
    guard bytes > 0, end >= start else { return }
    if let rate { queued = max(0, queued - rate * max(0, start - time)) }
    time = end
    guard end - start > OutputPace.waiting else {
      queued += Double(bytes)
      writtenSince += bytes
      if writtenSince > OutputPace.enough { suspected = nil }
      return
    }
    let measured = OutputPace.caution * OutputPace.drained / (end - start)
    queued = OutputPace.rest
    writtenSince = 0
    guard measured > OutputPace.slowest else { return }
    if let suspected, measured < 2 * suspected, suspected < 2 * measured {
      rate = min(measured, suspected)
    } else if rate != nil {
      rate = measured
    }
    suspected = measured
  }

  /// Whether what is written now is read soon.
  public func mayWrite(at now: Double) -> Bool { readyTime <= now }

  /// When it will be.
  public var readyTime: Double {
    guard let rate else { return -.infinity }
    return time + max(0, queued - rate * OutputPace.backlog) / rate
  }
}
