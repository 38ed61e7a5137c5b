import Foundation
import XCTest

@testable import Ceptoar

/// What an app asks at each hand, and what it must not be able to do. The cases are those of Kotlin, by the same names.
final class HandTests: XCTestCase {
    private let japan = Locale(identifier: "ja_JP")
    private let britain = Locale(identifier: "en_GB")
    private let root = URL(fileURLWithPath: ProcessInfo.processInfo.environment["CEPTOAR_ROOT"]!)

    private func asked() throws -> (Router, Notice) {
        let sample = root.appendingPathComponent("ceptoar-core/examples/notices/vulnerability-to-electric-power.json")
        let router = try Router.builtin()
        return (router, try router.notice(json: Data(contentsOf: sample)))
    }

    private func assertRefused(_ wanted: [String], _ refused: () throws -> Void, line: UInt = #line) {
        XCTAssertThrowsError(try refused(), line: line) { error in
            XCTAssertEqual((error as? CeptoarError)?.problems.map { "\($0.code) \($0.pointer)" }, wanted, line: line)
        }
    }

    func test_a_received_notice_shows_its_level_in_the_readers_language() throws {
        let (router, notice) = try asked()
        let level = try XCTUnwrap(router.level(of: notice))
        XCTAssertEqual(level.label, "TLP:AMBER")
        XCTAssertNotEqual(level.handling(japan), level.handling(britain))
        XCTAssertFalse(level.spokenLabel(britain).isEmpty)
        XCTAssert(level.description(japan).hasPrefix(level.spokenLabel(japan)))
        XCTAssertNil(router.profile().level(label: "TLP:PINK"))
    }

    func test_a_holder_asks_whom_to_hand_it_to_and_why_not() throws {
        let (router, notice) = try asked()
        XCTAssertEqual(try router.onward(notice: notice, holder: "meti").map(\.to), ["electric-power"])
        let passing = try router.mayPass(notice: notice, holder: "meti", party: "gas")
        XCTAssertEqual(passing.answer, .no)
        XCTAssert(!passing.reasons.isEmpty && passing.hop == nil)
        for reason in passing.reasons { XCTAssertNotEqual(reason.say(japan), reason.say(britain)) }
        let allowed = try router.mayPass(notice: notice, holder: "meti", party: "electric-power")
        XCTAssertEqual(allowed.answer, .yes)
        XCTAssert(allowed.reasons.isEmpty && allowed.judgement.isEmpty)
        XCTAssertEqual(allowed.hop?.to, "electric-power")
        let delivery = try XCTUnwrap(router.route(notice: notice).delivery(to: "electric-power-members", in: router.registry()))
        XCTAssertEqual(delivery.path, ["nisc", "meti", "electric-power", "electric-power-members"])
        XCTAssertEqual(router.registry().name(of: "meti", locale: japan), "経済産業省")
    }

    func test_a_newer_registry_is_loaded_without_a_new_app() async throws {
        let bundle = root.appendingPathComponent("ceptoar-core/data/editions/2009-03-31.json")
        let text = try String(contentsOf: bundle, encoding: .utf8)
        let newer = text.replacingOccurrences(of: "\"revision\": ?[0-9]+", with: "\"revision\": 99", options: .regularExpression)
        let registry = try await Registry.load(json: Data(newer.utf8))
        XCTAssertEqual(registry.revision(), 99)
        // It is another edition than the one that is built in: there are no rules for it that nobody chose.
        XCTAssertNil(registry.edition())
        assertRefused(["rules-not-chosen "]) { _ = try Router(registry: registry) }
        let router = try Router(registry: registry, rules: .builtin())
        let (_, notice) = try asked()
        let plan = try await router.offMain { try $0.route(notice: notice) }
        XCTAssertEqual(plan.revision, 99)
    }

    func test_a_party_is_found_by_its_japanese_or_latin_name() {
        let registry = Registry.builtin()
        for text in ["nisc", "ＮＩＳＣ", "National Information Security", "情報セキュリティセンター"] {
            XCTAssertEqual(registry.find(text: text).first?.id, "nisc", text)
        }
        XCTAssertEqual(registry.find(text: " "), [])
    }

    func test_the_registry_is_what_the_core_holds() throws {
        let registry = Registry.builtin()
        let parts = Dictionary(uniqueKeysWithValues: RegistryPart.allCases.map { (words("\($0)").replacingOccurrences(of: "-", with: "_"), $0) })
        func same(_ record: Any?, _ part: String) { assertSame(record, parse(registry.part(part: parts[part]!)), part) }
        same(registry.id(), "id")
        same(registry.revision(), "revision")
        same(registry.title(), "title")
        same(registry.covers(), "covers")
        same(registry.vocabulary(), "vocabulary")
        same(registry.sectors(), "sectors")
        same(registry.parties(), "parties")
        same(registry.ceptoars(), "ceptoars")
        same(registry.councils(), "councils")
        same(registry.memberships(), "memberships")
        same(registry.links(), "links")
        same(registry.instruments(), "instruments")
        same(registry.bodies(), "bodies")
        same(registry.statements(), "statements")
        same(registry.errata(), "errata")
        same(registry.documents(), "documents")
        same(registry.sourceIndex(), "source_index")
        same(registry.excused(), "excused")
        same(registry.lints(), "lints")
        same(registry.digest(), "digest")
        same(registry.rosterDigest(), "roster_digest")
        XCTAssertEqual(registry.party(id: "gas"), registry.parties().first { $0.id == "gas" })
        XCTAssertEqual(registry.ceptoar(id: "gas"), registry.ceptoars().first { $0.party == "gas" })
    }

    func test_rules_and_levels_are_what_their_documents_say() throws {
        let rules = RuleSet.standard()
        let file = root.appendingPathComponent("ceptoar-core/data/rules/standard.json")
        let document = parse(try String(contentsOf: file, encoding: .utf8)) as! Object
        XCTAssertEqual(rules.rules().count, document.list("rules").count)
        XCTAssertEqual(rules.rule(id: rules.rules()[0].id), rules.rules()[0])
        XCTAssertEqual(rules.id(), "standard")
        let levels = LevelProfile.tlp2()
        XCTAssertEqual(levels.isStricter(label: "TLP:RED", other: "TLP:GREEN"), true)
        XCTAssertNil(levels.isStricter(label: "TLP:RED", other: "RED"))
        XCTAssertEqual(levels.level(label: "TLP:RED"), levels.levels()[0])
        XCTAssertNil(builtinProfile(id: "none"))
    }

    func test_instants_are_kept_to_the_microsecond() throws {
        let (router, notice) = try asked()
        let whole = notice.issuedAt()
        for (fraction, text) in [(0.1, ".100Z"), (0.123, ".123Z"), (0.123456, ".123456Z"), (0.999999, ".999999Z")] {
            let late = try notice.with { $0.issuedAt = whole.addingTimeInterval(fraction) }
            XCTAssert(late.toJson().contains("01:00:00\(text)"), text)
            XCTAssertEqual(try router.notice(late.toJson()).toJson(), late.toJson())
        }
    }

    func test_what_no_document_may_say_is_refused_with_its_place() throws {
        let (router, notice) = try asked()
        assertRefused(["instant-out-of-range /issued_at"]) { _ = try notice.with { $0.issuedAt = .distantFuture } }
        assertRefused(["instant-out-of-range /issued_at"]) { _ = try notice.with { $0.issuedAt = .distantPast } }
        assertRefused(["bad-id /addressees/0", "bad-id /origin"]) {
            _ = try notice.with {
                $0.origin = "No Id"
                $0.addressees = [""]
            }
        }
        let strange = try notice.with { $0.origin = "stranger" }
        assertRefused(["unknown-party /origin"]) { _ = try router.route(notice: strange) }
        assertRefused(["bad-id /party"]) { _ = try router.decide(notice: notice, party: "No Id") }
        assertRefused(["unknown-party /holder"]) { _ = try router.onward(notice: notice, holder: "stranger") }
        assertRefused(["unknown-party /1/origin"]) { _ = try router.routeBatch(notices: [notice, strange]) }
        let pigeon = Situation(outages: [Outage(channel: "pigeon")])
        assertRefused(["unknown-channel /outages/0/channel"]) { _ = try router.route(notice: notice, situation: pigeon) }
    }

    func test_a_refusal_keeps_code_place_and_sentence() throws {
        XCTAssertThrowsError(try RuleSet(json: "{\n  \"id\": 1, \"rules\": []}")) { error in
            let refusal = error as! CeptoarError
            XCTAssertEqual(refusal.problems.count, 1)
            let problem = refusal.problems[0]
            XCTAssertEqual(problem.code, "wrong-type")
            XCTAssertEqual(problem.pointer, "/id")
            XCTAssertEqual(problem.line, 2)
            XCTAssertNotEqual(problem.sentence(japan), problem.sentence(britain))
            XCTAssertEqual(refusal.description, "refused: wrong-type /id: \(problem.sentence(britain))")
            XCTAssertEqual(error.localizedDescription, refusal.sentences())
        }
    }

    func test_bad_utf8_is_refused() {
        let bytes = Data("{\"id\":\"".utf8) + [0xff] + Data("\"}".utf8)
        assertRefused(["wrong-encoding "]) { _ = try Registry.fromJson(json: bytes) }
    }

    func test_parts_live_on_without_their_whole() throws {
        let registry = try Router.builtin().registry()
        XCTAssertEqual(registry.id(), "2009-03-31")
    }

    func test_a_batch_answers_each() throws {
        let (router, notice) = try asked()
        let again = try notice.with { $0.id = "again" }
        let other = try notice.with {
            $0.id = "other"
            $0.affectedSectors = ["gas"]
        }
        let batch = try router.routeBatch(notices: [notice, again, other])
        XCTAssertEqual(batch.outcomes(), [0, 0, 1])
        XCTAssertEqual(batch.plans(), [try router.route(notice: notice), try router.route(notice: other)])
        XCTAssertEqual(batch.plan(notice: 1), try router.route(notice: again))
        XCTAssertNil(batch.plan(notice: 3))
    }

    private func router(by rules: String) throws -> Router { try Router(registry: .builtin(), rules: RuleSet(json: rules)) }

    func test_a_judgement_is_no_yes() throws {
        let router = try router(by: """
            {"id": "own", "rules": [{"id": "told", "effect": "permit", "audience": {"parties": ["meti"]}},
             {"id": "asked", "effect": "permit", "audience": {"parties": ["gas"]},
              "judgement": {"ja": "必要に応じて", "en": "as needed"}}]}
            """)
        let notice = try asked().1.with { $0.level = "TLP:GREEN" }
        XCTAssertEqual(try router.mayPass(notice: notice, holder: "nisc", party: "meti").answer, .yes)
        XCTAssertEqual(try router.mayPass(notice: notice, holder: "nisc", party: "mic").answer, .no)
        let passing = try router.mayPass(notice: notice, holder: "meti", party: "gas")
        XCTAssertEqual(passing.answer, .ifJudged)
        XCTAssert(passing.reasons.isEmpty && passing.hop?.to == "gas")
        XCTAssertEqual(passing.judgement.count, 1)
        let owed = try XCTUnwrap(passing.judgement.first)
        XCTAssertEqual([owed.party] + owed.rules, ["gas", "asked"])
        XCTAssertEqual([japan, britain].map { owed.say($0) }, ["必要に応じて", "as needed"])
        let plan = try router.route(notice: notice)
        XCTAssertEqual(plan.deliveries.map(\.recipient), ["gas", "meti"])
        XCTAssertEqual(plan.deliveries.map(\.restsOnJudgement), [true, false])
        let why = try router.explain(notice: notice)
        XCTAssertEqual(try why.viewFor(party: "gas")?.judgement, owed.texts)
        XCTAssertEqual(try why.viewFor(party: "meti")?.judgement, [])
        XCTAssertEqual([MayPass.no, .ifJudged, .yes].map { words("\($0)") }, ["no", "if-judged", "yes"])
    }

    func test_an_empty_list_of_who_may_see_it_is_no_missing_list() throws {
        let router = try router(by: """
            {"id": "own", "rules": [{"id": "told", "effect": "permit", "audience": {"parties": ["meti", "gas"]}}]}
            """)
        let (_, read) = try asked()
        XCTAssertNil(read.only())
        for (only, told) in [(nil, 2), (["meti"], 1), ([], 0)] as [([String]?, Int)] {
            let notice = try read.with {
                $0.level = "TLP:GREEN"
                $0.only = only
            }
            XCTAssertEqual(notice.toJson().contains("\"only\":"), only != nil)
            XCTAssertEqual(try router.notice(notice.toJson()).only(), only)
            let audience = try router.audience(notice: notice)
            XCTAssertEqual(audience.count(), UInt64(told))
            XCTAssertEqual(audience.lints().contains { $0.code == "nobody-told" && $0.at == notice.id() }, told == 0)
        }
    }

    private let mine = """
        {"id": "mine", "organizations": [{"id": "my-gas", "name": {"ja": "当社"}}],
         "memberships": [{"party": "my-gas", "group": "gas", "role": "member"}]}
        """

    func test_rules_left_out_are_those_of_the_edition() throws {
        let registry = Registry.builtin(), joined = try registry.with(rosterJson: mine)
        XCTAssertEqual([registry.edition(), joined.edition()], [.latest, .latest])
        XCTAssertEqual(try Router(registry: joined).rules().id(), "2009-03-31")
    }

    func test_a_registry_takes_one_roster() throws {
        let joined = try Registry.builtin().with(rosterJson: mine)
        assertRefused(["second-roster "]) { _ = try joined.with(rosterJson: mine) }
    }

    /// R31, R37, R38, R43, R46: an overlay changes a registry, keeps the rules of the edition at its bottom, and comes before a
    /// roster.
    func test_an_overlay_changes_a_registry() throws {
        let registry = Registry.builtin()
        assertRefused(["unknown-value /id"]) { _ = try Overlay.builtin(id: "since-1999") }
        assertRefused(["wrong-base /extends"]) {
            _ = try registry.with(overlayJson: #"{"id": "late", "extends": {"edition": "1999"}}"#)
        }
        let since = try Overlay.builtin(id: "since-2009"), changed = try registry.withOverlay(overlay: since)
        XCTAssertEqual(since.id(), "since-2009")
        XCTAssertEqual(changed.id(), "2009-03-31+since-2009")
        XCTAssertEqual(changed.overlayDigests(), [since.digest()])
        XCTAssertEqual(try registry.withOverlays(overlays: [since]).digest(), changed.digest())
        XCTAssertEqual(try registry.with(overlayJson: since.toJson()).overlayDigests(), changed.overlayDigests())
        let (before, on) = (DateComponents(year: 2015, month: 1, day: 8), DateComponents(year: 2015, month: 1, day: 9))
        XCTAssertEqual(try changed.nameOn(party: "nisc", day: before).ja, "内閣官房情報セキュリティセンター")
        XCTAssertEqual(try changed.nameOn(party: "nisc", day: on).ja, "内閣サイバーセキュリティセンター")
        assertRefused(["unknown-party /party"]) { _ = try changed.nameOn(party: "gaz", day: on) }
        let later = try Notice(
            id: "n", direction: .provision, origin: "nisc", level: "TLP:AMBER", kind: "malware",
            issuedAt: ISO8601DateFormatter().date(from: "2024-04-01T01:00:00Z")!, affectedSectors: ["water"])
        let router = try Router(registry: changed), plan = try router.route(notice: later)
        XCTAssertEqual(router.rules().id(), "2009-03-31")
        XCTAssertEqual(try plan.delivery(to: "water", in: changed)?.path, ["nisc", "mlit", "water"])
        XCTAssertEqual(plan.digests.overlays, [since.digest()])
        XCTAssertEqual(plan.changes, [])
        let changes = try Router(registry: registry).route(notice: later).changes
        XCTAssert(!changes.isEmpty && changes.allSatisfy { $0.hasPrefix("since-2009#/") })
        assertRefused(["overlay-after-roster "]) { _ = try changed.with(rosterJson: mine).withOverlay(overlay: since) }
    }

    func test_an_instrument_binds_its_ceptoars() throws {
        let registry = Registry.builtin()
        let some = try registry.instrumentsOf(ceptoar: "electric-power")
        XCTAssertEqual(some, registry.instruments().filter { $0.binds.contains { $0.ceptoar == "electric-power" } })
        XCTAssert(!some.isEmpty && some.count < registry.instruments().count && !registry.bodies().isEmpty)
        XCTAssertEqual(try registry.instrumentsOf(ceptoar: "nisc"), [])
    }

    func test_two_threads_on_one_handle_get_the_answers_of_one() async throws {
        let (router, notice) = try asked()
        let plan = try router.route(notice: notice)
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                group.addTask { try (0..<200).filter { _ in try router.route(notice: notice) != plan }.count }
            }
            return try await group.reduce(0, +)
        }
        XCTAssertEqual(wrong, 0)
    }

    func test_a_notice_needs_only_what_is_required() throws {
        let (router, read) = try asked()
        let written = try Notice(
            id: read.id(), direction: .provision, origin: "nisc", level: "TLP:AMBER", kind: read.kind(), issuedAt: read.issuedAt(),
            purposes: read.purposes(), cause: read.cause(), affectedSectors: ["electric-power"])
        XCTAssertEqual(written, read)
        XCTAssertEqual(written.hashValue, read.hashValue)
        let drill = try Notice(
            id: "d", direction: .provision, origin: "nisc", level: "TLP:RED", kind: read.kind(), issuedAt: read.issuedAt(),
            namedPersons: [NamedPerson(party: "meti", reference: "p")], status: .exercise, embargoUntil: read.issuedAt())
        XCTAssertEqual(try router.route(notice: drill).status, .exercise)
        XCTAssertEqual(try router.notice(drill.toJson()), drill)
        XCTAssertEqual(try Notice(json: drill.toJson()), drill)
        XCTAssertNotEqual(drill, read)
    }

    /// Every field is one that is not the default, so that one that is forgotten on the way is missed.
    func test_a_notice_shows_what_its_author_said() throws {
        let at = Date(timeIntervalSince1970: 1_241_744_400.5)
        let all = try Notice(
            id: "n", direction: .exchange, origin: "gas", level: "TLP:RED", kind: "incident", issuedAt: at, purposes: ["recovery"],
            cause: "natural", affectedSectors: ["gas"], affectedCeptoars: ["gas"], addressees: ["nisc"],
            namedPersons: [NamedPerson(party: "nisc", reference: "p")], mode: .wideAreaDisaster, status: .exercise,
            noAttribution: true, embargoUntil: at.addingTimeInterval(60), consents: ["mic"], only: ["nisc", "gas"])
        XCTAssertEqual([all.id(), all.origin(), all.level(), all.kind(), all.cause()], ["n", "gas", "TLP:RED", "incident", "natural"])
        XCTAssertEqual(
            [all.purposes(), all.affectedSectors(), all.affectedCeptoars(), all.addressees(), all.consents(), all.only()],
            [["recovery"], ["gas"], ["gas"], ["nisc"], ["mic"], ["gas", "nisc"]])
        XCTAssert(all.direction() == .exchange && all.mode() == .wideAreaDisaster && all.status() == .exercise && all.noAttribution())
        XCTAssertEqual([all.issuedAt(), all.embargoUntil()], [at, at.addingTimeInterval(60)])
        XCTAssertEqual(all.namedPersons(), [NamedPerson(party: "nisc", reference: "p")])
        XCTAssertEqual(try Notice(all.document()), all)
    }

    func test_records_are_codable() throws {
        let (router, notice) = try asked()
        let plan = try router.route(notice: notice)
        XCTAssertEqual(try JSONDecoder().decode(Plan.self, from: JSONEncoder().encode(plan)), plan)
        XCTAssertEqual(try JSONDecoder().decode(NoticeDocument.self, from: JSONEncoder().encode(notice.document())), notice.document())
    }

    func test_pictures_and_words_are_in_the_readers_language() throws {
        let (router, notice) = try asked()
        let why = try router.explain(notice: notice)
        XCTAssert(why.svg(lang: .ja).hasPrefix("<svg") && why.dot(lang: .en).hasPrefix("digraph"))
        XCTAssert(why.text(lang: .ja).contains("内閣官房") && why.text(lang: .en).contains("Told: 4"))
        XCTAssertEqual(Outcome.notAddressed.word(japan), "対象外")
        XCTAssertEqual(Outcome.notAddressed.word(britain), "not addressed")
        XCTAssertNotEqual(ConditionName.causes.word(japan), ConditionName.causes.word(britain))
        XCTAssertEqual(version(), "0.1.0")
    }
}
