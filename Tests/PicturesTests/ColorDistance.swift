import Foundation

/// CIEDE2000 of two colours `0xRRGGBB`, written for the tests from the published formula.
func difference(_ a: UInt32, _ b: UInt32) -> Double { ciede2000(lab(a), lab(b)) }

/// A colour in CIELAB under D65.
func lab(_ color: UInt32) -> [Double] {
  let rgb = [16, 8, 0].map { shift -> Double in
    let c = Double(color >> UInt32(shift) & 255) / 255
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
  }
  let rows = [
    ([0.4124564, 0.3575761, 0.1804375], 0.95047), ([0.2126729, 0.7151522, 0.0721750], 1),
    ([0.0193339, 0.1191920, 0.9503041], 1.08883),
  ]
  let f = rows.map { row, white -> Double in
    let t = zip(row, rgb).map(*).reduce(0, +) / white
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
  }
  return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
}

func ciede2000(_ p: [Double], _ q: [Double]) -> Double {
  let c = (hypot(p[1], p[2]) + hypot(q[1], q[2])) / 2
  let g = 0.5 * (1 - sqrt(pow(c, 7) / (pow(c, 7) + pow(25, 7))))
  let (a1, a2) = (p[1] * (1 + g), q[1] * (1 + g))
  let (c1, c2) = (hypot(a1, p[2]), hypot(a2, q[2]))
  func degrees(_ y: Double, _ x: Double) -> Double {
    let angle = x == 0 && y == 0 ? 0 : atan2(y, x) * 180 / .pi
    return angle < 0 ? angle + 360 : angle
  }
  func cosine(_ angle: Double) -> Double { cos(angle * .pi / 180) }
  let (h1, h2) = (degrees(p[2], a1), degrees(q[2], a2))
  var dh = c1 * c2 == 0 ? 0 : h2 - h1
  if dh > 180 { dh -= 360 }
  if dh < -180 { dh += 360 }
  let turn = 2 * sqrt(c1 * c2) * sin(dh * .pi / 360)
  var h = h1 + h2
  if c1 * c2 != 0 { h = abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? h / 2 + 180 : h / 2 - 180 }
  let (l, m) = ((p[0] + q[0]) / 2, (c1 + c2) / 2)
  let t =
    1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) - 0.2 * cosine(4 * h - 63)
  let sl = 1 + 0.015 * pow(l - 50, 2) / sqrt(20 + pow(l - 50, 2))
  let rt =
    -sin(60 * exp(-pow((h - 275) / 25, 2)) * .pi / 180) * 2 * sqrt(pow(m, 7) / (pow(m, 7) + pow(25, 7)))
  let (x, y, z) = ((q[0] - p[0]) / sl, (c2 - c1) / (1 + 0.045 * m), turn / (1 + 0.015 * m * t))
  return sqrt(x * x + y * y + z * z + rt * y * z)
}
