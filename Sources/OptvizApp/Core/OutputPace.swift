/// How fast a terminal reads output, and so how much may be queued before a key's answer.
///
/// Output waits in a queue that cannot be inspected, some 18 kB on Linux. A terminal that reads 4 kB a second
/// would show the answer to a key only after all of it: more than four seconds late. But a write into a full queue
/// blocks until most of it is read, and the time it blocks gives the terminal's speed. A single wait may be
/// a pause. After a second similar wait the length of the queue is tracked by counting, and at most
/// a tenth of a second's worth is queued.
///
/// A terminal that keeps up never blocks a write, and is never paced.
public struct OutputPace: Hashable, Sendable {
  /// Bytes a second that the terminal reads; `nil` while it keeps up.
  public private(set) var rate: Double?
  /// The rate that a single wait suggests, and the bytes written without a wait since.
  private var suspected: Double?
  private var writtenSince = 0
  /// Bytes that are still in the queue, as of `time`.
  private var queued = 0.0
  private var time = 0.0

  /// How much a full pseudo-terminal drains before a write goes on, as measured
  /// on Linux 6: 18,048 bytes fit, of which the last 4,095 are the reader's own buffer.
  private static let drained = 14_000.0
  private static let rest = 4_095.0
  /// A longer write waited for room; no computation takes as long.
  private static let waiting = 0.02
  /// Slower than any line in use: a terminal at this rate was paused.
  private static let slowest = 1_000.0
  /// After this many bytes without a wait, the last wait counts as a pause.
  private static let enough = 1 << 18
  /// A little less than measured: if it were too high, the queue would grow unnoticed.
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

  /// Whether output written now is read soon.
  public func mayWrite(at now: Double) -> Bool { readyTime <= now }

  /// When that will be.
  public var readyTime: Double {
    guard let rate else { return -.infinity }
    return time + max(0, queued - rate * OutputPace.backlog) / rate
  }

  // MARK: Pixels

  /// Seconds of output that may be in the queue after pixels: they are more than text, and come in larger pieces.
  private static let pixelBacklog = 0.035
  /// The least number of bytes that is worth a write.
  private static let leastRoom = 512.0

  /// About how many bytes of pixels may be written now.
  func pixelRoom(at now: Double) -> Int {
    guard let rate else { return piece }
    let left = max(0, queued - rate * max(0, now - time))
    let room = max(OutputPace.leastRoom, rate * OutputPace.pixelBacklog) - left
    return room >= OutputPace.leastRoom ? Int(room) : 0
  }

  /// When there is room for some.
  var pixelTime: Double {
    guard let rate else { return -.infinity }
    let room = max(OutputPace.leastRoom, rate * OutputPace.pixelBacklog)
    return time + max(0, queued - (room - OutputPace.leastRoom)) / rate
  }
}
