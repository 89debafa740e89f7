import Foundation
import Optimization
import Optimizers
import Testing

@Suite("Catalogs")
struct CatalogTests {
  /// The names of the types in a folder that conform to a protocol, by reading its files.
  private func conformers(of name: String, in folder: String) throws -> [String] {
    let url = Fixtures.sources.appendingPathComponent(folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: url.path).filter {
      $0.hasSuffix(".swift")
    }
    return try files.compactMap { file in
      let text = try String(contentsOf: url.appendingPathComponent(file), encoding: .utf8)
      let pattern = try Regex(
        "(?m)^(?:public )?struct (\\w+)(<[^>]*>)?: \(name)( where V\\.Element == Double)? \\{")
      return text.firstMatch(of: pattern).map { String($0.output[1].substring ?? "") }
    }
  }

  @Test("Every optimizer's file is in the catalog, under its own name")
  func optimizers() throws {
    let found = try conformers(of: "Optimizer", in: "Optimizers")
    #expect(Set(found) == Set(OptimizerCatalog.standard.entries.map(\.typeName)))
    #expect(found.count == OptimizerCatalog.standard.entries.count)
    #expect(found.count >= 8)
  }

  @Test("Every surface's file is in the catalog, under its own name")
  func surfaces() throws {
    let found = try conformers(of: "Surface", in: "Optimization/Surfaces")
    #expect(Set(found) == Set(SurfaceCatalog.all.map(\.typeName)))
    #expect(found.count >= 8)
  }

  @Test("Every wrapper's and every schedule's file is in its catalog, under its own name")
  func wrappersAndSchedules() throws {
    let wrappers = try conformers(of: "Wrapper", in: "Optimization/Wrappers")
    #expect(Set(wrappers) == Set(WrapperCatalog.all.map(\.typeName)))
    #expect(wrappers.count >= 7)
    let schedules = try conformers(of: "Schedule", in: "Optimization/Schedules")
    #expect(Set(schedules) == Set(ScheduleCatalog.all.map(\.typeName)))
    #expect(schedules.count >= 13)
  }

  @Test("Identifiers are unique, lower case, and found again")
  func identifiers() {
    let ids =
      OptimizerCatalog.standard.entries.map(\.card.id) + SurfaceCatalog.all.map(\.card.id)
      + WrapperCatalog.all.map(\.card.id) + ScheduleCatalog.all.map(\.card.id)
    #expect(Set(ids).count == ids.count)
    for id in ids { #expect(id.allSatisfy { $0.isLowercase || $0 == "_" || $0.isNumber }) }
    for entry in OptimizerCatalog.standard.entries {
      #expect(OptimizerCatalog.standard.entry(entry.card.id)?.typeName == entry.typeName)
    }
    for entry in SurfaceCatalog.all {
      #expect(SurfaceCatalog.entry(entry.card.id)?.typeName == entry.typeName)
    }
    #expect(OptimizerCatalog.standard.entry("nothing") == nil)
    #expect(SurfaceCatalog.entry("nothing") == nil)
  }

  @Test("Every card is complete")
  func cards() {
    for card in OptimizerCatalog.standard.entries.map(\.card) {
      #expect(!card.name.isEmpty && card.summary.hasSuffix(".") && !card.paper.isEmpty)
      // A direct search has no rate.
      #expect(card.settings.first?.key == "lr" || card.id == "nelder_mead")
      #expect(!card.formula.lines.isEmpty && !card.checkedAgainst.isEmpty)
      #expect(Set(card.settings.map(\.key)).count == card.settings.count)
    }
    for card in SurfaceCatalog.all.map(\.card) {
      #expect(!card.name.isEmpty && card.summary.hasSuffix(".") && !card.source.isEmpty)
    }
  }

  @Test("A formula is written with symbols, and only with the lines that apply")
  func formula() throws {
    let adam = try #require(OptimizerCatalog.standard.entry("adam"))
    #expect(
      adam.card.formula.text(with: adam.defaults) == [
        "V_dW ← β₁V_dW + (1 − β₁)dW", "S_dW ← β₂S_dW + (1 − β₂)dW²", "V_dW^corr ← V_dW/(1 − β₁ᵗ)",
        "S_dW^corr ← S_dW/(1 − β₂ᵗ)", "W ← W − αV_dW^corr/(√S_dW^corr + ε)",
      ])
    let amsgrad = adam.card.formula.text(with: try adam.defaults.setting("amsgrad", to: 1))
    #expect(
      amsgrad.contains("S_dW^max ← max(S_dW^max, S_dW)") && amsgrad.contains("S_dW^corr ← S_dW^max/(1 − β₂ᵗ)")
    )
    #expect(!amsgrad.contains("S_dW^corr ← S_dW/(1 − β₂ᵗ)"))
    // One of several alternative conditions is enough.
    let rmsprop = try #require(OptimizerCatalog.standard.entry("rmsprop"))
    for (key, word) in [("centered", "u"), ("momentum", "u"), ("lr", "S_dW")] {
      let text = rmsprop.card.formula.text(with: try rmsprop.defaults.setting(key, to: 1))
      #expect(text.contains("u ← dW/(√D + ε)") == (word == "u"), "\(key)")
      #expect(text.contains("W ← W − αdW/(√S_dW + ε)") == (word == "S_dW"), "\(key)")
    }
  }
}
