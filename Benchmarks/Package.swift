// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that users of the program never build it.
let package = Package(
  name: "optviz-benchmarks",
  dependencies: [.package(name: "optviz", path: "..")],
  targets: [
    // What is measured against: the same work in C, by hand.
    .target(name: "CBaselines", cSettings: [.unsafeFlags(["-O3"])]),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CBaselines", .product(name: "Optimization", package: "optviz"),
        .product(name: "OptvizApp", package: "optviz"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
