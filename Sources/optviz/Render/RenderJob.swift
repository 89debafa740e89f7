import Configuration
import CTerm
import Exports
import Glibc
import OptvizApp
import Pictures
import TerminalGraphics
import Wording

/// A picture of an experiment that is ready to be made and written.
struct RenderJob {
  /// What is raced, and how it is looked at.
  let opening: Model.Opening
  /// The page.
  let request: PageRequest
  /// How the format draws.
  let options: Picture.Options
  /// What is written.
  let format: any PictureFormat
  /// The step to show; one beyond the race is its last.
  let step: Int
  /// The theme of the same page on a dark ground; `nil` where the file does not follow its surrounding.
  let darkTheme: ThemeEntry?
  /// Steps a second.
  let speed: Double

  /// A command line, by the words after the program's name, as it makes the file again: into the current folder, and
  /// without leave to replace it.
  static func command(_ arguments: some Sequence<String>) -> String {
    var words: [String] = []
    var rest = Array(arguments)[...]
    while let word = rest.popFirst() {
      let option = "--output"
      if word == "--force" { continue }
      if word == option, let path = rest.popFirst() {
        words += [option, fileName(path)]
      } else if word.hasPrefix("\(option)=") {
        words.append("\(option)=" + fileName(String(word.dropFirst(option.count + 1))))
      } else {
        words.append(word)
      }
    }
    return (["optviz"] + words).map(\.shellWord).joined(separator: " ")
  }

  /// A path without its folders, which are of one machine.
  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Makes the picture and passes its bytes to a sink; `progress` is told the finished share, and throws where the file is
  /// no longer wanted.
  ///
  /// - Parameter announce: is told the size of a file that is made before it is written.
  func write(
    into sink: inout ByteSink, progress: (Double) throws -> Void, announce: (String) -> Void = { _ in }
  ) throws {
    let pages = try PageMaker(opening, request) { try progress($0 * 0.3) }
    let picture = try RenderJob.picture(
      pages, options, step: step, speed: speed, dark: try darkTheme.map { try pages.inTheme($0) })
    if let whole = format as? any WholePictureFormat {
      let bytes = try whole.bytes(of: picture) { try progress(0.3 + 0.7 * $0) }
      announce("\(format.card.id) of \(RenderJob.size(bytes.count))")
      for start in stride(from: 0, to: bytes.count, by: ByteSink.pieceSize) {
        sink.append(bytes: Array(bytes[start..<min(bytes.count, start + ByteSink.pieceSize)]))
        try sink.drainIfFull()
      }
      return
    }
    try format.write(picture, progress: { try progress(0.3 + 0.7 * $0) }) { bytes in
      sink.append(bytes: bytes)
      try sink.drainIfFull()
    }
  }

  /// `172 kB`, `1.4 MB`.
  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000
      ? "\((bytes + 500) / 1000) kB" : "\(Numerals.fixed(Double(bytes) / 1e6, decimals: 1)) MB"
  }

  /// A run as numbers.
  private static func run(_ run: RunNumbers, upTo time: Int) -> Picture.Run {
    @Sendable func point(_ point: RunNumbers.Point) -> Picture.Run.Point {
      Picture.Run.Point(time: point.time, step: point.step, place: point.place, loss: point.loss)
    }
    return Picture.Run(
      number: run.number, sign: run.sign, color: run.color, label: run.label, event: run.event,
      point: { point(run.point(at: min(time, $0))) }, points: { run.points(upTo: time, most: $0).map(point) })
  }

  /// The picture of pages.
  static func picture(
    _ pages: PageMaker, _ options: Picture.Options, step: Int, speed: Double, dark: PageMaker?
  ) throws -> Picture {
    var options = options
    options.speed = speed
    let step = max(0, min(step, pages.lastStep))
    let runs = pages.runs.map { RenderJob.run($0, upTo: step) }
    let frames = FrameShelf(pages)
    var darkPage: (@Sendable (Int) -> Page)?
    if let dark { darkPage = { step in dark.page(at: step) } }
    return Picture(
      step: step, runs: runs, names: pages.names, options: options, page: { step in pages.page(at: step) },
      darkPage: darkPage, frame: { step, options in frames.frame(at: step, options) })
  }
}
