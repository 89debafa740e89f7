import Raster
import TerminalGraphics

/// GIF: the race, for pages that show nothing else that moves.
///
/// All frames are made before the first one is packed, since the palette is chosen from all colours that occur; where those
/// are too many, they are made again with edges of fewer shades.
public struct GIFFormat: WholePictureFormat {
  public let card = PictureCard(
    id: "gif", name: "GIF", summary: "The race as a moving picture of at most 256 colours.",
    options: PictureOption.page.union([.fps, .loop, .speed]), usualSize: SIMD2(640, 480))

  private let libraries: [String]

  /// The format, drawn by the first of some libraries that is there.
  public init(libraries: [String] = Cairo.names) { self.libraries = libraries }

  /// How long the last frame is held, in hundredths of a second.
  private static let hold = 300
  /// How edges are shaded and how exact heights are, the best first: what the colours do not suffice for is left out.
  private static let qualities: [Quality] = [
    Quality(edgeSteps: 8, heights: 1.4), Quality(edgeSteps: 5, heights: 1.4),
    Quality(edgeSteps: 4, heights: 1.4),
    Quality(edgeSteps: 4, heights: 2), Quality(edgeSteps: 3, heights: 2), Quality(edgeSteps: 3, heights: 2.6),
    Quality(edgeSteps: 2, heights: 3), Quality(edgeSteps: 1, heights: 3),
  ]

  private struct Quality {
    /// In how many steps the edges of lines are shaded.
    let edgeSteps: Int
    /// The largest difference of colours that cover much of the picture.
    let heights: Double
  }

  public func bytes(of picture: Picture, progress: (Double) throws -> Void) throws -> [UInt8] {
    try CairoError.inWords {
      let (recording, palette, words) = try palette(of: picture) { try progress(0.6 * $0) }
      let page = picture.page(picture.step)
      return try recording.bytes(
        palette, plays: picture.options.loops, comments: GIFFormat.comments(of: page) + [words]
      ) { try progress(0.6 + 0.4 * $0) }
    }
  }

  /// The frames before the palette takes their colours: as the file's would be in true colours.
  public func trueFrames(of picture: Picture) throws -> [PixelImage] {
    try CairoError.inWords {
      let (recording, _, _) = try palette(of: picture) { _ in }
      return recording.images
    }
  }

  /// All frames in the palette's colours, and a sentence about how near they are to the true ones.
  private func palette(of picture: Picture, progress: (Double) throws -> Void) throws -> (
    recording: GIFRecording, palette: GIFPalette, words: String
  ) {
    let cairo = try Cairo(names: libraries)
    let fixed = GIFFormat.colors(of: picture.page(picture.step))
    var recordings: [Int: GIFRecording] = [:]
    for (index, quality) in GIFFormat.qualities.enumerated() {
      let isLast = index == GIFFormat.qualities.count - 1
      // Whether the colours suffice shows in a few frames; only then all of them are drawn.
      let sample =
        try recordings[quality.edgeSteps]
        ?? GIFFormat.recording(of: picture, cairo, edgeSteps: quality.edgeSteps, frames: GIFFormat.sampled) {
          _ in
        }
      recordings[quality.edgeSteps] = sample
      try progress(0)
      guard isLast || GIFPalette(sample, fixed: fixed, heights: quality.heights) != nil else { continue }
      let recording = try GIFFormat.recording(
        of: picture, cairo, edgeSteps: quality.edgeSteps, progress: progress)
      // Where even that is too much, as near as possible.
      for factor in isLast ? [1, 1.5, 2, 3, 5, 8, 100] : [1.0] {
        let palette = GIFPalette(
          recording, fixed: fixed, heights: factor * quality.heights, tolerance: factor * GIFPalette.tolerance
        )
        if let palette {
          return (recording, palette, GIFFormat.words(palette, edgeSteps: quality.edgeSteps))
        }
      }
    }
    throw PictureError("the picture has more colours than a gif can show")
  }

  /// How exact the colours are, for those who look into the file.
  private static func words(_ palette: GIFPalette, edgeSteps: Int) -> String {
    let error = Numerals.fixed(palette.error, decimals: 2)
    return
      "\(palette.colors.count) colours, each within CIEDE2000 \(error) of the true one; edges in \(edgeSteps + 1) shades"
  }

  /// So many frames tell which colours occur.
  private static let sampled = 6

  /// All frames, or some of them, in true colours.
  private static func recording(
    of picture: Picture, _ cairo: Cairo, edgeSteps: Int, frames most: Int = .max,
    progress: (Double) throws -> Void
  ) throws -> GIFRecording {
    var steps = picture.steps(fps: picture.options.fps)
    if steps.count > most { steps = (1...most).map { steps[$0 * steps.count / most - 1] } }
    let first = picture.page(steps[0])
    var frames = try GIFFrames(cairo, first.size, last: picture.page(picture.step), edgeSteps: edgeSteps)
    var recording = GIFRecording(width: frames.width, height: frames.height)
    for (index, step) in steps.enumerated() {
      try progress(Double(index) / Double(steps.count))
      let image = try frames.frame(of: index == 0 ? first : picture.page(step))
      let end = index == steps.count - 1 ? nil : GIFFormat.time(index + 1, picture.options.fps)
      recording.add(image, hundredths: end.map { $0 - GIFFormat.time(index, picture.options.fps) } ?? 0)
    }
    recording.hold(hundredths: GIFFormat.hold)
    return recording
  }

  /// When a frame is shown, in hundredths of a second; rounded so that all of them together take as long as they should.
  private static func time(_ frame: Int, _ fps: Double) -> Int { Int((Double(frame) * 100 / fps).rounded()) }

  /// The colours that are exact.
  private static func colors(of page: Page) -> [Color] {
    [page.colors.base, page.colors.text, page.colors.strong, page.colors.quiet] + page.runs.map(\.color)
  }

  private static func comments(of page: Page) -> [String] {
    let origin = page.provenance
    return [page.title, origin.description, origin.creator, origin.command, "seed \(origin.seed)"].filter {
      !$0.isEmpty
    }
  }
}

extension GIFRecording {
  /// The file.
  func bytes(_ palette: GIFPalette, plays: Int, comments: [String], progress: (Double) throws -> Void) throws
    -> [UInt8]
  {
    var writer = GIFWriter(
      width: width, height: height, colors: palette.colors, plays: plays, comments: comments)
    var pixels = [UInt8](repeating: 0, count: width * height)
    var shown: [UInt8] = []
    for (index, frame) in frames.enumerated() {
      try progress(Double(index) / Double(frames.count))
      for change in frame.changes { pixels[Int(change.place)] = palette.numbers[Int(change.color)] }
      // Where the palette does not show the change, a frame of one pixel keeps the time.
      let rect = GIFWriter.change(from: shown, to: pixels, width: width)
      writer.add(
        pixels, over: shown, rect ?? GIFWriter.Rect(x: 0, y: 0, width: 1, height: 1),
        hundredths: frame.hundredths)
      shown = pixels
    }
    writer.finish()
    return writer.bytes
  }
}
