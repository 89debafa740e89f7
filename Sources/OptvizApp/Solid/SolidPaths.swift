import Optimization
import TerminalGraphics

/// The runs on the solid: paths draped over it, start, minima and heads.
enum SolidPaths {
  /// The most points of a path that are drawn; more could not be told apart.
  private static let mostPoints = 8_000
  /// Parts behind a hill are dotted.
  private static let hidden = SolidPicture.Hidden.dotted(every: 3.5, strength: 0.5)

  /// A point of the plane as shares of the view's sides.
  static func share(_ point: Point<Double>, _ view: Domain) -> SIMD2<Double> {
    let share = view.share(of: point)
    return SIMD2(share.x, share.y)
  }

  /// Draws the runs of a model on a picture of its surface, the newest part of each path brightest.
  static func draw(_ model: Model, on picture: SolidPicture, _ canvas: inout Canvas) {
    let view = model.document.map.view
    let marker: Marker = model.environment.glyphs == .unicode ? .braille : .ascii
    var layer = DotLayer(picture.plane, marker: marker)
    for run in model.visibleRuns {
      let timeline = model.derived.race.timelines[run]
      // The points of the picture up to the step on display.
      let now = model.step(of: run)
      let track = timeline.track
      let last = track.count(upTo: now) - 1
      let stride = last / SolidPaths.mostPoints + 1
      let count = (last + stride - 1) / stride + 1
      let ink = RunLook.ink(run, in: model)
      track.points.withUnsafeBufferPointer { points in
        picture.drape(
          count, on: &layer, isThick: marker == .braille, hidden: SolidPaths.hidden,
          point: { share(points[min(last, $0 * stride)].position, view) },
          ink: { i in
            var ink = ink
            // As on the map, age shows where the race stands still: recolouring costs bytes.
            let isOld =
              !model.playback.isPlaying
              && (now / 8 * 8 - track.step(at: min(last, i * stride))) * 8 > timeline.budget
            ink.strength = isOld ? model.derived.theme.oldestPath : 1
            return ink
          })
      }
      let companions = track.companions
      if companions.count > last {
        let thin = RunLook.ink(run, in: model, strength: 0.75)
        picture.drape(
          count, on: &layer, isThick: false, hidden: SolidPaths.hidden,
          point: { share(companions[min(last, $0 * stride)], view) }, ink: { _ in thin })
      }
    }
    canvas.add(layer)
    marks(model, picture, on: &canvas)
  }

  private static func marks(_ model: Model, _ picture: SolidPicture, on canvas: inout Canvas) {
    let theme = model.derived.theme
    for minimum in model.derived.race.objective.minima where minimum.isGlobal {
      mark(MapSign.minimum.sign, minimum.point, Style(theme.strong, .bold), model, picture, on: &canvas)
    }
    mark(
      MapSign.start.sign, model.document.experiment.start, Style(theme.strong, .bold), model, picture,
      on: &canvas)
    let chosen = model.visibleRuns.filter { $0 == model.document.chosenRun }
    for run in model.visibleRuns.filter({ $0 != model.document.chosenRun }) + chosen {
      let look = RunLook(run, in: model)
      let moment = model.derived.race.timelines[run].moment(at: model.step(of: run))
      // Bold only without colours: setting and clearing it would double the output of a moving head.
      let style = Style(look.color, model.environment.depth == .mono ? .bold : [])
      if let companion = moment.companion {
        mark(MapSign.companion.sign, companion, style, model, picture, on: &canvas)
      }
      mark(look.head, moment.point.position, style, model, picture, on: &canvas)
    }
  }

  /// Sets a symbol on the surface, paler behind a hill; nothing outside the view.
  private static func mark(
    _ symbol: Unicode.Scalar, _ point: Point<Double>, _ style: Style, _ model: Model, _ picture: SolidPicture,
    on canvas: inout Canvas
  ) {
    guard model.document.map.view.contains(point) else { return }
    let place = picture.place(on: share(point, model.document.map.view))
    guard place.x.isFinite, place.y.isFinite else { return }
    var style = style
    if !picture.isVisible(place), let color = style.foreground {
      style = Style((model.derived.theme.ground ?? Color(0)).blended(towards: color, 0.55), on: nil, [])
    }
    canvas.glyph(symbol, at: picture.onPlane(place), style)
  }
}
