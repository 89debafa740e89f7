/// The bundled experiments in the order in which they are listed; the program opens with the first.
///
/// Those whose first tag is the same follow each other: it is the group in which the gallery shows them.
///
/// To add one: a file in `assets/experiments`, and a line here. Its text is read when it is wanted.
struct BundledExperiment: Sendable {
  /// The file's name without its ending, which is the word on the command line.
  let id: String
  /// The file's text.
  let text: @Sendable () -> [UInt8]

  private init(_ id: String, _ text: @escaping @Sendable () -> [UInt8]) { (self.id, self.text) = (id, text) }

  /// One line for each experiment.
  static let all: [BundledExperiment] = [
    BundledExperiment("performance_comparison") { PackageResources.performance_comparison_toml },
    BundledExperiment("rate_too_small") { PackageResources.rate_too_small_toml },
    BundledExperiment("rate_too_large") { PackageResources.rate_too_large_toml },
    BundledExperiment("batch_sizes") { PackageResources.batch_sizes_toml },
    BundledExperiment("edge_of_stability") { PackageResources.edge_of_stability_toml },
    BundledExperiment("zigzag") { PackageResources.zigzag_toml },
    BundledExperiment("critical_momentum") { PackageResources.critical_momentum_toml },
    BundledExperiment("best_momentum") { PackageResources.best_momentum_toml },
    BundledExperiment("nesterov_two_forms") { PackageResources.nesterov_two_forms_toml },
    BundledExperiment("lookahead_zigzag") { PackageResources.lookahead_zigzag_toml },
    BundledExperiment("rmsprop_zigzag") { PackageResources.rmsprop_zigzag_toml },
    BundledExperiment("bias_correction") { PackageResources.bias_correction_toml },
    BundledExperiment("epsilon_too_large") { PackageResources.epsilon_too_large_toml },
    BundledExperiment("epsilon_calms") { PackageResources.epsilon_calms_toml },
    BundledExperiment("axes_straight") { PackageResources.axes_straight_toml },
    BundledExperiment("axes_turned") { PackageResources.axes_turned_toml },
    BundledExperiment("weight_decay_forms") { PackageResources.weight_decay_forms_toml },
    BundledExperiment("schedule_and_noise") { PackageResources.schedule_and_noise_toml },
    BundledExperiment("noise_floor") { PackageResources.noise_floor_toml },
    BundledExperiment("warm_restarts") { PackageResources.warm_restarts_toml },
    BundledExperiment("expanding_universe") { PackageResources.expanding_universe_toml },
    BundledExperiment("o_rings") { PackageResources.o_rings_toml },
    BundledExperiment("long_bowl") { PackageResources.long_bowl_toml },
    BundledExperiment("long_bowl_scaled") { PackageResources.long_bowl_scaled_toml },
    BundledExperiment("outliers_mse") { PackageResources.outliers_mse_toml },
    BundledExperiment("outliers_mae") { PackageResources.outliers_mae_toml },
    BundledExperiment("radford_beale") { PackageResources.radford_beale_toml },
    BundledExperiment("radford_saddle") { PackageResources.radford_saddle_toml },
    BundledExperiment("radford_valley") { PackageResources.radford_valley_toml },
    BundledExperiment("valley") { PackageResources.valley_toml },
    BundledExperiment("rosenbrock_tuned") { PackageResources.rosenbrock_tuned_toml },
    BundledExperiment("rastrigin_tuned") { PackageResources.rastrigin_tuned_toml },
    BundledExperiment("two_hills") { PackageResources.two_hills_toml },
    BundledExperiment("basins") { PackageResources.basins_toml },
    BundledExperiment("escape") { PackageResources.escape_toml },
    BundledExperiment("plateau_crossing") { PackageResources.plateau_crossing_toml },
    BundledExperiment("adam_fails") { PackageResources.adam_fails_toml },
    BundledExperiment("adagrad_stops") { PackageResources.adagrad_stops_toml },
    BundledExperiment("rprop_batches") { PackageResources.rprop_batches_toml },
    BundledExperiment("sign_cycle") { PackageResources.sign_cycle_toml },
    BundledExperiment("cliff_clipping") { PackageResources.cliff_clipping_toml },
    BundledExperiment("newton_saddle") { PackageResources.newton_saddle_toml },
    BundledExperiment("chaos") { PackageResources.chaos_toml },
  ]
}
