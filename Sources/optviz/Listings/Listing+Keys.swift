import OptvizApp

extension Listing {
  /// The keys of the screen.
  static var keys: Listing {
    Listing(
      id: "keys", kind: "key",
      items: KeyBindings.table.map { ListingItem(id: $0.keys, summary: $0.help, notes: [[$0.group]]) })
  }
}
