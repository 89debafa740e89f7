import TerminalGraphics

/// The text of a frame after something was drawn on it.
func picture(_ width: Int, _ height: Int, _ draw: (inout Frame) -> Void) -> String {
  var frame = Frame(width: width, height: height)
  draw(&frame)
  return frame.text
}

/// A style without colours.
let plain = Style(nil)

/// Random numbers that are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
