import Configuration
import TerminalGraphics
import Testing

struct ColorMapTests {
  @Test(arguments: ColorMapCatalog.ids)
  func everyMapOnlyLightens(_ id: String) throws {
    let map = try #require(ColorMapCatalog.map(id))
    let luminances = map.gradient.ramp(128).map(\.luminance)
    for (a, b) in zip(luminances, luminances.dropFirst()) { #expect(b > a - 0.0005) }
    #expect((luminances.last ?? 0) - (luminances.first ?? 0) > 0.5)
  }

  @Test(arguments: ColorMapCatalog.ids)
  func everyMapSaysWhoseItIs(_ id: String) throws {
    let map = try #require(ColorMapCatalog.map(id))
    #expect(map.summary.hasSuffix(".") && !map.source.isEmpty && !map.licence.isEmpty && !map.name.isEmpty)
  }

  /// The published tables' own ends and middles.
  @Test func theDataIsThePublished() throws {
    for (id, first, last) in [
      ("viridis", 0x440154, 0xFDE725), ("magma", 0x000004, 0xFCFDBF), ("inferno", 0x000004, 0xFCFFA4),
      ("plasma", 0x0D0887, 0xF0F921), ("grey", 0x000000, 0xFFFFFF),
    ] {
      let stops = try #require(ColorMapCatalog.map(id)).gradient.stops
      #expect(stops.first == Color(UInt32(first)) && stops.last == Color(UInt32(last)), "\(id)")
    }
    #expect(ColorMapCatalog.map("jet") == nil)
  }
}
