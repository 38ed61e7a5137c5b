package org.ceptoar

import java.io.File
import java.util.concurrent.atomic.AtomicInteger
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
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.int
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory

/** Every vector through Kotlin: what the vectors expect, and the core's own answers to the byte. */
class VectorsTest {
    companion object {
        private val ran = AtomicInteger()

        @JvmStatic
        @AfterAll
        fun count() = println("vectors run through Kotlin: $ran")
    }

    private fun read(file: File) = Json.parseToJsonElement(file.readText()) as JsonObject

    @TestFactory
    fun vectors(): List<DynamicTest> {
        val folder = File(System.getProperty("ceptoar.root"), "tests/vectors")
        val answers = read(File(System.getProperty("ceptoar.answers")))
        val manifest = read(File(folder, "manifest.json")).part("files")
        return manifest.flatMap { (file, count) ->
            val cases = read(File(folder, file))["cases"] as JsonArray
            assertEquals((count as JsonPrimitive).int, cases.size, file)
            cases.map { case ->
                val name = "${file.removeSuffix(".json")}-${(case as JsonObject).text("name")}"
                DynamicTest.dynamicTest(name) {
                    run(case, answers.part(name))
                    ran.incrementAndGet()
                }
            }
        }
    }

    private fun run(case: JsonObject, answer: JsonObject) {
        assertTrue(case.text("why")!!.isNotBlank() && (case["source"] as JsonArray).isNotEmpty())
        val expect = case.part("expect")
        val inputs = answer.part("inputs")
        val outputs = answer.part("outputs")
        val refused = expect.list("refused").map { (it as JsonPrimitive).content }
        val kind = case.text("document")
        if (refused.isNotEmpty() || kind != null) {
            val problems =
                try {
                    if (kind != null) readDocument(kind, inputs) else scene(inputs, case.text("stale")) { router, notice, at -> router.explain(notice, at).close() }
                    emptyList()
                } catch (refusal: CeptoarException) {
                    assertSame(refusal.problems, outputs)
                    refusal.problems
                }
            assertEquals(refused.sorted(), problems.map { "${it.code} ${it.pointer}".trim() }.sorted())
            return
        }
        scene(inputs, case.text("stale")) { router, notice, at ->
            router.explain(notice, at).use { why ->
                assertBytes(why, notice, outputs)
                assertRecords(why, outputs)
                assertPlan(expect, router.route(notice, at), outputs)
                assertVerdicts(expect, why, router, notice, at)
                assertHands(expect, router, notice, at)
            }
        }
    }

    /** The sentences of a refusal are the core's, in both languages. */
    private fun assertSame(problems: List<Problem>, outputs: JsonObject) {
        for ((key, sentence) in listOf<Pair<String, (Problem) -> String?>>("refused" to { it.message.en }, "refused_ja" to { it.message.ja })) {
            val wanted = (Json.parseToJsonElement(outputs.text(key)!!) as JsonObject).list("problems").map { it as JsonObject }
            assertEquals(wanted.map { listOf(it.text("code"), it.text("pointer"), it.text("message")) }, problems.map { listOf(it.code, it.pointer, sentence(it)) })
        }
    }

    private fun registry(inputs: JsonObject): Registry {
        val base = inputs.text("registry")?.let { Registry.fromJson(it) } ?: Registry.builtin()
        val roster = inputs.text("roster") ?: return base
        return base.use { it.withRoster(roster) }
    }

    private fun router(inputs: JsonObject, stale: String? = null): Router {
        val rules = inputs.text("rules")?.let { RuleSet.fromJson(it) }
        val profile = inputs.text("profile")?.let { LevelProfile.fromJson(it) } ?: inputs.text("profile_id")?.let { builtinProfile(it) }
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
            else -> router(inputs).use { it.notice(text) }
        }
    }

    private fun plain(router: Router) = router.notice(File(System.getProperty("ceptoar.root"), "ceptoar-core/examples/notices/bot-removal.json").readText())

    private fun situation(json: JsonElement?): Situation? {
        val at = json as? JsonObject ?: return null
        return Situation(
            at = at.text("at")?.let(java.time.OffsetDateTime::parse)?.toInstant(),
            outages = at.list("outages").map { Outage((it as JsonObject).text("channel"), it.text("link")) },
            failedSectors = at.list("failed_sectors").map { (it as JsonPrimitive).content },
        )
    }

    private fun scene(inputs: JsonObject, stale: String?, ask: (Router, Notice, Situation?) -> Unit) =
        router(inputs, stale).use { router ->
            val at = inputs.text("situation")?.let { situation(Json.parseToJsonElement(it)) }
            ask(router, router.notice(inputs.text("notice")!!), at)
        }

    private fun assertBytes(why: Explanation, notice: Notice, outputs: JsonObject) {
        assertEquals(outputs.text("notice"), notice.toJson())
        assertEquals(outputs.text("plan"), why.planToJson())
        assertEquals(outputs.text("explanation"), why.toJson())
        assertEquals(outputs.text("text_ja"), why.text(Lang.JA))
        assertEquals(outputs.text("text_en"), why.text(Lang.EN))
        assertEquals(outputs.text("mermaid_ja"), why.mermaid(Lang.JA))
        for ((party, view) in outputs.part("views")) assertEquals((view as JsonPrimitive).content, why.viewToJson(party))
    }

    private fun assertRecords(why: Explanation, outputs: JsonObject) {
        val json = Json.parseToJsonElement(outputs.text("explanation")!!) as JsonObject
        assertSame(why.plan(), Json.parseToJsonElement(outputs.text("plan")!!))
        assertSame(why.verdicts(), json["verdicts"]!!)
        assertSame(why.reach(), json["reach"]!!)
        assertSame(why.deliveries(), json["deliveries"]!!)
        for ((party, view) in outputs.part("views")) assertSame(why.viewFor(party), Json.parseToJsonElement((view as JsonPrimitive).content))
        assertEquals("unknown-party", assertFailsWith<CeptoarException> { why.viewFor("nobody") }.problems.single().code)
    }

    private fun assertPlan(expect: JsonObject, plan: Plan, outputs: JsonObject) {
        for ((recipient, wanted) in expect.part("deliveries")) {
            val delivery = assertNotNull(plan.deliveries.find { it.recipient == recipient }, "$recipient is not told")
            val last = delivery.hops.last()
            for ((name, value) in wanted as JsonObject) {
                when (name) {
                    "duty" -> assertSame(delivery.duty, value, recipient)
                    "path" -> assertEquals(texts(value), delivery.path)
                    "channels" -> assertSame(last.channels, value, recipient)
                    "also" -> assertEquals(texts(value), last.also, recipient)
                    "judged" -> assertEquals(texts(value), last.judged, recipient)
                    "judgement" -> assertEquals((value as JsonObject).mapValues { texts(it.value) }, delivery.judgement.associate { it.party to it.rules }, recipient)
                    "instruments" -> assertEquals(texts(value), delivery.instruments, recipient)
                    "due" -> assertSame(delivery.due, value, recipient)
                    "obligations" -> assertEquals(texts(value), delivery.obligations)
                    "rules" -> assertEquals(texts(value), delivery.rules)
                    "refs" -> assertEquals(texts(value), delivery.persons.refs)
                    "internal" -> assertSame(last.internal, value, recipient)
                    else -> error("the vectors assert `$name`, which nobody reads here")
                }
            }
        }
        if ((expect["exactly"] as? JsonPrimitive)?.booleanOrNull == true) {
            assertEquals(expect.part("deliveries").keys.sorted(), plan.deliveries.map { it.recipient })
        }
        expect["unmet"]?.let { assertEquals(texts(it), plan.unmet.map { unmet -> unmet.party }) }
        val lints = plan.lints.map { "${it.code} ${it.at}" }
        for (lint in expect.list("lints")) assertTrue((lint as JsonPrimitive).content in lints)
        for (lint in expect.list("no_lints")) assertTrue(lints.none { it == (lint as JsonPrimitive).content || it.substringBefore(' ') == lint.content }, "$lint")
        for (delivery in plan.deliveries) {
            for (hop in delivery.hops) assertEquals(hop.judged.size, hop.judgedTexts.size)
            val alone = delivery.restsOnJudgement && delivery.duty == Duty.MUST
            assertEquals(alone, "required-by-judgement ${delivery.recipient}" in lints, delivery.recipient)
        }
        expect["valid_until"]?.let { assertSame(plan.validUntil, it) }
        for ((party, wanted) in expect.part("views")) {
            val view = Json.parseToJsonElement(outputs.part("views").text(party)!!) as JsonObject
            for ((name, value) in wanted as JsonObject) assertEquals(value, view[name] ?: JsonNull, "$party $name")
        }
    }

    private fun texts(reason: Reason): List<String> {
        val changes = reason.opening.map { "${it.change.name.lowercase()}:${it.link ?: it.party ?: ""}" }
        val ended = reason.group?.let { group -> reason.date?.let { listOfNotNull(reason.code, reason.rule, group, it).joinToString(" ") } }
        return listOfNotNull(reason.code, reason.rule?.let { "${reason.code} $it" }, ended, "${reason.code} ${changes.joinToString(" ")}")
    }

    private fun assertVerdicts(expect: JsonObject, why: Explanation, router: Router, notice: Notice, at: Situation?) {
        for ((party, wanted) in expect.part("verdicts")) {
            val verdict = assertNotNull(why.verdict(party), party)
            assertSame(verdict.outcome, (wanted as JsonObject)["outcome"]!!, party)
            val found = verdict.reasons.flatMap(::texts)
            for (reason in wanted.list("reasons")) assertTrue((reason as JsonPrimitive).content in found, "$party: $reason of $found")
            assertEquals(verdict, router.decide(notice, party, at))
        }
        for ((party, wanted) in expect.part("asked")) {
            val found = try { router.decide(notice, party, at).outcome.name.lowercase().replace('_', '-') } catch (refusal: CeptoarException) { refusal.problems.first().code }
            assertEquals((wanted as JsonPrimitive).content, found)
        }
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
    }

    private fun assertHands(expect: JsonObject, router: Router, notice: Notice, at: Situation?) {
        for ((question, wanted) in expect.part("may_pass")) {
            val (holder, party) = question.split(">")
            val passing = router.mayPass(notice, holder, party, at)
            val found = passing.reasons.flatMap(::texts)
            assertEquals((wanted as? JsonPrimitive)?.content ?: "no", passing.answer.name.lowercase().replace('_', '-'), question)
            assertEquals(passing.answer != MayPass.NO, passing.hop != null)
            assertEquals(passing.answer == MayPass.NO, passing.reasons.isNotEmpty())
            if (passing.answer != MayPass.NO) assertEquals(passing.answer == MayPass.IF_JUDGED, passing.judgement.isNotEmpty() || passing.hop!!.restsOnJudgement, question)
            if (wanted is JsonArray) for (reason in texts(wanted)) assertTrue(reason in found, "$question: $reason of $found")
        }
        for ((holder, wanted) in expect.part("onward")) assertEquals(texts(wanted), router.onward(notice, holder, at).map { it.to })
        for ((question, wanted) in expect.part("relabel")) {
            val (by, label) = question.split(" ")
            val found = try { (router.relabel(notice, by, label, at).level == label).toString() } catch (refusal: CeptoarException) { refusal.problems.first().code }
            assertEquals((wanted as JsonPrimitive).content, found, question)
        }
    }
}

/** What is told of hops, which a set of recipients has not. */
private val OF_HOPS = setOf("channel-unknown", "required-by-judgement")

private fun JsonObject.text(name: String): String? = (this[name] as? JsonPrimitive)?.takeIf { it !is JsonNull }?.content

private fun JsonObject.part(name: String): JsonObject = this[name] as? JsonObject ?: JsonObject(emptyMap())

private fun JsonObject.list(name: String): JsonArray = this[name] as? JsonArray ?: JsonArray(emptyList())
