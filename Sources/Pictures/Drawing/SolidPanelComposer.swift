import Arithmetic
import TerminalGraphics

/// Turns a figure on a solid into a picture of the solid, with lines and signs on it: what is behind a hill is left out,
/// or pale if it is a path.
struct SolidPanelComposer {
  private let panel: Page.Panel
  private let page: Page
  private let solid: Solid
  private let block: DrawnSolid
  /// What tells whether a place is seen.
  private let sight: SolidPicture
  private var em: Double { page.em }

  init(_ panel: Page.Panel, _ page: Page, _ solid: Solid) {
    (self.panel, self.page, self.solid) = (panel, page, solid)
    let ground = page.colors.ground == nil ? nil : page.colors.base
    block = DrawnSolid(panel, solid, ground: ground, em: page.em)
    // A cell has two dots across and four down, and a point two.
    let rect = Rect(
      x: 0, y: 0, width: max(4, Int(panel.plot.width)), height: max(2, Int(panel.plot.height / 2)))
    sight = SolidPicture(solid.field, solid.camera, in: rect, ramp: solid.ramp, ground: ground)
  }

  var drawn: DrawnPanel {
    var drawn = DrawnPanel(
      kind: panel.kind, plot: panel.plot, backdrop: [.solid(block)] + edges, trails: [], above: [], heads: [])
    for shape in panel.figure.backdrop.shapes + panel.figure.shapes {
      switch shape {
      case .field, .area, .needles, .label, .dots, .arrow, .contours: break
      case .line(let line): drawn.above += lines([line.points], line.stroke)
      case .trails(let trails): drawn.trails += trails.flatMap { self.trail($0) }
      case .mark(let mark): drawn.above += self.mark(mark).map { [.path($0.shape)] } ?? []
      case .heads(let marks, _): drawn.heads += marks.reversed().compactMap { self.mark($0, isHead: true) }
      }
    }
    return drawn
  }

  // MARK: Places

  private func share(_ point: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(panel.figure.x.share(of: point.x), panel.figure.y.share(of: point.y))
  }

  /// A place on the surface, and whether it is seen; `nil` beside the solid.
  private func seen(_ share: SIMD2<Double>) -> (place: SIMD2<Double>, isVisible: Bool)? {
    guard (0...1).contains(share.x), (0...1).contains(share.y) else { return nil }
    let z = SolidPicture.floorHeight + SolidPicture.relief * solid.field.height(share.x, share.y)
    let place = block.place(share.x - 0.5, share.y - 0.5, z)
    guard place.x.isFinite, place.y.isFinite else { return nil }
    // The camera is the same, and so is what hides what.
    return (place, sight.isVisible(sight.place(on: share)))
  }

  // MARK: Lines

  /// The pieces of a line on the surface: those that are seen, and those that are not.
  private func pieces(_ count: Int, _ point: (Int) -> SIMD2<Double>) -> (
    seen: [[SIMD2<Double>]], hidden: [[SIMD2<Double>]]
  ) {
    var (seen, hidden): ([[SIMD2<Double>]], [[SIMD2<Double>]]) = ([], [])
    var piece: [SIMD2<Double>] = []
    var isSeen = true
    func end(_ seen: inout [[SIMD2<Double>]], _ hidden: inout [[SIMD2<Double>]]) {
      if piece.count > 1 {
        let thin = LineThinning.thinned(piece, tolerance: 0.1)
        if isSeen { seen.append(thin) } else { hidden.append(thin) }
      }
      piece = []
    }
    var before: SIMD2<Double>?
    for index in 0..<max(0, count) {
      let share = share(point(index))
      guard share.x.isFinite, share.y.isFinite else {
        end(&seen, &hidden)
        before = nil
        continue
      }
      let from = before ?? share
      let way = share - from
      before = share
      // As fine as the surface bends.
      let nodes = max(abs(way.x), abs(way.y)) * Double(solid.field.columns)
      let parts = max(1, min(600, Int((nodes * 1.5).rounded(.up))))
      for part in 1...parts {
        guard let next = self.seen(from + way * (Double(part) / Double(parts))) else {
          end(&seen, &hidden)
          continue
        }
        if next.isVisible != isSeen {
          // They meet, so that no gap is left between them.
          let last = piece.last
          end(&seen, &hidden)
          isSeen = next.isVisible
          if let last { piece = [last] }
        }
        if let last = piece.last, ((last - next.place) * (last - next.place)).sum() < 0.01 { continue }
        piece.append(next.place)
      }
    }
    end(&seen, &hidden)
    return (seen, hidden)
  }

  private func lines(_ all: [[SIMD2<Double>]], _ stroke: Stroke) -> [Drawn] {
    let lines = all.flatMap { line in pieces(line.count) { line[$0] }.seen }
    return [
      .path(
        DrawnPath(
          lines: lines, stroke: DrawnInk(color: stroke.color, opacity: stroke.strength),
          width: PanelComposer.width(stroke, em: em), dashes: PanelComposer.dashes(stroke, em: em)))
    ]
  }

  private func trail(_ trail: Trail) -> [DrawnTrail] {
    let kept = LineThinning.kept(
      trail.count, in: PageBox(x: 0, y: 0, width: 1000, height: 1000), tolerance: 0.1
    ) { share(trail.point($0)) * 1000 }
    let (seen, hidden) = pieces(kept.points.count) { index in
      let share = kept.points[index] / 1000
      guard kept.continues[index] || index == 0 else { return SIMD2(.nan, .nan) }
      return SIMD2(panel.figure.x.place(at: share.x), panel.figure.y.place(at: share.y))
    }
    let isPath = trail.stroke.width == .path
    let width = isPath ? 0.16 * em : PanelComposer.width(trail.stroke, em: em)
    let color = trail.firstNew >= trail.count && trail.count > 0 ? trail.oldColor : trail.stroke.color
    func drawn(_ pieces: [[SIMD2<Double>]], isSeen: Bool) -> DrawnTrail {
      DrawnTrail(
        points: pieces.flatMap { $0 }, indices: [],
        continues: pieces.flatMap { $0.indices.map { $0 > 0 } }, color: color,
        opacity: isSeen ? trail.stroke.strength : 0.5 * trail.stroke.strength,
        width: isSeen ? width : 0.1 * em,
        casing: isPath && isSeen
          ? (
            DrawnInk(color: solid.pathGround.color(below: page.colors.base), opacity: 0.8), width + 0.17 * em
          )
          : nil,
        dashes: isSeen ? PanelComposer.dashes(trail.stroke, em: em) : [0.05 * em, 0.3 * em])
    }
    return (hidden.isEmpty ? [] : [drawn(hidden, isSeen: false)])
      + (seen.isEmpty ? [] : [drawn(seen, isSeen: true)])
  }

  // MARK: Signs

  private func mark(_ mark: Mark, isHead: Bool = false) -> DrawnHead? {
    guard let (place, isVisible) = seen(share(mark.place)) else { return nil }
    let color = mark.color ?? page.colors.strong
    var path = SignDrawing.path(
      mark.sign, at: place, radius: (isHead ? 0.44 : mark.isBold ? 0.46 : 0.36) * em, fill: color,
      rim: (page.colors.base, 0.18 * em))
    if !isVisible {
      path.fill?.opacity = 0.55
      path.stroke?.opacity = 0.3
    }
    return DrawnHead(place: place, sign: mark.sign, shape: path)
  }

  // MARK: The edges

  private static let corners = [SIMD2(-0.5, -0.5), SIMD2(0.5, -0.5), SIMD2(0.5, 0.5), SIMD2(-0.5, 0.5)]

  private func corner(_ x: Double, _ y: Double, _ z: Double) -> SIMD2<Double> { block.place(x, y, z) }

  /// What is written at the floor's edges, and at the upright one to read heights at.
  private var edges: [Drawn] {
    let corners = SolidPanelComposer.corners
    let leftmost = corners.min { corner($0.x, $0.y, 0).x < corner($1.x, $1.y, 0).x } ?? corners[0]
    let foot = corner(leftmost.x, leftmost.y, SolidPicture.floorHeight)
    let top = corner(leftmost.x, leftmost.y, block.projection.top)
    var drawn: [Drawn] = []
    if let height = solid.edges.height {
      drawn.append(text("\(height.name) \(height.high)", top + SIMD2(-0.4 * em, -0.3 * em), .end))
      drawn.append(text("\(height.name) \(height.low)", foot + SIMD2(-0.6 * em, 0.2 * em), .end))
    }
    let middle = corner(0, 0, 0)
    for (axis, texts) in [(0, solid.edges.x), (1, solid.edges.y)] {
      let edges = [-0.5, 0.5].map { side in
        [-0.5, 0, 0.5].map { along in axis == 0 ? corner(along, side, 0) : corner(side, along, 0) }
      }
      // Of the two parallel edges the front one, which is lower on the page.
      guard let edge = edges.max(by: { $0[1].y < $1[1].y }) else { continue }
      let away = edge[1] - middle
      let length = (away * away).sum().squareRoot()
      let outwards = length > 0 ? away / length : SIMD2(0, 1)
      let along = edge[2] - edge[0]
      for (index, (label, place)) in zip([texts.low, texts.name, texts.high], edge).enumerated() {
        // The ends stand a little inwards, so that those of two edges at one corner do not meet.
        let inwards = index == 0 ? along * 0.06 : index == 2 ? along * -0.06 : .zero
        drawn.append(
          text(
            label, place + inwards + outwards * 1.3 * em + SIMD2(0, 0.35 * em),
            outwards.x < -0.4 ? .end : outwards.x > 0.4 ? .start : .middle))
      }
    }
    return drawn
  }

  private func text(_ text: String, _ place: SIMD2<Double>, _ anchor: DrawnText.Anchor) -> Drawn {
    .text(
      DrawnText(text: text, place: place, size: 0.87 * em, color: page.colors.quiet, anchor: anchor))
  }
}
