import TerminalGraphics

/// How a race moves on its pages: at moments close enough together, how far each line has grown and where each head is.
struct RaceMotion {
  /// A panel that moves.
  struct Panel {
    /// The panel as it is in the end.
    let drawn: DrawnPanel
    /// The same in the colours of a dark scheme.
    let dark: DrawnPanel?
    let plane: PanelPlane
    /// For each trail, how many of its points there are at each moment.
    var counts: [[Int]]
    /// For each head, where it is at each moment.
    var heads: [[SIMD2<Double>]]
  }

  /// The race's time at each moment.
  let steps: [Int]
  /// The panels, as on the page.
  private(set) var panels: [Panel] = []

  /// The most moments: between them everything moves evenly.
  static let mostMoments = 400

  /// What moves only as other pictures do: these have figures whose shapes change their form.
  private static let movable: Set<String> = ["map", "loss"]

  /// The motion of a picture; throws where a panel's shapes do not only grow and move.
  init(_ picture: Picture, _ document: SVGDocument, format: String, progress: (Double) throws -> Void) throws
  {
    let last = picture.step
    let stride = max(1, (last + RaceMotion.mostMoments - 1) / RaceMotion.mostMoments)
    var steps = Array(Swift.stride(from: 0, to: last, by: stride))
    steps.append(last)
    self.steps = steps
    let page = picture.page(last)
    if !page.panels.allSatisfy({ RaceMotion.movable.contains($0.kind) }) {
      throw PictureError(
        "\(format) shows a race in the views contours, field, loss and all; other views change their form from "
          + "step to step, which gif shows, and svg at one step", isRefusal: true)
    }
    for (panel, drawn) in zip(page.panels, document.panels) {
      panels.append(
        Panel(
          drawn: drawn.light, dark: drawn.dark, plane: PanelPlane(panel.figure, panel.plot),
          counts: drawn.light.trails.map { _ in [] }, heads: drawn.light.heads.map { _ in [] }))
    }
    let trails = page.panels.map(\.figure.trails)
    for (moment, step) in steps.enumerated() {
      if moment.isMultiple(of: 16) { try progress(Double(moment) / Double(steps.count)) }
      let page = step == last ? page : picture.page(step)
      for (index, panel) in page.panels.enumerated() {
        let present = panel.figure.trails
        for (number, trail) in trails[index].enumerated() where panels[index].counts.indices.contains(number)
        {
          let now = present.first { $0.identity == trail.identity }?.count ?? 0
          panels[index].counts[number].append(min(now, trail.count))
        }
        follow(panel.figure.headMarks, on: index)
      }
    }
  }

  /// Adds where heads are at a moment, in the order of the drawing.
  private mutating func follow(_ marks: [Mark], on index: Int) {
    let plane = panels[index].plane
    let inner = plane.plot.inset(left: 6, top: 6, right: 6, bottom: 6)
    // Some may not be there yet: then they wait at the end of the list.
    for number in panels[index].heads.indices {
      let former = panels[index].heads[number].last
      let place = marks.indices.contains(number) ? plane.place(marks[number].place) : SIMD2(.nan, .nan)
      if place.x.isNaN || place.y.isNaN {
        panels[index].heads[number].append(former ?? panels[index].drawn.heads[number].place)
      } else if plane.plot.contains(place) {
        panels[index].heads[number].append(place)
      } else {
        panels[index].heads[number].append(
          SIMD2(max(inner.x, min(inner.endX, place.x)), max(inner.y, min(inner.endY, place.y))))
      }
    }
  }
}

extension Figure {
  /// The lines that grow, in the order in which they are drawn.
  var trails: [Trail] {
    shapes.flatMap { shape -> [Trail] in if case .trails(let trails) = shape { trails } else { [] } }
  }

  /// What moves with runs, in the order in which a page draws it.
  var headMarks: [Mark] {
    shapes.flatMap { shape -> [Mark] in
      switch shape {
      case .mark(let mark) where mark.movesWithRun: [mark]
      case .heads(let marks, _): marks.reversed()
      default: []
      }
    }
  }
}

extension DrawnTrail {
  /// The trail's pieces, with the index of the trail's point that each of their points is.
  var pieces: [(points: [SIMD2<Double>], indices: [Int])] {
    var pieces: [(points: [SIMD2<Double>], indices: [Int])] = []
    for (number, point) in points.enumerated() {
      if continues[number], !pieces.isEmpty {
        pieces[pieces.count - 1].points.append(point)
        pieces[pieces.count - 1].indices.append(indices[number])
      } else {
        pieces.append(([point], [indices[number]]))
      }
    }
    return pieces
  }
}

/// Which moments have to be written so that nobody sees that values between them are interpolated.
enum MomentThinning {
  /// The moments that are kept of values that change, where each may be off by a tolerance.
  static func kept(_ values: [SIMD2<Double>], _ times: [Double], tolerance: Double) -> [Int] {
    guard values.count > 2 else { return Array(values.indices) }
    var keeps = Array(repeating: false, count: values.count)
    keeps[0] = true
    keeps[values.count - 1] = true
    var open = [(0, values.count - 1)]
    while let (first, last) = open.popLast() {
      guard last - first > 1 else { continue }
      var (farthest, most) = (first, 0.0)
      for index in first + 1..<last {
        let span = times[last] - times[first]
        let share = span > 0 ? (times[index] - times[first]) / span : 0
        let off = values[index] - (values[first] + (values[last] - values[first]) * share)
        let distance = (off * off).sum().squareRoot()
        if distance > most { (farthest, most) = (index, distance) }
      }
      guard most > tolerance else { continue }
      keeps[farthest] = true
      open.append((first, farthest))
      open.append((farthest, last))
    }
    return values.indices.filter { keeps[$0] }
  }
}
