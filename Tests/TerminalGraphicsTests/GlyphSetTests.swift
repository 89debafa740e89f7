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
    let heads = ascii("●▲◆■✚★✕✦")
    #expect(heads == "o^&#+*x@")
    #expect(Set(heads).count == 8)
  }

  @Test func formulasStayReadable() {
    #expect(ascii("α β γ ε ρ λ μ ∇ x² y³ −1 · ×") == "a b g e r l m d x2 y3 -1 . x")
    #expect(ascii("▶ ⏸ ← → ↑ ↓ …") == "> = < > ^ v .")
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
