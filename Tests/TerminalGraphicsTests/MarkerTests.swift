import TerminalGraphics
import Testing

struct MarkerTests {
  /// The dots of a symbol as `(column, row)`, counted from the top left.
  private func places(_ set: Int, _ marker: Marker) -> Set<SIMD2<Int>> {
    Set(
      (0..<marker.columns * marker.rows).filter { set >> $0 & 1 == 1 }.map {
        SIMD2($0 % marker.columns, $0 / marker.columns)
      })
  }

  @Test func tablesAreWholeAndWithoutRepeats() {
    for marker in Marker.all {
      #expect(marker.symbols.count == 1 << (marker.columns * marker.rows), "\(marker.id)")
      #expect(Set(marker.symbols).count == marker.symbols.count, "\(marker.id)")
      #expect(marker.symbols[0] == " ")
    }
    #expect(Marker.all.map(\.id) == ["braille", "half_block", "ascii"])
    #expect(Set(Marker.all.map(\.id)).count == Marker.all.count)
  }

  /// The Unicode Standard, chapter 21.1: dots 1, 2, 3 and 7 run down the left column, 4, 5, 6 and 8 down the right, and dot
  /// n is bit n - 1 of the offset from U+2800.
  @Test func braillePatternsHaveExactlyTheirDots() {
    let number: [SIMD2<Int>: Int] = [
      SIMD2(0, 0): 1, SIMD2(0, 1): 2, SIMD2(0, 2): 3, SIMD2(0, 3): 7,
      SIMD2(1, 0): 4, SIMD2(1, 1): 5, SIMD2(1, 2): 6, SIMD2(1, 3): 8,
    ]
    for set in 1..<256 {
      let dots = places(set, .braille).compactMap { number[$0] }.sorted()
      let symbol = Marker.braille.symbols[set]
      let offset = dots.reduce(0) { $0 + 1 << ($1 - 1) }
      #expect(symbol.value == 0x2800 + UInt32(offset))
      // The character's name spells its dots, whatever the numbering.
      #expect(symbol.properties.name == "BRAILLE PATTERN DOTS-" + dots.map(String.init).joined())
    }
  }

  @Test func halvesAndMarksStandWhereTheirDotsAre() {
    #expect(Marker.halfBlock.symbols[1].properties.name == "UPPER HALF BLOCK")
    #expect(Marker.halfBlock.symbols[2].properties.name == "LOWER HALF BLOCK")
    #expect(Marker.halfBlock.symbols[3].properties.name == "FULL BLOCK")
    #expect(Marker.ascii.symbols == [" ", "'", ".", ":"])
    for marker in [Marker.halfBlock, .ascii] {
      #expect(places(1, marker) == [SIMD2(0, 0)] && places(2, marker) == [SIMD2(0, 1)])
    }
    #expect(Marker.ascii.symbols.allSatisfy { $0.isASCII })
  }
}
