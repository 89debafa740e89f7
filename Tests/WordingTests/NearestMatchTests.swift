import Testing
import Wording

@Suite("Nearest matches")
struct NearestMatchTests {
  @Test("Distances between words")
  func distances() {
    #expect(NearestMatch.distance("adam", "adam") == 0)
    #expect(NearestMatch.distance("adma", "adam") == 1)
    #expect(NearestMatch.distance("", "gd") == 2)
    #expect(NearestMatch.distance("beal", "beale") == 1)
    #expect(NearestMatch.words(near: "zzz", among: ["adam", "gd"]).isEmpty)
  }

  @Test("Words near a word, the nearest first, three at most; a prefix of a known word is near it")
  func words() {
    #expect(NearestMatch.words(near: "ADAM", among: ["gd", "adamw", "adam"]) == ["adam"])
    #expect(NearestMatch.words(near: "adan", among: ["gd", "adamw", "adam"]) == ["adam"])
    #expect(NearestMatch.words(near: "L-BFGS", among: ["bfgs", "lbfgs"]) == ["lbfgs"])
    #expect(NearestMatch.words(near: "rosen", among: ["beale", "rosenbrock"]) == ["rosenbrock"])
    #expect(NearestMatch.words(near: "a1", among: ["a2", "a3", "a4", "a5"]) == ["a2", "a3", "a4"])
    #expect(NearestMatch.words(near: "", among: ["gd"]).isEmpty)
  }

  @Test("A suggestion is a question, or nothing")
  func suggestion() {
    #expect(NearestMatch.suggestion(for: "adma", among: ["adam", "gd"]) == "did you mean 'adam'? ")
    #expect(NearestMatch.suggestion(for: "zzz", among: ["adam", "gd"]).isEmpty)
  }
}
