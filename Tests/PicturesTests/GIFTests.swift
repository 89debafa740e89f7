import Pictures
import Raster
import TerminalGraphics
import Testing

/// Whether cairo is there: what needs it is tested only then.
let hasCairo = (try? Cairo()) != nil

/// GIF: read by a decoder of the tests' own, and compared with the frames in true colours.
@Suite(.enabled(if: hasCairo)) struct GIFTests {
  private static func made(
    _ view: SamplePicture.View = .map, isDark: Bool = false, step: Int = 120, fps: Double = 10, loops: Int = 0
  ) -> SamplePicture {
    SamplePicture(view, isDark: isDark, step: step) { options in
      (options.fps, options.loops) = (fps, loops)
    }
  }

  /// Pairs number 1, 7, 9, 16, 17 and 25 of the table that Sharma, Wu and Dalal published in 2005.
  @Test(arguments: [
    ([50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425), ([50, 0, 0], [50, -1, 2], 2.3669),
    ([50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792), ([50, 2.5, 0], [50, 0, -2.5], 4.3065),
    ([50, 2.5, 0], [73, 25, -18], 27.1492),
    ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
  ]) func theMeasureGivesThePublishedNumbers(a: [Double], b: [Double], wanted: Double) {
    #expect(abs(ciede2000(a, b) - wanted) < 1e-4)
  }

  @Test(arguments: SamplePicture.View.allCases, [false, true])
  func noColorIsFurtherOffThanThree(view: SamplePicture.View, isDark: Bool) throws {
    let made = GIFTests.made(view, isDark: isDark)
    let gif = try GIFReader(try made.bytes("gif"))
    let frames = try GIFFormat().trueFrames(of: made.picture)
    try #require(gif.frames.count == frames.count && !gif.frames.isEmpty)
    var known: [UInt64: Double] = [:]
    for (index, frame) in frames.enumerated() {
      var worst = 0.0
      for (pixel, seen) in zip(frame.pixels, gif.frames[index]) {
        let color = (pixel & 0xFF) << 16 | pixel & 0xFF00 | pixel >> 16 & 0xFF
        if color == seen { continue }
        let key = UInt64(color) << 32 | UInt64(seen)
        let error = known[key] ?? difference(color, seen)
        known[key] = error
        worst = max(worst, error)
      }
      #expect(worst <= 3.0001, "frame \(index)")
    }
  }

  @Test func aRaceIsSmallAndSaysWhatItIs() throws {
    let made = GIFTests.made(fps: 30)
    let bytes = try made.bytes("gif")
    let gif = try GIFReader(bytes)
    #expect((gif.width, gif.height) == (640, 480))
    #expect(gif.frames.count > 110 && bytes.count < 1_500_000)
    #expect(gif.delays.last.map { $0 >= 300 } == true)
    // Thirty a second on the whole, although the format counts in hundredths.
    let total = gif.delays.dropLast().reduce(0, +)
    #expect(abs(Double(total) - Double(gif.frames.count - 1) * 100 / 30) <= 4)
    #expect(gif.repeats == 0)
    #expect(gif.comments.contains { $0.contains("optviz render") })
    #expect(gif.comments.contains("seed 0"))
    // The packing has begun anew within the first frame, and has used its widest codes.
    #expect(gif.clears > 0 && gif.widest == 12)
    #expect(try made.bytes("gif") == bytes)
  }

  @Test func framesSayOnlyWhatChanges() throws {
    let gif = try GIFReader(try GIFTests.made().bytes("gif"))
    for index in 1..<gif.frames.count {
      let (rect, old, new) = (gif.rects[index], gif.frames[index - 1], gif.frames[index])
      var (left, right, top, bottom) = (Int.max, -1, Int.max, -1)
      for place in new.indices where new[place] != old[place] {
        (left, right) = (min(left, place % gif.width), max(right, place % gif.width))
        (top, bottom) = (min(top, place / gif.width), max(bottom, place / gif.width))
      }
      guard right >= 0 else { continue }
      #expect(rect == (left, top, right - left + 1, bottom - top + 1), "frame \(index)")
    }
  }

  @Test(arguments: [(0, 0), (1, nil), (3, 2)] as [(Int, Int?)])
  func isPlayedAsOftenAsAsked(loops: Int, repeats: Int?) throws {
    let gif = try GIFReader(try GIFTests.made(step: 5, loops: loops).bytes("gif"))
    #expect(gif.repeats == repeats)
  }

  @Test func theColorsOfRunsAreExact() throws {
    let made = GIFTests.made()
    let gif = try GIFReader(try made.bytes("gif"))
    for run in made.picture.page(0).runs { #expect(gif.palette.contains(run.color.hex), "\(run.label)") }
  }

  @Test func aRaceThatStandsIsOneFrame() throws {
    let gif = try GIFReader(try GIFTests.made(step: 0).bytes("gif"))
    #expect(gif.frames.count == 1 && gif.delays == [300])
  }

  @Test func cancelledNothingIsWritten() throws {
    struct Cancelled: Error {}
    let made = GIFTests.made()
    let format = try #require(PictureCatalog.entry("gif"))
    for share in [0, 0.1, 0.7, 0.95] {
      var written = 0
      #expect(throws: Cancelled.self) {
        try format.write(
          made.picture, progress: { if $0 >= share { throw Cancelled() } }, to: { written += $0.count })
      }
      #expect(written == 0)
    }
  }
}
