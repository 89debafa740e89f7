import Wording

/// Optimizers of pytorch-optimizer that are known and refused, each with its reason.
extension Library {
  static let pytorchOptimizerRefused: [Constructor] =
    [
      ("Muon", matrices), ("AdaMuon", matrices), ("AdaGO", matrices), ("DistributedMuon", matrices),
      ("MuonClip", matrices), ("NorMuon", matrices),
      ("SpectralSphere", matrices),
      (
        "SophiaH",
        random("the Hessian's diagonal") + "; sophia, in this program's own words, takes the exact diagonal"
      ),
      (
        "AdaHessian",
        random("the Hessian's diagonal") + "; sophia, in this program's own words, takes the exact diagonal"
      ),
      ("Gravity", "begins with random velocities, which differ from run to run"),
      (
        "Shampoo",
        "takes the inverse root of a nearly singular matrix, so that rounding decides its steps from the tenth digit on, and "
          + "no two programs agree"
      ),
      (
        "ASGD",
        "compares norms that it rounds to single precision, so that rounding decides when its rate stops growing; "
          + "torch.optim.ASGD is another method, which is read"
      ),
      ("Kron", random("its preconditioner")),
      ("BSAM", "adds random noise to the weights, which differs from run to run"),
      ("SaRA", "trains only the weights that are small at the start, and nothing else here depends on that"),
      (
        "LOMO",
        "updates the weights during the backward pass of a model, and takes the model itself; "
          + "torch.optim.SGD takes the same steps"
      ),
      ("AdaLOMO", "updates the weights during the backward pass of a model, and takes the model itself"),
      ("AdamMini", "shares second averages by the names of a model's layers, which a race does not have"),
      (
        "SCIONLight",
        "keeps its momentum in the gradients' buffers, so that its steps depend on how the script clears "
          + "them; pytorch_optimizer.SCION keeps it itself, and is read"
      ),
      ("PCGrad", "combines the gradients of several losses, and there is one loss here"),
      ("FlashAdamW", "stores its averages in 8 bits; torch.optim.AdamW is the method without rounding"),
      ("SafeFP16Optimizer", "rounds to 16 bits; paste the optimizer inside it"),
    ].map { .refused("pytorch_optimizer", $0, $1) }
    + [
      "APOLLO", "AdamWSN", "Alice", "DASH", "DeMo", "EmoFact", "EmoLynx", "EmoNavi", "FAdam", "FriendlySAM",
      "GSAM", "LoRARite", "LookSAM", "Magma", "OrthoGrad", "ROSE", "SPAM", "SPlus", "ScalableShampoo",
      "StableSPAM", "TRAC", "WSAM",
    ].map { .refused("pytorch_optimizer", $0, "is not available here") }
    + ["create_optimizer", "load_optimizer"].map {
      .refused(
        "pytorch_optimizer", $0, "finds the optimizer by a name in the call; paste that optimizer's own call")
    }

  private static let matrices =
    "orthogonalizes matrices; the two parameters here are a vector, which it does not accept"

  private static func random(_ what: String) -> String {
    "estimates \(what) with random vectors, so that no run repeats another"
  }
}
