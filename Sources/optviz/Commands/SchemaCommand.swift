import ArgumentParser
import Configuration
import Experiments
import Exports
import OptvizApp
import TerminalGraphics
import Wording

/// The format of experiment files, for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema of experiment files, by which an editor completes and checks them.",
    discussion: """
      Editors with Taplo, such as VS Code with Even Better TOML, take it from a file's first line:

        #:schema ./optviz.schema.json

      Example:
        optviz schema > optviz.schema.json
      """)

  func run() throws {
    let words: [ViewKey: [String]] = [
      .view: MainView.allCases.map(\.rawValue), .chart: ChartQuantity.allCases.map(\.rawValue),
      .chartAxis: ChartSpan.allCases.map(\.rawValue), .lossAxis: LossAxisChoice.allCases.map(\.rawValue),
      .marker: MarkerSet.everywhere.map(\.id), .pixels: PixelChoice.allCases.map(\.rawValue),
      .colormap: ColorMapCatalog.words,
    ]
    try Output.write { sink in
      ExperimentSchema.document(Catalogs.optimizers, words: words).writeIndented(into: &sink)
    }
  }
}
