import Experiments
import OptvizApp
import Pictures
import Testing

@Suite("Pictures that move")
struct SVGMotionTests {
  private func animated(_ view: PageView = .main(.contours), isDual: Bool = false) throws -> Made {
    try Made(nil, view, isDual: isDual) { _, options in options.isAnimated = true }
  }

  @Test("An animation of six paths is small, needs no script, and is the same twice")
  func small() throws {
    let text = try animated().text("svg")
    #expect(text.utf8.count < 200_000)
    #expect(try text == animated().text("svg"))
    let document = try #require(Document(text))
    #expect(document.all("script").isEmpty)
    let style = try #require(document.all("style").first).text
    #expect(style.hasPrefix("@media(prefers-reduced-motion:no-preference){@keyframes"))
    // The race of 198 steps at 30 a second, and the pause.
    #expect(style.contains("9.6s linear infinite"))
  }

  @Test("Every class that moves has its rules, and they run from the beginning to the end in order")
  func rules() throws {
    let document = try #require(Document(try animated(.all, isDual: true).text("svg")))
    let style = try #require(document.all("style").first).text
    let moved = document.all("path").compactMap { $0.attributes["class"] }
      .flatMap { $0.split(separator: " ") }.filter { $0.hasPrefix("a") }
    #expect(Set(moved).count >= 6 + 6 + 12)
    for name in Set(moved) {
      let body = try #require(style.firstRange(of: "@keyframes \(name){")?.upperBound)
      let rule = style[body...].prefix { $0 != "@" }
      let times = rule.matches(of: /(?:^|\})([0-9.]+)%/).compactMap { Double($0.output.1) }
      #expect(times.first == 0 && times == times.sorted() && times.count == Set(times).count)
      #expect(rule.contains(",to{"))
    }
  }

  @Test("Heads end where their runs end")
  func ends() throws {
    let made = try animated()
    let document = try #require(Document(try made.text("svg")))
    let panel = made.picture.page(made.picture.step).panels[0]
    let places = document.all("path").compactMap { $0.attributes["transform"] }.compactMap { text in
      text.firstMatch(of: /translate\(([-0-9.]+),([-0-9.]+)\)/).flatMap { match in
        Double(match.output.1).flatMap { x in Double(match.output.2).map { SIMD2(x, $0) } }
      }
    }
    #expect(places.count == 6)
    for run in made.picture.runs {
      let end = run.point(made.picture.step).place
      let x =
        panel.plot.x + (end.x - panel.figure.x.lowerBound)
        / (panel.figure.x.upperBound - panel.figure.x.lowerBound) * panel.plot.width
      let y =
        panel.plot.endY - (end.y - panel.figure.y.lowerBound)
        / (panel.figure.y.upperBound - panel.figure.y.lowerBound) * panel.plot.height
      #expect(places.contains { abs($0.x - x) < 0.06 && abs($0.y - y) < 0.06 }, "\(run.label)")
    }
  }

  @Test("A run that diverges keeps its head, and the others keep theirs")
  func lost() throws {
    let experiment = try bundled.named("rate_too_large").file.experiment
    let made = try Made(experiment, .all) { _, options in options.isAnimated = true }
    let document = try #require(Document(try made.text("svg")))
    let heads = document.all("path").filter { $0.attributes["transform"]?.hasPrefix("translate(") == true }
    #expect(heads.count == 2 * made.picture.runs.count)
  }

  @Test("What changes its form is refused, and says what shows it", arguments: ["3d", "slice_x"])
  func refused(view: String) throws {
    let made = try animated(try #require(PageView(word: view)))
    #expect(throws: PictureError.self) { try made.text("svg") }
  }

  @Test("A cancelled picture ends with the error that cancelled it")
  func cancelled() throws {
    struct Cancelled: Error {}
    let made = try animated()
    #expect(throws: Cancelled.self) { try made.bytes("svg") { _ in throw Cancelled() } }
    #expect(throws: Cancelled.self) { try made.bytes("html") { _ in throw Cancelled() } }
  }

  @Test("A web page has every number of the race, needs no network, and is small")
  func html() throws {
    let made = try Made(nil, .all, isDual: true)
    let text = try made.text("html")
    #expect(text.utf8.count < 300_000)
    #expect(try text == Made(nil, .all, isDual: true).text("html"))
    #expect(!text.contains("src=") && !text.contains("<link"))
    for run in made.picture.runs {
      for step in stride(from: 0, through: made.picture.step, by: 33) {
        let point = run.point(step)
        for number in [point.place.x, point.place.y, point.loss] {
          let word = number.description
          #expect(
            text.contains(word.hasSuffix(".0") ? String(word.dropLast(2)) : word),
            "\(run.label), step \(step)")
        }
      }
    }
  }

  @Test("No label ends the script of a web page")
  func hostile() throws {
    var experiment = bundled.opening.experiment
    experiment.optimizers[0].label = "</script>"
    experiment.optimizers[1].label = "a\"b\\c"
    let text = try Made(experiment).text("html")
    #expect(text.matches(of: /<\/script>/).count == 1)
    #expect(text.contains(#"name:"a\"b\\c""#))
  }

  @Test("A long race and one that diverges stay small", arguments: ["rate_too_large"])
  func diverging(id: String) throws {
    var experiment = try bundled.named(id).file.experiment
    experiment.steps = 30_000
    let made = try Made(experiment)
    let text = try made.text("html")
    #expect(text.utf8.count < 300_000)
    #expect(text.contains("speed:30"))
  }
}
