import Optimization

/// An optimizer in a library's own words: `torch.optim.AdamW(lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)`.
enum LibraryCall {
  /// Whether a text is meant as a call.
  static func isCall(_ text: String) -> Bool { text.contains("(") && !text.contains(":") }

  /// The optimizer that a call makes.
  static func optimizer(_ text: String) throws(InputError) -> OptimizerChoice {
    throw InputError("'\(text)': constructor calls are not read yet")
  }
}
