import TerminalGraphics
import Testing

struct RectTests {
  private let rects = [
    Rect(x: 0, y: 0, width: 7, height: 5), Rect(x: -3, y: 4, width: 1, height: 1),
    Rect(x: 2, y: 2, width: 0, height: 9), Rect(x: 2, y: 2, width: 9, height: 0),
    Rect(x: 9, y: -9, width: -4, height: -2),
  ]

  private func cells(_ rect: Rect) -> Set<SIMD2<Int>> {
    var cells: Set<SIMD2<Int>> = []
    for row in -20..<30 {
      for column in -20..<30 where rect.contains(column: column, row: row) {
        cells.insert(SIMD2(column, row))
      }
    }
    return cells
  }

  @Test func extentsAreNeverNegative() {
    let rect = Rect(x: 1, y: 1, width: -5, height: -1)
    #expect(rect.width == 0 && rect.height == 0 && rect.isEmpty && cells(rect).isEmpty)
  }

  @Test func splitsCoverWithoutOverlap() {
    for rect in rects {
      for size in -3...12 {
        let splits: [(Rect, Rect)] = [rect.splitRight(size), rect.splitBottom(size), rect.splitTop(size)]
        for (a, b) in splits {
          #expect(cells(a).isDisjoint(with: cells(b)))
          #expect(cells(a).union(cells(b)) == cells(rect))
        }
        #expect(rect.splitRight(size).right.width == max(0, min(size, rect.width)))
        #expect(rect.splitBottom(size).bottom.height == max(0, min(size, rect.height)))
        #expect(rect.splitTop(size).top.height == max(0, min(size, rect.height)))
        #expect(rect.splitRight(size).right.endX == rect.endX)
        #expect(rect.splitTop(size).top.y == rect.y)
      }
    }
  }

  @Test func insetsStayInside() {
    for rect in rects {
      for margin in 0...6 {
        let inset = rect.inset(left: margin, top: margin / 2, right: 1, bottom: margin)
        #expect(cells(inset).isSubset(of: cells(rect)))
        #expect(inset.width == max(0, rect.width - margin - 1))
        #expect(inset.height == max(0, rect.height - margin / 2 - margin))
      }
      #expect(cells(rect.inside).isSubset(of: cells(rect)))
    }
    #expect(
      Rect(x: 2, y: 3, width: 9, height: 8).inset(left: 1, top: 2, right: 3, bottom: 4)
        == Rect(x: 3, y: 5, width: 5, height: 2))
    #expect(Rect(x: 0, y: 0, width: 3, height: 3).inside == Rect(x: 1, y: 1, width: 1, height: 1))
  }

  @Test func theMiddleIsInTheMiddle() {
    for rect in rects {
      for width in -4...12 {
        for height in -4...12 {
          let middle = rect.centered(width: width, height: height)
          #expect(middle.width == max(0, min(width, rect.width)))
          #expect(middle.height == max(0, min(height, rect.height)))
          #expect(middle.x >= rect.x && middle.endX <= rect.endX)
          #expect(middle.y >= rect.y && middle.endY <= rect.endY)
          let (left, right) = (middle.x - rect.x, rect.endX - middle.endX)
          let (above, below) = (middle.y - rect.y, rect.endY - middle.endY)
          #expect(abs(left - right) <= 1 && abs(above - below) <= 1)
        }
      }
    }
  }
}
