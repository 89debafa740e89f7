import Raster
import Testing

@Suite struct PixelImageTests {
  @Test func aSideIsNeverNegative() { #expect(PixelImage(width: -1, height: 2).pixels.isEmpty) }
}
