import Optimization
import Wording

extension InputError {
  /// A setting that could not be set; `owner` is the optimizer or surface, `text` the part as written.
  public static func setting(_ error: SettingError, of owner: String, in text: String) -> InputError {
    switch error {
    case .unknownKey(let key, let known):
      if key == "batch_size" || key == "batchsize", !known.isEmpty {
        return InputError("'\(text)': batches are set by +batch:size=16, or by --batch-size for all runs")
      }
      return InputError("'\(text)': \(unknownSetting(key, of: owner, known))")
    case .outOfRange(let setting, _): return InputError("'\(text)': \(outOfRange(setting))")
    }
  }

  /// A setting that there is not, in a sentence.
  static func unknownSetting(_ key: String, of owner: String, _ known: [String]) -> String {
    "\(owner) has no setting '\(key)'; \(SettingSynonym.remedy(for: key, among: known))"
  }

  /// A number outside its setting's bounds, in a sentence.
  static func outOfRange(_ setting: Setting) -> String {
    "\(setting.key) is out of range; accepted: \(setting.accepted)"
  }

  /// A value of another kind than a setting takes, in a sentence; `written` is in quotes where it is a text.
  static func notAValue(of setting: Setting, written: String) -> String {
    let kind = setting.words == nil ? "a number" : setting.accepted
    return "\(setting.key)=\(written) is not \(kind); accepted: \(setting.accepted)"
  }
}
