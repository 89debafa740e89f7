import CCairo
import TerminalGraphics

// Text through cairo's simple interface: a family by its name, one line, left to right.
extension CairoCanvas {
  /// Families that are tried in turn until one has all signs of a text; the first has the widths that pages are laid out
  /// for, or is the machine's own choice for it.
  static let families = [
    "Helvetica", "sans-serif", "DejaVu Sans", "Noto Sans", "Noto Sans Math", "Noto Sans Symbols2",
    "Noto Sans CJK SC",
    "monospace",
    "serif", "Unifont",
  ]

  /// Positions and shapes of letters do not depend on the machine's settings for its screen.
  func setFontOptions() {
    let options = cairo.font_options_create()
    cairo.font_options_set_antialias(options, Int32(CCAIRO_ANTIALIAS_GRAY))
    cairo.font_options_set_hint_style(options, Int32(CCAIRO_HINT_NONE))
    cairo.font_options_set_hint_metrics(options, Int32(CCAIRO_HINT_METRICS_OFF))
    cairo.set_font_options(context, options)
    cairo.font_options_destroy(options)
  }

  /// Draws a text with its baseline from a place on.
  ///
  /// - Parameter halo: what is around the letters, which sets them off from lines below.
  func draw(
    _ text: String, at place: SIMD2<Double>, size: Double, _ color: Color, isBold: Bool = false,
    halo: (ink: DrawnInk, width: Double)? = nil
  ) throws(CairoError) {
    guard !text.isEmpty else { return }
    try choose(for: text, size: size, isBold: isBold)
    func move() {
      cairo.new_path(context)
      cairo.move_to(context, place.x, place.y)
    }
    if let halo {
      move()
      cairo.text_path(context, text)
      stroke(halo.ink.color, width: halo.width, opacity: halo.ink.opacity)
    }
    move()
    set(color)
    if isDocument {
      cairo.show_text(context, text)
    } else {
      // As outlines, since letters that are images stand on whole pixels only.
      cairo.text_path(context, text)
      cairo.fill(context)
    }
  }

  /// The size at which a text has the width for which the page was laid out: fonts that are wider are drawn smaller.
  func fitting(_ text: String, size: Double, isBold: Bool) throws(CairoError) -> Double {
    let room = TextWidth.ems(text) * size * 1.06 + 1
    let width = try width(of: text, size: size, isBold: isBold)
    return width > room ? size * room / width : size
  }

  /// The width of a text.
  func width(of text: String, size: Double, isBold: Bool = false) throws(CairoError) -> Double {
    guard !text.isEmpty else { return 0 }
    try choose(for: text, size: size, isBold: isBold)
    var extents = ccairo_text_extents()
    cairo.text_extents(context, text, &extents)
    return extents.x_advance
  }

  /// Sets the first family that has all signs of a text.
  private func choose(for text: String, size: Double, isBold: Bool) throws(CairoError) {
    var missing: Unicode.Scalar?
    for family in CairoCanvas.families {
      cairo.select_font_face(
        context, family, Int32(CCAIRO_UPRIGHT), Int32(isBold ? CCAIRO_BOLD : CCAIRO_NORMAL))
      cairo.set_font_size(context, size)
      let font = cairo.get_scaled_font(context)
      // Without any font cairo falls back to a simple one of its own.
      guard cairo.scaled_font_get_type(font) != CCAIRO_FONT_USER else { throw .noFont }
      guard let scalar = firstMissing(in: text, font) else { return }
      missing = missing ?? scalar
    }
    if let missing { throw .noGlyph(missing, text: text) }
  }

  /// The first sign for which a font has no glyph; cairo would draw a box.
  private func firstMissing(in text: String, _ font: OpaquePointer?) -> Unicode.Scalar? {
    var glyphs: UnsafeMutablePointer<ccairo_glyph>?
    var count: Int32 = 0
    let status = cairo.scaled_font_text_to_glyphs(font, 0, 0, text, -1, &glyphs, &count, nil, nil, nil)
    defer { cairo.glyph_free(glyphs) }
    guard status == CCAIRO_SUCCESS, let glyphs else { return text.unicodeScalars.first }
    // One glyph for each scalar: the simple interface joins none.
    let scalars = Array(text.unicodeScalars)
    for index in 0..<min(Int(count), scalars.count) where glyphs[index].index == 0 { return scalars[index] }
    return nil
  }
}
