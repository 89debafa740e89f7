import Experiments
import Optimization
import OptvizApp
import Pictures
import TerminalGraphics
import Testing

@Suite("Pages")
struct PageMakerTests {
  @Test(
    "Paths on a page are those of the race, to the bit", arguments: ["performance_comparison", "batch_sizes"])
  func exact(id: String) throws {
    let experiment = try bundled.named(id).file.experiment
    var race = experiment.race()
    race.extend(to: experiment.steps)
    let made = try Made(experiment)
    let page = made.picture.page(experiment.steps)
    let paths = page.panels[0].figure.shapes.flatMap { shape -> [Trail] in
      if case .trails(let trails) = shape { trails.filter { $0.stroke.width == .path } } else { [] }
    }
    #expect(paths.count == race.timelines.count)
    for (path, timeline) in zip(paths, race.timelines) {
      #expect(path.count == timeline.track.count)
      for index in 0..<path.count {
        let position = timeline.track.points[index].position
        #expect(path.point(index).x.bitPattern == position.x.bitPattern)
        #expect(path.point(index).y.bitPattern == position.y.bitPattern)
      }
    }
    for run in made.picture.runs {
      let point = race.timelines[run.number - 1].point(at: run.point(experiment.steps).step)
      #expect(run.point(experiment.steps).loss.bitPattern == point.loss.bitPattern)
    }
  }

  @Test("Pages of one picture share their backdrop, and do not depend on what was asked before")
  func shared() throws {
    let made = try Made()
    let (a, b) = (made.picture.page(10), made.picture.page(11))
    #expect(a.panels[0].figure.backdrop.identity == b.panels[0].figure.backdrop.identity)
    #expect(made.picture.page(10).runs == a.runs)
    #expect(a.step == 10 && b.step == 11 && a.runs != b.runs)
  }

  @Test(
    "A page lies within its size, and nothing on it overlaps",
    arguments: [
      SIMD2(1200.0, 800), SIMD2(640, 480), SIMD2(400, 900), SIMD2(2000, 300), SIMD2(120, 120),
    ])
  func layout(size: SIMD2<Double>) throws {
    for word in PageView.words {
      let view = try #require(PageView(word: word))
      let experiment =
        try view.needsData ? bundled.named("batch_sizes").file.experiment : bundled.opening.experiment
      let page = try Made(experiment, view, size: size).picture.page(5)
      for panel in page.panels {
        #expect(
          panel.plot.x >= 0 && panel.plot.endX <= size.x && panel.plot.y >= 0 && panel.plot.endY <= size.y)
        if let bar = panel.bar { #expect(bar.x > panel.plot.endX && bar.endX < size.x) }
      }
      for (index, panel) in page.panels.enumerated() {
        for other in page.panels.dropFirst(index + 1) {
          let apart =
            panel.plot.endX <= other.plot.x || other.plot.endX <= panel.plot.x
            || panel.plot.endY <= other.plot.y || other.plot.endY <= panel.plot.y
          #expect(apart, "\(word) \(size)")
        }
      }
    }
  }

  @Test("Computing the race can be given up")
  func cancelled() throws {
    struct Cancelled: Error {}
    var experiment = bundled.opening.experiment
    experiment.steps = 1_000_000
    let opening = Model.Opening(experiment, among: bundled)
    let request = PageRequest(.all, command: "", creator: "")
    #expect(throws: Cancelled.self) {
      _ = try PageMaker(opening, request) { _ in throw Cancelled() }
    }
  }

  @Test("A theme changes colours alone")
  func themes() throws {
    let made = try Made(nil, .all, isDual: true)
    let darkPage = try #require(made.picture.darkPage)
    let (light, dark) = (made.picture.page(50), darkPage(50))
    #expect(light.colors != dark.colors && dark.colors.isDark && !light.colors.isDark)
    #expect(light.panels.map(\.plot) == dark.panels.map(\.plot))
    #expect(light.runs.map(\.place) == dark.runs.map(\.place))
    #expect(light.runs.map(\.color) != dark.runs.map(\.color))
  }

  @Test("Texts are cut to a width")
  func text() {
    #expect(TextWidth.ems("iii") < TextWidth.ems("mmm"))
    #expect(TextWidth.cut("short", toEms: 10) == "short")
    let cut = TextWidth.cut("a text that is much too long", toEms: 5)
    #expect(cut.hasSuffix("…") && TextWidth.ems(cut) <= 5)
  }
}
