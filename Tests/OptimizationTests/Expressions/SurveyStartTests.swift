import Optimization
import Testing

@Suite("The start that a survey chooses")
struct SurveyStartTests {
  /// The share of the domain that lies below the start, sampled.
  private func share(below surface: ExpressionSurface) -> Double {
    let height = surface.value(at: surface.start)
    let grid = SampledGrid(domain: surface.domain, columns: 64, rows: 64) { surface.fillRow($0, $1, $2) }
    let heights = grid.values.filter(\.isFinite)
    return Double(heights.count { $0 < height }) / Double(heights.count)
  }

  @Test(
    "It is as high as the spacing of its levels suggests: three fifths of the map lie below, or two fifths for logarithmic levels",
    arguments: [
      "x^2+y^2", "x^2+20y^2", "(1-x)^2+100(y-x^2)^2", "(x+2y-7)^2+(2x+y-5)^2", "abs(x)+abs(y)", "x^4+y^4",
      "(x^2+y-11)^2+(x+y^2-7)^2", "log(1+x^2+y^2)", "sin(x)+sin(y)", "0.26(x^2+y^2)-0.48x*y",
      "exp(x)+exp(-x)+y^2",
    ])
  func height(text: String) throws {
    let surface = try TypedFormula(text).surface
    let share = share(below: surface)
    let wanted = surface.spacing == .logarithmic ? 0.4 : 0.62
    #expect(abs(share - wanted) < 0.075, "\(text): \(share) from \(surface.start)")
  }
}
