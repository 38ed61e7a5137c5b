package org.ceptoar

import java.io.File
import java.nio.charset.CharacterCodingException
import java.time.Instant
import java.util.Locale
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** The kinds of fault that reports of other systems name, and what a new user met, each by its number. */
class KindsTest {
    private val sample =
        File(System.getProperty("ceptoar.root"), "ceptoar-core/examples/notices/vulnerability-to-electric-power.json").readBytes()

    private fun <T> ask(question: (Router, Notice) -> T): T = Router.builtin().use { question(it, it.notice(sample)) }

    private fun refusal(refused: () -> Unit) = assertFailsWith<CeptoarException> { refused() }

    private fun codes(refused: () -> Unit) = refusal(refused).problems.map { "${it.code} ${it.pointer}" }

    @Test
    fun kind02_a_field_that_is_nearly_one_is_refused() = ask { router, _ ->
        for (name in listOf("Only", "only ", "ｏｎｌｙ", "\uFEFFonly", "embargo-until")) {
            val json = sample.decodeToString().trim().dropLast(1) + ", \"$name\": []}"
            assertEquals(listOf("unknown-field"), refusal { router.notice(json) }.problems.map { it.code }, name)
        }
    }

    @Test
    fun kind08_hidden_characters_are_refused_and_not_printed() = ask { router, notice ->
        for (text in listOf("n\u202E", "n\u2066", "n\u200B", "\uFEFFn", "n\u2028", " ", "\u3000", "\u200B")) {
            val refusals = mapOf<String, () -> Any>(
                "bad-id /party" to { router.decide(notice, text) },
                "unknown-level /label" to { router.relabel(notice, "nisc", text) },
                "bad-id /id" to { notice.with { id = text } },
            )
            for ((wanted, refused) in refusals) {
                val found = refusal { refused() }
                assertEquals(listOf(wanted), found.problems.map { "${it.code} ${it.pointer}" })
                val said = found.sentences(Locale.US) + found.sentences(Locale.JAPAN)
                assertTrue(said.none { it in "\u202E\u2066\u200B\uFEFF\u2028" }, said)
            }
        }
    }

    @Test
    fun kind21_a_pointer_leads_to_the_fault() {
        val rules =
            """{"id": "own", "rules": [{"id": "tell-gas", "effect": "permit", "audience": {"parties": ["gas"]}, "when": {"kinds": ["zzz", "other"]}}]}"""
        Registry.builtin().use { registry ->
            RuleSet.fromJson(rules).use { assertEquals(listOf("unknown-kind /rules/0/when/kinds/0"), codes { Router(registry, rules = it).close() }) }
        }
    }

    @Test
    fun kind22_instants_at_the_edge() = ask { router, notice ->
        val first = Instant.parse("1900-01-01T00:00:00Z")
        val end = Instant.parse("2201-01-01T00:00:00Z")
        for (kept in listOf(first, end.minusNanos(1))) assertEquals(kept, router.route(notice.with { issuedAt = kept }).at)
        for (beyond in listOf(first.minusNanos(1), end)) {
            assertEquals(listOf("instant-out-of-range /issued_at"), codes { notice.with { issuedAt = beyond } })
        }
    }

    @Test
    fun kind25_a_text_that_is_none_is_refused() = ask { router, notice ->
        assertEquals(listOf("bad-id /party"), codes { router.decide(notice, "gas\u0000") })
        assertEquals(listOf("bad-id /id"), codes { notice.with { id = "n\u0000" } })
        // Half a pair of surrogates is no text: it does not reach the library.
        assertFailsWith<CharacterCodingException> { notice.with { id = "\uD800" } }
    }

    @Test
    fun kind26_an_outage_with_an_empty_part_is_refused() {
        assertEquals(Outage("email", "meti>gas"), parseOutage("meti>gas:email"))
        assertEquals(Outage(party = "meti"), parseOutage("party:meti"))
        assertEquals(listOf(Outage(link = "meti>gas"), Outage(channel = "email")), listOf("meti>gas", "email").map(::parseOutage))
        val bad = mapOf("meti>gas:" to "/channel", ":email" to "/link", ">gas" to "/link", "meti>" to "/link", "" to "/channel")
        for ((text, where) in bad) assertEquals(listOf("bad-id $where"), codes { parseOutage(text) }, text)
        ask { router, notice ->
            val empty = Situation(outages = listOf(Outage("", "meti>gas")))
            assertEquals(listOf("bad-id /outages/0/channel"), codes { router.route(notice, empty) })
        }
    }

    @Test
    fun kind27_a_document_of_another_encoding_is_named() = ask { router, notice ->
        val text = sample.decodeToString().replace("\"id\":", "\"id\" :")
        assertEquals(notice, router.notice("\uFEFF$text"))
        assertEquals(listOf("wrong-encoding "), codes { router.notice(("\uFEFF" + text).toByteArray(Charsets.UTF_16LE)) })
        assertEquals(listOf("wrong-encoding "), codes { router.notice("{\"id\": \"電力\"}".toByteArray(charset("windows-31j"))) })
    }

    @Test
    fun kind28_a_membership_that_ended_is_told_of() {
        val roster =
            """{"id": "mine", "organizations": [{"id": "u1", "name": {"ja": "当社"}}], "memberships": [{"party": "u1",
                "group": "electric-power", "role": "member", "period": {"from": "2009-03-31", "until": "2009-05-08"}}]}"""
        Registry.builtin().use { it.withRoster(roster) }.use { registry ->
            Router(registry).use { router ->
                val found = router.decide(router.notice(sample), "u1").reasons.map { it.code }
                assertTrue(found.any { it == "membership-ended" }, "$found")
            }
        }
    }

    @Test
    fun u02_stale_questions_are_refused_where_that_is_asked_for() = ask { lenient, read ->
        val now = read.with { issuedAt = Instant.parse("2026-05-08T01:00:00Z") }
        assertTrue(lenient.route(now).lints.any { it.code == "stale-edition" })
        Router.builtin(refuseStale = true).use { router ->
            assertTrue(router.route(read).lints.none { it.code == "stale-edition" })
            assertEquals(listOf("stale-edition /issued_at"), codes { router.route(now) })
            assertEquals(listOf("stale-edition /at"), codes { router.audience(read, Situation(at = now.issuedAt())).close() })
        }
    }

    @Test
    fun u11_a_foreign_id_is_refused_everywhere() = ask { router, notice ->
        router.explain(notice).use { why ->
            router.audience(notice).use { audience ->
                router.registry().use { registry ->
                    val plan = why.plan()
                    val questions: List<(String) -> Any?> =
                        listOf(why::delivery, why::verdict, why::viewFor, why::viewToJson, { why.why(it, Lang.EN) }, audience::duty, audience::contains, { plan.delivery(it, registry) })
                    for (question in questions) {
                        val refused = refusal { question("gaz") }
                        assertEquals(listOf("unknown-party /party"), refused.problems.map { "${it.code} ${it.pointer}" })
                        assertTrue("`gas`" in refused.sentences(Locale.US), refused.sentences(Locale.US))
                    }
                    assertEquals(listOf("unknown-party /ceptoar"), codes { registry.instrumentsOf("gaz") })
                    // One that is known and not told is another thing.
                    assertNull(why.delivery("gas") ?: why.viewFor("gas") ?: audience.duty("gas") ?: plan.delivery("gas", registry))
                    assertEquals(false, audience.contains("gas"))
                    assertEquals(plan.deliveries.first(), why.delivery(plan.deliveries.first().recipient))
                }
            }
        }
    }

    @Test
    fun a_text_and_a_picture_are_as_the_options_say() = ask { router, notice ->
        router.explain(notice).use { why ->
            assertTrue(why.text(Lang.EN, width = 60u).lines().all { it.length <= 60 } && why.text(Lang.EN).lines().any { it.length > 60 })
            assertTrue(why.text(Lang.EN, all = true).length > why.text(Lang.EN).length && why.planText(Lang.EN).length < why.text(Lang.EN).length)
            assertTrue("経済産業省" in why.why("meti", Lang.JA))
            val plain = why.svg(Lang.EN)
            assertEquals(plain, why.svg(Lang.EN, collapse = 8u, page = null, withheld = Withheld.SUMMARY))
            assertTrue(plain != why.svg(Lang.EN, withheld = Withheld.LIST) && why.dot(Lang.EN, withheld = Withheld.OMITTED).length < why.dot(Lang.EN).length)
            assertTrue(why.svg(Lang.EN, collapse = null, page = PageSize(800u, 600u)).startsWith("<svg"))
        }
    }
}
