import TerminalGraphics

/// The race on the screen as a recording that asciinema plays.
struct CastFormat: PictureFormat {
  let card = PictureCard(
    id: "cast", name: "asciinema",
    summary: "the race on the screen, played by asciinema, with a marker where a run ends",
    options: PictureOption.screen.union([.theme, .colormap, .title, .fps, .speed, .color, .glyphs]))

  /// How long the last frame stays, in microseconds.
  private static let hold = 3_000_000

  func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    var options = picture.options
    var cast = Asciicast(options.depth, options.glyphs)
    try write(Array(cast.line(header(picture)).utf8))
    let steps = picture.steps(fps: options.fps)
    var events = picture.runs.compactMap { run in
      run.event.flatMap { event in
        event.time <= picture.step ? (event.time, "\(run.number) \(run.label) \(event.name)") : nil
      }
    }[...]
    events.sort { $0.0 < $1.0 }
    func time(_ index: Int) -> Int { Int((Double(index) * 1e6 / options.fps).rounded()) }
    for (index, step) in steps.enumerated() {
      options.isAnimated = index + 1 < steps.count
      var lines = cast.line(picture.frame(step, options), at: time(index))
      while let event = events.first, event.0 <= step {
        lines += cast.line(marker: event.1, at: time(index))
        events.removeFirst()
      }
      if !lines.isEmpty { try write(Array(lines.utf8)) }
      try progress(Double(index + 1) / Double(steps.count))
    }
    try write(Array(cast.end(at: time(steps.count - 1) + CastFormat.hold).utf8))
  }

  private func header(_ picture: Picture) -> Asciicast.Header {
    let (options, page) = (picture.options, picture.page(picture.step))
    let isDirect = options.depth == .direct
    return Asciicast.Header(
      width: options.columns, height: options.rows, title: page.title, command: page.provenance.command,
      colors: (page.colors.text, page.colors.base),
      environment: [
        ("TERM", "xterm-256color"), ("COLORTERM", isDirect ? "truecolor" : ""),
        ("OPTVIZ_VERSION", page.provenance.creator),
        ("OPTVIZ_SEED", String(page.provenance.seed)),
      ].filter { !$0.1.isEmpty })
  }
}
