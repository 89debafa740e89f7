import Experiments
import Optimization
import Testing

@Suite("Claims")
struct ClaimTests {
  @Test("Every claim of every bundled experiment holds", arguments: bundled.entries.map(\.id))
  func bundledClaims(id: String) throws {
    let entry = try #require(bundled.entry(id))
    #expect(!entry.claims.isEmpty)
    let check = ClaimCheck(entry.experiment)
    for claim in entry.claims {
      #expect(check.failure(of: claim) == nil, "\(claim.says)")
      // Each of its comparisons alone, turned round, fails.
      for part in claim.holds.split(separator: " and ") {
        let turned = try Claim(says: "", holds: ClaimTests.turned(part))
        #expect(check.failure(of: turned) != nil, "\(part)")
      }
    }
  }

  /// A comparison that holds where another one does not.
  private static func turned(_ part: Substring) -> String {
    part.split(separator: " ").map { word in
      ["<": ">=", ">": "<=", "<=": ">", ">=": "<"][String(word)] ?? String(word)
    }.joined(separator: " ")
  }

  /// Gradient descent at a rate of a tenth on x² + 10 y²: x shrinks by 0.8 a step, y jumps between 1 and -1.
  private static let check: ClaimCheck? = {
    guard let surface = try? Specification.expression("x^2 + 10*y^2"),
      let runs = try? bundled.specification.optimizers(["gd:lr=0.1", "wild=gd:lr=1e200"])
    else { return nil }
    return ClaimCheck(
      Experiment(
        surface: surface, domain: Domain(x: -5...5, y: -5...5), start: Point(1, 1), optimizers: runs,
        steps: 40))
  }()

  @Test(
    "Quantities are those of the run at the step",
    arguments: [
      ("loss gd at 0 >= 11 and loss gd at 0 <= 11", true), ("x gd at 1 > 0.79 and x gd at 1 < 0.81", true),
      ("y gd at 1 < -0.99", true), ("y gd at 2 > 0.99", true), ("turns gd at 40 >= 39", true),
      ("turns gd at 1 <= 0", true), ("turns gd at 3 >= 2 and turns gd at 3 <= 2", true),
      ("distance gd at 0 > 1.414 and distance gd at 0 < 1.415", true), ("gradient gd at 0 > 20", true),
      ("evaluations gd at 7 >= 7 and evaluations gd at 7 <= 7", true), ("loss gd at end < 10.1", true),
      ("best gd < 10.001", true), ("worst gd >= 11 and worst gd <= 11", true), ("converged gd < 40", false),
      ("converged gd >= inf", true), ("spread gd at 40 < 0.001", true), ("spread gd at 10 > 0.005", true),
      ("diverged wild < 5", true), ("diverged gd < 1000000", false), ("loss wild at 30 >= inf", true),
      ("x wild at 30 < 0", false), ("x wild at 30 >= 0", false),
      ("loss gd at end < 0.5 * loss gd at 0", false),
      ("2 * x gd at 0 <= 2 and 2 * x gd at 0 >= 2", true), ("1 < 2", true), ("1<2", true), ("2 <1", false),
      ("loss gd at 5 < 1 and 1 < 2", false), ("1 < 2 and loss gd at 5 < 1", false),
    ])
  func quantities(holds: String, isTrue: Bool) throws {
    let check = try #require(ClaimTests.check)
    let failure = check.failure(of: try Claim(says: "", holds: holds))
    #expect((failure == nil) == isTrue, "\(failure ?? "it holds")")
  }

  @Test("A failure gives the numbers")
  func failure() throws {
    let check = try #require(ClaimTests.check)
    let claim = try Claim(says: "", holds: "loss gd at 0 < 0.5 * loss gd at 0")
    #expect(check.failure(of: claim) == "loss gd at 0 (11) is not < 0.5 * loss gd at 0 (5.5)")
  }

  @Test(
    "A mistake is named with its place",
    arguments: [
      ("", 0, "a number or a quantity is missing"), ("1", 1, "a comparison is missing"),
      ("1 = 2", 2, "'=' is not a comparison; accepted: <=, >=, <, >"),
      ("los gd at 3 < 1", 0, "unknown quantity 'los'; did you mean 'loss'"),
      ("loss < 1", 0, "its label is missing"), ("loss gd < 1", 0, "write 'loss gd at 80', or at end"),
      ("loss gd at -1 < 1", 11, "'-1' is not a step"), ("loss gd at x < 1", 11, "'x' is not a step"),
      ("1 < 2 or 2 < 3", 6, "'or' does not belong here; 'and' joins"), ("1 < 2 and", 9, "is missing"),
      ("2 * < 1", 4, "is missing before '<'"), ("nan < 1", 0, "unknown quantity 'nan'"),
      ("1 << 2", 3, "is missing before '<'"), ("0x10 < 20", 0, "unknown quantity '0x10'"),
    ])
  func mistakes(holds: String, offset: Int, part: String) {
    #expect {
      try Claim(says: "", holds: holds)
    } throws: { error in
      guard let mistake = error as? ClaimMistake else { return false }
      #expect(mistake.message.contains(part), "\(mistake.message)")
      return mistake.offset == offset
    }
  }

  @Test("A run too long to be kept whole is followed step by step")
  func longRun() throws {
    let runs = try bundled.specification.optimizers(["gd:lr=0.1"])
    let surface = try Specification.expression("x^2 + 10*y^2")
    let experiment = Experiment(
      surface: surface, domain: Domain(x: -5...5, y: -5...5), start: Point(1, 1), optimizers: runs,
      steps: 2_000_000)
    let check = ClaimCheck(experiment)
    // y jumps to and fro at every step, as exactly as it began.
    let claim = try Claim(says: "", holds: "turns gd at end >= 1999999 and turns gd at 1500000 <= 1499999")
    #expect(check.failure(of: claim) == nil)
  }
}
