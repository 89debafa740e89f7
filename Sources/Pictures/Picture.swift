import TerminalGraphics

/// What a format draws: pages of a race at its steps, and the frames that a terminal would show.
///
/// Pages and frames are made when they are asked for. Those of successive steps share what does not move, so that a
/// renderer keeps its picture of that.
public struct Picture: Sendable {
  /// How a format draws.
  public struct Options: Hashable, Sendable {
    /// Pixels to an inch, for formats of pixels.
    public var dpi = 96.0
    /// Whether the ground is left out.
    public var isTransparent = false
    /// Whether the race is shown instead of one step.
    public var isAnimated = false
    /// Pictures a second.
    public var fps = 20.0
    /// How often an animation is played; 0 for ever.
    public var loops = 0
    /// Steps of the race's clock a second.
    public var speed = 30.0
    /// How many colours frames have, and which symbols.
    public var depth = ColorDepth.direct
    public var glyphs = GlyphSet.unicode
    /// The columns and rows of frames.
    public var columns = 100
    public var rows = 30

    /// The usual options.
    public init() {}
  }

  /// A run as numbers.
  public struct Run: Sendable {
    /// A point of its path.
    public struct Point: Hashable, Sendable {
      /// The race's time at which the run has it.
      public let time: Int
      /// The steps that it has made.
      public let step: Int
      /// Where it is.
      public let place: SIMD2<Double>
      /// The loss there.
      public let loss: Double

      /// A point.
      public init(time: Int, step: Int, place: SIMD2<Double>, loss: Double) {
        (self.time, self.step, self.place, self.loss) = (time, step, place, loss)
      }
    }

    /// Its number, from 1.
    public let number: Int
    /// Its sign.
    public let sign: Unicode.Scalar
    /// Its colour.
    public let color: Color
    /// Its name.
    public let label: String
    /// The point that it has at a time of the race.
    public let point: @Sendable (_ time: Int) -> Point
    /// The points of its path, at most `most` of them, evenly spread.
    public let points: @Sendable (_ most: Int) -> [Point]
    /// What became of it, with the race's time: `converged`, `diverged`, `stopped`; `nil` for nothing.
    public let event: (time: Int, name: String)?

    /// A run.
    public init(
      number: Int, sign: Unicode.Scalar, color: Color, label: String, event: (time: Int, name: String)?,
      point: @escaping @Sendable (Int) -> Point, points: @escaping @Sendable (Int) -> [Point]
    ) {
      (self.number, self.sign, self.color, self.label) = (number, sign, color, label)
      (self.event, self.point, self.points) = (event, point, points)
    }
  }

  /// How it is drawn.
  public var options: Options
  /// The step to show; an animation ends there.
  public let step: Int
  /// The runs on it, as numbers.
  public let runs: [Run]
  /// What the plane's parameters and the loss are called.
  public let names: (x: String, y: String, loss: String)
  /// The page at a step.
  public let page: @Sendable (_ step: Int) -> Page
  /// The same page for a dark surrounding, where a file follows that of its reader; `nil` elsewhere.
  public let darkPage: (@Sendable (_ step: Int) -> Page)?
  /// The frame of a terminal of the options' columns and rows at a step.
  public let frame: @Sendable (_ step: Int, Options) -> Frame

  /// A picture.
  public init(
    step: Int, runs: [Run], names: (x: String, y: String, loss: String), options: Options = Options(),
    page: @escaping @Sendable (Int) -> Page, darkPage: (@Sendable (Int) -> Page)? = nil,
    frame: @escaping @Sendable (Int, Options) -> Frame
  ) {
    (self.step, self.runs, self.names, self.options) = (step, runs, names, options)
    (self.page, self.darkPage, self.frame) = (page, darkPage, frame)
  }

  /// The steps of an animation: one for each picture, from the first step to the last one shown.
  public func steps(fps: Double) -> [Int] {
    guard step > 0 else { return [0] }
    let perPicture = max(1e-9, options.speed / fps)
    let count = Int(min(1e6, (Double(step) / perPicture).rounded(.up)))
    return (0...count).map { min(step, Int((Double($0) * perPicture).rounded())) }
  }
}
