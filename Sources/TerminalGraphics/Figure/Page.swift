/// A page of figures as a value: a title, panels with what is written around them, and the runs that they show.
///
/// Places and lengths are in points: a point is a pixel of a web page at its usual size, and a 96th of an inch on paper.
/// They are counted from the upper left corner, to the right and down. A page is laid out when it is made, so that every
/// format draws the same one.
public struct Page: Sendable {
  /// A figure on the page.
  public struct Panel: Sendable {
    /// What it shows, in a word: `map`, `3d`, `loss`, `model`, `slice`.
    public var kind: String
    /// What is drawn in the plot, with its axes and what its colours mean.
    public var figure: Figure
    /// Where the figure's intervals lie on the page.
    public var plot: PageBox
    /// Where the colour bar stands; `nil` for none.
    public var bar: PageBox?
    /// What it is called, above the plot; empty for nothing.
    public var title: String
    /// What is said below it, a line each.
    public var caption: [String]

    /// A panel.
    public init(
      _ kind: String, _ figure: Figure, plot: PageBox, bar: PageBox? = nil, title: String = "",
      caption: [String] = []
    ) {
      (self.kind, self.figure, self.plot, self.bar) = (kind, figure, plot, bar)
      (self.title, self.caption) = (title, caption)
    }
  }

  /// A run that the page shows.
  public struct Run: Hashable, Sendable {
    /// Its number, from 1.
    public var number: Int
    /// Its sign.
    public var sign: Unicode.Scalar
    /// Its colour.
    public var color: Color
    /// Its name.
    public var label: String
    /// Its loss at the step of the page, or that it has none any more; empty for nothing.
    public var result: String
    /// What became of it up to there, such as that it has converged; empty for nothing.
    public var outcome: String
    /// Where it stands in the plane.
    public var place: SIMD2<Double>

    /// A run.
    public init(
      number: Int, sign: Unicode.Scalar, color: Color, label: String, result: String = "",
      outcome: String = "", place: SIMD2<Double>
    ) {
      (self.number, self.sign, self.color) = (number, sign, color)
      (self.label, self.result, self.outcome, self.place) = (label, result, outcome, place)
    }
  }

  /// Where runs are named.
  public enum RunNames: Hashable, Sendable {
    /// Nowhere.
    case none
    /// In lines of a box, one after the other.
    case lines(PageBox)
    /// In rows of a box, with their results.
    case table(PageBox)
    /// At the ends of their paths.
    case ends
  }

  /// The page's width and height.
  public var size: SIMD2<Double>
  /// The size of ordinary text: the unit of all lengths that are meant for the eye.
  public var em: Double
  /// The title; empty for none.
  public var title: String
  /// What is said below the title; empty for nothing.
  public var subtitle: String
  /// Where the title's left edge and its base line are.
  public var titlePlace: SIMD2<Double>
  /// The panels, the most important one first.
  public var panels: [Panel]
  /// The runs, in their order.
  public var runs: [Run]
  /// Where runs are named.
  public var names: RunNames
  /// The step that it shows.
  public var step: Int
  /// The colours of what is around the figures.
  public var colors: PageColors
  /// Where it comes from.
  public var provenance: Provenance

  /// A page.
  public init(
    size: SIMD2<Double>, em: Double, title: String, subtitle: String, titlePlace: SIMD2<Double>,
    panels: [Panel], runs: [Run], names: RunNames, step: Int, colors: PageColors, provenance: Provenance
  ) {
    (self.size, self.em, self.title, self.subtitle) = (size, em, title, subtitle)
    (self.titlePlace, self.panels, self.runs, self.names) = (titlePlace, panels, runs, names)
    (self.step, self.colors, self.provenance) = (step, colors, provenance)
  }

  /// The height of a row of names.
  public static let nameRow = 1.55
  /// The width of the sign before a name, and of the gap to the next one, in units of the text size.
  public static let signWidth = 1.35
  private static let nameGap = 1.7

  /// Where names stand one after the other in a box of a width: the line of each, and how far along its sign begins, in
  /// units of the text size.
  public static func places(_ names: [String], width: Double) -> [(line: Int, x: Double)] {
    var (line, x) = (0, 0.0)
    return names.map { name in
      let own = signWidth + TextWidth.ems(name)
      if x > 0, x + own > width { (line, x) = (line + 1, 0) }
      defer { x += own + nameGap }
      return (line, x)
    }
  }

  /// The size of ordinary text on a page of this size: readable on a small one, and not loud on a large one.
  public static func em(of size: SIMD2<Double>) -> Double {
    max(9, min(22, ((size.x * size.y).squareRoot() / 66 * 2).rounded() / 2))
  }
}

/// A rectangle on a page, in points.
public struct PageBox: Hashable, Sendable {
  /// The left edge.
  public var x: Double
  /// The upper edge.
  public var y: Double
  /// How wide it is, never negative.
  public var width: Double
  /// How high it is, never negative.
  public var height: Double

  /// A rectangle; a negative extent becomes zero.
  public init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, max(0, width), max(0, height))
  }

  /// The right edge.
  public var endX: Double { x + width }
  /// The lower edge.
  public var endY: Double { y + height }

  /// The rectangle without a margin on each side.
  public func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> PageBox {
    PageBox(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }

  /// The cells that a terminal would have here, whose sizes choose lengths that are meant for the eye.
  public func cells(em: Double) -> Rect {
    // A cell's width is about half of the size of its text, and its height somewhat more than that size.
    Rect(
      x: 0, y: 0, width: max(1, Int(width / (0.55 * em))), height: max(1, Int(height / (1.1 * em))))
  }
}

/// The colours of a page around its figures.
public struct PageColors: Hashable, Sendable {
  /// The ground; `nil` for a transparent page.
  public var ground: Color?
  /// The ground that the colours are made for, also where the page is transparent.
  public var base: Color
  /// Ordinary text.
  public var text: Color
  /// Unobtrusive text, and axes.
  public var quiet: Color
  /// Important text.
  public var strong: Color
  /// Lines of a grid.
  public var grid: Color
  /// Whether the ground is dark.
  public var isDark: Bool

  /// The colours of a theme; what it leaves to the terminal is black on white.
  public init(_ theme: Theme, isTransparent: Bool = false) {
    base = theme.ground ?? Color(0xFFFFFF)
    ground = isTransparent ? nil : base
    isDark = base.luminance < 0.3
    let ink = Color(isDark ? 0xFFFFFF : 0)
    text = theme.ground == nil ? ink : theme.text ?? ink
    quiet =
      theme.ground == nil ? base.blended(towards: ink, 0.6) : theme.quiet ?? base.blended(towards: ink, 0.6)
    strong = theme.ground == nil ? ink : theme.strong ?? ink
    grid = base.blended(towards: quiet, 0.22)
  }
}

/// Where a page comes from, for those who find it, and for those who cannot see it.
public struct Provenance: Hashable, Sendable {
  /// The program and its version.
  public var creator: String
  /// The command line that makes it again.
  public var command: String
  /// The seed of all randomness.
  public var seed: UInt64
  /// What is to be seen, in sentences.
  public var description: String

  /// A provenance.
  public init(creator: String, command: String, seed: UInt64, description: String) {
    (self.creator, self.command, self.seed, self.description) = (creator, command, seed, description)
  }
}
