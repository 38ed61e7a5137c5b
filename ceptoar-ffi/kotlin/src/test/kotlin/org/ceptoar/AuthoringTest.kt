package org.ceptoar

import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith

/** A registry and its rules are written in Kotlin, without JSON. */
class AuthoringTest {
    private fun text(ja: String) = BilingualText(ja)

    private fun link(from: String, to: String) =
        LinkDocument(from, to, Direction.PROVISION, channels = listOf(LinkChannelDocument.Plain("email"), LinkChannelDocument.Plain("phone")))

    /** A ministry with two CEPTOARs, one of which has members. */
    private fun edition() =
        EditionDocument(
            id = "own",
            title = BilingualText("自分の版", "My own edition"),
            sectors = listOf(SectorDocument("heat", text("熱供給")), SectorDocument("ice", text("製氷"))),
            parties =
                listOf(
                    PartyDocument("centre", PartyKind.CABINET, text("内閣")),
                    PartyDocument("ministry", PartyKind.MINISTRY, text("省")),
                    PartyDocument("heat", PartyKind.CEPTOAR, text("熱供給CEPTOAR")),
                    PartyDocument("ice", PartyKind.CEPTOAR, text("製氷CEPTOAR")),
                    PartyDocument("heat-members", PartyKind.MEMBERS, text("熱供給事業者")),
                ),
            ceptoars = listOf(CeptoarDocument("heat", "heat", text("熱供給")), CeptoarDocument("ice", "ice", text("製氷"))),
            memberships =
                listOf(
                    MembershipDocument("ministry", "heat", Role.RESPONSIBLE),
                    MembershipDocument("ministry", "ice", Role.RESPONSIBLE),
                    MembershipDocument("heat-members", "heat", Role.MEMBER),
                ),
            links = listOf(link("centre", "ministry"), link("ministry", "heat"), link("ministry", "ice"), link("heat", "heat-members")),
        )

    /** Who is affected must be told within a day, but the members of heat. */
    private fun rules(except: List<AudienceDocument> = listOf(AudienceDocument(parties = listOf("heat-members")))) =
        RulesDocument(
            id = "own",
            rules =
                listOf(
                    RuleDocument(
                        id = "tell",
                        effect = Effect.REQUIRE,
                        audience = AudienceDocument(affectedCeptoars = true, affectedMinistries = true, affectedMembers = true, except = except),
                        `when` = ConditionDocument(directions = listOf(Direction.PROVISION)),
                        due = "PT24H",
                    ),
                ),
        )

    private val asked =
        notice("n-1", Direction.PROVISION, "centre", "TLP:GREEN", "other", Instant.parse("2026-11-26T01:00:00Z")) { affectedSectors("heat") }

    @Test
    fun a_registry_is_written_and_asked() =
        Registry.fromDocument(edition().copy(vocabularies = vocabularies())).use { registry ->
            RuleSet.fromDocument(rules()).use { rules ->
                Router(registry, rules = rules).use { router ->
                    val plan = router.route(asked)
                    assertEquals(listOf("heat" to Duty.MUST, "ministry" to Duty.MUST), plan.deliveries.map { it.recipient to it.duty })
                    assertEquals(listOf("PT24H", "PT24H"), plan.deliveries.map { it.due })
                    // It answers as the same documents read from JSON.
                    Registry.fromJson(registry.toJson()).use { read ->
                        RuleSet.fromJson(rules.toJson()).use { Router(read, rules = it).use { other -> assertEquals(plan, other.route(asked)) } }
                        assertEquals(registry.digest(), read.digest())
                    }
                }
                assertEquals(rules(), rules.document())
            }
        }

    private fun vocabularies() =
        VocabulariesDocument(
            kinds = listOf(TermDocument("other", text("その他"))),
            channels = listOf(ChannelDocument("email", text("電子メール")), ChannelDocument("phone", text("電話"))),
        )

    @Test
    fun a_fault_has_its_place() {
        val foreign = edition().copy(vocabularies = vocabularies(), links = listOf(link("centre", "nobody")))
        val refused = assertFailsWith<CeptoarException> { Registry.fromDocument(foreign) }
        assertEquals(listOf("unknown-party /links/0/to"), refused.problems.map { "${it.code} ${it.pointer}" })
        val two = listOf(AudienceDocument(parties = listOf("heat")), AudienceDocument(parties = listOf("ice")))
        val more = assertFailsWith<CeptoarException> { RuleSet.fromDocument(rules(two)) }
        assertEquals(listOf("wrong-type /rules/0/audience/except"), more.problems.map { "${it.code} ${it.pointer}" })
    }

    @Test
    fun a_profile_and_a_roster_are_written() {
        LevelProfile.tlp2().use { levels ->
            val one = levels.document()
            LevelProfile.fromDocument(one.copy(id = "mine")).use { assertEquals("mine" to one.labels, it.id() to it.document().labels) }
        }
        val roster =
            RosterDocument(
                id = "mine",
                organizations = listOf(OrganizationDocument("my-gas", text("当社"))),
                memberships = listOf(MembershipDocument("my-gas", "gas", Role.MEMBER)),
            )
        Roster.fromDocument(roster).use { made ->
            Registry.builtin().use { registry -> registry.withRoster(made).use { assertEquals("my-gas", it.party("my-gas")?.id) } }
        }
    }
}
