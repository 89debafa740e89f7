import Optimization
import Testing

@Suite("Any text is read or refused")
struct ExpressionFuzzTests {
  private static let words = [
    "x", "y", "a", "2", ".5", "1e3", "+", "-", "*", "/", "^", "(", ")", ",", ";", "=", "==", "<", "<=", "!=",
    "and",
    "or", "not", "!", "sin(", "min(", "if(", "pi", "e", "²", "√(", " ", "\n", "a=1", "; a=2", "xy", "π", "−",
    "1e",
    "pow(", "sqrt", "x^", "\\frac", "\\sqrt", "{", "}", "[", "]", "\\sin ", "\\left|", "\\right|", "?", ":",
    "%",
    " mod ", "½", "⁻¹", "x₁", "x1", "x2", "u", "sin ", "np.", "lambda x, y:", "f(u,v)=", "**", "//", "∛", "⌊",
    "⌋",
    "$", "~", "@", "->", " if ", " else ", "log_2", "X", "é", "\u{301}", "🙂", "|", "&&", "\0", "_", "ω",
    "log10(", "atan2(",
  ]
  private static let formulas = [
    "(1-x)^2 + 100*(y-x^2)^2", "a*x^2 + b y; a=3, b=-1", "-20exp(-0.2sqrt(0.5(x²+y²))) + e",
    "if(x<0 and not y>=1, min(x,y,2), max(x/y, 3))", "√(x^2+y^2) + sigmoid(x)·log10(y)",
    "lambda u, v: (1 - u)**2 + 100*np.square(v - u**2)", "f(v, u) = |v|u + sin 2v cos u; a=2",
    "\\frac{1}{2}x^{2} + \\sqrt[3]{y}\\cdot\\left|x\\right|", "x<0 ? -x : y<0 ? ⌊y⌋ : a sin a x; a=0.5",
    "x[0]**2 + 3*x[1] if x[0] > 0 else hypot(x[0], x[1])", "@(x) x(1).^2 + x(2)",
    "½θ₁² − θ₂ mod 2 + ||θ₁|-1|", "x²\n+ y⁻²\na=3",
  ]

  /// How many texts are tried; a full run takes a million.
  private static let count = 60_000

  private func text(_ random: RandomNumbers, _ index: Int) -> String {
    let base = UInt64(index) * 64
    func draw(_ count: Int, _ place: Int) -> Int { random.below(count, base + UInt64(place)) }
    switch index % 3 {
    case 0: return (0..<draw(24, 0)).map { Self.words[draw(Self.words.count, $0 + 1)] }.joined()
    case 1:
      return String(decoding: (0..<draw(30, 0)).map { UInt8(draw(256, $0 + 1)) }, as: UTF8.self)
    default:
      var characters = Array(Self.formulas[draw(Self.formulas.count, 0)])
      for change in 0..<1 + draw(4, 1) {
        let place = draw(characters.count, 3 * change + 2)
        switch draw(3, 3 * change + 3) {
        case 0: characters.remove(at: place)
        case 1: characters.insert(contentsOf: Self.words[draw(Self.words.count, 3 * change + 4)], at: place)
        default: characters.swapAt(place, draw(characters.count, 3 * change + 4))
        }
        if characters.isEmpty { break }
      }
      return String(characters)
    }
  }

  @Test("Random words, bytes and typing errors never crash, and an error points into the text")
  func fuzz() {
    let random = RandomNumbers(seed: 4, stream: 77)
    var read = 0
    for index in 0..<Self.count {
      let text = text(random, index)
      do {
        let formula = try TypedFormula(text)
        read += 1
        checkPrinted(formula, from: text)
        // A survey takes a thousand times as long as reading.
        if read % 200 == 0 {
          let surface = formula.surface
          #expect(surface.minima.allSatisfy { $0.value.isFinite && surface.domain.contains($0.point) })
        }
      } catch {
        let inside = error.column >= 1 && error.length >= 0 && error.column + error.length <= text.count + 1
        #expect(inside && !error.message.isEmpty, "\(text): \(error)")
      }
    }
    #expect(read > Self.count / 50)
  }

  /// What is printed reads back as the same function, with the same coordinates, and as the same text.
  private func checkPrinted(_ formula: TypedFormula, from text: String) {
    let printed = formula.text(with: SettingValues(defaultsOf: formula.settings))
    guard let again = try? TypedFormula(printed) else {
      Issue.record("\(text): '\(printed)' cannot be read")
      return
    }
    #expect(again.text == formula.text && again.coordinateSentence == formula.coordinateSentence, "\(text)")
    for point in [Point(0.7, -0.4), Point(-1.3, 2.2)] {
      let (a, b) = (formula.value(at: point), again.value(at: point))
      #expect(a == b || a.isNaN && b.isNaN, "\(text): \(printed)")
    }
  }
}
