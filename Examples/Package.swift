// swift-tools-version: 6.1
import PackageDescription

// The library `Optimization` in use, as a package of its own: what it names is public.
let package = Package(
  name: "optviz-examples",
  dependencies: [.package(name: "optviz", path: "..")],
  targets: [
    .executableTarget(name: "minimize", dependencies: [.product(name: "Optimization", package: "optviz")]),
    .executableTarget(name: "own-race", dependencies: [.product(name: "Optimization", package: "optviz")]),
  ],
  swiftLanguageModes: [.v6]
)
