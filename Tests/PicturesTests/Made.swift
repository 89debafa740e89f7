import Configuration
import Experiments
import Foundation
import FoundationXML
import Optimization
import Optimizers
import OptvizApp
import Pictures
import TerminalGraphics

/// The bundled experiments, with every optimizer.
let bundled = ExperimentCatalog(optimizers: .standard)

/// A picture of an experiment, as the program makes one.
struct Made {
  let pages: PageMaker
  let picture: Picture

  /// A picture of a view at a step; one beyond the race is its last.
  init(
    _ experiment: Experiment? = nil, _ view: PageView = .main(.contours), theme: String = "paper",
    size: SIMD2<Double> = PageRequest.usualSize, step: Int = .max, isDual: Bool = false,
    change: (inout PageRequest, inout Picture.Options) -> Void = { _, _ in }
  ) throws {
    var opening = Model.Opening(experiment ?? bundled.opening.experiment, among: bundled)
    opening.theme = ThemeCatalog.entry(theme) ?? ThemeCatalog.standard
    var request = PageRequest(
      view, size: size, command: "optviz render --view 'a & b'", creator: "optviz test")
    var options = Picture.Options()
    change(&request, &options)
    let pages = try PageMaker(opening, request)
    self.pages = pages
    let last = max(0, min(step, pages.lastStep))
    var dark: (@Sendable (Int) -> Page)?
    if isDual {
      let other = try pages.inTheme(ThemeCatalog.standard)
      dark = { other.page(at: $0) }
    }
    picture = Picture(
      step: last,
      runs: pages.runs.map { run in
        @Sendable func point(_ point: RunNumbers.Point) -> Picture.Run.Point {
          Picture.Run.Point(time: point.time, step: point.step, place: point.place, loss: point.loss)
        }
        return Picture.Run(
          number: run.number, sign: run.sign, color: run.color, label: run.label, event: run.event,
          point: { point(run.point(at: min(last, $0))) },
          points: { run.points(upTo: last, most: $0).map(point) })
      }, names: pages.names, options: options, page: { pages.page(at: $0) }, darkPage: dark,
      frame: { _, options in Frame(width: options.columns, height: options.rows) })
  }

  /// The bytes of a format.
  func bytes(_ format: String, progress: (Double) throws -> Void = { _ in }) throws -> [UInt8] {
    guard let format = PictureCatalog.entry(format) else { throw PictureError("no format \(format)") }
    var bytes: [UInt8] = []
    try format.write(picture, progress: progress) { bytes += $0 }
    return bytes
  }

  /// The text of a format.
  func text(_ format: String) throws -> String { String(decoding: try bytes(format), as: UTF8.self) }
}

/// A document of XML: its elements in their order, each with what it holds.
struct Document {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  private(set) var elements: [Element] = []

  /// The elements of a text; `nil` if it is not well-formed.
  init?(_ text: String) {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    guard parser.parse() else { return nil }
    elements = reader.elements
  }

  /// The elements of a name.
  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      open.append(elements.count)
      elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let last = open.last { elements[last].text += text }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      open.removeLast()
    }
  }
}
