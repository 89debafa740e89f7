/// A Python expression as it is written, with its place in the text: a syntax tree.
///
/// `PythonScope` computes what can be computed of it.
struct PythonNode: Sendable {
  /// What an expression is.
  indirect enum Kind: Sendable {
    case number(Double)
    case flag(Bool)
    case none
    case text(String)
    case name(String)
    case attribute(PythonNode, String)
    case element(of: PythonNode, PythonNode)
    case call(PythonNode, [Argument])
    case unary(String, PythonNode)
    case binary(String, PythonNode, PythonNode)
    /// `a < b <= c`: operands, and the signs between them.
    case comparison([PythonNode], [String])
    case conditional(then: PythonNode, test: PythonNode, otherwise: PythonNode)
    case lambda([String], PythonNode)
    /// A tuple, a list or a set.
    case sequence([PythonNode])
    /// A pair without a key is `**other`.
    case dictionary([(key: PythonNode?, value: PythonNode)])
    /// A comprehension: what is made of each member, and where the members come from.
    case comprehension(PythonNode, from: [PythonNode])
    case starred(PythonNode)
  }

  /// An argument of a call.
  struct Argument: Sendable {
    /// Its keyword; `nil` for a positional one.
    let keyword: String?
    /// How many stars precede it.
    let stars: Int
    let value: PythonNode
    /// The place of the keyword, or of the value where there is none.
    let span: Range<Int>
  }

  let kind: Kind
  let span: Range<Int>

  /// A name with dots, as in `torch.optim.Adam`; `nil` for anything else.
  var path: String? {
    switch kind {
    case .name(let name): name
    case .attribute(let base, let name): base.path.map { $0 + "." + name }
    default: nil
    }
  }

  /// The expressions directly inside.
  var children: [PythonNode] {
    switch kind {
    case .number, .flag, .none, .text, .name: []
    case .attribute(let base, _), .unary(_, let base), .lambda(_, let base), .starred(let base): [base]
    case .element(let base, let key): [base, key]
    case .call(let function, let arguments): [function] + arguments.map(\.value)
    case .binary(_, let left, let right): [left, right]
    case .comparison(let operands, _): operands
    case .conditional(let first, let test, let second): [first, test, second]
    case .sequence(let members): members
    case .dictionary(let pairs): pairs.flatMap { [$0.key, $0.value].compactMap { $0 } }
    case .comprehension(let element, let sources): [element] + sources
    }
  }
}
