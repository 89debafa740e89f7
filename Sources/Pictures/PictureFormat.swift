import TerminalGraphics

/// A format of pictures: turns pages or frames into bytes.
///
/// A format opens no file and knows no race: it asks a `Picture` for what it draws and passes bytes on. Equal pictures
/// give equal bytes. To add a format: one file, and one line in `PictureCatalog`.
public protocol PictureFormat: Sendable {
  /// What is known of the format.
  var card: PictureCard { get }

  /// Writes a picture.
  ///
  /// - Parameters:
  ///   - progress: is told the finished share, 0 to 1, from time to time. It throws where the picture is no longer wanted,
  ///     and that error is passed on.
  ///   - write: takes bytes, in order.
  func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void) throws
}

/// What is known of a format of pictures.
public struct PictureCard: Hashable, Sendable {
  /// The word on the command line, which is also the file extension.
  public let id: String
  /// The name.
  public let name: String
  /// One sentence: what is in such a file.
  public let summary: String
  /// The options that it takes; others are refused.
  public let options: Set<PictureOption>
  /// The size of a page unless told; `nil` for that of all pages.
  public let usualSize: SIMD2<Double>?

  /// A card.
  public init(
    id: String, name: String, summary: String, options: Set<PictureOption>, usualSize: SIMD2<Double>? = nil
  ) {
    (self.id, self.name, self.summary, self.options) = (id, name, summary, options)
    self.usualSize = usualSize
  }
}

extension PictureCard {
  /// Whether it shows a race by moving parts of one drawing, as rules and scripts do: what changes its form from step to
  /// step cannot be shown so.
  ///
  /// - Parameter isAnimated: whether the race is asked for.
  public func movesOneDrawing(isAnimated: Bool) -> Bool {
    let hasFrames = options.contains(.fps) || options.contains(.columns)
    return options.contains(.speed) && !hasFrames && (isAnimated || !options.contains(.animate))
  }
}

/// An option of pictures, by its name on the command line.
public enum PictureOption: String, CaseIterable, Hashable, Sendable {
  /// The view and the colours of figures: every format that draws figures has these.
  case view, theme, colormap, title, labels
  /// Width and height in points.
  case size
  /// Pixels to an inch; a point is a 96th of an inch.
  case dpi
  /// No ground.
  case transparent
  /// The race instead of one step.
  case animate
  /// Pictures a second, how often they are played, and steps a second.
  case fps, loop, speed
  /// The size of frames in characters.
  case columns, rows
  /// How frames are coloured, and with what they are drawn.
  case color, glyphs
  /// What else the screen shows: its panels, the inspector, a pinned step, and what lines are drawn with.
  case layout, inspect, averages, pin, marker

  /// The options of what is shown in frames of the screen.
  public static let screen: Set<PictureOption> = [
    .view, .columns, .rows, .layout, .inspect, .averages, .pin, .marker,
  ]

  /// The options of a figure on a page.
  public static let page: Set<PictureOption> = [.view, .theme, .colormap, .title, .labels, .size]
}

/// Why a picture could not be made.
public struct PictureError: Error, Hashable, Sendable {
  /// What is missing or wrong, and what helps, in a sentence.
  public let message: String
  /// Whether the format cannot show what is asked for, wherever it is made.
  public let isRefusal: Bool

  /// An error with its sentence.
  public init(_ message: String, isRefusal: Bool = false) {
    (self.message, self.isRefusal) = (message, isRefusal)
  }
}

/// A format whose whole file is made before its first byte is written, so that its size can be told before.
public protocol WholePictureFormat: PictureFormat {
  /// The file.
  ///
  /// - Parameter progress: as of `write`.
  func bytes(of picture: Picture, progress: (Double) throws -> Void) throws -> [UInt8]
}

extension WholePictureFormat {
  public func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    try write(bytes(of: picture, progress: progress))
  }
}
