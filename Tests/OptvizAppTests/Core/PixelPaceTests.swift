import OptvizApp
import Testing

/// A network of some speed with a queue that takes everything, and answers after a time.
private struct Network {
  let speed: Double
  let roundTrip: Double
  var now = 0.0
  /// When all that was written will have arrived.
  private var arrival = 0.0
  private var answers: [Double] = []

  init(speed: Double, roundTrip: Double) { (self.speed, self.roundTrip) = (speed, roundTrip) }

  /// How long something written now would be on its way.
  var delay: Double { max(0, arrival - now) }

  mutating func write(_ bytes: Int) { arrival = max(arrival, now) + Double(bytes) / speed }

  mutating func ask() { answers.append(max(arrival, now) + roundTrip) }

  /// Lets time pass, and returns how many answers have come.
  mutating func pass(_ seconds: Double) -> Int {
    now += seconds
    let come = answers.count { $0 <= now }
    answers.removeFirst(come)
    return come
  }
}

@Suite struct PixelPaceTests {
  /// Sends pictures over a network, and returns how many arrived a second and the longest that a key's answer waited once
  /// the line was known.
  private func send(
    _ network: inout Network, _ pace: inout PixelPace, bytes: Int, seconds: Double, answers: Bool = true
  ) -> (pictures: Double, longest: Double) {
    let line = OutputPace()
    var (left, pictures, longest) = (0, 0, 0.0)
    let start = network.now
    while network.now < start + seconds {
      pace.pass(network.now)
      if left == 0 {
        pace.begin(at: network.now)
        left = bytes
      }
      let room = pace.room(at: network.now, on: line)
      if room > 0 {
        let piece = min(left, room)
        if pace.isNew {
          network.ask()
          pace.ask(at: network.now, after: 0)
        }
        network.write(piece)
        pace.wrote(piece)
        if pace.isAsking {
          network.ask()
          pace.ask(at: network.now, after: piece)
        }
        left -= piece
        if left == 0 {
          pace.end(at: network.now)
          pictures += 1
        }
      }
      let come = network.pass(0.002)
      if answers { for _ in 0..<come { pace.hear(at: network.now) } }
      if network.now > start + seconds / 2 { longest = max(longest, network.delay) }
    }
    return (Double(pictures) / seconds, longest)
  }

  @Test(
    "On a network, what is on its way delays a key little", arguments: [50_000.0, 100_000, 1_000_000],
    [0.002, 0.03, 0.12])
  func network(speed: Double, roundTrip: Double) {
    var (network, pace) = (Network(speed: speed, roundTrip: roundTrip), PixelPace(isRemote: true))
    let result = send(&network, &pace, bytes: 6_000, seconds: 8)
    #expect(result.longest < 0.1, "\(result)")
    // And a good part of the line is used.
    #expect(result.pictures * 6_000 > min(speed, 250_000) * 0.2, "\(result)")
  }

  @Test("A terminal near by is asked nothing")
  func near() {
    let pace = PixelPace(isRemote: false)
    #expect(!pace.isAsking && !pace.isNew && pace.room(at: 0, on: OutputPace()) > 4_000)
  }

  @Test("One that never answers is no longer asked after a second")
  func deaf() {
    var (network, pace) = (Network(speed: 1e6, roundTrip: 0.01), PixelPace(isRemote: true))
    _ = send(&network, &pace, bytes: 8_000, seconds: 1.5, answers: false)
    #expect(!pace.isAsking && pace.room(at: network.now, on: OutputPace()) > 4_000)
  }

  @Test(
    "Too few pictures for three seconds are too few; ten a second are enough",
    arguments: [(0.09, false), (0.2, true)])
  func slowness(interval: Double, isTooSlow: Bool) {
    let line = OutputPace()
    var pace = PixelPace(isRemote: false)
    for picture in 0..<40 {
      let now = Double(picture) * interval
      pace.begin(at: now)
      pace.end(at: now + interval)
    }
    #expect(pace.isTooSlow(at: 40 * interval, on: line) == isTooSlow)
    // A first picture that never arrives, although it is begun again and again.
    var stuck = PixelPace(isRemote: false)
    for time in 0..<49 { stuck.begin(at: Double(time) / 10) }
    #expect(!stuck.isTooSlow(at: 4.9, on: line) && stuck.isTooSlow(at: 5.1, on: line))
  }

  @Test("A line that is known to be slow need not be tried")
  func knownLine() {
    var line = OutputPace()
    for time in 0..<3 { line.wrote(20_000, from: Double(time) * 2, to: Double(time) * 2 + 1.4) }
    #expect(line.rate != nil && PixelPace(isRemote: false).isTooSlow(at: 5, on: line))
  }

  @Test("The next picture is begun when the last one is sent, or has taken too long")
  func beginning() {
    var pace = PixelPace(isRemote: false)
    #expect(pace.mayBegin(at: 0))
    pace.begin(at: 0)
    #expect(!pace.mayBegin(at: 0.05) && pace.mayBegin(at: 0.1))
    pace.end(at: 0.05)
    #expect(pace.mayBegin(at: 0.05))
  }
}
