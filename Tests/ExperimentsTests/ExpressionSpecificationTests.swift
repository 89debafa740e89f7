import Experiments
import Optimization
import Testing
import Wording

@Suite("A typed formula as a surface")
struct ExpressionSpecificationTests {
  @Test("Written text reads back as an equal choice, also after a parameter has changed")
  func writtenBack() throws {
    var choice = try Specification.expression("  a*x^2 + y^2 ; a=3")
    #expect(choice.expressionText == "a*x^2 + y^2; a=3")
    #expect(choice.entry.card.id == "expression" && choice.origin == .expression("a*x^2 + y^2"))
    let typed = choice
    try choice.settings.set("a", to: -0.25)
    let text = try #require(choice.expressionText)
    #expect(text == "a*x^2 + y^2; a=-0.25")
    let again = try Specification.expression(text)
    #expect(again == choice && again.hashValue == choice.hashValue && again != typed)
    #expect(try again != Specification.expression("a*x^2 + 2y^2; a=-0.25"))
    #expect(try Specification.surface("bowl").expressionText == nil)

    var experiment = bundled.opening.experiment
    experiment.take(choice, in: bundled)
    #expect(experiment.arguments(in: bundled) == ["--expression", text])
    experiment.start = Point(1, 1)
    #expect(experiment.arguments(in: bundled) == ["--expression", text, "--start=1,1"])
    #expect(experiment.objective.domain == again.entry.surface(again.settings).domain)
    #expect(experiment.objective.formula == "(-0.25)*x^2 + y^2")
  }

  @Test("Other coordinates are told, in the card and beside the race; the text that is written keeps them")
  func coordinates() throws {
    let choice = try Specification.expression("lambda w, b: (w - 1)**2 + a*b**2; a=3")
    let sentence = "w is x, the horizontal coordinate, and b is y, the vertical one"
    #expect(choice.coordinateSentence == sentence && choice.entry.card.summary.contains(sentence))
    #expect(choice.expressionText == "(w - 1)**2 + a*b**2; a=3")
    var experiment = bundled.opening.experiment
    experiment.take(choice, in: bundled)
    #expect(experiment.remarks == [sentence] && experiment.missingValues == nil)
    #expect(experiment.objective.value(at: Point(3, 2)) == 16)
    #expect(try Specification.expression("x^2").coordinateSentence == nil)
    experiment.take(try Specification.expression("log(x) + y"), in: bundled)
    experiment.start = Point(-1, 2)
    #expect(
      experiment.remarks == ["the loss is not a finite number at the start (-1, 2); choose another start"])
    experiment.take(try Specification.expression("0/0 + x + y"), in: bundled)
    #expect(experiment.missingValues == .everywhere && experiment.remarks.count == 1)
  }

  @Test("A surface depends only on the settings, whatever was requested before")
  func settings() throws {
    let choice = try Specification.expression("a*(x-b)^2 + y^2; a=3, b=1")
    var moved = choice.settings
    try moved.set("b", to: 4)
    for _ in 0..<2 {
      #expect(choice.entry.surface(moved).minima.first?.point == Point(4, 0))
      #expect(choice.entry.surface(choice.settings).minima.first?.point == Point(1, 0))
    }
  }

  @Test(
    "A mistake names the column, marks the spot, and suggests",
    arguments: [
      (
        "x + sinn(y)", "column 5: there is no function 'sinn'; did you mean 'sin'",
        "  x + sinn(y)\n      ^~~~"
      ),
      ("X^2 + x", "column 1: 'X' is not known", "  X^2 + x\n  ^"),
      ("x +", "column 4: something is missing after '+'", "  x +\n     ^"),
      ("a*x\na=1\na=2", "column 9: 'a' is given a value twice", "  a=2\n  ^"),
    ])
  func mistakes(text: String, message: String, excerpt: String) throws {
    let error = try #require(throws: InputError.self) { try Specification.expression(text) }
    #expect(error.message.hasPrefix(message), "\(error.message)")
    #expect(error.excerpt == excerpt, "\(error.excerpt ?? "")")
  }

  @Test("A text of a megabyte is refused with a short message")
  func tooLong() throws {
    let error = try #require(throws: InputError.self) {
      try Specification.expression(String(repeating: "x+", count: 500_000))
    }
    #expect(error.message.contains("10000 characters") && (error.excerpt ?? "").count < 300)
  }
}
