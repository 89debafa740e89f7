import Testing

@Suite("Scripts on the command line")
struct ScriptCommandTests {
  @Test("A script is written with the command that makes its race, the same bytes twice")
  func writes() throws {
    let words = ["--surface", "rosenbrock", "--optimizer", "adam:lr=0.05@cosine", "--steps", "30"]
    let first = try Program.run(["render"] + words + ["--format", "py", "--output", "-"])
    #expect(first.code == 0 && first.error.isEmpty)
    #expect(first.output.hasPrefix("#!/usr/bin/env python3\n"))
    #expect(
      first.output.contains(
        "\n# optviz --surface rosenbrock --steps 30 --optimizer adam:lr=0.05@cosine\n"))
    #expect(first.output.contains("torch.optim.Adam([w], lr=0.05)"))
    let second = try Program.run(["render"] + words + ["--format", "py", "--output", "-"])
    #expect(second.output == first.output)
    let other = try Program.run(["render"] + words + ["--format", "py", "--style", "optax", "--output", "-"])
    #expect(other.output.contains("optax.adam(learning_rate=lambda count: rate(t))"))
  }

  @Test(
    "What cannot be repeated, and options that do not go with a script, are errors of the words",
    arguments: [
      (
        ["--optimizer", "qhm", "--format", "py"],
        "torch: qhm: torch.optim has no QHM; optax: qhm: optax has no QHM"
      ),
      (["--optimizer", "lion", "--format", "py", "--style", "torch"], "--style optax has every run"),
      (["--format", "py", "--style", "jaxopt"], "unknown style 'jaxopt'"),
      (["--format", "csv", "--style", "torch"], "--style does not go with csv"),
      (["--format", "py", "--size", "800x600"], "--size does not go with py"),
      (["--format", "py", "--at", "3"], "--at does not go with py"),
    ])
  func refuses(words: [String], part: String) throws {
    let result = try Program.run(["render", "--surface", "beale"] + words + ["--output", "-"])
    #expect(result.code == 64 && result.output.isEmpty && result.error.contains(part), "\(result.error)")
  }
}
