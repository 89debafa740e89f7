import Experiments
import TerminalGraphics

/// A camera as the words of the command line.
extension Camera {
  /// The turn and the height in degrees, and the size of the picture unless it is the usual one.
  public var words: String {
    ([yaw, pitch] + (magnification == 1 ? [] : [magnification])).map(\.shortText).joined(separator: ",")
  }

  /// A camera from such words; `nil` if they are not a valid camera.
  public init?(words: String) {
    let numbers = words.split(separator: ",", omittingEmptySubsequences: false).map { Double(String($0)) }
    let values = numbers.compactMap { $0 }.filter(\.isFinite)
    guard values.count == numbers.count, values.count == 2 || values.count == 3,
      abs(values[0]) <= 360, (0...90).contains(values[1]),
      values.count == 2 || Camera.magnifications.contains(values[2])
    else { return nil }
    self.init(yaw: values[0], pitch: values[1], magnification: values.count == 3 ? values[2] : 1)
  }
}
