import Foundation
import OptvizApp
import Testing
import TerminalGraphics

/// Whatever is done, over data, formulas and surfaces, at every size: the model stays valid, and the picture is the one
/// that a fresh start would draw.
struct RandomSessionTests {
  /// The seeds of a run: a few, or those that `OPTVIZ_FUZZ_SEEDS` names, such as `21-400`.
  static let seeds: ClosedRange<UInt64> = {
    let words = ProcessInfo.processInfo.environment["OPTVIZ_FUZZ_SEEDS"]?.split(separator: "-") ?? []
    guard let first = words.first.flatMap({ UInt64($0) }), let last = words.last.flatMap({ UInt64($0) }),
      first <= last
    else { return 1...24 }
    return first...last
  }()

  @Test("A hundred random events", arguments: seeds)
  func anything(seed: UInt64) throws {
    var session = try RandomSession(seed: seed)
    for event in 0..<100 {
      session.step()
      let model = session.player.model
      SurvivalTests.check(model, "seed \(seed), event \(event): \(session.trail.joined(separator: ", "))")
      let anew = render(model)
      #expect(
        session.shown.frame == anew.frame && session.shown.regions == anew.regions,
        "seed \(seed), event \(event): \(session.trail.joined(separator: ", "))")
    }
  }
}
