import TerminalGraphics

/// What is asked of a page.
public struct PageRequest: Hashable, Sendable {
  /// Where runs are named.
  public enum Labels: String, CaseIterable, Hashable, Sendable {
    /// In lines above the figure, or with their results beside it.
    case legend
    /// At the ends of their paths.
    case ends
    /// Nowhere.
    case none
  }

  /// What it shows.
  public var view: PageView
  /// Its width and height in points.
  public var size: SIMD2<Double>
  /// The title; `nil` for what is descended, empty for none.
  public var title: String?
  /// Where runs are named.
  public var labels = Labels.legend
  /// Whether it has no ground.
  public var isTransparent = false
  /// The points between two samples of the map.
  public var sampling = 2.0
  /// The command line that makes it again.
  public var command: String
  /// The program and its version.
  public var creator: String

  /// The accepted widths and heights, in points.
  public static let lengths = 120...8000
  /// The size of a page unless told: that of a figure over two thirds of a screen.
  public static let usualSize = SIMD2(1200.0, 800.0)

  /// A page of a view.
  public init(_ view: PageView, size: SIMD2<Double> = usualSize, command: String, creator: String) {
    (self.view, self.size, self.command, self.creator) = (view, size, command, creator)
  }
}
