import Raster
import TerminalGraphics

/// GIF: the race, for pages that show nothing else that moves.
///
/// All frames are made before the first one is packed, since the palette is chosen from all colours that occur; where those
/// are too many, they are made again with edges of fewer shades.
struct GIFFormat: WholePictureFormat {
  let card = PictureCard(
    id: "gif", name: "GIF", summary: "The race as a moving picture of at most 256 colours.",
    options: PictureOption.page.union([.fps, .loop, .speed]))

  /// How long the last frame is held, in hundredths of a second.
  private static let hold = 300
  /// In how many steps the edges of what moves are shaded: fewer where the colours do not suffice.
  private static let edgeSteps = [8, 5, 4, 3, 2, 1]

  func bytes(of picture: Picture, progress: (Double) throws -> Void) throws -> [UInt8] {
    let cairo = try Cairo()
    var done = 0.0
    for edgeSteps in GIFFormat.edgeSteps {
      let isLast = edgeSteps == GIFFormat.edgeSteps.last
      // Whether the colours suffice shows in a few frames; only then all of them are drawn.
      let sample = try GIFFormat.recording(
        of: picture, cairo, edgeSteps: edgeSteps, frames: GIFFormat.sampled
      ) { _ in }
      guard isLast || GIFPalette(sample.recording, fixed: GIFFormat.colors(of: sample.first)) != nil else {
        continue
      }
      let (recording, first) = try GIFFormat.recording(of: picture, cairo, edgeSteps: edgeSteps) {
        try progress(done + $0 * (0.6 - done))
      }
      done += (0.6 - done) / 2
      // Without any palette that is good enough, the best one.
      let tolerance = isLast ? [1, 1.5, 2, 3, 5, 8, 100] : [1]
      for factor in tolerance {
        guard
          let palette = GIFPalette(
            recording, fixed: GIFFormat.colors(of: first), tolerance: factor * GIFPalette.tolerance)
        else { continue }
        return try recording.bytes(
          palette, plays: picture.options.loops,
          comments: GIFFormat.comments(of: first) + [GIFFormat.words(palette, edgeSteps: edgeSteps)]
        ) { try progress(0.6 + 0.4 * $0) }
      }
    }
    return []
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
  static func recording(
    of picture: Picture, _ cairo: Cairo, edgeSteps: Int, frames most: Int = .max,
    progress: (Double) throws -> Void
  ) throws -> (recording: GIFRecording, first: Page) {
    var steps = picture.steps(fps: picture.options.fps)
    if steps.count > most { steps = (1...most).map { steps[$0 * steps.count / most - 1] } }
    let first = picture.page(steps[0])
    var frames = try GIFFrames(cairo, first.size, edgeSteps: edgeSteps)
    var recording = GIFRecording(width: frames.width, height: frames.height)
    for (index, step) in steps.enumerated() {
      try progress(Double(index) / Double(steps.count))
      let image = try frames.frame(of: index == 0 ? first : picture.page(step))
      let end = index == steps.count - 1 ? nil : GIFFormat.time(index + 1, picture.options.fps)
      recording.add(image, hundredths: end.map { $0 - GIFFormat.time(index, picture.options.fps) } ?? 0)
    }
    recording.hold(hundredths: GIFFormat.hold)
    return (recording, first)
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
