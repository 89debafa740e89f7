import TerminalGraphics
import Testing

struct GradientTests {
  private let greys = Gradient([Color(0x000000), Color(0x808080), Color(0xFFFFFF)])

  @Test func stopsLieAtEqualDistances() {
    #expect(greys.color(at: 0) == Color(0))
    #expect(greys.color(at: 0.5) == Color(0x808080))
    #expect(greys.color(at: 1) == Color(0xFFFFFF))
    #expect(greys.color(at: 0.25) == Color(0x404040))
    #expect(greys.color(at: 0.75) == Color(0xC0C0C0))
  }

  @Test func beyondTheEndsAreTheEnds() {
    for place in [-1, -Double.infinity, .nan] { #expect(greys.color(at: place) == Color(0)) }
    for place in [1.0001, Double.infinity] { #expect(greys.color(at: place) == Color(0xFFFFFF)) }
    #expect(Gradient([Color(7)]).color(at: 0.5) == Color(7))
  }

  @Test func rampsStepEvenlyFromEndToEnd() {
    for count in 2...200 {
      let ramp = greys.ramp(count)
      #expect(ramp.count == count && ramp.first == Color(0) && ramp.last == Color(0xFFFFFF))
      for (a, b) in zip(ramp, ramp.dropFirst()) {
        #expect(a.red <= b.red && a.red == a.green && a.green == a.blue)
        #expect(Double(b.red - a.red) <= 128 / Double(count - 1) * 2 + 1)
      }
    }
    #expect(greys.ramp(1) == [Color(0)] && greys.ramp(0) == [])
    #expect(greys.ramp(3) == greys.stops)
  }
}
