// swift-tools-version: 6.1
import PackageDescription

/// Code that answers a person: all of it is resident while the program runs, and none of it is a hot loop.
let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]

let package = Package(
  name: "optviz",
  products: [
    .executable(name: "optviz", targets: ["optviz"]),
    .library(name: "Optimization", targets: ["Optimization", "Optimizers"]),
    // For the benchmarks.
    .library(name: "OptvizApp", targets: ["OptvizApp"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    // What every text for a person goes through.
    .target(name: "Wording"),
    // Round numbers and intervals, for the mathematics and for the drawing; depends on nothing.
    .target(name: "Arithmetic"),
    // The mathematics: pure, no Foundation, no terminal, no clock, no files.
    .target(name: "CLanes"),
    .target(
      name: "Optimization",
      dependencies: ["Arithmetic", "CLanes", .product(name: "RealModule", package: "swift-numerics")],
      exclude: [
        "Expressions/README.md", "Races/README.md", "Schedules/README.md", "Surfaces/README.md",
        "Wrappers/README.md",
      ]),
    // All optimizers. Only the program and the tests name this module: others are handed its catalog, so that a change of
    // an optimizer rebuilds little.
    //
    // A run's step waits for the one before. Two coordinates joined to a vector wait for the slower one, and for being
    // joined: up to a fifth of a step's time. Packs of eight runs are vectors already.
    .target(
      name: "Optimizers", dependencies: ["Optimization"], exclude: ["README.md"],
      swiftSettings: [.unsafeFlags(["-Xllvm", "-vectorize-slp=false"], .when(configuration: .release))]),
    // Drawing into a value; knows nothing of optimizers.
    .target(name: "TerminalGraphics", dependencies: ["Arithmetic"], exclude: ["README.md"]),
    // Figures in pixels, and kitty's protocol as bytes. Pure.
    .target(
      name: "Raster", dependencies: ["Arithmetic", "CZlib", "TerminalGraphics"],
      exclude: ["README.md", "Kitty/README.md"]),
    // Pages of figures as files, through cairo where they need it.
    .target(name: "CCairo"),
    .target(
      name: "Pictures",
      dependencies: [
        "Arithmetic", "CCairo", "CZlib", "Raster", "TerminalGraphics", "Wording",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      exclude: ["README.md", "Cairo/README.md", "GIF/README.md"], swiftSettings: small),
    // Unpacks tables, and packs pictures.
    .systemLibrary(name: "CZlib"),
    // TOML into values, with the places where they stand. No files.
    .target(name: "CToml"),
    .target(name: "Toml", dependencies: ["CToml", "Wording"], swiftSettings: small),
    // What is raced, as a value, as the words of the command line and as a file's text.
    .target(
      name: "Experiments",
      dependencies: [
        "Arithmetic", "CZlib", "Optimization", "Toml", "Wording",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      exclude: ["README.md", "BundledData/README.md", "Files/README.md", "Libraries/README.md"],
      resources: [.embedInCode("BundledData"), .embedInCode("BundledExperiments")],
      swiftSettings: small),
    // Themes, colour maps, a person's configuration, from TOML. No files.
    .target(
      name: "Configuration", dependencies: ["TerminalGraphics", "Toml", "Wording"],
      exclude: ["README.md", "BundledColormaps/README.md", "BundledThemes/README.md"],
      resources: [.embedInCode("BundledColormaps"), .embedInCode("BundledThemes")],
      swiftSettings: small),
    // Model, messages, panes: everything the program is, without a terminal.
    .target(
      name: "OptvizApp",
      dependencies: [
        "Arithmetic", "Optimization", "TerminalGraphics", "Experiments", "Configuration", "Toml", "Wording",
      ],
      exclude: [
        "README.md", "Batches/README.md", "Input/README.md", "Inspector/README.md", "Layout/README.md",
      ],
      swiftSettings: small),
    .target(name: "Exports", dependencies: ["Optimization", "Experiments"], exclude: ["README.md"]),
    // The terminal itself.
    .systemLibrary(name: "CNcurses"),
    .target(name: "CTerm"),
    .executableTarget(
      name: "optviz",
      dependencies: [
        "Arithmetic", "OptvizApp", "Exports", "Experiments", "Optimization", "Optimizers", "Pictures",
        "Raster", "TerminalGraphics", "Configuration", "Toml", "Wording", "CNcurses", "CTerm",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Terminal/README.md"],
      swiftSettings: small,
      // Names of functions are a quarter of the program, and nobody reads them.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--strip-all"], .when(configuration: .release))]),

    .testTarget(name: "WordingTests", dependencies: ["Wording"]),
    .testTarget(name: "ArithmeticTests", dependencies: ["Arithmetic"]),
    // Random cases of tests, the same in every run.
    .target(name: "SeededNumbers", path: "Tests/SeededNumbers"),
    .testTarget(name: "TomlTests", dependencies: ["SeededNumbers", "Toml"]),
    .testTarget(
      name: "OptimizationTests",
      dependencies: ["Optimization", "Optimizers", "Experiments", "SeededNumbers"],
      resources: [.copy("Fixtures")]),
    // What tests measure in pictures.
    .target(name: "PictureChecks", dependencies: ["TerminalGraphics"], path: "Tests/PictureChecks"),
    // Experiments of all kinds, for laws of their texts.
    .target(
      name: "RandomExperiments", dependencies: ["Experiments", "Optimization", "SeededNumbers"],
      path: "Tests/RandomExperiments"),
    .testTarget(
      name: "TerminalGraphicsTests",
      dependencies: ["TerminalGraphics", "Configuration", "PictureChecks", "SeededNumbers"]),
    // A terminal with pictures, written from the protocol alone.
    .target(name: "KittyTerminal", dependencies: ["CZlib"], path: "Tests/KittyTerminal"),
    .testTarget(
      name: "RasterTests", dependencies: ["KittyTerminal", "Raster", "SeededNumbers", "TerminalGraphics"]),
    .testTarget(
      name: "PicturesTests",
      dependencies: [
        "CZlib", "Configuration", "Experiments", "Optimization", "Optimizers", "OptvizApp", "Pictures",
        "Raster", "SeededNumbers", "TerminalGraphics",
      ]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "Optimization", "Optimizers", "RandomExperiments", "SeededNumbers", "Toml", "Wording",
      ]),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["Configuration", "PictureChecks", "SeededNumbers", "TerminalGraphics", "Toml"]),
    .testTarget(
      name: "OptvizAppTests",
      dependencies: [
        "OptvizApp", "Experiments", "Optimization", "Optimizers", "PictureChecks", "RandomExperiments",
        "Raster", "SeededNumbers", "TerminalGraphics", "Configuration", "Toml", "Wording",
      ]),
    .testTarget(
      name: "ExportsTests", dependencies: ["Exports", "Experiments", "Optimization", "Optimizers"]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "optviz", "Exports", "Experiments", "Optimization", "Optimizers", "Pictures", "RandomExperiments",
        "TerminalGraphics",
        "Configuration", "OptvizApp",
      ]),
    .systemLibrary(name: "CVTerm", path: "Tests/CVTerm"),
    .target(name: "CPty", path: "Tests/CPty"),
    .testTarget(name: "TerminalTests", dependencies: ["CPty", "CVTerm", "KittyTerminal", "optviz"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
