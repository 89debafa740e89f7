import CCairo
import Raster
import TerminalGraphics

/// A page that cairo draws on: an image in memory, or a PDF document of one page.
///
/// Lengths are in the page's units from the upper left corner, y downwards. After a mistake of cairo's own, such as a lack
/// of memory, it draws nothing; `finish` and `image` then throw it.
final class CairoCanvas {
  let cairo: ccairo
  let context: OpaquePointer
  private let surface: OpaquePointer
  /// The bytes of a document, which cairo writes as it draws.
  private let document: Document?

  /// What cairo has written.
  private final class Document {
    var bytes: [UInt8] = []
  }

  private init(_ cairo: Cairo, _ surface: OpaquePointer?, _ document: Document?) throws(CairoError) {
    self.cairo = cairo.functions
    self.document = document
    // Neither is ever null: a failure is an object whose status tells it.
    guard let surface, let context = cairo.functions.create(surface) else { throw .failed("out of memory") }
    (self.surface, self.context) = (surface, context)
    try check()
    setFontOptions()
  }

  deinit {
    cairo.destroy(context)
    cairo.surface_destroy(surface)
  }

  /// A transparent image; `scale` pixels are a unit of the page.
  convenience init(_ cairo: Cairo, width: Int, height: Int, scale: Double) throws(CairoError) {
    guard width > 0, height > 0, width <= CairoCanvas.widest, height <= CairoCanvas.widest else {
      throw .failed("an image of \(width)x\(height) pixels is too large")
    }
    let surface = cairo.functions.image_surface_create(Int32(CCAIRO_ARGB32), Int32(width), Int32(height))
    try self.init(cairo, surface, nil)
    self.cairo.scale(context, scale, scale)
  }

  /// Cairo's own limit of an image's sides.
  static let widest = 32767

  /// A document of one page; its size in units of the page, of which 96 are an inch.
  convenience init(_ cairo: Cairo, page: SIMD2<Double>, _ metadata: [(kind: Int, text: String)])
    throws(CairoError)
  {
    let document = Document()
    let write: ccairo_write = { closure, bytes, count in
      guard let closure else { return Int32(CCAIRO_WRITE_ERROR) }
      let document = Unmanaged<Document>.fromOpaque(closure).takeUnretainedValue()
      document.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
      return Int32(CCAIRO_SUCCESS)
    }
    let points = page * CairoCanvas.pointsPerUnit
    let surface = cairo.functions.pdf_surface_create_for_stream(
      write, Unmanaged.passUnretained(document).toOpaque(), points.x, points.y)
    for (kind, text) in metadata {
      cairo.functions.pdf_surface_set_metadata(surface, Int32(kind), text)
    }
    try self.init(cairo, surface, document)
    self.cairo.scale(context, CairoCanvas.pointsPerUnit, CairoCanvas.pointsPerUnit)
  }

  /// Points of a document, of which 72 are an inch, in a unit.
  private static let pointsPerUnit = 0.75

  /// Whether letters stay letters.
  var isDocument: Bool { document != nil }

  /// The document's bytes; nothing can be drawn afterwards.
  func finish() throws(CairoError) -> [UInt8] {
    try check()
    cairo.surface_finish(surface)
    let status = cairo.surface_status(surface)
    guard status == CCAIRO_SUCCESS else { throw .failed(words(of: status)) }
    return document?.bytes ?? []
  }

  /// Throws what has gone wrong since the canvas was made.
  func check() throws(CairoError) {
    let status = cairo.status(context)
    guard status == CCAIRO_SUCCESS else { throw .failed(words(of: status)) }
  }

  private func words(of status: Int32) -> String {
    cairo.status_to_string(status).map { String(cString: $0) } ?? "error \(status)"
  }

  /// The image as it is drawn so far.
  func image(width: Int, height: Int) throws(CairoError) -> PixelImage {
    var image = PixelImage(width: width, height: height)
    try read(PixelRect(x: 0, y: 0, width: width, height: height), into: &image)
    return image
  }

  /// Copies a part of the image as it is drawn so far into a picture of the same size.
  func read(_ rect: PixelRect, into image: inout PixelImage) throws(CairoError) {
    try check()
    cairo.surface_flush(surface)
    guard let data = cairo.image_surface_get_data(surface) else {
      throw .failed("the canvas is not an image")
    }
    let stride = Int(cairo.image_surface_get_stride(surface))
    for row in rect.y..<min(rect.endY, image.height) {
      let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      for column in rect.x..<min(rect.endX, image.width) {
        image.pixels[row * image.width + column] = CairoCanvas.straight(line[column])
      }
    }
  }

  /// A pixel of cairo's, multiplied by its opacity, as one of a picture.
  private static func straight(_ pixel: UInt32) -> UInt32 {
    let alpha = pixel >> 24
    if alpha == 0 { return 0 }
    let (red, green, blue) = (pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)
    if alpha == 255 { return 0xFF00_0000 | blue << 16 | green << 8 | red }
    func whole(_ channel: UInt32) -> UInt32 { min(255, (channel * 255 + alpha / 2) / alpha) }
    return alpha << 24 | whole(blue) << 16 | whole(green) << 8 | whole(red)
  }
}

// Drawing.
extension CairoCanvas {
  /// What is drawn next has this colour.
  func set(_ color: Color, opacity: Double = 1) {
    cairo.set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, opacity)
  }

  /// Draws with what is set inside, and restores what was set before.
  func saving<Result, Failure: Error>(_ draw: () throws(Failure) -> Result) throws(Failure) -> Result {
    cairo.save(context)
    defer { cairo.restore(context) }
    return try draw()
  }

  /// Makes all of an image transparent again.
  func clear() {
    cairo.save(context)
    cairo.set_operator(context, Int32(CCAIRO_OPERATOR_CLEAR))
    cairo.paint(context)
    cairo.restore(context)
  }

  /// Limits what is drawn to a box until the end of `saving`.
  func clip(to box: PageBox) {
    cairo.new_path(context)
    cairo.rectangle(context, box.x, box.y, box.width, box.height)
    cairo.clip(context)
  }

  /// Fills a box.
  func fill(_ box: PageBox, _ color: Color, opacity: Double = 1) {
    set(color, opacity: opacity)
    cairo.new_path(context)
    cairo.rectangle(context, box.x, box.y, box.width, box.height)
    cairo.fill(context)
  }

  /// Adds a line through points to the path.
  func add(_ points: some Sequence<SIMD2<Double>>, isClosed: Bool = false) {
    var isFirst = true
    for point in points {
      if isFirst {
        cairo.move_to(context, point.x, point.y)
      } else {
        cairo.line_to(context, point.x, point.y)
      }
      isFirst = false
    }
    if isClosed { cairo.close_path(context) }
  }

  /// Strokes the path, with round ends and corners unless told.
  func stroke(_ color: Color, width: Double, opacity: Double = 1, dash: [Double] = [], isRound: Bool = true) {
    setPen(width, dash, isRound: isRound)
    set(color, opacity: opacity)
    cairo.stroke(context)
  }

  private func setPen(_ width: Double, _ dash: [Double], isRound: Bool) {
    cairo.set_line_width(context, width)
    cairo.set_line_cap(context, Int32(isRound ? CCAIRO_CAP_ROUND : CCAIRO_CAP_BUTT))
    cairo.set_line_join(context, Int32(isRound ? CCAIRO_JOIN_ROUND : CCAIRO_JOIN_MITER))
    cairo.set_dash(context, dash, Int32(dash.count), 0)
  }

  /// Draws a picture over a box.
  ///
  /// - Parameter isSmooth: whether its pixels are blended where it is enlarged.
  func draw(_ image: PixelImage, in box: PageBox, isSmooth: Bool) throws(CairoError) {
    guard image.width > 0, image.height > 0 else { return }
    guard
      let pixels = cairo.image_surface_create(
        Int32(CCAIRO_ARGB32), Int32(clamping: image.width), Int32(clamping: image.height))
    else { throw .failed("out of memory") }
    defer { cairo.surface_destroy(pixels) }
    guard let data = cairo.image_surface_get_data(pixels) else {
      throw .failed(words(of: cairo.surface_status(pixels)))
    }
    let stride = Int(cairo.image_surface_get_stride(pixels))
    cairo.surface_flush(pixels)
    for row in 0..<image.height {
      let line = UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      for column in 0..<image.width {
        line[column] = CairoCanvas.multiplied(image.pixels[row * image.width + column])
      }
    }
    cairo.surface_mark_dirty(pixels)
    saving {
      clip(to: box)
      cairo.translate(context, box.x, box.y)
      cairo.scale(context, box.width / Double(image.width), box.height / Double(image.height))
      cairo.set_source_surface(context, pixels, 0, 0)
      let pattern = cairo.get_source(context)
      cairo.pattern_set_filter(pattern, Int32(isSmooth ? CCAIRO_FILTER_GOOD : CCAIRO_FILTER_NEAREST))
      cairo.pattern_set_extend(pattern, Int32(CCAIRO_EXTEND_PAD))
      cairo.paint(context)
    }
  }

  private static func multiplied(_ pixel: UInt32) -> UInt32 {
    let alpha = pixel >> 24
    if alpha == 0 { return 0 }
    let (blue, green, red) = (pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)
    if alpha == 255 { return 0xFF00_0000 | red << 16 | green << 8 | blue }
    func scaled(_ channel: UInt32) -> UInt32 { (channel * alpha + 127) / 255 }
    return alpha << 24 | scaled(red) << 16 | scaled(green) << 8 | scaled(blue)
  }
}
