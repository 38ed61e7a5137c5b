package org.ceptoar

import java.io.File
import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.int
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory

/**
 * Every vector through Kotlin: the core's own answers to the byte, and as records field by field. What the vectors expect is
 * judged once, before the answers are written (docs/adr/0015-one-judge.md).
 */
class VectorsTest {
    companion object {
        private val ran = AtomicInteger()

        @JvmStatic
        @AfterAll
        fun count() = println("vectors run through Kotlin: $ran")
    }

    private fun read(file: File) = Json.parseToJsonElement(file.readText()) as JsonObject

    private val answers = read(File(System.getProperty("ceptoar.answers")))

    @TestFactory
    fun vectors(): List<DynamicTest> {
        val cases = answers.part("cases")
        assertTrue(cases.isNotEmpty())
        assertEquals((answers["vectors"] as JsonPrimitive).int, cases.size)
        return cases.map { (name, case) ->
            DynamicTest.dynamicTest(name) {
                run((case as JsonObject).part("inputs"), case.part("outputs"))
                ran.incrementAndGet()
            }
        }
    }

    private fun run(inputs: JsonObject, outputs: JsonObject) {
        val kind = inputs.text("kind")
        when {
            "refused" in outputs -> {
                val refused = assertFailsWith<CeptoarException> {
                    if (kind != null) readDocument(kind, inputs) else scene(inputs) { router, notice, at -> router.explain(notice, at).close() }
                }
                assertRefused(refused, outputs)
            }
            kind != null -> {
                readDocument(kind, inputs)
                assertEquals(JsonObject(emptyMap()), outputs)
            }
            else -> scene(inputs) { router, notice, at -> assertAnswers(router, notice, at, outputs) }
        }
    }

    /** The sentences of a refusal are the core's. */
    private fun assertRefused(refused: CeptoarException, wanted: JsonObject) {
        assertProblems(wanted.text("refused")!!, refused.problems) { it.message.en }
        wanted.text("refused_ja")?.let { text -> assertProblems(text, refused.problems) { it.message.ja } }
    }

    private fun assertProblems(json: String, problems: List<Problem>, sentence: (Problem) -> String?) {
        val wanted = (Json.parseToJsonElement(json) as JsonObject).list("problems").map { it as JsonObject }
        assertEquals(wanted.map { listOf(it.text("code"), it.text("pointer"), it.text("message")) }, problems.map { listOf(it.code, it.pointer, sentence(it)) })
    }

    private fun registry(inputs: JsonObject): Registry {
        val base = inputs.text("registry")?.let { Registry.fromJson(it) } ?: Registry.builtin()
        val roster = inputs.text("roster") ?: return base
        return base.use { it.withRoster(roster) }
    }

    private fun router(inputs: JsonObject): Router {
        val rules = inputs.text("rules")?.let { RuleSet.fromJson(it) }
        val known = inputs.text("profile_id")?.let { assertNotNull(builtinProfile(it), it) }
        val profile = inputs.text("profile")?.let { LevelProfile.fromJson(it) } ?: known
        val stale = inputs.text("stale")
        assertTrue(stale == null || stale == "refuse")
        return registry(inputs).use { Router(it, profile, rules, refuseStale = stale != null) }
    }

    private fun readDocument(kind: String, inputs: JsonObject) {
        val text = inputs.text("document")!!
        when (kind) {
            "edition" -> Registry.fromJson(text).close()
            "rules" -> RuleSet.fromJson(text).close()
            "levels" -> LevelProfile.fromJson(text).close()
            "roster" -> Registry.builtin().use { it.withRoster(text).close() }
            // A situation is a record here, which has no form to read: the one that the text says is asked for instead.
            "situation" -> situation(Json.parseToJsonElement(text)).let { at -> Router.builtin().use { it.route(plain(it), at) } }
            "notice" -> router(inputs).use { it.notice(text) }
            else -> error("there is no kind of document called $kind")
        }
    }

    private fun plain(router: Router) = router.notice(File(System.getProperty("ceptoar.root"), "ceptoar-core/examples/notices/bot-removal.json").readText())

    private fun situation(json: JsonElement): Situation {
        val at = json as JsonObject
        return Situation(
            at = at.text("at")?.let(java.time.OffsetDateTime::parse)?.toInstant(),
            outages = at.list("outages").map { Outage((it as JsonObject).text("channel"), it.text("link"), it.text("party")) },
            failedSectors = at.list("failed_sectors").map { (it as JsonPrimitive).content },
        )
    }

    private fun scene(inputs: JsonObject, ask: (Router, Notice, Situation?) -> Unit) =
        router(inputs).use { router ->
            val at = inputs.text("situation")?.let { situation(Json.parseToJsonElement(it)) }
            ask(router, router.notice(inputs.text("notice")!!), at)
        }

    private fun assertAnswers(router: Router, notice: Notice, at: Situation?, outputs: JsonObject) =
        router.explain(notice, at).use { why ->
            val texts = mapOf(
                "notice" to notice.toJson(),
                "plan" to why.planToJson(),
                "explanation" to why.toJson(),
                "text_ja" to why.text(Lang.JA),
                "text_en" to why.text(Lang.EN),
                "mermaid_ja" to why.mermaid(Lang.JA),
            )
            for ((name, text) in texts) assertEquals(outputs.text(name), text, name)
            val records = setOf("views", "decided", "passing", "onward", "relabelled")
            assertEquals(outputs.keys, texts.keys + records, "an answer that nobody looks at proves nothing")
            assertPlan(router, notice, at, why, outputs)
            assertQuestions(router, notice, at, outputs)
            assertAudience(router, notice, at, why)
        }

    private fun assertPlan(router: Router, notice: Notice, at: Situation?, why: Explanation, outputs: JsonObject) {
        val json = parsed(outputs, "explanation") as JsonObject
        assertSame(why.plan(), parsed(outputs, "plan"))
        assertEquals(why.plan(), router.route(notice, at))
        assertSame(why.verdicts(), json["verdicts"]!!)
        assertSame(why.reach(), json["reach"]!!)
        assertSame(why.deliveries(), json["deliveries"]!!)
        for (verdict in why.verdicts()) assertEquals(verdict, why.verdict(verdict.party))
        for ((party, view) in outputs.part("views")) {
            assertEquals((view as JsonPrimitive).content, why.viewToJson(party))
            assertSame(why.viewFor(party), Json.parseToJsonElement(view.content), party)
        }
        assertEquals("unknown-party", assertFailsWith<CeptoarException> { why.viewFor("nobody") }.problems.single().code)
        val lints = why.plan().lints.map { "${it.code} ${it.at}" }
        for (delivery in why.deliveries()) {
            for (hop in delivery.hops) assertEquals(hop.judged.size, hop.judgedTexts.size)
            assertEquals(delivery.hops.map { it.to }, delivery.path.drop(1))
            val alone = delivery.restsOnJudgement && delivery.duty == Duty.MUST
            assertEquals(alone, "required-by-judgement ${delivery.recipient}" in lints, delivery.recipient)
        }
    }

    private fun assertQuestions(router: Router, notice: Notice, at: Situation?, outputs: JsonObject) {
        for ((party, wanted) in outputs.part("decided")) {
            assertEither(wanted as JsonObject) { answer -> assertSame(router.decide(notice, party, at), Json.parseToJsonElement(answer), party) }
        }
        for ((question, wanted) in outputs.part("relabelled")) {
            val (by, label) = question.split(" ")
            assertEither(wanted as JsonObject) { answer -> assertEquals(answer, router.relabel(notice, by, label, at).toJson(), question) }
        }
        for ((question, wanted) in outputs.part("passing")) {
            val (holder, party) = question.split(">")
            val passing = router.mayPass(notice, holder, party, at)
            assertSame(passing, parsed(wanted as JsonObject, "answer"), question)
            assertEquals(texts(wanted["ja"]!!), passing.reasons.map { it.sentence.ja }, question)
            assertEquals(texts(wanted["en"]!!), passing.reasons.map { it.sentence.en }, question)
        }
        for ((holder, wanted) in outputs.part("onward")) {
            assertSame(router.onward(notice, holder, at), Json.parseToJsonElement((wanted as JsonPrimitive).content), holder)
        }
    }

    /** An answer as it is wanted, or the refusal of the question. */
    private fun assertEither(wanted: JsonObject, same: (String) -> Unit) {
        val answer = wanted.text("answer") ?: return assertRefused(assertFailsWith<CeptoarException> { same("") }, wanted)
        same(answer)
    }

    private fun assertAudience(router: Router, notice: Notice, at: Situation?, why: Explanation) =
        router.audience(notice, at).use { audience ->
            val told = why.deliveries().map { Recipient(it.recipient, it.duty) }
            assertEquals(told, audience.recipients())
            assertEquals(told.size.toULong(), audience.count())
            assertEquals(why.plan().lints.filter { it.code !in OF_HOPS }, audience.lints())
            for (verdict in why.verdicts()) {
                assertEquals(told.find { it.party == verdict.party }?.duty, audience.duty(verdict.party))
                assertEquals(verdict.outcome == Outcome.DELIVER, audience.contains(verdict.party))
            }
        }

    /** Each field of an explanation's document is left out, and spoilt, in turn: a comparison that cannot fail proves nothing. */
    @Test
    fun a_record_that_is_not_its_document_is_noticed() {
        val case = answers.part("cases").part("judgement-relay-owes-too")
        scene(case.part("inputs")) { router, notice, at ->
            val plan = router.route(notice, at)
            val json = parsed(case.part("outputs"), "plan")
            assertSame(plan, json)
            val spoilt = spoilt(json)
            assertTrue(spoilt.size > 100, "${spoilt.size}")
            for ((where, wrong) in spoilt) assertFailsWith<AssertionError>(where) { assertSame(plan, wrong) }
        }
    }

    private fun parsed(json: JsonObject, name: String) = Json.parseToJsonElement(json.text(name)!!)
}

/** What is told of hops, which a set of recipients has not. */
private val OF_HOPS = setOf("channel-unknown", "required-by-judgement")

private fun JsonObject.text(name: String): String? = (this[name] as? JsonPrimitive)?.takeIf { it !is JsonNull }?.content

private fun JsonObject.part(name: String): JsonObject = this[name] as? JsonObject ?: JsonObject(emptyMap())

private fun JsonObject.list(name: String): JsonArray = this[name] as? JsonArray ?: JsonArray(emptyList())
