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
      case .linear: (value - low) / (high - low)
      case .logarithmic:
        value <= low ? 0 : (Double.log(value) - Double.log(low)) / (Double.log(high) - Double.log(low))
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
      let step = ViewFit.roundStep((high - low) / 50)
      return max(low, min(high, rounded((low + place * (high - low)) / step, times: step)))
    case .logarithmic:
      if place == 0 && setting.accepts(0) { return 0 }
      return significant(Double.exp(Double.log(low) + place * (Double.log(high) - Double.log(low))))
    case .towardOne:
      if place == 0 { return low }
      return fromOne(significant(Double.exp(place * Double.log(1 - high))))
    }
  }

  private static func up(_ setting: Setting, _ value: Double) -> Double {
    let (low, high) = (setting.slider.lowerBound, setting.slider.upperBound)
    switch setting.scale {
    case .linear:
      let step = ViewFit.roundStep((high - low) / 20)
      return value >= high ? value : min(high, rounded((value / step + 1e-9).rounded(.down) + 1, times: step))
    case .logarithmic: return value >= high ? value : value < low ? low : next(after: value)
    case .towardOne: return value >= high ? value : fromOne(previous(before: 1 - max(0, value)))
    }
  }

  private static func down(_ setting: Setting, _ value: Double) -> Double {
    let (low, high) = (setting.slider.lowerBound, setting.slider.upperBound)
    switch setting.scale {
    case .linear:
      let step = ViewFit.roundStep((high - low) / 20)
      return value <= low ? value : max(low, rounded((value / step - 1e-9).rounded(.up) - 1, times: step))
    case .logarithmic:
      if value <= low { return setting.accepts(0) ? 0 : value }
      return max(low, previous(before: value))
    case .towardOne:
      return value <= low ? value : value > high ? high : max(low, fromOne(min(1, next(after: 1 - value))))
    }
  }

  /// The numbers 1, 2 and 5 times a power of ten, as a mantissa and an exponent that parse to the nearest double.
  private static func number(_ mantissa: Int, _ exponent: Int) -> Double {
    Double("\(mantissa)e\(exponent)") ?? .nan
  }

  private static func next(after value: Double) -> Double {
    ladder(around: value).first { $0 > value * (1 + 1e-9) } ?? value
  }

  private static func previous(before value: Double) -> Double {
    ladder(around: value).last { $0 < value * (1 - 1e-9) } ?? value
  }

  private static func ladder(around value: Double) -> [Double] {
    var exponent = 0
    var power = 1.0
    while power > value && exponent > -300 {
      exponent -= 1
      power /= 10
    }
    while power * 10 <= value && exponent < 300 {
      exponent += 1
      power *= 10
    }
    return (exponent - 2...exponent + 2).flatMap { e in [1, 2, 5].map { number($0, e) } }
  }

  /// A value with two significant digits.
  private static func significant(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value }
    var exponent = 0
    var scaled = value
    while scaled < 10 && exponent > -320 {
      scaled *= 10
      exponent -= 1
    }
    while scaled >= 100 {
      scaled /= 10
      exponent += 1
    }
    return number(Int(scaled.rounded()), exponent)
  }

  /// 1 − x for a short decimal x, as a short decimal: 0.95, not 0.9500000000000001.
  private static func fromOne(_ x: Double) -> Double {
    ((1 - x) * 1e9).rounded() / 1e9
  }

  private static func rounded(_ count: Double, times step: Double) -> Double {
    let value = count.rounded() * step
    return (value * 1e9).rounded() / 1e9
  }
}
