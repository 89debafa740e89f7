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
        == "optviz: column 7: there is no function 'sinn'; did you mean 'sin' or 'sinh' or 'sign'?\n"
        + "  x^2 + sinn(y)\n        ^~~~\n")
    let two = try Program.run(["run", "--expression", "x", "--surface", "bowl"])
    #expect(two.code == 64 && two.error.contains("--surface and --expression"))
  }
}
