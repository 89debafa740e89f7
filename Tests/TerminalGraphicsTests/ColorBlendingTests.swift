import Foundation
import PictureChecks
import TerminalGraphics
import Testing

struct ColorBlendingTests {
  @Test func channelsPackAndUnpack() {
    let color = Color(0xAB12F0)
    #expect(color.red == 0xAB && color.green == 0x12 && color.blue == 0xF0)
    #expect(Color(red: 0xAB, green: 0x12, blue: 0xF0) == color)
    #expect(Color(0xFF00_0001) == Color(1))
  }

  @Test func blendingStaysAndArrives() {
    let (a, b) = (Color(0x102030), Color(0xF00010))
    #expect(a.blended(towards: b, 0) == a)
    #expect(a.blended(towards: b, 1) == b)
    #expect(a.blended(towards: b, 0.5) == Color(0x801020))
    #expect(a.blended(towards: a, 0.3) == a)
    #expect(a.blended(towards: b, 9).red == 255 && a.blended(towards: b, -9).red == 0)
  }

  @Test func luminanceIsTheStandards() {
    #expect(Color(0x000000).luminance == 0)
    #expect(abs(Color(0xFFFFFF).luminance - 1) < 1e-9)
    // The primaries are the coefficients themselves.
    #expect(abs(Color(0xFF0000).luminance - 0.2126) < 1e-9)
    #expect(abs(Color(0x00FF00).luminance - 0.7152) < 1e-9)
    #expect(abs(Color(0x0000FF).luminance - 0.0722) < 1e-9)
    #expect(abs(Color(0x808080).luminance - 0.21586) < 1e-5)
    for level in UInt8.min...UInt8.max {
      let c = Double(level) / 255
      let linear = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
      #expect(abs(Color(red: level, green: level, blue: level).luminance - linear) < 1e-9)
    }
  }

  @Test func contrastRunsFromOneToTwentyOne() {
    #expect(abs(Color.contrast(Color(0), Color(0xFFFFFF)) - 21) < 1e-6)
    #expect(Color.contrast(Color(0x123456), Color(0x123456)) == 1)
    let (a, b) = (Color(0x777777), Color(0xFFFFFF))
    #expect(Color.contrast(a, b) == Color.contrast(b, a))
    // The well-known grey that just misses 4.5 on white.
    #expect(abs(Color.contrast(a, b) - 4.478) < 1e-3)
  }
}
