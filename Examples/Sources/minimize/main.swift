// A function that is written here, and an optimizer of the catalog.
import Optimization
import Optimizers

let found = try minimize(
  { x, y in (1 - x).squared() + 100 * (y - x.squared()).squared() },
  from: Point(-1.5, 2), using: Adam.self, with: ["lr": 0.05], steps: 5000, keepsTrack: true)

print("Adam on Rosenbrock's function:", found.outcome)
print("ends at (\(hundredths(found.position.x)), \(hundredths(found.position.y)))")
for step in [0, 10, 100, 1000] {
  if let point = found.track?.points[step] {
    print("after \(step) steps the loss is \(hundredths(point.loss))")
  }
}

do {
  _ = try minimize({ x, y in x * y }, from: Point(1, 1), using: Adam.self, with: ["rate": 1], steps: 1)
} catch .unknownKey(let key, let known) {
  print("Adam has no \(key), but \(known[0]), \(known[1]), \(known[2])")
} catch .outOfRange(let setting, _) {
  print("accepted is \(setting.accepted)")
}

func hundredths(_ number: Double) -> Double { (number * 100).rounded() / 100 }
