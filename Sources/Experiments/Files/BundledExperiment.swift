/// The bundled experiments in the order in which they are listed; the program opens with the first.
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
    BundledExperiment("zigzag") { PackageResources.zigzag_toml },
    BundledExperiment("valley") { PackageResources.valley_toml },
    BundledExperiment("escape") { PackageResources.escape_toml },
    BundledExperiment("basins") { PackageResources.basins_toml },
    BundledExperiment("batch_sizes") { PackageResources.batch_sizes_toml },
    BundledExperiment("expanding_universe") { PackageResources.expanding_universe_toml },
    BundledExperiment("long_bowl") { PackageResources.long_bowl_toml },
    BundledExperiment("o_rings") { PackageResources.o_rings_toml },
  ]
}
