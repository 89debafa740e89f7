import OptvizApp
import TerminalGraphics
import Testing

/// When solids are drawn coarsely.
@Suite struct PixelTurnsTests {
  private let cameras = (0..<4).map { Camera(yaw: Double($0) * 5, pitch: 40) }

  @Test("A first camera, a single new one and the same one again are not a turn")
  func single() {
    var turns = PixelTurns<Int>()
    for (index, now) in [(0, 1.0), (0, 1.1), (1, 2), (1, 2.1), (2, 3)] {
      turns.see([7: cameras[index]], at: now)
      #expect(!turns.isTurning(7) && turns.restTime == nil)
    }
  }

  @Test("Cameras soon after each other are a turn, until none has come for a while")
  func turn() {
    var turns = PixelTurns<Int>()
    for (index, now) in [(0, 1.0), (1, 1.1), (2, 1.2)] {
      turns.see([7: cameras[index], 8: cameras[0]], at: now)
    }
    #expect(turns.isTurning(7) && !turns.isTurning(8))
    // A frame of a race with the same camera.
    turns.see([7: cameras[2], 8: cameras[0]], at: 1.3)
    #expect(turns.isTurning(7) && turns.restTime == 1.2 + PixelTurns<Int>.pause)
    let rests = [turns.rest(at: 1.35), turns.rest(at: 1.5), turns.rest(at: 1.6)]
    #expect(rests == [false, true, false] && !turns.isTurning(7) && turns.restTime == nil)
    turns.see([7: cameras[3]], at: 2)
    turns.see([7: cameras[0]], at: 2.1)
    turns.see([:], at: 2.15)
    #expect(turns.restTime == nil && !turns.isTurning(7))
  }
}
