import Foundation
import XCTest

@testable import Ceptoar

/// What becomes of a notice once it is sent. The cases are those of Kotlin, by the same names.
final class LifeTests: XCTestCase {
    private let first = """
        { "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
        "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }
        """
    private let end = """
        { "id": "n-2", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
        "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T15:00:00+09:00",
        "message": "withdrawal", "replaces": "n-1" }
        """
    private let log = Data(
        """
        { "entries": [
        { "notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00" },
        { "notice": "n-1", "from": "meti", "to": "banking", "sent_at": "2009-05-08T10:10:00+09:00" } ] }
        """.utf8)
    private let policy = Data(#"{ "as_of": "2009-05-08T14:00:00+09:00", "promptly": "PT1H" }"#.utf8)

    private func asked() throws -> (Router, Notice, Notice) {
        let router = try Router.builtin()
        return (router, try router.notice(json: Data(first.utf8)), try router.notice(json: Data(end.utf8)))
    }

    private func read(_ answer: LifeAnswer) throws -> [String: Any] {
        try XCTUnwrap(JSONSerialization.jsonObject(with: Data(answer.json().utf8)) as? [String: Any])
    }

    private func texts(_ answer: [String: Any], _ list: String, _ field: String) -> [String] {
        (answer[list] as? [[String: Any]] ?? []).compactMap { $0[field] as? String }
    }

    private func assertRefused(_ wanted: [String], _ refused: () throws -> Void, line: UInt = #line) {
        XCTAssertThrowsError(try refused(), line: line) { error in
            XCTAssertEqual((error as? CeptoarError)?.problems.map(\.code).sorted(), wanted, line: line)
        }
    }

    func test_a_log_is_audited() throws {
        let (router, notice, _) = try asked()
        let audit = try router.audit(notices: [notice], log: log, policy: policy)
        XCTAssertEqual(texts(try read(audit), "findings", "code"), ["omission", "omission", "leak"])
        XCTAssertNotEqual(audit.text(lang: .ja), audit.text(lang: .en))
        let told = try JSONSerialization.jsonObject(with: Data(audit.jsonWithMessages(lang: .ja).utf8))
        let sentences = texts(try XCTUnwrap(told as? [String: Any]), "findings", "message")
        XCTAssertEqual(sentences.count, 3)
        XCTAssert(sentences.allSatisfy { audit.text(lang: .ja).contains($0) })
        XCTAssertEqual(texts(try read(audit), "findings", "message"), [])
        let own = try read(router.audit(notices: [notice], log: log, policy: policy, viewFor: "gas"))
        XCTAssertEqual(texts(own, "findings", "party"), ["gas"])
        let actions = try read(router.actions(notices: [notice], log: log, policy: policy))
        XCTAssert(texts(actions, "actions", "action").contains("hand-on"))
        let wrong = Data(#"{ "as_of": "2009-05-08T14:00:00+09:00", "promptly": "an hour", "lenient": true }"#.utf8)
        assertRefused(["bad-span", "unknown-field"]) { _ = try router.audit(notices: [notice], log: log, policy: wrong) }
        assertRefused(["unknown-party"]) {
            _ = try router.audit(notices: [notice], log: log, policy: policy, viewFor: "bank")
        }
        let bad = Data(#"{ "entries": [{ "notice": "n-1", "from": "nisc", "to": "gaz", "sent_at": "now" }] }"#.utf8)
        let kept = try router.audit(notices: [notice], log: bad, policy: policy, keepBadRows: true)
        XCTAssert(kept.json().contains("bad-entry"))
    }

    func test_a_withdrawal_follows_every_copy() throws {
        let (router, notice, end) = try asked()
        let found = try read(router.followUp(notices: [notice, end], log: log, notice: "n-2"))
        XCTAssertEqual(texts(found, "deliveries", "recipient"), ["banking", "meti"])
        assertRefused(["not-a-follow-up"]) { _ = try router.followUp(notices: [notice, end], log: log, notice: "n-1") }
    }

    func test_what_was_replaced_is_not_passed_on() throws {
        let (router, notice, end) = try asked()
        XCTAssertEqual(try router.mayPass(notice: notice, holder: "meti", party: "gas").answer, .yes)
        let passing = try router.mayPassIn(notice: notice, thread: [end], holder: "meti", party: "gas")
        XCTAssertEqual(passing.answer, .no)
        XCTAssertEqual(passing.reasons.first?.code, "replaced")
        XCTAssertEqual(try router.onwardIn(notice: notice, thread: [], holder: "meti").count, 1)
        XCTAssertEqual(try router.onwardIn(notice: notice, thread: [end], holder: "meti").count, 0)
    }

    func test_what_would_break_and_what_it_would_take() throws {
        let (router, notice, _) = try asked()
        let points = try read(router.resilience(notice: notice))["single_points"] as? [[String: String]]
        XCTAssert(try XCTUnwrap(points).contains(["link": "meti>gas"]))
        let scenario = Data(#"{"runs": 10, "seed": 1, "failures": [{"party": "meti", "chance": 1}]}"#.utf8)
        let causes = try read(router.drill(notice: notice, scenario: scenario))["causes"] as? [[String: Any]]
        XCTAssertEqual(try XCTUnwrap(causes).first?["runs_lost"] as? Int, 10)
        let strict = try router.relabel(notice: notice, by: "nisc", label: "TLP:AMBER+STRICT")
        let sets = try read(router.remedies(notice: strict, party: "gas-members"))["sets"] as? [[String: Any]]
        XCTAssertEqual(try XCTUnwrap(sets).flatMap { texts($0, "changes", "change") }, ["address", "consent", "label"])
    }
}
