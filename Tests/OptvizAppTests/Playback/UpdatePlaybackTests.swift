import Experiments
import OptvizApp
import Testing

struct UpdatePlaybackTests {
  @Test func playingAdvancesByTimeTimesSpeed() throws {
    var player = Player(try .bowl(), step: nil)
    #expect(player.model.playback.isPlaying && player.model.step == 0)
    // The first tick only sets the time; 30 steps a second.
    player.send(.tick(now: 1000))
    #expect(player.model.step == 0)
    for (now, step) in [(1000.125, 3), (1000.25, 7), (1000.5, 15), (1000.75, 22), (1001, 30)] {
      player.send(.tick(now: now))
      #expect(player.model.step == step)
    }
  }

  @Test func aSlowFrameDoesNotLeap() throws {
    var player = Player(try .bowl(), step: nil)
    player.send(.tick(now: 0))
    player.send(.tick(now: 50))
    #expect(player.model.step == 7)
    // Neither does a clock that goes back, or is not a number.
    player.send(.tick(now: 10))
    player.send(.tick(now: .nan))
    player.send(.tick(now: 11))
    player.send(.tick(now: .infinity))
    player.send(.tick(now: 12))
    #expect(player.model.step >= 7 && player.model.step <= 22)
  }

  @Test func playingEndsAtTheLastStep() throws {
    var player = Player(try .bowl(), step: nil)
    for i in 0...30 { player.send(.tick(now: Double(i) / 4)) }
    #expect(
      player.model.step == 100 && !player.model.playback.isPlaying && player.model.nextTick(now: 0) == nil)
    // Playing from the end starts over.
    player.press(.character(" "))
    #expect(player.model.step == 0 && player.model.playback.isPlaying)
  }

  @Test func pausingStopsTheClock() throws {
    var player = Player(try .bowl(), step: nil)
    player.send(.tick(now: 0))
    player.send(.tick(now: 0.25))
    player.press(.character(" "))
    let step = player.model.step
    #expect(!player.model.playback.isPlaying && player.model.nextTick(now: 0) == nil)
    player.send(.tick(now: 5))
    player.send(.tick(now: 5.25))
    #expect(player.model.step == step)
    // Continuing counts from now.
    player.press(.character(" "))
    player.send(.tick(now: 90))
    #expect(player.model.step == step)
    player.send(.tick(now: 90.125))
    #expect(player.model.step == step + 3)
  }

  @Test func stepsGoForwardAndBackAndPause() throws {
    var player = Player(try .bowl(), step: nil)
    player.send(.tick(now: 0))
    player.send(.tick(now: 0.25))
    player.press(Key(.right))
    #expect(player.model.step == 8 && !player.model.playback.isPlaying)
    player.press(Key(.left), Key(.left))
    #expect(player.model.step == 6)
    player.press(Key(.right, .shift))
    #expect(player.model.step == 16)
    player.press(Key(.left, .shift), Key(.left, .shift))
    #expect(player.model.step == 0)
    player.press(Key(.left))
    #expect(player.model.step == 0)
    player.press(Key(.end))
    #expect(player.model.step == 100)
    player.press(Key(.right), Key(.right, .shift))
    #expect(player.model.step == 100)
    player.press(Key(.home))
    #expect(player.model.step == 0)
    player.send(.seek(33))
    #expect(player.model.step == 33)
    for (wild, step) in [(Int.max, 100), (.min, 0), (-1, 0), (101, 100)] {
      player.send(.seek(wild))
      #expect(player.model.step == step)
      player.send(.step(wild))
      #expect((0...100).contains(player.model.step))
    }
  }

  @Test func restartingPlaysFromTheStart() throws {
    var player = Player(try .bowl(), step: 40)
    player.press(.character("r"))
    #expect(player.model.step == 0 && player.model.playback.isPlaying)
    player.send(.tick(now: 7))
    player.send(.tick(now: 7.25))
    #expect(player.model.step == 7)
  }

  @Test func speedsGoUpAndDown() throws {
    var player = Player(try .bowl(), step: nil)
    #expect(player.model.document.speed == 30)
    var speeds: [Double] = []
    for _ in 0..<30 {
      player.press(.character(">"))
      speeds.append(player.model.document.speed)
    }
    #expect(speeds.first == 60 && speeds.last == 100_000 && speeds == speeds.sorted())
    for _ in 0..<30 { player.press(.character("<")) }
    #expect(player.model.document.speed == 1)
    player.press(.character(">"))
    #expect(player.model.document.speed == 2)
    player.send(.tick(now: 0))
    player.send(.tick(now: 0.25))
    player.send(.tick(now: 0.5))
    #expect(player.model.step == 1)
  }

  @Test func theNextTickComesWithTheNextStep() throws {
    var player = Player(try .bowl(), step: nil)
    // Without a time, it requests a tick at once.
    #expect(player.model.nextTick(now: 3) == 3)
    player.send(.tick(now: 3))
    #expect(player.model.nextTick(now: 9) == 3 + Model.frameInterval)
    for _ in 0..<9 { player.press(.character("<")) }
    // A slow step is waited for in pieces, none longer than the longest frame.
    #expect(player.model.nextTick(now: 9) == 3 + 0.25)
    var time = 3.0
    while player.model.step < 3, let next = player.model.nextTick(now: time), time < 20 {
      time = next
      player.send(.tick(now: time))
    }
    #expect(time == 6)
  }

  /// A long race is computed in parts; playback waits for it and loses nothing.
  @Test func longRacesAreComputedOnTheWay() throws {
    var player = Player(try .bowl(steps: 50_000), step: nil)
    #expect(player.model.derived.race.computed == 20_000 && player.model.nextTick(now: 7) == 7)
    player.press(Key(.end))
    #expect(player.model.step == 20_000 && player.model.document.moment == 50_000)
    player.send(.tick(now: 0))
    player.send(.tick(now: 0.1))
    #expect(player.model.step == 50_000 && player.model.nextTick(now: 0) == nil)
    // A change during playback is computed again, and playback continues where it was.
    player.send(.seek(30_000), .togglePlay)
    player.send(.tick(now: 1))
    player.send(.adjust(1))
    player.send(.tick(now: 1.1))
    player.send(.tick(now: 1.2))
    player.send(.tick(now: 1.3))
    #expect(player.model.step >= 30_000 && player.model.playback.isPlaying)
  }

  @Test func racesWithoutStepsStand() throws {
    var player = Player(try .bowl(steps: 0), step: nil)
    player.send(.tick(now: 0))
    player.send(.tick(now: 1))
    #expect(player.model.step == 0 && !player.model.playback.isPlaying)
    player.press(.character(" "), Key(.right), Key(.end), .character("r"))
    #expect(player.model.step == 0 && !player.model.playback.isPlaying)
  }

  @Test func openingsAreTakenIntoTheRace() throws {
    for (step, shown) in [(-5, 0), (0, 0), (7, 7), (9999, 100)] {
      #expect(Player(try .bowl(), step: step).model.step == shown)
    }
    var opening = Model.Opening(try .bowl())
    opening.hidden = [0, 2, 4, -1, .min]
    opening.lossIsLinear = true
    opening.showsDomain = true
    let model = Player(opening).model
    #expect(model.document.hiddenRuns == [1] && !model.document.chart.isLogarithmic)
    #expect(model.document.map.view == model.document.experiment.domain && model.document.map.isChosen)
  }
}
