import Arithmetic
import Experiments
import Optimization
import TerminalGraphics

extension Model {
  /// Zooms by a factor on both axes, around a place given as shares from the map's lower left, or around the middle.
  mutating func zoom(_ factor: Double, around place: SIMD2<Double>?) {
    let place = place ?? SIMD2(0.5, 0.5)
    guard let x = Model.zoomed(document.map.view.x, factor, place.x),
      let y = Model.zoomed(document.map.view.y, factor, place.y)
    else {
      return
    }
    document.map.view = Domain(x: x, y: y)
    document.map.isChosen = true
  }

  /// Zooms one axis of the view, around a share of it.
  mutating func zoomAxis(_ axis: Slice.Axis, by factor: Double, around share: Double) {
    let interval = axis == .x ? document.map.view.x : document.map.view.y
    guard let zoomed = Model.zoomed(interval, factor, share) else { return }
    document.map.view =
      axis == .x ? Domain(x: zoomed, y: document.map.view.y) : Domain(x: document.map.view.x, y: zoomed)
    document.map.isChosen = true
  }

  private static func zoomed(_ interval: ClosedRange<Double>, _ factor: Double, _ place: Double)
    -> ClosedRange<Double>?
  {
    let width = interval.length
    let low = interval.place(at: place) - place * width * factor
    let high = low + width * factor
    // Beyond this, neighbouring columns could not be told apart, or squares would overflow.
    guard high - low > 1e-9 * max(1, abs(low), abs(high)), high - low < 1e12 else { return nil }
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
    guard x0 < x1, y0 < y1, max(abs(x0), abs(x1), abs(y0), abs(y1)) < 1e12 else { return }
    document.map.view = Domain(x: x0...x1, y: y0...y1)
    document.map.isChosen = true
  }

  /// Fits the view to the race; if it fits already, shows the whole domain.
  mutating func resetView() {
    let fitted = ViewFit.domain(of: derived.race, within: document.experiment.domain)
    if document.map.view == fitted {
      document.map.view = document.experiment.domain
      document.map.isChosen = true
    } else {
      document.map.view = fitted
      document.map.isChosen = false
    }
  }

  /// Shows a rectangle of the plane.
  mutating func setDomain(_ domain: Domain) {
    guard domain.x.lowerBound < domain.x.upperBound, domain.y.lowerBound < domain.y.upperBound else { return }
    document.map.view = domain
    document.map.isChosen = true
  }

  /// Shows start, minima and paths, as far as they lie in the experiment's domain.
  mutating func fitView() {
    document.map.view = ViewFit.domain(of: derived.race, within: document.experiment.domain)
    document.map.isChosen = false
    memory.fitsWhenComputed = isComputing
  }
}
