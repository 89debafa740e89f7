/// Shekel's foxholes in two variables: ten holes of different width and depth.
///
/// The usual ten centres and widths for four variables, of which the first two coordinates are taken.
public struct Shekel2: Surface {
  public static let card = SurfaceCard(
    id: "shekel2", name: "Shekel",
    summary: "Ten narrow holes in a plain: a run that starts between them falls into the nearest.",
    source:
      "J. Shekel, Test functions for multimodal search techniques, Fifth Annual Princeton Conference "
      + "on Information Science and Systems (1971), 354-359.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    var sum = S(0)
    for hole in Shekel2.holes {
      sum += 1 / ((x - hole.x).squared() + (y - hole.y).squared() + hole.c)
    }
    return -sum
  }

  /// Where the holes are, and how wide: 1/c is the depth of one alone.
  private static let holes: [(x: Double, y: Double, c: Double)] = [
    (4, 4, 0.1), (1, 1, 0.2), (8, 8, 0.2), (6, 6, 0.4), (3, 7, 0.4), (2, 9, 0.6), (5, 5, 0.3), (8, 1, 0.7),
    (6, 2, 0.5), (7, 3.6, 0.5),
  ]

  public var formula: String { "−Σ 1/[(x − aᵢ)² + (y − bᵢ)² + cᵢ], i = 1 … 10" }
  public var domain: Domain { Domain(x: 0...10, y: 0...10) }
  public var start: Point<Double> { Point(2.6, 3.1) }
  public var minima: [Minimum] {
    [
      Minimum(4.002677927534656, 4.0021040644425145, value: -11.030999671295373),
      Minimum(7.9977204199560505, 7.997624297531664, value: -5.372523939604275, isGlobal: false),
      Minimum(1.0012131055383355, 1.0009621349230067, value: -5.237261818203683, isGlobal: false),
      Minimum(4.997740814703338, 4.992383485506725, value: -4.75990411419472, isGlobal: false),
      Minimum(5.963001953761208, 5.956523943756812, value: -3.5853097942075065, isGlobal: false),
      Minimum(3.00802436135672, 6.99722845863214, value: -3.1385348906867696, isGlobal: false),
      Minimum(6.959161267084302, 3.591824034546225, value: -2.904611755748456, isGlobal: false),
      Minimum(6.018770751888733, 2.0387016141784784, value: -2.8176860406224806, isGlobal: false),
      Minimum(2.0205929898049684, 8.965193826280004, value: -2.055148805946636, isGlobal: false),
      Minimum(7.947252164143702, 1.0491992260833312, value: -1.9214309446607818, isGlobal: false),
    ]
  }
  public var spacing: LevelSpacing { .logarithmic }
}
