import Optimization
import Optimizers
import Testing

@Suite("The cards' claims of comparisons")
struct ClaimTests {
  /// Every card's identifier with its claims.
  private let cards =
    OptimizerCatalog.standard.entries.map { ($0.card.id, $0.card.checkedAgainst) }
    + WrapperCatalog.all.map { ($0.card.id, $0.card.checkedAgainst) }
    + ScheduleCatalog.all.map { ($0.card.id, $0.card.checkedAgainst) }

  /// Why a claim of a card does not hold; `nil` if stored numbers or a law show it.
  private func objection(to text: String, of card: String, _ evidence: [Evidence]) -> String? {
    if Law.all.contains(where: { $0.card == card && $0.claim == text }) { return nil }
    guard let claim = Claim(text) else { return "neither a law nor a library with its version" }
    let library = evidence.filter { $0.card == card && claim.names(library: $0.library) }
    for name in claim.names where !library.contains(where: { $0.name == name }) {
      return "no stored numbers of \(name)"
    }
    let shown = library.filter { claim.names.contains($0.name) }.flatMap(\.features)
    let missing = claim.features.subtracting(shown)
    return missing.isEmpty ? nil : "no case with \(missing.sorted())"
  }

  @Test("Every claim is supported by stored numbers or by a law")
  func everyClaimIsShown() throws {
    let evidence = try Evidence.all.get()
    for (card, claims) in cards {
      for text in claims {
        let objection = objection(to: text, of: card, evidence)
        #expect(objection == nil, "\(card) claims '\(text)': \(objection ?? "")")
      }
      #expect(Set(claims).count == claims.count)
    }
  }

  @Test("Every comparison with stored numbers is claimed")
  func everyComparisonIsClaimed() throws {
    let claims = Dictionary(uniqueKeysWithValues: cards.map { ($0.0, $0.1.compactMap(Claim.init)) })
    var unclaimed: Set<String> = []
    for one in try Evidence.all.get() {
      let isClaimed = claims[one.card]?.contains {
        $0.names(library: one.library) && $0.names.contains(one.name)
      }
      if isClaimed != true { unclaimed.insert("\(one.card): \(one.library) \(one.name)") }
    }
    #expect(unclaimed.isEmpty, "\(unclaimed.sorted())")
  }

  @Test("Every law is claimed by its card")
  func everyLawIsClaimed() {
    for law in Law.all {
      let card = cards.first { $0.0 == law.card }
      #expect(card?.1.contains(law.claim) == true, "\(law.testDescription)")
    }
  }

  @Test("An unsupported claim is rejected")
  func falseClaims() throws {
    let evidence = try Evidence.all.get()
    for (card, text) in [
      ("adam", "torch 2.14 Adam"), ("adam", "torch 2.13 Adagrad"),
      ("adam", "keras 3.15 Adam, with weight_decay"),
      ("adam", "torch 2.13 Adam, with weight_decay and foreach"),
      ("adam", "optax 0.2.8 adam and amsgrad and adan"),
      ("adam", "torch 2.1 Adam"), ("adam", "the textbook"), ("adam", "article: momentum"),
      ("gd", "torch 2.13 SGD, evaluations included"), ("rprop", "optax 0.2.8 rprop"),
      ("heavy_ball", "torch 2.13 SGD(nesterov=True)"), ("newton", "the textbook: two steps on any quadratic"),
      ("bfgs", "scipy 1.17 minimize(method='BFGS'), step by step"), ("noise", "torch 2.13 clip_grad_norm_"),
    ] {
      #expect(objection(to: text, of: card, evidence) != nil, "\(card): \(text)")
    }
    for (card, text) in [
      ("adam", "torch 2.13 Adam, with weight_decay and amsgrad"), ("adam", "torch 2.13.0 Adam"),
      ("lbfgs", "torch 2.13 LBFGS, with and without line search, evaluations included"),
      ("nesterov", "torch 2.13 SGD(momentum=..., nesterov=True, weight_decay=...)"),
      ("adam", "article: adam"),
    ] {
      let objection = objection(to: text, of: card, evidence)
      #expect(objection == nil, "\(card): \(text): \(objection ?? "")")
    }
  }
}
