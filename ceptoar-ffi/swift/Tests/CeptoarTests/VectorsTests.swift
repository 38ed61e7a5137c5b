import Foundation
import XCTest

@testable import Ceptoar

typealias Object = [String: Any]

/// Every vector through Swift: what the vectors expect, and the core's own answers to the byte.
final class VectorsTests: XCTestCase {
    private let root = URL(fileURLWithPath: ProcessInfo.processInfo.environment["CEPTOAR_ROOT"]!)

    private func read(_ file: URL) throws -> Object { parse(try String(contentsOf: file, encoding: .utf8)) as! Object }

    func testVectors() throws {
        let folder = root.appendingPathComponent("tests/vectors")
        let answers = try read(URL(fileURLWithPath: ProcessInfo.processInfo.environment["CEPTOAR_ANSWERS"]!))
        let manifest = try read(folder.appendingPathComponent("manifest.json")).part("files")
        var ran = 0
        for file in manifest.keys.sorted() {
            let cases = try read(folder.appendingPathComponent(file)).list("cases")
            XCTAssertEqual(cases.count, (manifest[file] as! NSNumber).intValue, file)
            for vector in cases.map({ $0 as! Object }) {
                let name = file.dropLast(".json".count) + "-" + (vector["name"] as! String)
                let faults = testRun!.totalFailureCount
                do {
                    try run(vector, answers.part(String(name)))
                } catch {
                    XCTFail("\(name): \(error)")
                }
                if testRun!.totalFailureCount == faults { ran += 1 } else { print("\(name) failed") }
            }
        }
        print("vectors run through Swift: \(ran)")
    }

    private func run(_ vector: Object, _ answer: Object) throws {
        XCTAssertFalse((vector["why"] as! String).isEmpty || vector.list("source").isEmpty)
        let expect = vector.part("expect")
        let inputs = answer.part("inputs")
        let outputs = answer.part("outputs")
        let refused = expect.list("refused").map { $0 as! String }
        let kind = vector["document"] as? String
        if !refused.isEmpty || kind != nil {
            var problems: [Problem] = []
            do {
                if let kind { try readDocument(kind, inputs) } else {
                    let (router, notice, at) = try scene(inputs, stale: vector["stale"] as? String)
                    _ = try router.explain(notice: notice, situation: at)
                }
            } catch let refusal as CeptoarError {
                problems = refusal.problems
                assertSentences(problems, outputs)
            }
            let found = problems.map { "\($0.code) \($0.pointer)".trimmingCharacters(in: .whitespaces) }
            return XCTAssertEqual(found.sorted(), refused.sorted())
        }
        let (router, notice, at) = try scene(inputs, stale: vector["stale"] as? String)
        let why = try router.explain(notice: notice, situation: at)
        try assertBytes(why, notice, outputs)
        try assertRecords(why, outputs)
        assertPlan(expect, try router.route(notice: notice, situation: at), outputs)
        try assertVerdicts(expect, why, router, notice, at)
        try assertHands(expect, router, notice, at)
    }

    /// The sentences of a refusal are the core's, in both languages.
    private func assertSentences(_ problems: [Problem], _ outputs: Object) {
        for (key, lang) in [("refused", Locale(identifier: "en_US")), ("refused_ja", Locale(identifier: "ja_JP"))] {
            let wanted = (parse(outputs[key] as! String) as! Object).list("problems").map { $0 as! [String: String] }
            let found = problems.map { ["code": $0.code, "pointer": $0.pointer, "message": $0.sentence(lang)] }
            XCTAssertEqual(found, wanted)
        }
    }

    private func registry(_ inputs: Object) throws -> Registry {
        let base = try (inputs["registry"] as? String).map(Registry.fromJson) ?? .builtin()
        return try (inputs["roster"] as? String).map(base.with(rosterJson:)) ?? base
    }

    private func router(_ inputs: Object, stale: String? = nil) throws -> Router {
        XCTAssert(stale == nil || stale == "refuse")
        let rules = try (inputs["rules"] as? String).map(RuleSet.fromJson)
        let known = (inputs["profile_id"] as? String).flatMap { builtinProfile(id: $0) }
        let profile = try (inputs["profile"] as? String).map(LevelProfile.fromJson) ?? known
        return try Router(registry: registry(inputs), profile: profile, rules: rules, refuseStale: stale != nil)
    }

    private func readDocument(_ kind: String, _ inputs: Object) throws {
        let text = inputs["document"] as! String
        switch kind {
        case "edition": _ = try Registry.fromJson(text)
        case "rules": _ = try RuleSet.fromJson(text)
        case "levels": _ = try LevelProfile.fromJson(text)
        case "roster": _ = try Registry.builtin().with(rosterJson: text)
        case "situation":
            // A situation is a record here, which has no form to read: the one that the text says is asked for instead.
            let sample = root.appendingPathComponent("ceptoar-core/examples/notices/bot-removal.json")
            let router = try Router.builtin()
            let notice = try router.notice(json: Data(contentsOf: sample))
            _ = try router.route(notice: notice, situation: situation(parse(text) as! Object))
        default: _ = try router(inputs).notice(text)
        }
    }

    private func situation(_ json: Object) -> Situation {
        let reader = ISO8601DateFormatter()
        return Situation(
            at: (json["at"] as? String).flatMap(reader.date(from:)),
            outages: json.list("outages").map { $0 as! Object }.map {
                Outage(channel: $0["channel"] as? String, link: $0["link"] as? String)
            },
            failedSectors: json.list("failed_sectors").map { $0 as! String })
    }

    private func scene(_ inputs: Object, stale: String?) throws -> (Router, Notice, Situation?) {
        let router = try router(inputs, stale: stale)
        let at = (inputs["situation"] as? String).map { situation(parse($0) as! Object) }
        return (router, try router.notice(inputs["notice"] as! String), at)
    }

    private func assertBytes(_ why: Explanation, _ notice: Notice, _ outputs: Object) throws {
        XCTAssertEqual(try notice.toJson(), outputs["notice"] as? String)
        XCTAssertEqual(why.planToJson(), outputs["plan"] as? String)
        XCTAssertEqual(why.toJson(), outputs["explanation"] as? String)
        XCTAssertEqual(why.text(lang: .ja), outputs["text_ja"] as? String)
        XCTAssertEqual(why.text(lang: .en), outputs["text_en"] as? String)
        XCTAssertEqual(why.mermaid(lang: .ja), outputs["mermaid_ja"] as? String)
        for (party, view) in outputs.part("views") { XCTAssertEqual(try why.viewToJson(party: party), view as? String) }
    }

    private func assertRecords(_ why: Explanation, _ outputs: Object) throws {
        let json = parse(outputs["explanation"] as! String) as! Object
        assertSame(why.plan(), parse(outputs["plan"] as! String))
        assertSame(why.verdicts(), json["verdicts"]!)
        assertSame(why.reach(), json["reach"]!)
        assertSame(why.deliveries(), json["deliveries"]!)
        for (party, view) in outputs.part("views") { assertSame(try why.viewFor(party: party), parse(view as! String)) }
        XCTAssertThrowsError(try why.viewFor(party: "nobody")) { error in
            XCTAssertEqual((error as? CeptoarError)?.problems.map(\.code), ["unknown-party"])
        }
    }

    private func assertPlan(_ expect: Object, _ plan: Plan, _ outputs: Object) {
        for (recipient, wanted) in expect.part("deliveries") {
            guard let delivery = plan.deliveries.first(where: { $0.recipient == recipient }), let last = delivery.hops.last else {
                XCTFail("\(recipient) is not told")
                continue
            }
            let found: [String: Any?] = [
                "duty": delivery.duty, "path": delivery.path, "channels": last.channels, "due": delivery.due,
                "obligations": delivery.obligations, "rules": delivery.rules, "refs": delivery.persons.refs,
                "internal": last.internal, "also": last.also, "judged": last.judged, "instruments": delivery.instruments,
            ]
            for (name, value) in wanted as! Object where name != "judgement" {
                assertSame(found[name]!, value, "\(recipient) \(name)")
            }
            if let owed = (wanted as! Object)["judgement"] {
                let found = Dictionary(uniqueKeysWithValues: delivery.judgement.map { ($0.party, $0.rules) })
                XCTAssertEqual(found, owed as? [String: [String]], recipient)
            }
        }
        if (expect["exactly"] as? Bool) == true {
            XCTAssertEqual(plan.deliveries.map(\.recipient), expect.part("deliveries").keys.sorted())
        }
        if let unmet = expect["unmet"] as? [String] { XCTAssertEqual(plan.unmet.map(\.party), unmet) }
        let lints = plan.lints.map { "\($0.code) \($0.at)" }
        for lint in expect.list("lints") { XCTAssert(lints.contains(lint as! String)) }
        for lint in expect.list("no_lints").map({ $0 as! String }) {
            XCTAssertFalse(plan.lints.contains { $0.code == lint || "\($0.code) \($0.at)" == lint }, lint)
        }
        for delivery in plan.deliveries {
            for hop in delivery.hops { XCTAssertEqual(hop.judged.count, hop.judgedTexts.count) }
            let alone = delivery.restsOnJudgement && delivery.duty == .must
            XCTAssertEqual(lints.contains("required-by-judgement \(delivery.recipient)"), alone, delivery.recipient)
        }
        if let until = expect["valid_until"] { assertSame(plan.validUntil, until) }
        for (party, wanted) in expect.part("views") {
            let view = parse(outputs.part("views")[party] as! String) as! Object
            for (name, value) in wanted as! Object {
                XCTAssertEqual(view[name] as? NSObject ?? NSNull(), value as? NSObject, "\(party) \(name)")
            }
        }
    }

    private func texts(_ reason: Reason) -> [String] {
        let changes = reason.opening.map { "\($0.change):\($0.link ?? $0.party ?? "")" }.joined(separator: " ")
        var all = [reason.code, "\(reason.code) \(changes)"] + (reason.rule.map { ["\(reason.code) \($0)"] } ?? [])
        if let group = reason.group, let date = reason.date {
            let words = [reason.code, reason.rule, group, CivilDays.text(date)]
            all.append(words.compactMap { $0 }.joined(separator: " "))
        }
        return all
    }

    private func assertVerdicts(
        _ expect: Object, _ why: Explanation, _ router: Router, _ notice: Notice, _ at: Situation?
    ) throws {
        for (party, wanted) in expect.part("verdicts") {
            let wanted = wanted as! Object
            let verdict = try why.verdict(party: party)
            assertSame(verdict?.outcome, wanted["outcome"]!, party)
            let found = (verdict?.reasons ?? []).flatMap(texts)
            for reason in wanted.list("reasons") { XCTAssert(found.contains(reason as! String), "\(party): \(reason)") }
            XCTAssertEqual(verdict, try router.decide(notice: notice, party: party, situation: at))
        }
        for (party, wanted) in expect.part("asked") {
            var found = ""
            do {
                found = words("\(try router.decide(notice: notice, party: party, situation: at).outcome)")
            } catch let refusal as CeptoarError { found = refusal.problems[0].code }
            XCTAssertEqual(found, wanted as? String)
        }
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

    private func assertHands(_ expect: Object, _ router: Router, _ notice: Notice, _ at: Situation?) throws {
        for (question, wanted) in expect.part("may_pass") {
            let parties = question.split(separator: ">").map(String.init)
            let passing = try router.mayPass(notice: notice, holder: parties[0], party: parties[1], situation: at)
            XCTAssertEqual(words("\(passing.answer)"), wanted as? String ?? "no", question)
            XCTAssertEqual(passing.answer != .no, passing.hop != nil, question)
            XCTAssertEqual(passing.answer == .no, !passing.reasons.isEmpty, question)
            if let hop = passing.hop {
                let judged = !passing.judgement.isEmpty || hop.restsOnJudgement
                XCTAssertEqual(passing.answer == .ifJudged, judged, question)
            }
            let found = passing.reasons.flatMap(texts)
            for reason in wanted as? [String] ?? [] { XCTAssert(found.contains(reason), "\(question): \(reason)") }
        }
        for (holder, wanted) in expect.part("onward") {
            XCTAssertEqual(try router.onward(notice: notice, holder: holder, situation: at).map(\.to), wanted as? [String])
        }
        for (question, wanted) in expect.part("relabel") {
            let words = question.split(separator: " ").map(String.init)
            do {
                let found = try router.relabel(notice: notice, by: words[0], label: words[1], situation: at)
                XCTAssertEqual(found.level == words[1], wanted as? Bool, question)
            } catch let refusal as CeptoarError {
                XCTAssertEqual(refusal.problems[0].code, wanted as? String, question)
            }
        }
    }
}

extension [String: Any] {
    func part(_ name: String) -> [String: Any] { self[name] as? [String: Any] ?? [:] }
    func list(_ name: String) -> [Any] { self[name] as? [Any] ?? [] }
}
