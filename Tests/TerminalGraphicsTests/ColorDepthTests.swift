import TerminalGraphics
import Testing

struct ColorDepthTests {
  @Test func directIsTheColorItself() {
    #expect(ColorDepth.direct.index(of: Color(0x12AB03)) == 0x12AB03)
    #expect(ColorDepth.direct.index(of: Color(0)) == 0)
  }

  @Test func monoHasNone() {
    #expect(ColorDepth.mono.index(of: Color(0xFFFFFF)) == nil)
  }

  @Test func cubeColorsMapToThemselves() {
    for index: Int32 in 16...255 {
      let color = ColorDepth.paletteColor(index)
      let found = ColorDepth.palette256.index(of: color)
      #expect(found.map(ColorDepth.paletteColor) == color)
      if index < 232 { #expect(found == index) }
    }
  }

  @Test func nearColorsMapToTheNearest() {
    #expect(ColorDepth.palette256.index(of: Color(0x0D1017)) == 233)
    #expect(ColorDepth.palette256.index(of: Color(0xFE0102)) == 196)
    #expect(ColorDepth.palette16.index(of: Color(0xFFFFFF)) == 15)
    #expect(ColorDepth.palette16.index(of: Color(0x808080)) == 8)
    #expect(ColorDepth.palette8.index(of: Color(0xFFFFFF)) == 7)
    #expect(ColorDepth.palette8.index(of: Color(0xFF0000)) == 1)
    #expect(ColorDepth.palette8.index(of: Color(0x101010)) == 0)
  }

  @Test func standardColorsMapToThemselves() {
    for index: Int32 in 0...15 {
      #expect(ColorDepth.palette16.index(of: ColorDepth.paletteColor(index)) == index)
    }
    for index: Int32 in 0...7 {
      #expect(ColorDepth.palette8.index(of: ColorDepth.paletteColor(index)) == index)
    }
  }

  @Test func fewColorsKeepTheHue() {
    #expect(ColorDepth.palette16.index(of: Color(0xFF7B72)) == 9)
    #expect(ColorDepth.palette8.index(of: Color(0x7EE787)) == 2)
    #expect(ColorDepth.palette8.index(of: Color(0x79C0FF)) == 6)
  }
}
