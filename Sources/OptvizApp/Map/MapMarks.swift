import Optimization
import TerminalGraphics

/// The signs on the map: minima, saddles, the start, and above all the heads of the runs.
enum MapMarks {
  /// The most local minima in view that are marked: more signs would only clutter the map.
  private static let mostLocalMinima = 12

  static func draw(_ model: Model, on canvas: inout Canvas) {
    places(model, on: &canvas)
    heads(model, on: &canvas)
  }

  /// The signs of the surface and the race: quiet, except the global minima and the start.
  private static func places(_ model: Model, on canvas: inout Canvas) {
    let (theme, projection) = (model.derived.theme, canvas.projection)
    let minima = model.derived.race.objective.minima
    let quiet = Style(theme.text, [])
    for saddle in model.derived.map.scene.map({ $0.key.projection == projection ? $0.saddles : [] }) ?? [] {
      canvas.glyph(MapSign.saddle.sign, at: saddle, quiet)
    }
    let local = minima.filter { !$0.isGlobal && projection.cell(of: $0.point) != nil }
    if local.count <= MapMarks.mostLocalMinima {
      for minimum in local {
        canvas.glyph(MapSign.localMinimum.sign, at: SIMD2(minimum.point.x, minimum.point.y), quiet)
      }
    }
    for minimum in minima where minimum.isGlobal {
      canvas.glyph(
        MapSign.minimum.sign, at: SIMD2(minimum.point.x, minimum.point.y), Style(theme.strong, .bold))
    }
    let start = model.document.experiment.start
    let strong = Style(theme.strong, .bold)
    canvas.arrow(towards: SIMD2(start.x, start.y), strong)
    canvas.glyph(MapSign.start.sign, at: SIMD2(start.x, start.y), strong)
  }

  /// Every run's head, or an arrow towards it; the chosen run's keeps its place, and others stand next to it.
  private static func heads(_ model: Model, on canvas: inout Canvas) {
    let projection = canvas.projection
    let visible = model.visibleRuns
    let order =
      visible.filter { $0 == model.document.chosenRun }
      + visible.filter { $0 != model.document.chosenRun }.reversed()
    var inside: [HeadPlaces.Sign] = []
    var outside: [HeadPlaces.Sign] = []
    for run in order {
      let step = model.step(of: run)
      let position = model.derived.race.point(of: run, at: step).position
      if let cell = projection.cell(of: position) {
        let head = RunLook.head(run, in: model)
        inside.append(HeadPlaces.Sign(run: run, column: cell.column, row: cell.row, symbol: head))
      } else if let edge = projection.edge(towards: SIMD2(position.x, position.y)) {
        outside.append(
          HeadPlaces.Sign(run: run, column: edge.column, row: edge.row, symbol: edge.arrow))
      }
      if let companion = model.derived.race.timelines[run].moment(at: step).companion {
        canvas.glyph(MapSign.companion.sign, at: SIMD2(companion.x, companion.y), style(of: run, model))
      }
    }
    let global = model.derived.race.objective.minima.filter(\.isGlobal).compactMap {
      projection.cell(of: $0.point)
    }
    var places = HeadPlaces(projection.rect, keeping: global)
    let signs = places.placed(inside) + places.placed(outside, alongEdge: true)
    // Without any room left, the first sign of a place is the visible one.
    for sign in signs.reversed() {
      canvas.glyph(sign.symbol, column: sign.column, row: sign.row, style(of: sign.run, model))
    }
  }

  /// Bold only without colours: setting and clearing it would double the output of a moving head.
  private static func style(of run: Int, _ model: Model) -> Style {
    Style(model.derived.theme.path(model.document.looks[run]), model.environment.depth == .mono ? .bold : [])
  }
}

extension Projection {
  fileprivate func cell(of point: Point<Double>) -> (column: Int, row: Int)? {
    cell(of: SIMD2(point.x, point.y))
  }
}
