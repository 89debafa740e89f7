import Optimization
import Testing

@Suite("Formulas on the command line")
struct ExpressionTests {
  private static let steps = ["--optimizer", "adam:lr=0.05", "--optimizer", "gd:lr=1e-3", "--steps", "60"]

  @Test(
    "A run on a typed formula is the run on the built-in surface",
    arguments: [
      ("(1-x)^2 + 100*(y-x^2)^2", "rosenbrock", "-1.5,2"),
      ("(1.5-x+x*y)^2 + (2.25-x+x*y^2)^2 + (2.625-x+x*y^3)^2", "beale", "1,1.6"),
      ("(x²+y−11)² + (x+y²−7)²", "himmelblau", "-0.5,-1"),
      ("0.5(x^2 + k*y^2); k=20", "bowl", "-4.1,1.7"),
    ])
  func equality(formula: String, surface: String, start: String) throws {
    let place = ["--start", start, "--domain", "-5,5,-5,5"] + Self.steps
    let typed = try Program.run(["run", "--expression", formula] + place)
    let builtIn = try Program.run(["run", "--surface", surface] + place)
    #expect(typed.code == 0 && typed.error.isEmpty, "\(typed.error)")
    let (a, b) = (try RunDocument(typed.output), try RunDocument(builtIn.output))
    #expect(a.surface.id == "expression" && !a.surface.formula.isEmpty)
    #expect(a.surface.domain == b.surface.domain && a.runs.count == 2)
    for (one, other) in zip(a.runs, b.runs) {
      #expect(one.loss.count == other.loss.count && one.trajectory.count == 61)
      for (u, v) in zip(one.loss, other.loss) {
        #expect(abs(u.number - v.number) <= 1e-12 * max(1, abs(v.number)))
      }
      for (p, q) in zip(one.trajectory, other.trajectory) {
        for (u, v) in zip(p, q) { #expect(abs(u.number - v.number) <= 1e-12 * max(1, abs(v.number))) }
      }
    }
  }

  @Test("Parameters are settings, and the domain and start have defaults")
  func chosen() throws {
    let result = try Program.run(["run", "--expression", "a*x^2 + y^2; a=3", "--steps", "1"])
    let document = try RunDocument(result.output)
    #expect(document.surface.settings["a"]?.number == 3 && document.surface.formula == "3*x^2 + y^2")
    let (x, y) = (document.surface.domain[0], document.surface.domain[1])
    #expect(x[0] < document.start[0] && document.start[0] < x[1])
    #expect(y[0] < document.start[1] && document.start[1] < y[1])
  }

  @Test("A bad formula ends with code 64, a sentence, and a caret under the spot")
  func mistakes() throws {
    let result = try Program.run(["run", "--expression", "x^2 + sinn(y)"])
    #expect(result.code == 64 && result.output.isEmpty)
    #expect(
      result.error
        == "optviz: --expression: column 7: there is no function 'sinn'; did you mean 'sin' or 'sinh' or 'sign'?\n"
        + "  x^2 + sinn(y)\n        ^~~~\n")
    let two = try Program.run(["run", "--expression", "x", "--surface", "bowl"])
    #expect(two.code == 64 && two.error.contains("--surface and --expression"))
  }

  @Test("Other names for the coordinates are told on standard error, and in a description")
  func coordinates() throws {
    let sentence = "w is x, the horizontal coordinate, and b is y, the vertical one"
    let result = try Program.run(["run", "--expression", "w^2 + 10*b^2", "--steps", "1"])
    #expect(result.code == 0 && result.error == "optviz: \(sentence)\n")
    let described = try Program.run(["describe", "w^2 + 10*b^2"])
    #expect(described.code == 0 && described.output.replacing("\n", with: " ").contains(sentence))
    #expect(described.output.contains("f(x, y) = w^2 + 10*b^2"))
  }

  @Test("A loss without a finite value is refused as data; one without at the start is told")
  func missing() throws {
    for command in [["run"], []] {
      let result = try Program.run(command + ["--expression", "0/0 + x + y", "--start", "1,2"])
      #expect(result.code == 65 && result.output.isEmpty)
      #expect(
        result.error
          == "optviz: the loss has no finite value: none at the start (1, 2), and none for x from -5 to 5 and y "
          + "from -5 to 5\n")
    }
    let start = try Program.run(["run", "--expression", "log(x) + y", "--start=-1,2", "--steps", "1"])
    #expect(start.code == 0 && !start.output.isEmpty)
    #expect(
      start.error == "optviz: the loss is not a finite number at the start (-1, 2); choose another start\n")
    let slope = try Program.run(["run", "--expression", "asin(x) + y", "--start", "1,2", "--steps", "1"])
    #expect(
      slope.code == 0 && slope.error.contains("the slope of the loss is not finite at the start (1, 2)"))
  }

  @Test("'describe formula' has every doubtful reading and every function, within 80 columns")
  func reference() throws {
    let text = try Program.run(["describe", "formula"]).output
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let lines = text.split(separator: "\n").map(String.init)
    for reading in FormulaReading.all {
      let row = lines.first { $0.hasPrefix("  \(reading.typed) ") }
      #expect(row?.contains(reading.meaning.map { "is \($0):" } ?? "is refused:") == true, "\(reading.typed)")
    }
    let words = text.split { ", \n".contains($0) }
    for name in TypedFormula.functionNames { #expect(words.contains(Substring(name)), "\(name)") }
    let json = try Program.run(["describe", "formula", "--format", "json"]).output
    #expect(json.contains("\"kind\": \"topic\"") && json.contains("\"typed\": \"sin 2x\""))
  }
}
