/// One thing to time: a name and work to repeat.
struct Candidate {
  let name: String
  /// Does the work once; returns a number that depends on all of it, so that nothing is optimised away.
  let work: () -> Double
}

/// Times of one candidate, in seconds.
struct Measurement {
  let name: String
  let times: [Double]

  var best: Double { times.min() ?? .nan }
  var median: Double { times.isEmpty ? .nan : times.sorted()[times.count / 2] }
}

/// Times candidates in turns, round after round, so that a slow moment of the machine falls on all of them.
func measure(_ candidates: [Candidate], rounds: Int) -> [Measurement] {
  let clock = ContinuousClock()
  var times = [[Double]](repeating: [], count: candidates.count)
  var sink = 0.0
  // One round more than is kept: the first has cold caches.
  for round in 0...rounds {
    for (index, candidate) in candidates.enumerated() {
      let duration = clock.measure { sink += candidate.work() }
      let (seconds, attoseconds) = duration.components
      if round > 0 { times[index].append(Double(seconds) + Double(attoseconds) * 1e-18) }
    }
  }
  // Never true; the compiler cannot know.
  if sink == .infinity { print(sink) }
  return zip(candidates, times).map { Measurement(name: $0.name, times: $1) }
}

/// Prints the times of candidates, and their ratios to the first one.
///
/// - Parameters:
///   - operations: how many operations one piece of work consists of; times are printed for one.
///   - unit: the unit of a second times `scale`.
func printTable(
  _ title: String, _ measurements: [Measurement], operations: Double = 1, unit: String, scale: Double
) {
  print(title)
  print(row("", ["best", "median", "ratio"]))
  guard let reference = measurements.first?.median else { return }
  for measurement in measurements {
    let times = [measurement.best, measurement.median].map { fixed($0 / operations * scale) + " " + unit }
    print(row(measurement.name, times + [fixed(measurement.median / reference)]))
  }
  print("")
}

private func row(_ name: String, _ cells: [String]) -> String {
  "  " + padded(name, 44, left: false) + cells.map { padded($0, 14, left: true) }.joined()
}

private func padded(_ text: String, _ width: Int, left: Bool) -> String {
  let padding = String(repeating: " ", count: max(width - text.count, 0))
  return left ? padding + text : text + padding
}

/// A number with three decimals.
private func fixed(_ number: Double) -> String {
  guard number.isFinite, abs(number) < 1e12 else { return "\(number)" }
  let thousandths = Int((number * 1000).rounded())
  let decimals = String(abs(thousandths) % 1000)
  return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000)."
    + String(repeating: "0", count: 3 - decimals.count) + decimals
}
