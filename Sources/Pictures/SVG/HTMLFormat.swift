import TerminalGraphics

/// A web page with the race to play, to scrub and to read: one file without a network.
struct HTMLFormat: PictureFormat {
  let card = PictureCard(
    id: "html", name: "HTML",
    summary: "A web page of its own: play the race, move through its steps, and read every point's numbers.",
    options: PictureOption.page.union([.speed]))

  func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    try write(Array(HTMLPage.text(picture, progress: progress).utf8))
  }
}
