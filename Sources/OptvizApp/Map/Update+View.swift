import Arithmetic
import Experiments
import Optimization
import TerminalGraphics

extension Model {
  /// Zooms by a factor on both axes, around a place given as shares from the map's lower left, or around the middle.
  mutating func zoom(_ factor: Double, around place: SIMD2<Double>?) {
    let place = place ?? SIMD2(0.5, 0.5)
    let domain = document.experiment.domain
    guard let x = Model.zoomed(document.map.view.x, factor, place.x, own: domain.x),
      let y = Model.zoomed(document.map.view.y, factor, place.y, own: domain.y)
    else {
      return
    }
    document.map.view = Domain(x: x, y: y)
    document.map.isChosen = true
  }

  /// Zooms by a factor on both axes, around a point of the plane, which keeps its place.
  mutating func zoom(_ factor: Double, around point: Point<Double>) {
    guard point.isFinite, factor > 0 else { return }
    let share = document.map.view.share(of: point)
    zoom(factor, around: SIMD2(share.x, share.y))
  }

  /// Zooms one axis of the view, around a share of it.
  mutating func zoomAxis(_ axis: Slice.Axis, by factor: Double, around share: Double) {
    let interval = axis == .x ? document.map.view.x : document.map.view.y
    let domain = document.experiment.domain
    guard let zoomed = Model.zoomed(interval, factor, share, own: axis == .x ? domain.x : domain.y) else {
      return
    }
    document.map.view =
      axis == .x ? Domain(x: zoomed, y: document.map.view.y) : Domain(x: document.map.view.x, y: zoomed)
    document.map.isChosen = true
  }

  /// An interval narrower or wider by a factor; `nil` beyond what makes sense for the domain's own interval.
  private static func zoomed(
    _ interval: ClosedRange<Double>, _ factor: Double, _ place: Double, own: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    let width = interval.length
    let low = interval.place(at: place) - place * width * factor
    let high = low + width * factor
    // Nearer, neighbouring columns could not be told apart; and a view has something to do with the surface's own.
    guard high - low > 1e-9 * max(abs(low), abs(high)), high - low > 1e-10 * own.length,
      high - low < 1e11 * own.length
    else { return nil }
    return low...high
  }

  /// Moves the view by tenths of its size.
  mutating func pan(_ dx: Int, _ dy: Int) {
    let size = document.map.view.size
    shiftView(from: document.map.view, Double(dx) * size.x / 10, Double(dy) * size.y / 10)
  }

  /// Moves a view by a distance.
  mutating func shiftView(from origin: Domain, _ dx: Double, _ dy: Double) {
    let (x0, x1) = (origin.x.lowerBound + dx, origin.x.upperBound + dx)
    let (y0, y1) = (origin.y.lowerBound + dy, origin.y.upperBound + dy)
    let domain = document.experiment.domain
    func isNear(_ low: Double, _ high: Double, _ own: ClosedRange<Double>) -> Bool {
      low < high
        && max(abs(low), abs(high)) < 1e11 * max(own.length, abs(own.lowerBound), abs(own.upperBound))
    }
    guard isNear(x0, x1, domain.x), isNear(y0, y1, domain.y) else { return }
    document.map.view = Domain(x: x0...x1, y: y0...y1)
    document.map.isChosen = true
  }

  /// Fits the view to the race; if it fits already, shows the whole domain; if it shows that, the chosen run's head.
  mutating func resetView() {
    let domain = document.experiment.domain
    let fitted = ViewFit.domain(of: derived.race, within: domain)
    if document.map.view == fitted, fitted != domain {
      document.map.view = domain
      document.map.isChosen = true
    } else if document.map.view == domain, centerOnHead(fitted) {
      return
    } else {
      document.map.view = fitted
      document.map.isChosen = false
    }
  }

  /// How much nearer than the whole race a head is shown.
  private static let headZoom = 5.0

  /// Shows the chosen run's head in the middle, much nearer than the whole race; `false` where it cannot be shown.
  private mutating func centerOnHead(_ whole: Domain) -> Bool {
    let run = document.chosenRun
    guard derived.race.timelines.indices.contains(run) else { return false }
    let head = derived.race.point(of: run, at: step(of: run)).position
    guard head.isFinite else {
      notice = "\(RunLook(run, in: self).label) has left the plane"
      return false
    }
    let (width, height) = (whole.size.x / Self.headZoom, whole.size.y / Self.headZoom)
    let (x, y) = (whole.x.lowerBound, whole.y.lowerBound)
    let former = document.map.view
    shiftView(
      from: Domain(x: x...x + width, y: y...y + height), head.x - x - width / 2, head.y - y - height / 2)
    return document.map.view != former
  }

  /// Shows a point in the middle; the view keeps its size.
  mutating func centerView(on point: Point<Double>) {
    guard point.isFinite else { return }
    let (view, size) = (document.map.view, document.map.view.size)
    shiftView(
      from: view, point.x - view.x.lowerBound - size.x / 2, point.y - view.y.lowerBound - size.y / 2)
  }

  /// Shows a rectangle of the plane.
  mutating func setDomain(_ domain: Domain) {
    guard domain.x.lowerBound < domain.x.upperBound, domain.y.lowerBound < domain.y.upperBound else { return }
    document.map.view = domain
    document.map.isChosen = true
  }

  /// Fits the view once the race is computed, unless a person has chosen another meanwhile.
  mutating func fitViewWhenComputed() {
    if !isComputing && memory.fitsWhenComputed && !document.map.isChosen { fitView() }
  }

  /// Shows start, minima and paths, as far as they lie in the experiment's domain.
  mutating func fitView() {
    document.map.view = ViewFit.domain(of: derived.race, within: document.experiment.domain)
    document.map.isChosen = false
    memory.fitsWhenComputed = isComputing
  }
}
