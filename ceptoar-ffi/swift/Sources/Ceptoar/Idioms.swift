import Foundation

// What Swift expects beside what is generated: default arguments, text as documents, work off the main thread. Handles are
// `Sendable`: they are immutable, and many threads may use them.

extension Edition {
    /// The built-in edition of the latest day. A newer one can be read with `Registry(json:)`.
    public static var latest: Edition { latestEdition() }
}

extension Registry {
    /// Reads and checks an edition.
    public convenience init(json: Data) throws {
        self.init(unsafeFromHandle: try Self.fromJson(json: json).uniffiCloneHandle())
    }

    /// Reads and checks an edition from text.
    public convenience init(json: String) throws { try self.init(json: Data(json.utf8)) }

    /// The edition that a document says.
    public convenience init(_ document: EditionDocument) throws {
        self.init(unsafeFromHandle: try Self.fromDocument(document: document).uniffiCloneHandle())
    }

    /// Reads and checks an edition off the main thread, such as one that is newer than the app.
    public static func load(json: Data) async throws -> Registry { try await offMain { try fromJson(json: json) } }

    /// The same registry with the organisations of a roster.
    public func with(rosterJson: String) throws -> Registry { try withRoster(roster: Roster(json: rosterJson)) }

    /// The same registry, changed by an overlay.
    public func with(overlayJson: String) throws -> Registry { try withOverlay(overlay: Overlay(json: overlayJson)) }
}

extension Overlay {
    /// Reads an overlay and checks its form.
    public convenience init(json: Data) throws {
        self.init(unsafeFromHandle: try Self.fromJson(json: json).uniffiCloneHandle())
    }

    /// Reads an overlay from text and checks its form.
    public convenience init(json: String) throws { try self.init(json: Data(json.utf8)) }
}

extension RuleSet {
    /// Reads and checks a set of rules.
    public convenience init(json: Data) throws {
        self.init(unsafeFromHandle: try Self.fromJson(json: json).uniffiCloneHandle())
    }

    /// Reads and checks a set of rules from text.
    public convenience init(json: String) throws { try self.init(json: Data(json.utf8)) }

    /// The rules that a document says.
    public convenience init(_ document: RulesDocument) throws {
        self.init(unsafeFromHandle: try Self.fromDocument(document: document).uniffiCloneHandle())
    }
}

extension LevelProfile {
    /// Reads and checks a level profile.
    public convenience init(json: Data) throws {
        self.init(unsafeFromHandle: try Self.fromJson(json: json).uniffiCloneHandle())
    }

    /// Reads and checks a level profile from text.
    public convenience init(json: String) throws { try self.init(json: Data(json.utf8)) }

    /// The profile that a document says.
    public convenience init(_ document: LevelsDocument) throws {
        self.init(unsafeFromHandle: try Self.fromDocument(document: document).uniffiCloneHandle())
    }
}

extension Roster {
    /// Reads a roster and checks its form.
    public convenience init(json: Data) throws {
        self.init(unsafeFromHandle: try Self.fromJson(json: json).uniffiCloneHandle())
    }

    /// Reads a roster from text and checks its form.
    public convenience init(json: String) throws { try self.init(json: Data(json.utf8)) }

    /// The roster that a document says.
    public convenience init(_ document: RosterDocument) throws {
        self.init(unsafeFromHandle: try Self.fromDocument(document: document).uniffiCloneHandle())
    }
}

extension Router {
    /// Reads a received notice from text and checks it against the registry and the profile.
    public func notice(_ json: String) throws -> Notice { try notice(json: Data(json.utf8)) }

    /// The level of a notice in the router's profile; `nil` where its label is foreign.
    public func level(of notice: Notice) -> Level? { profile().level(label: notice.level()) }

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
    /// Reads a notice and checks its form. `Router.notice` also checks its ids.
    public convenience init(json: Data) throws {
        self.init(unsafeFromHandle: try Self.fromJson(json: json).uniffiCloneHandle())
    }

    /// Reads a notice from text and checks its form.
    public convenience init(json: String) throws { try self.init(json: Data(json.utf8)) }

    /// The notice that a document says.
    public convenience init(_ document: NoticeDocument) throws {
        self.init(unsafeFromHandle: try Self.fromDocument(document: document).uniffiCloneHandle())
    }

    /// A notice with what is required, and with whatever else its author says of it. `only` is no list unless given: `nil` is no
    /// limit, and an empty list lets nobody see it.
    ///
    /// Every problem of its form is thrown at once; whether its ids exist is checked by each question.
    public convenience init(
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
        mode: Mode = .normal,
        status: Status = .actual,
        noAttribution: Bool = false,
        embargoUntil: Date? = nil,
        consents: [String] = [],
        only: [String]? = nil,
        message: Message = .original,
        replaces: String? = nil
    ) throws {
        try self.init(
            NoticeDocument(
                id: id, direction: direction, origin: origin, level: level, kind: kind, issuedAt: issuedAt, purposes: purposes,
                cause: cause, affectedSectors: affectedSectors, affectedCeptoars: affectedCeptoars, addressees: addressees,
                namedPersons: namedPersons, mode: mode, status: status, noAttribution: noAttribution, embargoUntil: embargoUntil,
                consents: consents, only: only, message: message, replaces: replaces))
    }

    /// Another notice that differs in what is said here: `try notice.with { $0.level = "TLP:RED" }`.
    public func with(_ changes: (inout NoticeDocument) throws -> Void) throws -> Notice {
        var document = document()
        try changes(&document)
        return try Notice(document)
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
