import Testing

@Suite("The libraries' words on the command line")
struct LibraryCallCommandTests {
  @Test("A call is run, and reported under the program's own names")
  func run() throws {
    let call = "torch.optim.SGD(model.parameters(),\n  lr=0.1,  # tuned\n)"
    let result = try Program.run(["run", "--steps", "1", "--format", "csv", "--optimizer", call])
    #expect(result.code == 0 && result.error.isEmpty)
    let own = try Program.run(["run", "--steps", "1", "--format", "csv", "--optimizer", "gd:lr=0.1"])
    #expect(result.output == own.output && !own.output.isEmpty)
  }

  @Test("A mistake in a call is shown with a mark under the spot, and exit code 64")
  func mistake() throws {
    let call = "torch.optim.Adam(\n  lr=0.1,\n  beta=0.9)"
    let result = try Program.run(["run", "--optimizer", call])
    #expect(result.code == 64 && result.output.isEmpty)
    let lines = result.error.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4 && lines[3].isEmpty)
    #expect(
      lines[0].hasPrefix("optviz: --optimizer: torch.optim.Adam has no keyword 'beta'; did you mean 'betas'?")
    )
    #expect(lines[1] == "    beta=0.9)" && lines[2] == "    ^~~~")
  }

  @Test("An optimizer is written in the words of one library or of all")
  func wording() throws {
    func words(_ arguments: String...) throws -> [Substring] {
      let result = try Program.run(["describe"] + arguments)
      #expect(result.code == 0 && result.error.isEmpty)
      return result.output.split(separator: "\n")
    }
    #expect(
      try words("adam:lr=0.01,beta1=0.8", "--as", "torch") == [
        "torch.optim.Adam(params, lr=0.01, betas=(0.8, 0.999))"
      ])
    #expect(try words("optax.adam(0.01)", "--as", "torch") == ["torch.optim.Adam(params, lr=0.01)"])
    let all = try words("lion:lr=0.01", "--as", "all")
    #expect(all.count == 5 && all.contains("keras.optimizers.Lion(learning_rate=0.01)"))
    #expect(all.contains("# torch.optim has no Lion"))
    let page = try words("adam:lr=0.01")
    #expect(page.contains("In the libraries") && page.contains("  optax.adam(learning_rate=0.01)"))
    #expect(page.contains("How much the formulas differ") && page.contains("  adam:lr=0.01"))
  }

  @Test(
    "An optimizer that cannot be written is an error",
    arguments: [
      (["lion", "--as", "torch"], "torch.optim has no Lion"),
      (["adam", "--as", "jax"], "unknown --as 'jax'"),
      (["beale", "--as", "torch"], "'beale' is not an optimizer"),
      (["adam:lr=x"], "lr='x' is not a number"),
    ])
  func refused(arguments: [String], part: String) throws {
    let result = try Program.run(["describe"] + arguments)
    #expect(result.code == 64 && result.output.isEmpty && result.error.contains(part), "\(result.error)")
  }
}
