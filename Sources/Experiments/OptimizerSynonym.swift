/// Other words for optimizers: those of papers and of other libraries.
enum OptimizerSynonym {
  private static let rows: [(words: String, remedy: String)] = [
    (
      "sgd gradient_descent steepest_descent batch_gradient_descent stochastic_gradient_descent vanilla",
      "plain descent is called gd here, and with momentum it is called momentum"
    ),
    ("sgdm sgd_momentum sgd_with_momentum polyak_momentum", "it is called momentum here, or heavy_ball"),
    ("nag nesterov_accelerated_gradient", "it is called nesterov here"),
    ("cg fletcher_reeves polak_ribiere", "it is called conjugate_gradient here"),
    ("simplex amoeba downhill_simplex", "it is called nelder_mead here"),
    ("quasi_newton", "there are bfgs and lbfgs"),
    ("amsgrad", "it is a setting of adam: adam:amsgrad=true"),
    ("adagrad_da dual_averaging", "the nearest is ftrl"),
  ]

  /// The hint for a word that is not an optimizer's name here; `nil` if it is not known elsewhere either.
  static func remedy(for word: String) -> String? {
    let asked = word.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
    return rows.first { $0.words.split(separator: " ").contains { $0 == asked } }?.remedy
  }
}
