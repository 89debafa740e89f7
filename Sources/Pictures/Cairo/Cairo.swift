import CCairo
import Wording

/// Cairo, which draws vectors and text, as loaded from the machine's own library.
///
/// It is loaded when a picture needs it, and not before: the program starts without it.
public struct Cairo {
  let functions: ccairo

  /// The library's names: of Debian's package `libcairo2` and of other systems', and of the ports of macOS.
  public static let names = ["libcairo.so.2", "libcairo.2.dylib"]

  /// Loads the first library of some names.
  ///
  /// - Throws: `CairoError.missing` if there is none.
  public init(names: [String] = Cairo.names) throws(CairoError) {
    var functions = ccairo()
    guard names.contains(where: { ccairo_load($0, &functions) }) else { throw .missing }
    self.functions = functions
  }

  /// Its version, such as `1.16.0`.
  public var version: String { functions.version_string().map { String(cString: $0) } ?? "" }
}

/// Why a picture cannot be drawn through cairo.
public enum CairoError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The library is not installed.
  case missing
  /// No font was found.
  case noFont
  /// No font has a sign of a text.
  case noGlyph(Unicode.Scalar, text: String)
  /// The picture is larger than cairo or memory allows, or cairo fails in its own words.
  case failed(String)

  public var description: String {
    switch self {
    case .missing:
      "gif, pdf and png need cairo: install the package libcairo2; all other formats work without it"
    case .noFont: "no font is installed: install one, such as the package fonts-dejavu-core"
    case .noGlyph(let scalar, let text):
      """
      no installed font has the sign '\(scalar)' (U+\(String(scalar.value, radix: 16, uppercase: true))) of \
      '\(text)': install a font that has it, or use other words
      """.printableLine
    case .failed(let reason): "cairo: \(reason)"
    }
  }

  /// Does something whose mistakes of cairo's become errors of pictures.
  static func inWords<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as CairoError { throw PictureError(error.description) }
  }
}
