import PictureChecks
import TerminalGraphics
import Testing

struct GlyphSetTests {
  private func ascii(_ text: String) -> String {
    let symbols = Array(text.unicodeScalars)
    var frame = Frame(width: symbols.count, height: 1)
    for (column, symbol) in symbols.enumerated() { frame[column, 0] = Cell(symbol) }
    var result = String.UnicodeScalarView()
    for cell in frame.transliterated(to: .ascii).cells { result.append(cell.symbol) }
    return String(result)
  }

  @Test func bordersBecomeLines() {
    #expect(ascii("╭─┬─╮│├┤╰┴╯") == "+-+-+|+++++")
  }

  @Test func headsStayDistinct() {
    // All nine heads, the start and the minima.
    let heads = ascii("●▲◆■✚★▼◉✖✕✦")
    #expect(heads == "o^&#+*YQXx@")
    #expect(Set(heads).count == 11)
  }

  @Test func formulasStayReadable() {
    #expect(ascii("α β γ ε ρ λ μ ∇ x² y³ −1 · ×") == "a b g e r l m d x2 y3 -1 . x")
    #expect(ascii("▶ ⏸ ← → ↑ ↓ …") == "> = < > ^ v .")
  }

  @Test("A formula in ASCII has the same meaning")
  func formulasStayTrue() {
    #expect(GlyphSet.ascii.formula("W ← W − 0.001·g², √x → 3") == "W = W − 0.001*g^2, sqrt x -> 3")
    #expect(ascii(GlyphSet.ascii.formula("1 − β₁ᵗ")) == "1 - b1^t")
    #expect(GlyphSet.ascii.formula("x + 1") == "x + 1")
    #expect(GlyphSet.unicode.formula("x² ← 1") == "x² ← 1")
  }

  @Test("Keys in ASCII have names, since an arrow's sign is another key")
  func keys() {
    #expect(GlyphSet.ascii.keys("←") == "left")
    #expect(GlyphSet.ascii.keys("↑↓") == "up down")
    #expect(GlyphSet.ascii.keys("⇧← [") == "shift+left [")
    #expect(GlyphSet.ascii.keys("<") == "<")
    #expect(GlyphSet.unicode.keys("⇧← [") == "⇧← [")
  }

  @Test func brailleKeepsItsPlace() {
    #expect(ascii("⠀⠁⠂⡀⢀⠉⣀⣿") == " '-..'.#")
    #expect(ascii("⠑⡇") == "\":")
  }

  @Test func unknownSymbolsAreQuestionMarks() {
    #expect(ascii("漢♞") == "??")
  }

  @Test func halfBlocksBecomeTheirMeanGround() {
    let half = Cell("▀", foreground: Color(0x204060), background: Color(0x406080))
    #expect(GlyphSet.ascii.cell(half).symbol == " ")
    #expect(GlyphSet.ascii.cell(half).background == Color(0x305070))
    #expect(GlyphSet.unicode.cell(half) == half)
  }

  @Test func withoutColorsHalfBlocksBecomeShades() {
    let dark = Cell("▀", foreground: Color(0x080808), background: Color(0x080808))
    let light = Cell("▀", foreground: Color(0xF0F0F0), background: Color(0xF0F0F0))
    #expect(GlyphSet.unicode.monochrome(dark) == Cell(" "))
    #expect(GlyphSet.unicode.monochrome(light) == Cell("█"))
    #expect(GlyphSet.ascii.monochrome(light) == Cell("#"))
    #expect(GlyphSet.unicode.monochrome(Cell("a", background: Color(1), attributes: .bold)).symbol == "a")
  }

  @Test func unicodeLeavesFramesAlone() {
    let frame = Frame(width: 2, height: 1, filledWith: Cell("●"))
    #expect(frame.transliterated(to: .unicode) == frame)
  }
}
