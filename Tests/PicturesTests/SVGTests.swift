import Configuration
import Experiments
import Foundation
import Optimization
import OptvizApp
import Pictures
import TerminalGraphics
import Testing

@Suite("SVG")
struct SVGTests {
  @Test("The opening race is small, well-formed, described, and the same twice")
  func opening() throws {
    let made = try Made()
    let text = try made.text("svg")
    #expect(text.utf8.count < 150_000)
    #expect(try text == Made().text("svg"))
    let document = try #require(Document(text))
    let root = try #require(document.elements.first)
    #expect(root.name == "svg" && root.attributes["role"] == "img")
    #expect(root.attributes["width"] == "1200" && root.attributes["viewBox"] == "0 0 1200 800")
    #expect(document.all("title").map(\.text) == ["Beale"])
    #expect(document.all("desc")[0].text.contains("RMSprop at ("))
    #expect(document.all("metadata")[0].text == "optviz test, seed 0: optviz render --view 'a & b'")
    let texts = document.all("text").map(\.text)
    for run in ["GD", "Heavy ball", "Nesterov", "Adagrad", "RMSprop", "Adam", "x", "y", "step 198"] {
      #expect(texts.contains(run))
    }
    #expect(document.all("script").isEmpty)
    #expect(Self.isFinite(document))
    #expect(text.matches(of: /https?:/).count == 1, "only the namespace is an address")
  }

  @Test("Paths pass the points of the race to a tenth of a point of the page")
  func exact() throws {
    let made = try Made()
    let page = made.picture.page(made.picture.step)
    let panel = page.panels[0]
    let document = try #require(Document(try made.text("svg")))
    for run in made.picture.runs {
      let digits = String(run.color.hex, radix: 16)
      let color = "#" + String(repeating: "0", count: 6 - digits.count) + digits
      let path = try #require(document.all("path").first { $0.attributes["stroke"] == color })
      let corners = Self.corners(try #require(path.attributes["d"]))
      for point in run.points(40) {
        let place = SIMD2(
          panel.plot.x + (point.place.x - panel.figure.x.lowerBound)
            / (panel.figure.x.upperBound - panel.figure.x.lowerBound) * panel.plot.width,
          panel.plot.endY - (point.place.y - panel.figure.y.lowerBound)
            / (panel.figure.y.upperBound - panel.figure.y.lowerBound) * panel.plot.height)
        #expect(Self.distance(place, corners) < 0.2, "\(run.label) at step \(point.step)")
      }
    }
  }

  @Test(
    "A solid is a picture under lines and texts, small in one scheme and in both", arguments: [false, true])
  func solid(isDual: Bool) throws {
    let text = try Made(nil, .main(.solid), isDual: isDual).text("svg")
    #expect(text.utf8.count < 150_000)
    let document = try #require(Document(text))
    #expect(document.all("image").count == (isDual ? 2 : 1))
    #expect(document.all("text").contains { $0.text == "Adam" })
    #expect(try text == Made(nil, .main(.solid), isDual: isDual).text("svg"))
  }

  @Test("A file for both schemes has one geometry and rules for each scheme")
  func schemes() throws {
    let text = try Made(isDual: true).text("svg")
    let document = try #require(Document(text))
    let style = try #require(document.all("style").first).text
    #expect(style.contains("@media(prefers-color-scheme:dark)"))
    let images = document.all("image")
    #expect(images.map { $0.attributes["class"] } == ["l", "d"])
    #expect(document.all("text").count == Document(try Made().text("svg"))?.all("text").count)
    #expect(text.utf8.count < 150_000)
  }

  @Test("A transparent page has no ground")
  func transparent() throws {
    func grounds(_ isTransparent: Bool) throws -> Int {
      let made = try Made { request, _ in request.isTransparent = isTransparent }
      return try #require(Document(try made.text("svg"))).all("rect").count {
        $0.attributes["width"] == "1200" && $0.attributes["height"] == "800"
      }
    }
    #expect(try grounds(false) == 1)
    #expect(try grounds(true) == 0)
  }

  @Test(
    "A title says what it says",
    arguments: ["<script>alert(1)</script>", "a & b", "\"q\" 'r' ]]> --", "\u{1}x"])
  func hostile(title: String) throws {
    let made = try Made { request, _ in request.title = title }
    let document = try #require(Document(try made.text("svg")))
    #expect(document.all("title")[0].text == title.replacing("\u{1}", with: "\u{FFFD}"))
    #expect(document.all("script").isEmpty)
  }

  @Test(
    "Every view of every theme is well-formed and has numbers alone",
    arguments: ThemeCatalog.all.map(\.id))
  func themes(theme: String) throws {
    for word in PageView.words {
      let view = try #require(PageView(word: word))
      let experiment =
        try view.needsData ? bundled.named("batch_sizes").file.experiment : bundled.opening.experiment
      let text = try Made(experiment, view, theme: theme, size: SIMD2(400, 260)).text("svg")
      let document = try #require(Document(text), "\(word)")
      #expect(Self.isFinite(document), "\(word)")
    }
  }

  @Test(
    "Every bundled experiment has a picture, also where runs diverge", arguments: bundled.entries.map(\.id))
  func experiments(id: String) throws {
    let experiment = try bundled.named(id).file.experiment
    for step in [0, 3, Int.max] {
      let text = try Made(experiment, .all, size: SIMD2(500, 300), step: step).text("svg")
      #expect(Document(text) != nil)
    }
  }

  @Test("Without runs, without steps and on the smallest page there is a picture")
  func nothing() throws {
    var experiment = bundled.opening.experiment
    experiment.steps = 0
    #expect(Document(try Made(experiment, .all).text("svg")) != nil)
    experiment.optimizers = []
    for word in PageView.words {
      let view = try #require(PageView(word: word))
      #expect(Document(try Made(experiment, view, size: SIMD2(120, 120)).text("svg")) != nil, "\(word)")
    }
  }

  /// Whether every coordinate is a number.
  private static func isFinite(_ document: Document) -> Bool {
    let words = document.elements.filter { $0.name != "image" }.flatMap { element in
      ["d", "x", "y", "width", "height", "transform"].compactMap { element.attributes[$0]?.lowercased() }
    }
    return !words.contains { $0.contains("nan") || $0.contains("inf") }
  }

  // MARK: Paths

  /// The corners of a path of relative steps.
  private static func corners(_ path: String) -> [SIMD2<Double>] {
    var corners: [SIMD2<Double>] = []
    var here = SIMD2(0.0, 0)
    for part in path.matches(of: /([Ml])([^MlzhZ]*)/) {
      let numbers = part.output.2.matches(of: /-?(?:\d+\.\d+|\.\d+|\d+)/).compactMap { Double($0.output) }
      for index in stride(from: 0, to: numbers.count - 1, by: 2) {
        let step = SIMD2(numbers[index], numbers[index + 1])
        here = part.output.1 == "M" ? step : here + step
        corners.append(here)
      }
    }
    return corners
  }

  private static func distance(_ point: SIMD2<Double>, _ line: [SIMD2<Double>]) -> Double {
    zip(line, line.dropFirst()).map { a, b in
      let way = b - a
      let length = (way * way).sum()
      let share = length > 0 ? max(0, min(1, ((point - a) * way).sum() / length)) : 0
      let off = point - a - way * share
      return (off * off).sum().squareRoot()
    }.min() ?? .infinity
  }
}
