import OptvizApp
import Testing

/// A terminal of any speed behind a queue like Linux's.
private struct Line {
  let speed: Double
  var queued = 0.0
  var now = 0.0
  var read = 0.0

  static let capacity = 18_048.0
  static let rest = 4_095.0

  mutating func pass(_ seconds: Double) {
    let taken = min(queued, speed * seconds)
    queued -= taken
    read += taken
    now += seconds
  }

  /// Writes; while the queue is full, waits until most of it is read, as the kernel makes a writer wait.
  mutating func write(_ bytes: Int, _ pace: inout OutputPace) {
    let start = now
    var left = Double(bytes)
    while left > 0 {
      let fits = min(left, Line.capacity - queued)
      queued += fits
      left -= fits
      if left > 0 { pass((queued - Line.rest) / speed) }
    }
    pass(0.0001)
    pace.wrote(bytes, from: start, to: now)
  }
}

@Suite struct OutputPaceTests {
  /// An animation that writes 400 bytes thirty times a second, after a first picture.
  private func animate(_ line: inout Line, _ pace: inout OutputPace, picture: Int, seconds: Double) -> Double
  {
    var left = picture
    var longest = 0.0
    let end = line.now + seconds
    while line.now < end {
      if pace.mayWrite(at: line.now) {
        let piece = min(pace.piece, max(left, 400))
        left = max(0, left - piece)
        line.write(piece, &pace)
        // How late an answer would be now, once the pace is known.
        if pace.rate != nil, line.now > end - seconds / 2 { longest = max(longest, line.queued / line.speed) }
      }
      line.pass(1.0 / 30)
    }
    return longest
  }

  @Test("For a slow terminal, little output is queued", arguments: [1_500.0, 4_000, 9_600], [0, 60_000])
  func slow(speed: Double, picture: Int) {
    var (line, pace) = (Line(speed: speed), OutputPace())
    let late = animate(&line, &pace, picture: picture, seconds: 200)
    #expect(pace.rate.map { $0 > speed * 0.5 && $0 < speed * 1.2 } == true, "\(pace)")
    // A tenth of a second's worth, and the piece that was written last.
    #expect(late < 0.25 + 400 / speed, "\(late)")
    // And the line is used.
    #expect(line.read > speed * 100 * 0.5)
  }

  @Test("A terminal that keeps up is never held back", arguments: [50_000.0, 1_000_000, 100_000_000])
  func fast(speed: Double) {
    var (line, pace) = (Line(speed: speed), OutputPace())
    _ = animate(&line, &pace, picture: 0, seconds: 60)
    #expect(pace.rate == nil)
    #expect(pace.mayWrite(at: line.now))
  }

  @Test("A single pause is not a slow terminal")
  func pause() {
    var (line, pace) = (Line(speed: 1_000_000), OutputPace())
    _ = animate(&line, &pace, picture: 0, seconds: 5)
    pace.wrote(400, from: line.now, to: line.now + 30)
    line.now += 30
    #expect(pace.rate == nil)
    _ = animate(&line, &pace, picture: 0, seconds: 60)
    #expect(pace.rate == nil)
  }

  @Test("Clocks that stop or run back, and empty writes, change nothing")
  func oddities() {
    var pace = OutputPace()
    pace.wrote(0, from: 0, to: 100)
    pace.wrote(100, from: 5, to: 4)
    #expect(pace == OutputPace())
  }
}
