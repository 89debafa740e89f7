import Arithmetic
import Optimization

/// Moves a setting's value along its scale, through values that a person would type.
enum SettingSteps {
  /// The value `steps` steps from here; stays inside the slider, or unchanged if it is already beyond.
  static func value(of setting: Setting, from value: Double, by steps: Int) -> Double {
    if let words = setting.words {
      let index = (Int(value) + steps) % words.count
      return Double(index < 0 ? index + words.count : index)
    }
    var result = value
    for _ in 0..<abs(steps) { result = steps > 0 ? up(setting, result) : down(setting, result) }
    return setting.accepts(result) ? result : value
  }

  /// Where a value lies on the slider, 0...1, by the setting's scale.
  static func place(of value: Double, on setting: Setting) -> Double {
    let (low, high) = (setting.slider.lowerBound, setting.slider.upperBound)
    let place: Double =
      switch setting.scale {
      case .linear: setting.slider.share(of: value)
      case .logarithmic:
        value <= low ? 0 : (Double.log(low)...Double.log(high)).share(of: Double.log(value))
      case .towardOne:
        value >= high ? 1 : Double.log(1 - max(0, value)) / Double.log(1 - high)
      }
    return max(0, min(1, place))
  }

  /// The value of the slider at a place, rounded to what a person would type.
  static func value(at place: Double, on setting: Setting) -> Double {
    let place = max(0, min(1, place))
    if let words = setting.words { return Double(min(words.count - 1, Int(place * Double(words.count)))) }
    let (low, high) = (setting.slider.lowerBound, setting.slider.upperBound)
    switch setting.scale {
    case .linear:
      let step = RoundNumber(atMost: setting.slider.length / 50)
      return max(low, min(high, step.multiple(nearestTo: setting.slider.place(at: place))))
    case .logarithmic:
      if place == 0 && setting.accepts(0) { return 0 }
      return Double.exp((Double.log(low)...Double.log(high)).place(at: place)).rounded(toDigits: 2)
    case .towardOne:
      if place == 0 { return low }
      return fromOne(Double.exp(place * Double.log(1 - high)).rounded(toDigits: 2))
    }
  }

  private static func up(_ setting: Setting, _ value: Double) -> Double {
    let (low, high) = (setting.slider.lowerBound, setting.slider.upperBound)
    switch setting.scale {
    case .linear:
      if value >= high { return value }
      let step = RoundNumber(atMost: setting.slider.length / 20)
      return min(high, step.multiple((value / step.value + nearness).rounded(.down) + 1))
    case .logarithmic: return value >= high ? value : value < low ? low : next(after: value)
    case .towardOne: return value >= high ? value : fromOne(previous(before: 1 - max(0, value)))
    }
  }

  private static func down(_ setting: Setting, _ value: Double) -> Double {
    let (low, high) = (setting.slider.lowerBound, setting.slider.upperBound)
    switch setting.scale {
    case .linear:
      if value <= low { return value }
      let step = RoundNumber(atMost: setting.slider.length / 20)
      return max(low, step.multiple((value / step.value - nearness).rounded(.up) - 1))
    case .logarithmic:
      if value <= low { return setting.accepts(0) ? 0 : value }
      return max(low, previous(before: value))
    case .towardOne:
      return value <= low ? value : value > high ? high : max(low, fromOne(min(1, next(after: 1 - value))))
    }
  }

  /// A value this near to a round one, as a share of it or of a step, counts as that: it was computed, not typed.
  private static let nearness = 1e-9

  private static func next(after value: Double) -> Double {
    value > 0 ? RoundNumber(atMost: value * (1 + nearness)).next.value : value
  }

  private static func previous(before value: Double) -> Double {
    value > 0 ? RoundNumber(atLeast: value * (1 - nearness)).previous.value : value
  }

  /// 1 − x for a short decimal x, as the short decimal it is: 0.95, not 0.9500000000000001.
  private static func fromOne(_ x: Double) -> Double { RoundNumber.powerOfTen(-9).multiple(nearestTo: 1 - x) }
}
