import Configuration
import Experiments
import Optimization
import Optimizers
import OptvizApp
import Pictures
import TerminalGraphics

/// A picture of the opening race, as the program makes one, for formats of pixels.
struct SamplePicture {
  let picture: Picture

  /// A picture of a view at a step; one beyond the race is its last.
  init(
    view: PageView = .main(.contours), theme: String = "paper", size: SIMD2<Double>, step: Int = .max,
    change: (inout PageRequest, inout Picture.Options) -> Void = { _, _ in }
  ) throws {
    let catalog = ExperimentCatalog(optimizers: .standard)
    var opening = Model.Opening(catalog.opening.experiment, among: catalog)
    opening.theme = ThemeCatalog.entry(theme) ?? ThemeCatalog.standard
    var request = PageRequest(
      view, size: size, command: "optviz render --view 'a & b'", creator: "optviz test")
    var options = Picture.Options()
    change(&request, &options)
    let pages = try PageMaker(opening, request)
    picture = Picture(
      step: max(0, min(step, pages.lastStep)), runs: [], names: pages.names, options: options,
      page: { pages.page(at: $0) },
      frame: { _, options in Frame(width: options.columns, height: options.rows) })
  }

  /// The bytes of a format.
  func bytes(_ format: String) throws -> [UInt8] {
    guard let format = PictureCatalog.entry(format) else { throw PictureError("no format \(format)") }
    var bytes: [UInt8] = []
    try format.write(picture, progress: { _ in }) { bytes += $0 }
    return bytes
  }
}
