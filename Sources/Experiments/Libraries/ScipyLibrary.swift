import Optimization
import Wording

/// SciPy 1.17: its simplex takes the catalog's steps; of the methods with a line search only the minima agree.
extension Library {
  static let scipy = Library(
    ["scipy.optimize"],
    [
      Constructor(
        "scipy.optimize",
        "minimize(fun, x0, args=(), method=None, jac=None, hess=None, hessp=None, bounds=None, constraints=(), tol=None, "
          + "callback=None, options=None)",
        .computed { a throws(InputError) in
          try a.requireSimplex()
          return try a.simplex()
        }, [:]),
      Constructor(
        "scipy.optimize",
        "fmin(func, x0, args=(), xtol=0.0001, ftol=0.0001, maxiter=None, maxfun=None, full_output=0, disp=1, retall=0, "
          + "callback=None, initial_simplex=None)",
        .computed { a throws(InputError) in
          try a.require(
            "initial_simplex", ["None"], "is not read; the simplex begins as SciPy's default does")
          return try a.simplex()
        }, [:]),
    ]
      + [
        ("fmin_bfgs", "bfgs"), ("fmin_cg", "cg"), ("fmin_l_bfgs_b", "l-bfgs-b"), ("fmin_ncg", "newton-cg"),
        ("fmin_powell", "powell"), ("fmin_tnc", "tnc"), ("fmin_slsqp", "slsqp"), ("fmin_cobyla", "cobyla"),
      ].map { .refused("scipy.optimize", $0, difference(from: $1) ?? "is not available here") }
      + ["basinhopping", "differential_evolution", "dual_annealing", "shgo", "direct", "brute"].map {
        .refused("scipy.optimize", $0, "looks for the lowest of all minima, and is not available here")
      }
      + ["least_squares", "curve_fit", "root", "fsolve"].map {
        .refused("scipy.optimize", $0, "needs the residuals one by one; here there is one loss")
      }
      + [.refused("scipy.optimize", "minimize_scalar", "minimizes over one number; here there are two")])

  /// How a method of SciPy differs from the catalog's of that name; `nil` for one that the catalog does not have.
  fileprivate static func difference(from method: String) -> String? {
    let (what, nearest) =
      switch method {
      case "bfgs":
        ("finds the length of its steps by another search, and does not scale its first matrix", "bfgs")
      case "cg": ("finds the length of its steps by another search", "conjugate_gradient")
      case "l-bfgs-b": ("finds the length of its steps by another search, and respects bounds", "lbfgs")
      case "newton-cg":
        (
          "solves for its steps only approximately, and searches along them; newton takes the whole step",
          "newton"
        )
      default: ("", "")
      }
    return nearest.isEmpty
      ? nil : "\(what). The nearest method here is \(nearest): other steps, the same minima"
  }

  /// The methods of SciPy that the catalog does not have.
  fileprivate static let absentMethods: Set = [
    "powell", "tnc", "cobyla", "cobyqa", "slsqp", "trust-constr", "dogleg", "trust-ncg", "trust-exact",
    "trust-krylov",
  ]
}

extension CallArguments {
  /// Refuses every method but the simplex, with its difference to the nearest of the catalog.
  fileprivate func requireSimplex() throws(InputError) {
    guard let method = bound["method"]?.value.literal?.lowercased() else {
      throw error("is not the name of a method", of: "method")
    }
    guard method != "nelder-mead" else { return try refuseLimits() }
    if method == "none" {
      try refuseLimits()
      throw source.error(
        "scipy.optimize.minimize without a method is BFGS; SciPy's BFGS \(Library.difference(from: "bfgs") ?? "")",
        at: call.span)
    }
    if let difference = Library.difference(from: method) {
      throw error("is not read: SciPy \(difference)", of: "method")
    }
    throw error(
      Library.absentMethods.contains(method)
        ? "is not available here; of SciPy's methods 'Nelder-Mead' is read" : "is not a method of SciPy's",
      of: "method")
  }

  /// Refuses bounds and constraints.
  private func refuseLimits() throws(InputError) {
    for name in ["bounds", "constraints"] where bound[name]?.isGiven == true {
      guard isConstant(name, ["None"]) || bound[name]?.value.members?.isEmpty == true else {
        throw error("is not supported; the two parameters of a race have no bounds", of: name)
      }
    }
    // What only ends the search is idle; in two dimensions the adaptive simplex is the plain one.
    let idle: Set = ["maxiter", "maxfev", "xatol", "fatol", "disp", "return_all", "adaptive"]
    if case .dictionary(let options)? = bound["options"]?.value.kind {
      for option in options where !idle.contains(option.key.literal ?? "") {
        throw error("has the option \(option.key.text), which is not read", of: "options")
      }
    } else if !isConstant("options", ["None"]) {
      throw error("is not a dictionary", of: "options")
    }
  }

  fileprivate func simplex() throws(InputError) -> CallResult {
    guard let entry = reader.optimizers.entry("nelder_mead") else {
      throw source.error("the optimizer nelder_mead is not in the catalog", at: call.span)
    }
    return .optimizer(OptimizerChoice(entry))
  }
}
