import Foundation

// What Swift expects beside what is generated: default arguments, text as documents, work off the main thread. Handles are
// `Sendable`: they are immutable, and many threads may use them.

extension Edition {
    /// The newest of the editions that are built in. A newer one can be read with `Registry.fromJson`.
    public static let latest: Edition = .of20090331
}

extension Registry {
    /// The newest edition that is built in.
    public static func builtin() -> Registry { builtin(edition: .latest) }

    /// Reads and checks an edition from text.
    public static func fromJson(_ json: String) throws -> Registry { try fromJson(json: Data(json.utf8)) }

    /// Reads and checks an edition off the main thread, such as one that is newer than the app.
    public static func load(json: Data) async throws -> Registry { try await offMain { try fromJson(json: json) } }

    /// The same registry with the organisations of a roster.
    public func with(rosterJson: String) throws -> Registry {
        try withRoster(roster: Roster.fromJson(json: Data(rosterJson.utf8)))
    }
}

extension RuleSet {
    /// The rules of the newest edition that is built in.
    public static func builtin() -> RuleSet { builtin(edition: .latest) }

    /// Reads and checks a set of rules from text.
    public static func fromJson(_ json: String) throws -> RuleSet { try fromJson(json: Data(json.utf8)) }
}

extension LevelProfile {
    /// Reads and checks a level profile from text.
    public static func fromJson(_ json: String) throws -> LevelProfile { try fromJson(json: Data(json.utf8)) }
}

extension Router {
    /// A router of the newest edition that is built in, with the edition's rules and `tlp-2.0`. With `refuseStale` a question
    /// about a day that the edition does not speak of is refused; without, its answer has the lint `stale-edition`.
    public static func builtin(refuseStale: Bool = false) throws -> Router {
        try builtin(edition: .latest, refuseStale: refuseStale)
    }

    /// Reads a received notice from text and checks it against the registry and the profile.
    public func notice(_ json: String) throws -> Notice { try notice(json: Data(json.utf8)) }

    /// The level of a notice in the router's profile; `nil` where its label is foreign.
    public func level(of notice: Notice) -> Level? { profile().level(label: notice.level) }

    /// Asks off the main thread: `try await router.offMain { try $0.explain(notice: notice) }`. A question takes
    /// microseconds; reading an edition takes milliseconds, see `Registry.load`.
    public func offMain<Answer: Sendable>(_ question: @escaping @Sendable (Router) throws -> Answer) async throws -> Answer {
        try await Ceptoar.offMain { try question(self) }
    }
}

/// Does work on a thread of the concurrent pool.
func offMain<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await Task.detached { try work() }.value
}

extension Notice {
    /// A notice with what is required; the rest is empty unless given. `only` is not: `nil` is no limit, and an empty list lets
    /// nobody see it. Mode and status come last, which tells this initializer from the one that wants them.
    public init(
        id: String,
        direction: Direction,
        origin: String,
        level: String,
        kind: String,
        issuedAt: Date,
        purposes: [String] = [],
        cause: String? = nil,
        affectedSectors: [String] = [],
        affectedCeptoars: [String] = [],
        addressees: [String] = [],
        namedPersons: [NamedPerson] = [],
        noAttribution: Bool = false,
        embargoUntil: Date? = nil,
        consents: [String] = [],
        only: [String]? = nil,
        mode: Mode = .normal,
        status: Status = .actual
    ) {
        self.init(
            id: id, direction: direction, origin: origin, level: level, kind: kind, issuedAt: issuedAt, mode: mode,
            status: status, purposes: purposes, cause: cause, affectedSectors: affectedSectors,
            affectedCeptoars: affectedCeptoars, addressees: addressees, namedPersons: namedPersons,
            noAttribution: noAttribution, embargoUntil: embargoUntil, consents: consents, only: only)
    }
}

extension Outage {
    /// What is out, read from text: `email`, `mic>telecom` or `mic>telecom:email`. An empty part is refused: it never means
    /// "all".
    public init(_ text: String) throws { self = try parseOutage(text: text) }
}

extension Plan {
    /// The delivery to a party of the registry, if it is told. An id that the registry has not is refused as
    /// `unknown-party`: of a name misspelt, "not told" is no answer.
    public func delivery(to recipient: String, in registry: Registry) throws -> Delivery? {
        try registry.checkParty(party: recipient)
        return deliveries.first { $0.recipient == recipient }
    }
}

extension Hop {
    /// Whether the hop can be used only once somebody has judged so: every open channel needs a judgement.
    public var restsOnJudgement: Bool { !judged.isEmpty && channels.map { $0.count + also.count } == judged.count }
}

extension Delivery {
    /// Whether somebody must judge before the recipient is told: a party on the path owes a judgement, or a hop has none but
    /// judged channels.
    public var restsOnJudgement: Bool { !judgement.isEmpty || hops.contains(where: \.restsOnJudgement) }

    /// The parties from the origin to the recipient.
    public var path: [String] { hops.prefix(1).map(\.from) + hops.map(\.to) }
}
