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
      let remedy = SettingSynonym.remedy(for: key, among: known)
      return InputError("'\(text)': \(owner) has no setting '\(key)'; \(remedy)")
    case .outOfRange(let setting, _):
      return InputError("'\(text)': \(setting.key) is out of range; accepted: \(setting.accepted)")
    }
  }
}
