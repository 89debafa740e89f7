extension Regression {
  /// The model that is fitted to the examples.
  public enum Model: String, CaseIterable, Hashable, Sendable {
    /// The line y = W x + b.
    case linear
    /// The probability 1/(1 + exp(−(W x + b))) of the label 1.
    case logistic

    /// The words of the losses that a model can be fitted by, its usual one first.
    public var losses: [String] {
      switch self {
      case .linear: ["mse", "half_mse", "mae", "huber"]
      case .logistic: ["bce"]
      }
    }
  }

  /// The loss that is averaged over the examples; z = W x + b, and r = z − y is the residual.
  public enum Loss: Hashable, Sendable {
    /// r².
    case mse
    /// ½r², whose gradient has no factor of 2.
    case halfMSE
    /// |r|; where r = 0 the subgradient 0 is taken.
    case mae
    /// ½r² up to |r| = δ, then δ(|r| − ½δ): PyTorch's `HuberLoss`. Its second derivative jumps at δ; there
    /// that of the inner side is taken.
    case huber(delta: Double)
    /// log(1 + exp z) − y z: the cross-entropy of the label y and the probability of z.
    case bce

    /// A loss from its word; `nil` for an unknown word.
    public init?(word: String, delta: Double = 1) {
      switch word {
      case "mse": self = .mse
      case "half_mse": self = .halfMSE
      case "mae": self = .mae
      case "huber": self = .huber(delta: delta)
      case "bce": self = .bce
      default: return nil
      }
    }

    /// The word that stands for it in text and in files.
    public var word: String {
      switch self {
      case .mse: "mse"
      case .halfMSE: "half_mse"
      case .mae: "mae"
      case .huber: "huber"
      case .bce: "bce"
      }
    }
  }

  /// How the feature is scaled before it is multiplied with the parameters.
  public enum Scaling: String, CaseIterable, Hashable, Sendable {
    /// Not at all.
    case none
    /// x becomes (x − mean)/deviation, with the deviation of the population; a constant feature becomes 0.
    case standard
  }
}
