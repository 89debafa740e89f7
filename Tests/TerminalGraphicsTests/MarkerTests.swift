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
    #expect(
      Marker.all.map(\.id) == [
        "braille", "octant", "sextant", "quadrant", "half_block", "ascii", "full_cell",
      ])
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
    #expect(Marker.fullCell.symbols == [" ", "█"])
  }

  /// The Unicode Standard names a sextant by its dots, which it numbers row by row; the halves have names of their own.
  @Test func sextantsHaveExactlyTheirDots() {
    for set in 1..<63 where set != 0b010101 && set != 0b101010 {
      let places: [Int] = (0..<6).filter { set >> $0 & 1 == 1 }
      let dots = places.map { String($0 + 1) }.joined()
      let symbol = Marker.sextant.symbols[set]
      #expect((0x1FB00...0x1FB3B).contains(symbol.value))
      #expect(symbol.properties.name == "BLOCK SEXTANT-" + dots)
    }
    #expect(Marker.sextant.symbols[0b010101].properties.name == "LEFT HALF BLOCK")
    #expect(Marker.sextant.symbols[0b101010].properties.name == "RIGHT HALF BLOCK")
    #expect(Marker.sextant.symbols[63].properties.name == "FULL BLOCK")
  }

  @Test func quadrantsHaveExactlyTheirDots() {
    let names = ["UPPER LEFT", "UPPER RIGHT", "LOWER LEFT", "LOWER RIGHT"]
    for set in 1..<15 {
      let places: [Int] = (0..<4).filter { set >> $0 & 1 == 1 }
      let dots = places.map { names[$0] }
      let name = Marker.quadrant.symbols[set].properties.name ?? ""
      switch dots.count {
      case 1: #expect(name == "QUADRANT " + dots[0])
      case 2 where name.hasSuffix("HALF BLOCK"):
        let side = name.split(separator: " ")[0]
        #expect(dots.allSatisfy { $0.contains(side) }, "\(name)")
      default: #expect(name == "QUADRANT " + dots.joined(separator: " AND "))
      }
    }
  }

  /// Every terminal has a marker, and none that it cannot show.
  @Test func terminalsHaveWhatTheyCanShow() {
    for depth in ColorDepth.allCases {
      for glyphs in GlyphSet.allCases {
        for blocks in [Marker.quadrant, .sextant, .octant] {
          let markers = Marker.all(for: glyphs, depth, finestBlocks: blocks)
          #expect(markers.first == (glyphs == .unicode ? .braille : .ascii))
          #expect(markers.contains(blocks) == (glyphs == .unicode && depth != .mono))
          #expect(!markers.contains { $0.isSolid && $0.columns * $0.rows > blocks.columns * blocks.rows })
          // Without colours a filled block shows the brightness of the map.
          if depth == .mono { #expect(markers.allSatisfy { !$0.isSolid }) }
          if glyphs == .ascii { #expect(Set(markers).isSubset(of: [.ascii, .fullCell])) }
        }
      }
    }
  }

  /// Paths are solid and other lines fine where a terminal shows both, and a key goes through sets that differ.
  @Test func setsOfMarkers() {
    let kitty = MarkerSet.all(for: .unicode, .direct, blocks: .sextant)
    #expect(kitty[0].id == "auto" && kitty[0].paths == .sextant && kitty[0].lines == .braille)
    #expect(MarkerSet.choices(kitty).map(\.id) == ["auto", "dots", "blocks", "plain"])
    #expect(MarkerSet.all(for: .unicode, .direct, blocks: .quadrant)[0].paths == .quadrant)
    let mono = MarkerSet.all(for: .unicode, .mono, blocks: .sextant)
    #expect(mono[0].paths == .braille && mono[0].lines == .braille)
    #expect(MarkerSet.choices(mono).map(\.id) == ["auto", "plain"])
    #expect(MarkerSet.choices(MarkerSet.all(for: .ascii, .mono, blocks: .sextant)).map(\.id) == ["auto"])
    for marker in Marker.all {
      #expect(MarkerSet.everywhere.contains { $0.id == marker.id && $0.paths == marker })
    }
  }

  /// The octants fill their block of Unicode without a gap, and halves and quarters are the older characters.
  @Test func octants() {
    let symbols = Marker.octant.symbols
    #expect(Set(symbols).count == 256)
    let block = symbols.map(\.value).filter { (0x1CD00...0x1CDE5).contains($0) }
    #expect(block == Array(0x1CD00...0x1CDE5))
    // Of Unicode's names: BLOCK OCTANT-3, -23, -123, and the last one, -2345678.
    #expect(
      symbols[0b100].value == 0x1CD00 && symbols[0b110].value == 0x1CD01 && symbols[0b111].value == 0x1CD02)
    #expect(symbols[0b1111_1110].value == 0x1CDE5)
    for set in 0..<16 {
      // Each quarter of a cell is two dots, one above the other.
      let doubled =
        [0, 1].reduce(0) { $0 | (set >> $1 & 1) * (0b101 << $1) }
        | [2, 3].reduce(0) { $0 | (set >> $1 & 1) * (0b101 << ($1 + 2)) }
      #expect(symbols[doubled] == Marker.quadrant.symbols[set], "\(set)")
    }
  }

  @Test func everyMarkerHasASample() {
    for marker in Marker.all {
      let sample = marker.sample(width: 12)
      #expect(sample.count == 12 && sample.unicodeScalars.allSatisfy { marker.symbols.contains($0) })
      #expect(Marker.entry(marker.id) == marker)
    }
    #expect(Set(Marker.all.map { $0.sample(width: 12) }).count == Marker.all.count)
  }
}
