package org.ceptoar

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** What becomes of a notice once it is sent. The cases are those of Swift, by the same names. */
class LifeTest {
    private val first = """{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
        "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"""
    private val end = """{ "id": "n-2", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
        "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T15:00:00+09:00",
        "message": "withdrawal", "replaces": "n-1" }"""
    private val log = """{ "entries": [
        { "notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00" },
        { "notice": "n-1", "from": "meti", "to": "banking", "sent_at": "2009-05-08T10:10:00+09:00" } ] }""".toByteArray()
    private val policy = """{ "as_of": "2009-05-08T14:00:00+09:00", "promptly": "PT1H" }""".toByteArray()

    private fun <T> ask(question: (Router, Notice, Notice) -> T): T =
        Router.builtin().use { question(it, it.notice(first.toByteArray()), it.notice(end.toByteArray())) }

    private fun LifeAnswer.read(): JsonObject = Json.parseToJsonElement(json()).jsonObject

    private fun JsonObject.texts(list: String, field: String) =
        getValue(list).jsonArray.map { it.jsonObject.getValue(field).jsonPrimitive.content }

    @Test
    fun a_log_is_audited() = ask { router, notice, _ ->
        val audit = router.audit(listOf(notice), log, policy)
        assertEquals(listOf("omission", "omission", "leak"), audit.read().texts("findings", "code"))
        assertTrue(audit.text(Lang.JA) != audit.text(Lang.EN))
        val told = Json.parseToJsonElement(audit.jsonWithMessages(Lang.JA)).jsonObject
        assertTrue(told.texts("findings", "message").all { it in audit.text(Lang.JA) })
        assertTrue("\"message\"" !in audit.read().getValue("findings").toString())
        val own = router.audit(listOf(notice), log, policy, viewFor = "gas").read()
        assertEquals(listOf("gas"), own.texts("findings", "party"))
        assertTrue("hand-on" in router.actions(listOf(notice), log, policy).read().texts("actions", "action"))
        val wrong = """{ "as_of": "2009-05-08T14:00:00+09:00", "promptly": "an hour", "lenient": true }""".toByteArray()
        val refused = assertFailsWith<CeptoarException.Refused> { router.audit(listOf(notice), log, wrong) }
        assertEquals(listOf("unknown-field", "bad-span"), refused.problems.map { it.code }.sortedDescending())
        assertFailsWith<CeptoarException.Refused> { router.audit(listOf(notice), log, policy, viewFor = "bank") }
        val bad = """{ "entries": [{ "notice": "n-1", "from": "nisc", "to": "gaz", "sent_at": "now" }] }""".toByteArray()
        assertFailsWith<CeptoarException.Refused> { router.audit(listOf(notice), bad, policy) }
        assertTrue("\"bad-entry\"" in router.audit(listOf(notice), bad, policy, keepBadRows = true).json())
        Unit
    }

    @Test
    fun a_withdrawal_follows_every_copy() = ask { router, notice, end ->
        val found = router.followUp(listOf(notice, end), log, "n-2")
        assertEquals(listOf("banking", "meti"), found.read().texts("deliveries", "recipient"))
        val refused = assertFailsWith<CeptoarException.Refused> { router.followUp(listOf(notice, end), log, "n-1") }
        assertEquals(listOf("not-a-follow-up"), refused.problems.map { it.code })
    }

    @Test
    fun what_was_replaced_is_not_passed_on() = ask { router, notice, end ->
        assertEquals(MayPass.YES, router.mayPass(notice, "meti", "gas").answer)
        val passing = router.mayPassIn(notice, listOf(end), "meti", "gas")
        assertEquals(MayPass.NO, passing.answer)
        assertEquals("replaced", passing.reasons.first().code)
        assertEquals(1, router.onwardIn(notice, emptyList(), "meti").size)
        assertEquals(0, router.onwardIn(notice, listOf(end), "meti").size)
    }

    @Test
    fun what_would_break_and_what_it_would_take() = ask { router, notice, _ ->
        val points = router.resilience(notice).read().getValue("single_points").jsonArray
        assertTrue(points.any { it.jsonObject["link"]?.jsonPrimitive?.content == "meti>gas" })
        val scenario = """{"runs": 10, "seed": 1, "failures": [{"party": "meti", "chance": 1}]}"""
        val cause = router.drill(notice, scenario.toByteArray()).read().getValue("causes").jsonArray.single()
        assertEquals("10", cause.jsonObject.getValue("runs_lost").jsonPrimitive.content)
        val strict = router.relabel(notice, "nisc", "TLP:AMBER+STRICT")
        val sets = router.remedies(strict, "gas-members").read().getValue("sets").jsonArray
        val kinds = sets.map { it.jsonObject.texts("changes", "change").single() }
        assertEquals(listOf("address", "consent", "label"), kinds)
    }
}
