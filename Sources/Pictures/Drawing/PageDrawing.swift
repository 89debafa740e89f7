import TerminalGraphics

/// A page as lines, areas, texts and pictures in points: what a renderer of vectors draws, in this order.
///
/// Everything that depends on what a figure means is decided here, once for all formats: widths, casings, which line lies
/// above which, where numbers stand in contour lines and how signs look.
struct PageDrawing {
  /// The page's width and height.
  let size: SIMD2<Double>
  /// The ground; `nil` for a transparent page.
  let ground: Color?
  /// What lies below everything: axes, grids, titles, names.
  var surroundings: [Drawn]
  /// The panels, each clipped to its plot.
  var panels: [DrawnPanel]
  /// What lies above everything: names at the ends of paths.
  var above: [Drawn]
}

/// The inside of a panel's plot.
struct DrawnPanel {
  /// What it shows, as the page says it.
  let kind: String
  /// What is drawn is cut off at its edges.
  let plot: PageBox
  /// What stays while a race moves.
  var backdrop: [Drawn]
  /// The lines that grow, the lowest first.
  var trails: [DrawnTrail]
  /// What lies above them.
  var above: [Drawn]
  /// Where the runs are, the lowest first.
  var heads: [DrawnHead]
}

/// Something on a page.
enum Drawn {
  case path(DrawnPath)
  case text(DrawnText)
  case field(Field, PageBox)
  case solid(DrawnSolid)
  /// A ramp of colours, the first one below.
  case ramp([Color], PageBox)
}

/// A colour that lets through what is below it, as far as its opacity is less than 1.
struct DrawnInk: Hashable {
  var color: Color
  var opacity = 1.0
}

/// Lines and areas.
struct DrawnPath {
  /// The lines.
  var lines: [[SIMD2<Double>]]
  /// Whether each line ends where it begins.
  var isClosed = false
  /// What fills them; `nil` for nothing.
  var fill: DrawnInk?
  /// What they are drawn with; `nil` for nothing.
  var stroke: DrawnInk?
  /// How wide they are drawn.
  var width = 0.0
  /// The lengths of dashes and gaps; empty for whole lines.
  var dashes: [Double] = []
  /// Whether its stroke lies below its area, as a rim around it.
  var hasRim = false
}

/// A line of text.
struct DrawnText {
  /// Where the text is in relation to its place.
  enum Anchor { case start, middle, end }

  var text: String
  /// Where its base line begins, has its middle, or ends.
  var place: SIMD2<Double>
  var size: Double
  var color: Color
  var anchor = Anchor.start
  var isBold = false
  /// How far it is turned about its place, in degrees clockwise.
  var turn = 0.0
  /// The colour of a rim around its letters that keeps them legible; `nil` for none.
  var halo: DrawnInk?
}

/// A line that grows point by point.
struct DrawnTrail {
  /// The points that are drawn.
  var points: [SIMD2<Double>]
  /// Which of the trail's points each of them is.
  var indices: [Int]
  /// Whether the line continues from the point before: not where it is broken.
  var continues: [Bool]
  var color: Color
  var opacity: Double
  var width: Double
  /// The line below it that sets it off; `nil` for none.
  var casing: (ink: DrawnInk, width: Double)?
  var dashes: [Double]

  /// The line's pieces.
  var lines: [[SIMD2<Double>]] { LineThinning.pieces(of: points, continues) }
}

/// Where a run is.
struct DrawnHead {
  /// Where its sign stands.
  var place: SIMD2<Double>
  /// Its sign, or an arrow at the edge.
  var sign: Unicode.Scalar
  /// How it is drawn: its shape around its place.
  var shape: DrawnPath
}
