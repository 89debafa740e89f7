import SeededNumbers
import TerminalGraphics
import Testing

struct CameraTests {
  @Test func anglesStayInTheirRange() {
    #expect(Camera(yaw: 190, pitch: 120).yaw == -170 && Camera(yaw: 0, pitch: 120).pitch == 90)
    #expect(Camera(yaw: -180, pitch: -5) == Camera(yaw: 180, pitch: 0))
    #expect(Camera(yaw: 720, pitch: 10).yaw == 0)
    #expect(Camera(yaw: 35, pitch: 40).turned(yaw: 360, pitch: 0) == Camera(yaw: 35, pitch: 40))
    #expect(Camera(yaw: 0, pitch: 0, magnification: 100).magnification == Camera.magnifications.upperBound)
  }

  @Test func noNumberIsTheStandard() {
    #expect(Camera(yaw: .nan, pitch: .nan, magnification: .nan) == .standard)
    #expect(Camera(yaw: .infinity, pitch: .infinity).pitch == 90)
    #expect(Camera.standard.magnified(.nan).magnification == 1)
    for extreme in [1e300, -1e300, .infinity, -.infinity, .nan, .leastNonzeroMagnitude] {
      let camera = Camera.standard.turned(yaw: extreme, pitch: extreme).magnified(extreme)
      #expect(camera.yaw > -180 && camera.yaw <= 180 && (0...90).contains(camera.pitch))
      #expect(Camera.magnifications.contains(camera.magnification))
    }
  }

  /// A place and its nearness determine the point of space.
  @Test func placesGiveTheirPointsBack() {
    var numbers = SeededNumbers(7)
    for _ in 0..<500 {
      let camera = Camera(
        yaw: .random(in: -180...180, using: &numbers), pitch: .random(in: 0...90, using: &numbers),
        magnification: .random(in: 0.5...6, using: &numbers))
      let projection = SolidProjection(
        camera, width: .random(in: 1...700, using: &numbers), height: .random(in: 1...700, using: &numbers),
        top: 0.5)
      let (x, y, z) = (
        Double.random(in: -0.5...0.5, using: &numbers), Double.random(in: -0.5...0.5, using: &numbers),
        Double.random(in: 0...0.5, using: &numbers)
      )
      let point = projection.point(at: projection.place(x, y, z))
      #expect(abs(point.x - x) + abs(point.y - y) + abs(point.z - z) < 1e-9)
    }
  }

  /// Turned about, the whole box stays on the picture, and its size changes no more than perspective requires.
  @Test func theBoxFitsHoweverItIsTurned() {
    for (width, height) in [(160, 140), (300, 60), (40, 300)] {
      for yaw in stride(from: -180.0, to: 180, by: 15) {
        for pitch in stride(from: 0.0, through: 90, by: 10) {
          let projection = SolidProjection(
            Camera(yaw: yaw, pitch: pitch), width: width, height: height, top: 0.5)
          for x in [-0.5, 0.5] {
            for y in [-0.5, 0.5] {
              for z in [0, 0.5] {
                let place = projection.place(x, y, z)
                #expect((0...Double(width)).contains(place.x), "\(width)x\(height) \(yaw) \(pitch)")
                #expect((0...Double(height)).contains(place.y), "\(width)x\(height) \(yaw) \(pitch)")
              }
            }
          }
        }
      }
    }
  }

  /// The angles as documented: yaw 0 looks along y with x to the right, 90 has turned the front to the right.
  @Test func anglesTurnAsTheySay() {
    let front = SolidProjection(Camera(yaw: 0, pitch: 20), width: 100, height: 100, top: 0.5)
    #expect(front.place(0.5, 0, 0).x > front.place(-0.5, 0, 0).x)
    #expect(front.place(0, -0.5, 0).nearness > front.place(0, 0.5, 0).nearness)
    let turned = SolidProjection(Camera(yaw: 90, pitch: 20), width: 100, height: 100, top: 0.5)
    #expect(turned.place(0, -0.5, 0).x > 90 - 20 && abs(turned.place(0.5, 0, 0).x - 50) < 1e-9)
    let above = SolidProjection(Camera(yaw: 0, pitch: 90), width: 100, height: 100, top: 0.5)
    #expect(abs(above.place(0, 0, 0).y - above.place(0, 0, 0.5).y) < 1e-9)
    #expect(above.place(0, 0.4, 0).y < above.place(0, -0.4, 0).y)
  }
}
