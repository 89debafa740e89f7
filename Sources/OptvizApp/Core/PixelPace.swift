/// How pixels are sent, so that keys are answered soon all the while: how much at once, when, and when they are too much.
///
/// Whatever is on its way to the terminal is shown before the answer to a key. A terminal near by that reads slowly makes
/// writes wait, which `OutputPace` measures. The queues of a network take megabytes without a sign. So on a line to another
/// machine, questions that every terminal answers are put between the pixels: an answer says that all before it has
/// arrived. What may be on its way without an answer is adjusted until answers come 35 milliseconds later than through an
/// empty line. A terminal that never answers is sent to as fast as writes go.
///
/// A picture is sent whole before the next one is begun: a slow line gets fewer of them. If too few arrive, pixels are
/// given up.
public struct PixelPace: Sendable {
  /// Whether the terminal is on another machine.
  private let isRemote: Bool
  /// Questions on their way: when each was written, and all bytes until then.
  private var asked: [(time: Double, total: Int)] = []
  /// All bytes up to the last question that was answered.
  private var answered = 0
  private var total = 0
  /// How many bytes may be on their way.
  private var window: Double
  /// The shortest time until an answer: that of an empty line.
  private var leastDelay = Double.infinity
  /// Whether it has ever answered, and whether it will not.
  private var hasAnswered = false
  private var isDeaf = false
  /// When the picture that is being sent was begun; `nil` between pictures.
  private var begun: Double?
  /// When the first one was, and whether it was sent whole; it is much larger than the others.
  private var firstBegun: Double?
  private var hasShown = false
  /// Seconds that were spent on pictures that took too long, less those of others.
  private var slowness = 0.0

  /// By how much an answer may come later than through an empty line, in seconds.
  private static let delay = 0.035
  /// Bytes on their way before anything is known.
  private static let firstWindow = 16_384.0
  private static let leastWindow = 1_024.0
  private static let mostWindow = 1_048_576.0
  /// Without an answer for so long, none is awaited.
  private static let patience = 1.0
  /// Pictures should take no longer than this, in seconds: ten of them a second.
  private static let longest = 0.1
  /// The seconds of slow pictures after which pixels are given up.
  private static let mostSlowness = 3.0
  /// The most seconds that the first picture may take.
  private static let longestFirst = 5.0
  /// Below this many bytes a second a line cannot carry ten pictures.
  private static let leastRate = 25_000.0

  /// The pace of a terminal that has not been sent pixels.
  public init(isRemote: Bool) {
    self.isRemote = isRemote
    window = PixelPace.firstWindow
  }

  // MARK: Sending

  /// About how many bytes of pixels may be written now; none if the line is full.
  ///
  /// `line` is what is known of it by its writes.
  public func room(at now: Double, on line: OutputPace) -> Int {
    let near = line.pixelRoom(at: now)
    guard isAsking else { return near }
    let far = Int(window) - onTheWay
    return far > 0 ? min(near, max(far, Int(PixelPace.leastWindow))) : 0
  }

  /// Bytes before which no question was answered.
  private var onTheWay: Int { asked.isEmpty ? 0 : total - answered }

  /// Whether a question should follow what is written now.
  public var isAsking: Bool { isRemote && !isDeaf }

  /// Whether an answer is on its way.
  public var isAwaiting: Bool { !asked.isEmpty }

  /// Whether nothing was asked yet: the first question should have nothing before it.
  public var isNew: Bool { isAsking && asked.isEmpty && leastDelay == .infinity }

  /// When there may be room without an answer, or it is noted that none comes.
  public func readyTime(on line: OutputPace) -> Double {
    guard isAsking, Int(window) <= onTheWay, let first = asked.first else { return line.pixelTime }
    return first.time + PixelPace.patience
  }

  /// Notes how many bytes were written, of pixels or of text.
  public mutating func wrote(_ bytes: Int) { total += bytes }

  /// Notes that a question was written after a number of bytes that were noted.
  public mutating func ask(at now: Double, after bytes: Int) {
    if asked.isEmpty { answered = total - bytes }
    asked.append((now, total))
  }

  /// Notes an answer.
  public mutating func hear(at now: Double) {
    guard !asked.isEmpty else { return }
    let question = asked.removeFirst()
    let (wait, bytes) = (now - question.time, question.total - answered)
    hasAnswered = true
    answered = question.total
    leastDelay = min(leastDelay, wait)
    let late = max(0.001, wait - leastDelay)
    // What was sent does not show how much could have been.
    guard late > PixelPace.delay || Double(bytes) >= window / 2 else { return }
    let reached = min(window, Double(max(bytes, 1)))
    let next = (late > PixelPace.delay ? reached : window) * max(0.25, min(2, PixelPace.delay / late))
    window = max(PixelPace.leastWindow, min(PixelPace.mostWindow, next))
  }

  /// Notes that time has passed: without an answer, none is awaited any more.
  public mutating func pass(_ now: Double) {
    guard let first = asked.first, now >= first.time + PixelPace.patience else { return }
    asked = []
    answered = total
    if hasAnswered { window = PixelPace.leastWindow } else { isDeaf = true }
  }

  // MARK: Pictures

  /// Whether the next picture may be begun, although the present one is not there yet.
  public func mayBegin(at now: Double) -> Bool { begun.map { now - $0 >= PixelPace.longest } ?? true }

  /// Notes that a picture is begun; one that is not sent yet is given up for it.
  public mutating func begin(at now: Double) {
    count(now)
    begun = now
    firstBegun = firstBegun ?? now
  }

  /// Notes that the picture is sent.
  public mutating func end(at now: Double) {
    count(now)
    hasShown = true
    begun = nil
  }

  private mutating func count(_ now: Double) {
    guard hasShown, let start = begun else { return }
    let spent = now - start
    slowness = max(0, slowness + (spent >= PixelPace.longest ? spent : -2 * max(spent, 0.02)))
  }

  /// Whether too few pictures arrive.
  ///
  /// `line` is what is known of it by its writes.
  public func isTooSlow(at now: Double, on line: OutputPace) -> Bool {
    if let rate = line.rate, rate < PixelPace.leastRate { return true }
    let present = begun.map { now - $0 } ?? 0
    guard hasShown else { return firstBegun.map { now - $0 > PixelPace.longestFirst } ?? false }
    return slowness + present > PixelPace.mostSlowness
  }
}
