import Foundation
import XCTest

@testable import Ceptoar

/// A registry and its rules are written in Swift, without JSON. The cases are those of Kotlin, by the same names.
final class AuthoringTests: XCTestCase {
    private func text(_ ja: String) -> BilingualText { BilingualText(ja: ja) }

    private func link(_ from: String, _ to: String) -> LinkDocument {
        LinkDocument(from: from, to: to, direction: .provision, channels: [.plain(id: "email"), .plain(id: "phone")])
    }

    /// A ministry with two CEPTOARs, one of which has members.
    private func edition(links: [LinkDocument]? = nil) -> EditionDocument {
        EditionDocument(
            id: "own",
            title: BilingualText(ja: "自分の版", en: "My own edition"),
            vocabularies: VocabulariesDocument(
                kinds: [TermDocument(id: "other", name: text("その他"))],
                channels: [
                    ChannelDocument(id: "email", name: text("電子メール")), ChannelDocument(id: "phone", name: text("電話")),
                ]),
            sectors: [SectorDocument(id: "heat", name: text("熱供給")), SectorDocument(id: "ice", name: text("製氷"))],
            parties: [
                PartyDocument(id: "centre", kind: .cabinet, name: text("内閣")),
                PartyDocument(id: "ministry", kind: .ministry, name: text("省")),
                PartyDocument(id: "heat", kind: .ceptoar, name: text("熱供給CEPTOAR")),
                PartyDocument(id: "ice", kind: .ceptoar, name: text("製氷CEPTOAR")),
                PartyDocument(id: "heat-members", kind: .members, name: text("熱供給事業者")),
            ],
            ceptoars: [
                CeptoarDocument(party: "heat", sector: "heat", scope: text("熱供給")),
                CeptoarDocument(party: "ice", sector: "ice", scope: text("製氷")),
            ],
            memberships: [
                MembershipDocument(party: "ministry", group: "heat", role: .responsible),
                MembershipDocument(party: "ministry", group: "ice", role: .responsible),
                MembershipDocument(party: "heat-members", group: "heat", role: .member),
            ],
            links: links ?? [
                link("centre", "ministry"), link("ministry", "heat"), link("ministry", "ice"), link("heat", "heat-members"),
            ])
    }

    /// Who is affected must be told within a day, but the members of heat.
    private func rules(except: [AudienceDocument] = [AudienceDocument(parties: ["heat-members"])]) -> RulesDocument {
        RulesDocument(
            id: "own",
            rules: [
                RuleDocument(
                    id: "tell", effect: .require,
                    audience: AudienceDocument(
                        affectedCeptoars: true, affectedMinistries: true, affectedMembers: true, except: except),
                    when: ConditionDocument(directions: [.provision]), due: "PT24H")
            ])
    }

    private func assertRefused(_ wanted: [String], line: UInt = #line, _ refused: () throws -> Void) {
        XCTAssertThrowsError(try refused(), line: line) { error in
            XCTAssertEqual((error as? CeptoarError)?.problems.map { "\($0.code) \($0.pointer)" }, wanted, line: line)
        }
    }

    func test_a_registry_is_written_and_asked() throws {
        let registry = try Registry(edition()), set = try RuleSet(rules())
        let router = try Router(registry: registry, rules: set)
        let asked = try Notice(
            id: "n-1", direction: .provision, origin: "centre", level: "TLP:GREEN", kind: "other",
            issuedAt: ISO8601DateFormatter().date(from: "2026-11-26T01:00:00Z")!, affectedSectors: ["heat"])
        let plan = try router.route(notice: asked)
        XCTAssertEqual(plan.deliveries.map(\.recipient), ["heat", "ministry"])
        XCTAssertEqual(plan.deliveries.map(\.duty), [.must, .must])
        XCTAssertEqual(plan.deliveries.map(\.due), ["PT24H", "PT24H"])
        // It answers as the same documents read from JSON.
        let read = try Registry(json: registry.toJson())
        let other = try Router(registry: read, rules: RuleSet(json: set.toJson()))
        XCTAssertEqual(try other.route(notice: asked), plan)
        XCTAssertEqual(registry.digest(), read.digest())
        XCTAssertEqual(set.document(), rules())
    }

    func test_a_fault_has_its_place() throws {
        assertRefused(["unknown-party /links/0/to"]) { _ = try Registry(edition(links: [link("centre", "nobody")])) }
        let two = [AudienceDocument(parties: ["heat"]), AudienceDocument(parties: ["ice"])]
        assertRefused(["wrong-type /rules/0/audience/except"]) { _ = try RuleSet(rules(except: two)) }
    }

    func test_a_profile_and_a_roster_are_written() throws {
        let levels = LevelProfile.tlp2().document()
        let mine = try LevelProfile(LevelsDocument(id: "mine", name: levels.name, labels: levels.labels))
        XCTAssertEqual(mine.id(), "mine")
        XCTAssertEqual(mine.document().labels, levels.labels)
        let roster = try Roster(
            RosterDocument(
                id: "mine", organizations: [OrganizationDocument(id: "my-gas", name: text("当社"))],
                memberships: [MembershipDocument(party: "my-gas", group: "gas", role: .member)]))
        XCTAssertEqual(try Registry.builtin().withRoster(roster: roster).party(id: "my-gas")?.id, "my-gas")
    }
}
