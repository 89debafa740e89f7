import Optimization
import Wording

/// optax' L-BFGS and its searches along the update.
extension Library {
  static let optaxSearches: [Constructor] = [
    search("scale_by_lbfgs(memory_size=10, scale_init_precond=True)") { a throws(InputError) in
      ScaleByLbfgs(memory: try a.count("memory_size"), scalesFirst: try a.flag("scale_init_precond"))
    },
    search(
      "scale_by_zoom_linesearch(max_linesearch_steps, max_learning_rate=None, tol=0.0, increase_factor=2.0, slope_rtol=0.0001, "
        + "curv_rtol=0.9, approx_dec_rtol=1e-06, stepsize_precision=1e-05, initial_guess_strategy='keep', verbose=False)"
    ) { a throws(InputError) in
      var settings = ZoomLineSearch.Settings()
      settings.maxSteps = try a.searchSteps("max_linesearch_steps")
      settings.maxLearningRate =
        a.isConstant("max_learning_rate", ["None"]) ? nil : try a.number("max_learning_rate")
      settings.tolerance = try a.number("tol")
      settings.increaseFactor = try a.number("increase_factor")
      settings.slopeTolerance = try a.number("slope_rtol")
      settings.curvatureTolerance = try a.number("curv_rtol")
      settings.approximateTolerance =
        a.isConstant("approx_dec_rtol", ["None"]) ? nil : try a.number("approx_dec_rtol")
      settings.stepsizePrecision = try a.number("stepsize_precision")
      try a.require("initial_guess_strategy", ["keep", "one"], "is neither 'keep' nor 'one'")
      settings.keepsLength = a.isConstant("initial_guess_strategy", ["keep"])
      return ZoomLineSearch(settings)
    },
    search(
      "scale_by_backtracking_linesearch(max_backtracking_steps, slope_rtol=0.0001, decrease_factor=0.8, increase_factor=1.5, "
        + "max_learning_rate=1.0, atol=0.0, rtol=0.0, store_grad=False, verbose=False)"
    ) { a throws(InputError) in
      BacktrackingLineSearch(
        maxSteps: try a.searchSteps("max_backtracking_steps"), slopeTolerance: try a.number("slope_rtol"),
        decreaseFactor: try a.number("decrease_factor"), increaseFactor: try a.number("increase_factor"),
        maxLearningRate: a.isConstant("max_learning_rate", ["None"])
          ? .infinity : try a.number("max_learning_rate"), absolute: try a.number("atol"),
        relative: try a.number("rtol"))
    },
    Constructor(
      "optax", "lbfgs(learning_rate=None, memory_size=10, scale_init_precond=True, linesearch='zoom')",
      .computed { a throws(InputError) in
        let search =
          switch a.bound["linesearch"]?.value.literal {
          case "zoom": ", optax.scale_by_zoom_linesearch(20, initial_guess_strategy='one')"
          case "None": ""
          default: ", linesearch"
          }
        let rate =
          a.isConstant("learning_rate", ["None"])
          ? "optax.scale(-1.0)" : "optax.scale_by_learning_rate(learning_rate)"
        return try a.reader.expanded(
          a, "optax.chain(optax.scale_by_lbfgs(memory_size, scale_init_precond), \(rate)\(search))")
      }, [:]),
  ]

  @inline(never) private static func search(
    _ signature: String,
    _ make: @escaping @Sendable (CallArguments) throws(InputError) -> any GradientTransformation
  ) -> Constructor {
    Constructor(
      "optax", signature,
      .computed { a throws(InputError) in .stages(CallResult.Stages([try make(a)])) },
      ["verbose": .nothing, "store_grad": .nothing])
  }
}

extension CallArguments {
  /// How many trials a search may make, each an evaluation of the loss.
  fileprivate func searchSteps(_ name: String) throws(InputError) -> Int {
    let count = try count(name)
    guard count <= 1000 else { throw error("is above 1000, the most trials that are made here", of: name) }
    return count
  }
}
