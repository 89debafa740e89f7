import RealModule
import TerminalGraphics

/// A colour in CIELAB, under the light of sRGB's white, D65.
struct LabColor: Hashable, Sendable {
  let lightness: Double
  let a: Double
  let b: Double

  /// The colour of a pixel: red in the lowest byte, then green and blue.
  init(pixel: UInt32) {
    let (r, g, b) = (
      LabColor.light(pixel & 0xFF), LabColor.light(pixel >> 8 & 0xFF), LabColor.light(pixel >> 16 & 0xFF)
    )
    // IEC 61966-2-1, and the white that its primaries add up to.
    let x = LabColor.scaled((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
    let y = LabColor.scaled(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
    let z = LabColor.scaled((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
    (lightness, a, self.b) = (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  private static let lights: [Double] = (0...255).map { channel in
    let c = Double(channel) / 255
    return c <= 0.04045 ? c / 12.92 : .pow((c + 0.055) / 1.055, 2.4)
  }

  private static func light(_ channel: UInt32) -> Double { lights[Int(channel)] }

  private static func scaled(_ t: Double) -> Double {
    t > 216.0 / 24389 ? .root(t, 3) : (24389.0 / 27 * t + 16) / 116
  }

  /// The difference of two colours by CIEDE2000, where 1 is about the least that is noticed side by side.
  ///
  /// G. Sharma, W. Wu, E. N. Dalal, The CIEDE2000 color-difference formula: implementation notes, supplementary test data,
  /// and mathematical observations (2005); all its weights are 1.
  func difference(to other: LabColor) -> Double {
    func seventh(_ x: Double) -> Double {
      let cube = x * x * x
      return cube * cube * x
    }
    let power = 6_103_515_625.0  // 25⁷
    let mean = ((a * a + b * b).squareRoot() + (other.a * other.a + other.b * other.b).squareRoot()) / 2
    let stretch = 1 + 0.5 * (1 - (seventh(mean) / (seventh(mean) + power)).squareRoot())
    let (a1, a2) = (a * stretch, other.a * stretch)
    let (c1, c2) = ((a1 * a1 + b * b).squareRoot(), (a2 * a2 + other.b * other.b).squareRoot())
    func hue(_ a: Double, _ b: Double) -> Double {
      if a == 0, b == 0 { return 0 }
      let angle = Double.atan2(y: b, x: a)
      return angle < 0 ? angle + 2 * .pi : angle
    }
    let (h1, h2) = (hue(a1, b), hue(a2, other.b))
    var turn = h2 - h1
    if turn > .pi { turn -= 2 * .pi } else if turn < -.pi { turn += 2 * .pi }
    if c1 * c2 == 0 { turn = 0 }
    let (dl, dc) = (other.lightness - lightness, c2 - c1)
    let dh = 2 * (c1 * c2).squareRoot() * .sin(turn / 2)
    let (l, c) = ((lightness + other.lightness) / 2, (c1 + c2) / 2)
    var h = h1 + h2
    if c1 * c2 != 0 {
      if abs(h1 - h2) > .pi { h += h < 2 * .pi ? 2 * .pi : -2 * .pi }
      h /= 2
    }
    let degree = Double.pi / 180
    let t =
      1 - 0.17 * .cos(h - 30 * degree) + 0.24 * .cos(2 * h) + 0.32 * .cos(3 * h + 6 * degree)
      - 0.2 * .cos(4 * h - 63 * degree)
    let off = (h / degree - 275) / 25
    let rotation =
      -.sin(60 * degree * .exp(-off * off)) * 2 * (seventh(c) / (seventh(c) + power)).squareRoot()
    let middle = (l - 50) * (l - 50)
    let lightnessShare = dl / (1 + 0.015 * middle / (20 + middle).squareRoot())
    let (chromaShare, hueShare) = (dc / (1 + 0.045 * c), dh / (1 + 0.015 * c * t))
    return
      (lightnessShare * lightnessShare + chromaShare * chromaShare + hueShare * hueShare
      + rotation * chromaShare * hueShare).squareRoot()
  }
}
