import Optimization
import Wording

/// The bundled data sets, in the order in which they are listed.
///
/// To add one: a CSV file in `assets/data`, its facts in the README there, and an entry here.
public enum DataSetCatalog {
  /// One entry for each data set.
  public static let all: [DataSetEntry] = [
    DataSetEntry(
      id: "hubble", name: "Hubble's nebulae",
      summary: "Distance in megaparsecs and velocity in km/s of 24 nebulae: the universe expands.",
      source:
        "E. Hubble, A relation between distance and radial velocity among extra-galactic nebulae, Proc. Natl. Acad. "
        + "Sci. 15 (1929), 168-173, Table 1, columns r and v.",
      licence: "Facts, published in 1929; in the public domain in the USA since 2025.",
      model: .linear, PackageResources.hubble_csv),
    DataSetEntry(
      id: "mauna_loa", name: "Carbon dioxide at Mauna Loa",
      summary:
        "Mean CO2 of each year, 1975 to 2024, in parts per million: years make an extremely long bowl.",
      source:
        "NOAA Global Monitoring Laboratory, Trends in Atmospheric Carbon Dioxide, Mauna Loa annual means "
        + "(co2_annmean_mlo), gml.noaa.gov/ccgg/trends.",
      licence: "A work of the US government, in the public domain; NOAA asks to be credited.",
      model: .linear, PackageResources.mauna_loa_csv),
    DataSetEntry(
      id: "challenger", name: "Challenger's O-rings",
      summary:
        "Temperature in °F at 23 shuttle launches, and whether an O-ring of the boosters showed distress.",
      source:
        "Report of the Presidential Commission on the Space Shuttle Challenger Accident (1986), volume 1, chapter VI.",
      licence: "A work of the US government, in the public domain.",
      model: .logistic, PackageResources.challenger_csv),
    DataSetEntry(
      id: "line", name: "A line with outliers",
      summary:
        "60 points of y = 2x + 1 with noise, of which every twelfth lost its sign: mse is sensitive to them, mae is not.",
      source: "Synthetic: RandomNumbers of this program, by the recipe in assets/data/README.md.",
      licence: "Made for this program, and under its licence.",
      model: .linear, PackageResources.line_csv),
    DataSetEntry(
      id: "two_classes", name: "Two overlapping classes",
      summary: "80 points of two classes around -1 and 1 that overlap, so that no threshold is perfect.",
      source: "Synthetic: RandomNumbers of this program, by the recipe in assets/data/README.md.",
      licence: "Made for this program, and under its licence.",
      model: .logistic, PackageResources.two_classes_csv),
  ]

  /// The data set of that identifier; `nil` for none.
  public static func entry(_ id: String) -> DataSetEntry? { all.first { $0.id == id } }
}

/// A data set in the catalog.
public struct DataSetEntry: Sendable {
  /// The word on the command line.
  public let id: String
  /// The name on the screen.
  public let name: String
  /// One sentence: what was measured.
  public let summary: String
  /// Where the numbers come from.
  public let source: String
  /// The licence of the data.
  public let licence: String
  /// The model that suits it.
  public let model: Regression.Model
  /// The table as it is in `assets/data`.
  public let bytes: [UInt8]

  init(
    id: String, name: String, summary: String, source: String, licence: String, model: Regression.Model,
    _ bytes: [UInt8]
  ) {
    self.id = id
    self.name = name
    self.summary = summary
    self.source = source
    self.licence = licence
    self.model = model
    self.bytes = bytes
  }

  /// The examples, from the given columns; by default the first two.
  public func data(
    x: String? = nil, y: String? = nil, labels: Bool = false, format: TableFormat = TableFormat()
  ) throws(InputError) -> DataSet {
    try DelimitedText.read(bytes, file: id, name: id, x: x, y: y, labels: labels, format: format)
  }

  /// The examples as they are listed.
  public var examples: DataSet {
    do {
      return try data(labels: model == .logistic)
    } catch {
      // A test reads every entry, so an unreadable table never ships.
      preconditionFailure("data set \(id): \(error)")
    }
  }
}
