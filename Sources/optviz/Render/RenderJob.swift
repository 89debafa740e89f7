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

  /// The command line of this process, as it makes the file again: without what says where the file goes.
  static var command: String {
    var words: [String] = []
    var rest = CommandLine.arguments.dropFirst()[...]
    while let word = rest.popFirst() {
      if word == "--force" || word.hasPrefix("--output=") { continue }
      if word == "--output" {
        _ = rest.popFirst()
        continue
      }
      words.append(word)
    }
    return (["optviz"] + words).map(\.shellWord).joined(separator: " ")
  }

  /// Makes the picture and passes its bytes to a sink; tells a person at a terminal how far it is.
  func write(into sink: inout ByteSink) throws {
    var meter = ProgressMeter()
    defer { meter.end() }
    let pages = try PageMaker(opening, request) { meter.show($0 * 0.3) }
    let picture = try RenderJob.picture(
      pages, options, step: step, speed: speed, dark: try darkTheme.map { try pages.inTheme($0) })
    try format.write(picture, progress: { meter.show(0.3 + 0.7 * $0) }) { bytes in
      sink.append(bytes: bytes)
      try sink.drainIfFull()
    }
  }

  /// A run as numbers.
  private static func run(_ run: RunNumbers, upTo time: Int) -> Picture.Run {
    Picture.Run(
      number: run.number, sign: run.sign, color: run.color, label: run.label, event: run.event
    ) { most in
      run.points(upTo: time, most: most).map { point in
        Picture.Run.Point(time: point.time, step: point.step, place: point.place, loss: point.loss)
      }
    }
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
