import Foundation
import TerminalGraphics

/// A colour as seen by an eye that lacks one kind of cone.
///
/// G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for Simulation of Color Vision
/// Deficiency, IEEE TVCG 15 (2009), the matrices for severity 1.0; they apply to linear RGB.
enum ColorVision: CaseIterable {
  case normal, protanopia, deuteranopia

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    }
  }

  /// The distance of two colours for this eye, in OKLab, where white is 1 from black.
  func distance(_ a: Color, _ b: Color) -> Double {
    let (a, b) = (oklab(a), oklab(b))
    return zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  /// Ottosson, A perceptual color space for image processing (2020).
  private func oklab(_ color: Color) -> [Double] {
    let linear = [color.red, color.green, color.blue].map { channel -> Double in
      let c = Double(channel) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    let seen = matrix.map { row in max(0, min(1, zip(row, linear).map { $0 * $1 }.reduce(0, +))) }
    func dot(_ row: [Double], _ v: [Double]) -> Double { zip(row, v).map { $0 * $1 }.reduce(0, +) }
    let cones = [
      [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ].map { cbrt(dot($0, seen)) }
    return [
      [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.8086757660],
    ].map { dot($0, cones) }
  }
}
