import Foundation
import XCTest

@testable import Ceptoar

typealias Object = [String: Any]

/// Every vector through Swift: the core's own answers to the byte, and as records field by field. What the vectors expect is
/// judged once, before the answers are written (docs/adr/0015-one-judge.md).
final class VectorsTests: XCTestCase {
    private let root = URL(fileURLWithPath: ProcessInfo.processInfo.environment["CEPTOAR_ROOT"]!)

    private func answers() throws -> Object {
        let file = URL(fileURLWithPath: ProcessInfo.processInfo.environment["CEPTOAR_ANSWERS"]!)
        return try XCTUnwrap(parse(try String(contentsOf: file, encoding: .utf8)) as? Object)
    }

    func testVectors() throws {
        let answers = try answers()
        let cases = answers.part("cases")
        XCTAssertFalse(cases.isEmpty)
        XCTAssertEqual(cases.count, (answers["vectors"] as! NSNumber).intValue)
        var ran = 0
        for name in cases.keys.sorted() {
            let faults = testRun!.totalFailureCount
            do {
                try run(cases.part(name).part("inputs"), cases.part(name).part("outputs"))
            } catch {
                XCTFail("\(name): \(error)")
            }
            if testRun!.totalFailureCount == faults { ran += 1 } else { print("\(name) failed") }
        }
        print("vectors run through Swift: \(ran)")
    }

    private func run(_ inputs: Object, _ outputs: Object) throws {
        let kind = inputs["kind"] as? String
        if outputs["refused"] != nil {
            try assertRefused(outputs) {
                if let kind { return try readDocument(kind, inputs) }
                let (router, notice, at) = try scene(inputs)
                _ = try router.explain(notice: notice, situation: at)
            }
        } else if let kind {
            try readDocument(kind, inputs)
            XCTAssert(outputs.isEmpty)
        } else {
            let (router, notice, at) = try scene(inputs)
            try assertAnswers(router, notice, at, outputs)
        }
    }

    /// What is asked is refused, and the sentences of the refusal are the core's.
    private func assertRefused(_ wanted: Object, _ ask: () throws -> Void) throws {
        do {
            try ask()
            XCTFail("not refused: \(wanted)")
        } catch let refusal as CeptoarError {
            for (key, lang) in [("refused", Locale(identifier: "en_US")), ("refused_ja", Locale(identifier: "ja_JP"))] {
                guard let text = wanted[key] as? String else { continue }
                let problems = (parse(text) as! Object).list("problems").map { $0 as! [String: String] }
                let found = refusal.problems.map {
                    ["code": $0.code, "pointer": $0.pointer, "message": $0.sentence(lang)]
                }
                XCTAssertEqual(found, problems)
            }
        }
    }

    private func registry(_ inputs: Object) throws -> Registry {
        let base = try (inputs["registry"] as? String).map { try Registry(json: $0) } ?? .builtin()
        return try (inputs["roster"] as? String).map(base.with(rosterJson:)) ?? base
    }

    private func router(_ inputs: Object) throws -> Router {
        let stale = inputs["stale"] as? String
        XCTAssert(stale == nil || stale == "refuse")
        let rules = try (inputs["rules"] as? String).map { try RuleSet(json: $0) }
        let known = try (inputs["profile_id"] as? String).map { try XCTUnwrap(builtinProfile(id: $0), $0) }
        let profile = try (inputs["profile"] as? String).map { try LevelProfile(json: $0) } ?? known
        return try Router(registry: registry(inputs), profile: profile, rules: rules, refuseStale: stale != nil)
    }

    private func readDocument(_ kind: String, _ inputs: Object) throws {
        let text = inputs["document"] as! String
        switch kind {
        case "edition": _ = try Registry(json: text)
        case "rules": _ = try RuleSet(json: text)
        case "levels": _ = try LevelProfile(json: text)
        case "roster": _ = try Registry.builtin().with(rosterJson: text)
        case "situation":
            // A situation is a record here, which has no form to read: the one that the text says is asked for instead.
            let sample = root.appendingPathComponent("ceptoar-core/examples/notices/bot-removal.json")
            let router = try Router.builtin()
            let notice = try router.notice(json: Data(contentsOf: sample))
            _ = try router.route(notice: notice, situation: situation(parse(text) as! Object))
        case "notice": _ = try router(inputs).notice(text)
        default: XCTFail("there is no kind of document called \(kind)")
        }
    }

    private func situation(_ json: Object) -> Situation {
        let reader = ISO8601DateFormatter()
        return Situation(
            at: (json["at"] as? String).flatMap(reader.date(from:)),
            outages: json.list("outages").map { $0 as! Object }.map {
                Outage(
                    channel: $0["channel"] as? String, link: $0["link"] as? String, party: $0["party"] as? String)
            },
            failedSectors: json.list("failed_sectors").map { $0 as! String })
    }

    private func scene(_ inputs: Object) throws -> (Router, Notice, Situation?) {
        let router = try router(inputs)
        let at = (inputs["situation"] as? String).map { situation(parse($0) as! Object) }
        return (router, try router.notice(inputs["notice"] as! String), at)
    }

    private func assertAnswers(_ router: Router, _ notice: Notice, _ at: Situation?, _ outputs: Object) throws {
        let why = try router.explain(notice: notice, situation: at)
        let texts = [
            "notice": notice.toJson(), "plan": why.planToJson(), "explanation": why.toJson(),
            "text_ja": why.text(lang: .ja), "text_en": why.text(lang: .en), "mermaid_ja": why.mermaid(lang: .ja),
        ]
        for (name, text) in texts { XCTAssertEqual(outputs[name] as? String, text, name) }
        // An answer that nobody looks at proves nothing.
        let records: Set = ["views", "decided", "passing", "onward", "relabelled"]
        XCTAssertEqual(Set(outputs.keys), records.union(texts.keys))
        try assertPlan(router, notice, at, why, outputs)
        try assertQuestions(router, notice, at, outputs)
        try assertAudience(router, notice, at, why)
    }

    private func assertPlan(
        _ router: Router, _ notice: Notice, _ at: Situation?, _ why: Explanation, _ outputs: Object
    ) throws {
        let json = parse(outputs["explanation"] as! String) as! Object
        assertSame(why.plan(), parse(outputs["plan"] as! String))
        XCTAssertEqual(why.plan(), try router.route(notice: notice, situation: at))
        assertSame(why.verdicts(), json["verdicts"]!)
        assertSame(why.reach(), json["reach"]!)
        assertSame(why.deliveries(), json["deliveries"]!)
        for verdict in why.verdicts() { XCTAssertEqual(verdict, try why.verdict(party: verdict.party)) }
        for (party, view) in outputs.part("views") {
            XCTAssertEqual(view as? String, try why.viewToJson(party: party), party)
            assertSame(try why.viewFor(party: party), parse(view as! String), party)
        }
        XCTAssertThrowsError(try why.viewFor(party: "nobody")) {
            XCTAssertEqual(($0 as? CeptoarError)?.problems.map(\.code), ["unknown-party"])
        }
        let lints = why.plan().lints.map { "\($0.code) \($0.at)" }
        for delivery in why.deliveries() {
            for hop in delivery.hops { XCTAssertEqual(hop.judged.count, hop.judgedTexts.count) }
            XCTAssertEqual(Array(delivery.path.dropFirst()), delivery.hops.map(\.to))
            let alone = delivery.restsOnJudgement && delivery.duty == .must
            XCTAssertEqual(lints.contains("required-by-judgement \(delivery.recipient)"), alone, delivery.recipient)
        }
    }

    private func assertQuestions(_ router: Router, _ notice: Notice, _ at: Situation?, _ outputs: Object) throws {
        for (party, wanted) in outputs.part("decided") {
            try assertEither(wanted as! Object, { try router.decide(notice: notice, party: party, situation: at) }) {
                assertSame($0, parse($1), party)
            }
        }
        for (question, wanted) in outputs.part("relabelled") {
            let words = question.split(separator: " ").map(String.init)
            let ask = { try router.relabel(notice: notice, by: words[0], label: words[1], situation: at) }
            try assertEither(wanted as! Object, ask) { XCTAssertEqual($0.toJson(), $1, question) }
        }
        for (question, wanted) in outputs.part("passing").mapValues({ $0 as! Object }) {
            let parties = question.split(separator: ">").map(String.init)
            let passing = try router.mayPass(notice: notice, holder: parties[0], party: parties[1], situation: at)
            assertSame(passing, parse(wanted["answer"] as! String), question)
            XCTAssertEqual(passing.reasons.map(\.sentence.ja), wanted["ja"] as? [String], question)
            XCTAssertEqual(passing.reasons.compactMap(\.sentence.en), wanted["en"] as? [String], question)
        }
        for (holder, wanted) in outputs.part("onward") {
            let onward = try router.onward(notice: notice, holder: holder, situation: at)
            assertSame(onward, parse(wanted as! String), holder)
        }
    }

    /// An answer as it is wanted, or the refusal of the question.
    private func assertEither<Answer>(
        _ wanted: Object, _ ask: () throws -> Answer, _ same: (Answer, String) throws -> Void
    ) throws {
        if let answer = wanted["answer"] as? String { return try same(ask(), answer) }
        try assertRefused(wanted) { _ = try ask() }
    }

    private func assertAudience(_ router: Router, _ notice: Notice, _ at: Situation?, _ why: Explanation) throws {
        let audience = try router.audience(notice: notice, situation: at)
        let told = why.deliveries().map { Recipient(party: $0.recipient, duty: $0.duty) }
        XCTAssertEqual(audience.recipients(), told)
        XCTAssertEqual(audience.count(), UInt64(told.count))
        // What is told of hops, a set of recipients has not.
        let lints = why.plan().lints.filter { !["channel-unknown", "required-by-judgement"].contains($0.code) }
        XCTAssertEqual(audience.lints(), lints)
        for verdict in why.verdicts() {
            XCTAssertEqual(try audience.duty(party: verdict.party), told.first { $0.party == verdict.party }?.duty)
            XCTAssertEqual(try audience.contains(party: verdict.party), verdict.outcome == .deliver)
        }
    }

    /// Each field of a plan's document is left out, and spoilt, in turn: a comparison that cannot fail proves nothing.
    func testARecordThatIsNotItsDocumentIsNoticed() throws {
        let vector = try answers().part("cases").part("judgement-relay-owes-too")
        let (router, notice, at) = try scene(vector.part("inputs"))
        let plan = try router.route(notice: notice, situation: at)
        let json = parse(vector.part("outputs")["plan"] as! String)
        assertSame(plan, json)
        let all = spoilt(json)
        XCTAssertGreaterThan(all.count, 100)
        for (place, wrong) in all { XCTAssertFalse(differences(plan, wrong).isEmpty, place) }
    }
}

extension [String: Any] {
    func part(_ name: String) -> [String: Any] { self[name] as? [String: Any] ?? [:] }
    func list(_ name: String) -> [Any] { self[name] as? [Any] ?? [] }
}
