import Foundation
import XCTest

@testable import Ceptoar

/// The kinds of fault that reports of other systems name, and what a new user met, each by its number. The cases are those of
/// Kotlin.
final class KindsTests: XCTestCase {
    private let root = URL(fileURLWithPath: ProcessInfo.processInfo.environment["CEPTOAR_ROOT"]!)

    private func sample() throws -> Data {
        try Data(contentsOf: root.appendingPathComponent("ceptoar-core/examples/notices/vulnerability-to-electric-power.json"))
    }

    private func asked() throws -> (Router, Notice) {
        let router = try Router.builtin()
        return (router, try router.notice(json: sample()))
    }

    @discardableResult
    private func assertRefused(_ wanted: [String], line: UInt = #line, _ refused: () throws -> Void) -> String {
        var said = ""
        XCTAssertThrowsError(try refused(), line: line) { error in
            let refusal = error as? CeptoarError
            XCTAssertEqual(refusal?.problems.map { "\($0.code) \($0.pointer)" }, wanted, line: line)
            said = ["en_US", "ja_JP"].map { refusal?.sentences(Locale(identifier: $0)) ?? "" }.joined()
        }
        return said
    }

    func test_kind02_a_field_that_is_nearly_one_is_refused() throws {
        let (router, _) = try asked()
        let text = String(decoding: try sample(), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        for name in ["Only", "only ", "ｏｎｌｙ", "\u{FEFF}only", "embargo-until"] {
            XCTAssertThrowsError(try router.notice(text.dropLast() + ", \"\(name)\": []}"), name) { error in
                XCTAssertEqual((error as? CeptoarError)?.problems.map(\.code), ["unknown-field"], name)
            }
        }
    }

    func test_kind08_hidden_characters_are_refused_and_not_printed() throws {
        let (router, notice) = try asked()
        let hidden: [Unicode.Scalar] = ["\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{2028}"]
        for text in hidden.map({ "n\(Character($0))" }) + [" ", "\u{3000}", "\u{200B}"] {
            let said = [
                assertRefused(["bad-id /party"]) { _ = try router.decide(notice: notice, party: text) },
                assertRefused(["unknown-level /label"]) { _ = try router.relabel(notice: notice, by: "nisc", label: text) },
                assertRefused(["bad-id /id"]) { _ = try notice.with { $0.id = text } },
            ]
            XCTAssertFalse(said.joined().unicodeScalars.contains { hidden.contains($0) })
        }
    }

    func test_kind21_a_pointer_leads_to_the_fault() throws {
        let rules = try RuleSet(json: """
            {"id": "own", "rules": [{"id": "tell-gas", "effect": "permit", "audience": {"parties": ["gas"]},
             "when": {"kinds": ["zzz", "other"]}}]}
            """)
        assertRefused(["unknown-kind /rules/0/when/kinds/0"]) { _ = try Router(registry: .builtin(), rules: rules) }
    }

    func test_kind22_instants_at_the_edge() throws {
        let (router, notice) = try asked()
        let reader = ISO8601DateFormatter()
        let first = reader.date(from: "1900-01-01T00:00:00Z")!, end = reader.date(from: "2201-01-01T00:00:00Z")!
        for kept in [first, end.addingTimeInterval(-1)] {
            XCTAssertEqual(try router.route(notice: notice.with { $0.issuedAt = kept }).at, kept)
        }
        for beyond in [first.addingTimeInterval(-1), end] {
            assertRefused(["instant-out-of-range /issued_at"]) { _ = try notice.with { $0.issuedAt = beyond } }
        }
    }

    func test_kind25_a_text_that_is_none_is_refused() throws {
        let (router, notice) = try asked()
        assertRefused(["bad-id /party"]) { _ = try router.decide(notice: notice, party: "gas\0") }
        assertRefused(["bad-id /id"]) { _ = try notice.with { $0.id = "n\0" } }
    }

    func test_kind26_an_outage_with_an_empty_part_is_refused() throws {
        XCTAssertEqual(try Outage("meti>gas:email"), Outage(channel: "email", link: "meti>gas"))
        XCTAssertEqual(try Outage("meti>gas"), Outage(link: "meti>gas"))
        XCTAssertEqual(try Outage("email"), Outage(channel: "email"))
        XCTAssertEqual(try Outage("party:meti"), Outage(party: "meti"))
        for (text, place) in ["meti>gas:": "/channel", ":email": "/link", ">gas": "/link", "meti>": "/link", "": "/channel"] {
            assertRefused(["bad-id \(place)"]) { _ = try Outage(text) }
        }
        let (router, notice) = try asked()
        let empty = Situation(outages: [Outage(channel: "", link: "meti>gas")])
        assertRefused(["bad-id /outages/0/channel"]) { _ = try router.route(notice: notice, situation: empty) }
    }

    func test_kind27_a_document_of_another_encoding_is_named() throws {
        let (router, notice) = try asked()
        let text = String(decoding: try sample(), as: UTF8.self)
        XCTAssertEqual(try router.notice(json: Data([0xef, 0xbb, 0xbf]) + Data(text.utf8)), notice)
        let utf16 = Data([0xff, 0xfe]) + text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        assertRefused(["wrong-encoding "]) { _ = try router.notice(json: utf16) }
        let cp932 = Data("{\"id\": \"".utf8) + [0x93, 0x64, 0x97, 0xcd] + Data("\"}".utf8)
        assertRefused(["wrong-encoding "]) { _ = try router.notice(json: cp932) }
    }

    func test_kind28_a_membership_that_ended_is_told_of() throws {
        let registry = try Registry.builtin().with(rosterJson: """
            {"id": "mine", "organizations": [{"id": "u1", "name": {"ja": "当社"}}], "memberships": [{"party": "u1",
             "group": "electric-power", "role": "member", "period": {"from": "2009-03-31", "until": "2009-05-08"}}]}
            """)
        let router = try Router(registry: registry)
        let found = try router.decide(notice: router.notice(json: sample()), party: "u1").reasons.map(\.code)
        XCTAssert(found.contains("membership-ended"), "\(found)")
    }

    func test_u02_stale_questions_are_refused_where_that_is_asked_for() throws {
        let (lenient, read) = try asked()
        let now = try read.with { $0.issuedAt = ISO8601DateFormatter().date(from: "2026-05-08T01:00:00Z")! }
        XCTAssert(try lenient.route(notice: now).lints.contains { $0.code == "stale-edition" })
        let router = try Router.builtin(refuseStale: true)
        XCTAssertFalse(try router.route(notice: read).lints.contains { $0.code == "stale-edition" })
        assertRefused(["stale-edition /issued_at"]) { _ = try router.route(notice: now) }
        assertRefused(["stale-edition /at"]) { _ = try router.audience(notice: read, situation: Situation(at: now.issuedAt())) }
    }

    func test_u11_a_foreign_id_is_refused_everywhere() throws {
        let (router, notice) = try asked()
        let why = try router.explain(notice: notice), audience = try router.audience(notice: notice)
        let registry = router.registry(), plan = why.plan()
        let questions: [(String) throws -> Any?] = [
            { try why.delivery(party: $0) }, { try why.verdict(party: $0) }, { try why.viewFor(party: $0) },
            { try why.viewToJson(party: $0) }, { try why.why(party: $0, lang: .en) }, { try audience.duty(party: $0) },
            { try audience.contains(party: $0) }, { try plan.delivery(to: $0, in: registry) },
        ]
        for question in questions {
            let said = assertRefused(["unknown-party /party"]) { _ = try question("gaz") }
            XCTAssert(said.contains("`gas`"), said)
        }
        assertRefused(["unknown-party /ceptoar"]) { _ = try registry.instrumentsOf(ceptoar: "gaz") }
        // One that is known and not told is another thing.
        XCTAssertNil(try why.delivery(party: "gas"))
        XCTAssertNil(try why.viewFor(party: "gas"))
        XCTAssertNil(try audience.duty(party: "gas"))
        XCTAssertNil(try plan.delivery(to: "gas", in: registry))
        XCTAssertFalse(try audience.contains(party: "gas"))
        XCTAssertEqual(try why.delivery(party: plan.deliveries[0].recipient), plan.deliveries[0])
    }

    func test_a_text_and_a_picture_are_as_the_options_say() throws {
        let (router, notice) = try asked()
        let why = try router.explain(notice: notice)
        let widest = { (text: String) in text.split(separator: "\n").map(\.count).max() ?? 0 }
        XCTAssert(widest(why.text(lang: .en, width: 60)) <= 60 && widest(why.text(lang: .en)) > 60)
        XCTAssertGreaterThan(why.text(lang: .en, all: true).count, why.text(lang: .en).count)
        XCTAssertLessThan(why.planText(lang: .en).count, why.text(lang: .en).count)
        XCTAssert(try why.why(party: "meti", lang: .ja).contains("経済産業省"))
        let plain = why.svg(lang: .en)
        XCTAssertEqual(plain, why.svg(lang: .en, collapse: 8, page: nil, withheld: .summary))
        XCTAssertNotEqual(plain, why.svg(lang: .en, withheld: .list))
        XCTAssertLessThan(why.dot(lang: .en, withheld: .omitted).count, why.dot(lang: .en).count)
        XCTAssert(why.svg(lang: .en, collapse: nil, page: PageSize(width: 800, height: 600)).hasPrefix("<svg"))
    }
}
