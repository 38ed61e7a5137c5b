package org.ceptoar

import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.util.Locale
import kotlin.concurrent.thread
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject

/** What an app asks at each hand, and what it must not be able to do. */
class HandTest {
    private val root = System.getProperty("ceptoar.root")
    private val sample = File(root, "ceptoar-core/examples/notices/vulnerability-to-electric-power.json").readBytes()

    private fun <T> ask(question: (Router, Notice) -> T): T = Router.builtin().use { question(it, it.notice(sample)) }

    private fun codes(refused: () -> Unit) = assertFailsWith<CeptoarException.Refused> { refused() }.problems.map { "${it.code} ${it.pointer}" }

    @Test
    fun the_tests_run_from_the_jar() {
        assertTrue(Router::class.java.protectionDomain.codeSource.location.path.endsWith(".jar"))
        assertNull(System.getProperty("jna.library.path"))
        assertEquals("0.1.0", version())
    }

    @Test
    fun a_received_notice_shows_its_level_in_the_readers_language() = ask { router, notice ->
        val level = assertNotNull(router.levelOf(notice))
        assertEquals("TLP:AMBER", level.label)
        assertTrue(level.handling(Locale.JAPAN) != level.handling(Locale.UK))
        assertTrue(level.spokenLabel(Locale.UK).isNotBlank() && level.description(Locale.JAPAN).startsWith(level.spokenLabel(Locale.JAPAN)))
        assertNull(router.levelOf(notice.with { this.level = "TLP:PINK" }))
    }

    @Test
    fun a_holder_asks_whom_to_hand_it_to_and_why_not() = ask { router, notice ->
        assertEquals(listOf("electric-power"), router.onward(notice, "meti").map { it.to })
        val passing = router.mayPass(notice, "meti", "gas")
        assertEquals(MayPass.NO, passing.answer)
        assertTrue(passing.reasons.isNotEmpty() && passing.hop == null)
        for (reason in passing.reasons) assertTrue(reason.say(Locale.JAPAN) != reason.say(Locale.US))
        val allowed = router.mayPass(notice, "meti", "electric-power")
        assertEquals(MayPass.YES, allowed.answer)
        assertTrue(allowed.reasons.isEmpty() && allowed.judgement.isEmpty() && allowed.hop?.to == "electric-power")
        val delivery = assertNotNull(router.registry().use { router.route(notice).delivery("electric-power-members", it) })
        assertEquals(listOf("nisc", "meti", "electric-power", "electric-power-members"), delivery.path)
        assertEquals("経済産業省", router.registry().use { it.nameOf("meti", Locale.JAPAN) })
    }

    @Test
    fun a_newer_registry_is_loaded_without_a_new_app() = runBlocking {
        val newer = File(root, "ceptoar-core/data/editions/2009-03-31.json").readText().replaceFirst(Regex("\"revision\": *[0-9]+"), "\"revision\": 99")
        loadRegistry(newer.encodeToByteArray()).use { registry ->
            assertEquals(99u, registry.revision())
            // It is another edition than the one that is built in: there are no rules for it that nobody chose.
            assertNull(registry.edition())
            assertEquals(listOf("rules-not-chosen "), codes { Router(registry).close() })
            RuleSet.builtin().use { rules ->
                Router(registry, rules = rules).use { router ->
                    val notice = router.notice(sample)
                    assertEquals(99u, router.offMain { route(notice) }.revision)
                }
            }
        }
    }

    @Test
    fun a_party_is_found_by_its_japanese_or_latin_name() = Registry.builtin().use { registry ->
        for (text in listOf("nisc", "ＮＩＳＣ", "National Information Security", "情報セキュリティセンター")) {
            assertEquals("nisc", registry.find(text).firstOrNull()?.id, text)
        }
        assertEquals(emptyList(), registry.find(" "))
    }

    @Test
    fun the_registry_is_what_the_core_holds() = Registry.builtin().use { registry ->
        fun same(record: Any?, part: String) =
            assertSame(record, Json.parseToJsonElement(registry.part(RegistryPart.valueOf(part.uppercase()))), part)
        same(registry.id(), "id")
        same(registry.revision().toInt(), "revision")
        same(registry.title(), "title")
        same(registry.covers(), "covers")
        same(registry.vocabulary(), "vocabulary")
        same(registry.sectors(), "sectors")
        same(registry.parties(), "parties")
        same(registry.ceptoars(), "ceptoars")
        same(registry.councils(), "councils")
        same(registry.memberships(), "memberships")
        same(registry.links(), "links")
        same(registry.instruments(), "instruments")
        same(registry.bodies(), "bodies")
        same(registry.statements(), "statements")
        same(registry.errata(), "errata")
        same(registry.documents(), "documents")
        same(registry.sourceIndex(), "source_index")
        same(registry.excused(), "excused")
        same(registry.lints(), "lints")
        same(registry.digest(), "digest")
        same(registry.rosterDigest(), "roster_digest")
        assertEquals(registry.party("gas"), registry.parties().single { it.id == "gas" })
        assertEquals(registry.ceptoar("gas"), registry.ceptoars().single { it.party == "gas" })
    }

    @Test
    fun rules_and_levels_are_what_their_documents_say() {
        RuleSet.standard().use { rules ->
            val document = Json.parseToJsonElement(File(root, "ceptoar-core/data/rules/standard.json").readText()) as JsonObject
            assertEquals(document["rules"]!!.let { it as kotlinx.serialization.json.JsonArray }.size, rules.rules().size)
            assertEquals(rules.rules().first(), rules.rule(rules.rules().first().id))
            assertEquals("standard", rules.id())
        }
        LevelProfile.tlp2().use { levels ->
            assertEquals(true, levels.isStricter("TLP:RED", "TLP:GREEN"))
            assertNull(levels.isStricter("TLP:RED", "RED"))
            assertEquals(levels.levels().first(), levels.level("TLP:RED"))
        }
        assertNull(builtinProfile("none"))
    }

    @Test
    fun instants_are_kept_to_the_nanosecond() = ask { router, notice ->
        val late = notice.with { issuedAt = Instant.parse("2009-05-08T01:00:00.123456789Z") }
        assertEquals(late.issuedAt(), router.route(late).at)
        assertEquals(late, router.notice(late.toJson()))
    }

    @Test
    fun what_no_document_may_say_is_refused_with_its_place() = ask { router, notice ->
        assertEquals(listOf("instant-out-of-range /issued_at"), codes { notice.with { issuedAt = Instant.MAX } })
        assertEquals(listOf("instant-out-of-range /issued_at"), codes { notice.with { issuedAt = Instant.MIN } })
        assertEquals(listOf("bad-id /addressees/0", "bad-id /origin"), codes { notice.with { origin = "No Id"; addressees("") } })
        assertEquals(listOf("unknown-party /origin"), codes { router.route(notice.with { origin = "stranger" }) })
        assertEquals(listOf("bad-id /party"), codes { router.decide(notice, "No Id") })
        assertEquals(listOf("unknown-party /holder"), codes { router.onward(notice, "stranger") })
        assertEquals(listOf("unknown-party /1/origin"), codes { router.routeBatch(listOf(notice, notice.with { origin = "stranger" })) })
        assertEquals(listOf("unknown-channel /outages/0/channel"), codes { router.route(notice, Situation(outages = listOf(Outage(channel = "pigeon")))) })
    }

    @Test
    fun a_refusal_keeps_code_place_and_sentence() {
        val refusal = assertFailsWith<CeptoarException> { RuleSet.fromJson("{\n  \"id\": 1, \"rules\": []}") }
        val problem = refusal.problems.single()
        assertEquals(listOf("wrong-type", "/id", 2uL), listOf(problem.code, problem.pointer, problem.line))
        assertTrue(problem.sentence(Locale.JAPAN) != problem.sentence(Locale.FRANCE))
        assertEquals("refused: wrong-type /id: ${problem.sentence(Locale.US)}", refusal.toString())
        assertEquals(problem.sentence(Locale.JAPAN), refusal.sentences(Locale.JAPAN))
    }

    @Test
    fun bad_utf8_is_refused() {
        assertEquals(listOf("wrong-encoding "), codes { Registry.fromJson("{\"id\":\"".encodeToByteArray() + byteArrayOf(-1) + "\"}".encodeToByteArray()) })
        // Half a pair of surrogates is no text: it does not reach the library.
        ask { router, notice -> assertFailsWith<java.nio.charset.CharacterCodingException> { router.decide(notice, "\uD800") } }
    }

    @Test
    fun use_after_close_is_an_exception() {
        val router = Router.builtin()
        val notice = router.notice(sample)
        router.close()
        router.close()
        assertFailsWith<IllegalStateException> { router.route(notice) }
    }

    @Test
    fun parts_live_on_without_their_whole() {
        val registry = Router.builtin().use { it.registry() }
        registry.use { assertEquals("2009-03-31", it.id()) }
    }

    @Test
    fun a_batch_answers_each() = ask { router, notice ->
        val again = notice.with { id = "again" }
        val other = notice.with { id = "other"; affectedSectors = listOf("gas") }
        router.routeBatch(listOf(notice, again, other)).use { batch ->
            assertContentEquals(listOf(0uL, 0uL, 1uL), batch.outcomes())
            assertEquals(listOf(router.route(notice), router.route(other)), batch.plans())
            assertEquals(router.route(again), batch.plan(1uL))
            assertNull(batch.plan(3uL))
        }
    }

    private val asking =
        """{"id": "own", "rules": [{"id": "told", "effect": "permit", "audience": {"parties": ["meti"]}},
            {"id": "asked", "effect": "permit", "audience": {"parties": ["gas"]}, "judgement": {"ja": "必要に応じて", "en": "as needed"}}]}"""

    private fun <T> askBy(rules: String, question: (Router) -> T): T =
        Registry.builtin().use { registry -> RuleSet.fromJson(rules).use { Router(registry, rules = it).use(question) } }

    @Test
    fun a_judgement_is_no_yes() = askBy(asking) { router ->
        val notice = router.notice(sample).with { level = "TLP:GREEN" }
        assertEquals(MayPass.YES, router.mayPass(notice, "nisc", "meti").answer)
        assertEquals(MayPass.NO, router.mayPass(notice, "nisc", "mic").answer)
        val passing = router.mayPass(notice, "meti", "gas")
        assertEquals(MayPass.IF_JUDGED, passing.answer)
        assertTrue(passing.reasons.isEmpty() && passing.hop?.to == "gas")
        val owed = passing.judgement.single()
        assertEquals(listOf("gas", "asked"), listOf(owed.party) + owed.rules)
        assertEquals(listOf("必要に応じて", "as needed"), listOf(Locale.JAPAN, Locale.UK).map { owed.say(it) })
        val plan = router.route(notice)
        assertEquals(listOf("gas" to true, "meti" to false), plan.deliveries.map { it.recipient to it.restsOnJudgement })
        router.explain(notice).use { why ->
            assertEquals(owed.texts, why.viewFor("gas")?.judgement)
            assertEquals(emptyList(), why.viewFor("meti")?.judgement)
        }
        assertEquals(listOf("no", "if-judged", "yes"), listOf("NO", "IF_JUDGED", "YES").map { MayPass.valueOf(it).name.lowercase().replace('_', '-') })
    }

    @Test
    fun an_empty_list_of_who_may_see_it_is_no_missing_list() =
        askBy("""{"id": "own", "rules": [{"id": "told", "effect": "permit", "audience": {"parties": ["meti", "gas"]}}]}""") { router ->
            val read = router.notice(sample).with { level = "TLP:GREEN" }
            assertNull(read.only())
            for ((only, told) in listOf(null to 2, listOf("meti") to 1, emptyList<String>() to 0)) {
                val notice = read.with { this.only = only }
                assertEquals(only != null, "\"only\":" in notice.toJson())
                assertEquals(only, router.notice(notice.toJson()).only())
                router.audience(notice).use { audience ->
                    assertEquals(told.toULong(), audience.count())
                    assertEquals(told == 0, audience.lints().any { it.code == "nobody-told" && it.at == notice.id() })
                }
            }
        }

    private val mine =
        """{"id": "mine", "organizations": [{"id": "my-gas", "name": {"ja": "当社"}}],
            "memberships": [{"party": "my-gas", "group": "gas", "role": "member"}]}"""

    @Test
    fun rules_left_out_are_those_of_the_edition() = Registry.builtin().use { registry ->
        registry.withRoster(mine).use { joined ->
            assertEquals(listOf(LATEST_EDITION, LATEST_EDITION), listOf(registry.edition(), joined.edition()))
            Router(joined).use { assertEquals("2009-03-31", it.rules().id()) }
        }
    }

    @Test
    fun a_registry_takes_one_roster() = Registry.builtin().use { registry ->
        registry.withRoster(mine).use { joined -> assertEquals(listOf("second-roster "), codes { joined.withRoster(mine) }) }
    }

    /** R31, R37, R38, R43, R46: an overlay changes a registry, keeps the rules of the edition at its bottom, and comes before a roster. */
    @Test
    fun an_overlay_changes_a_registry() = Registry.builtin().use { registry ->
        assertEquals(listOf("unknown-value /id"), codes { Overlay.builtin("since-1999") })
        assertEquals(
            listOf("wrong-base /extends"),
            codes { registry.withOverlay("""{"id": "late", "extends": {"edition": "1999"}}""") },
        )
        Overlay.builtin("since-2009").use { since ->
            assertEquals("since-2009", since.id())
            registry.withOverlay(since).use { changed ->
                assertEquals("2009-03-31+since-2009", changed.id())
                assertEquals(listOf(since.digest()), changed.overlayDigests())
                assertEquals(changed.digest(), registry.withOverlays(listOf(since)).use { it.digest() })
                assertEquals(changed.overlayDigests(), registry.withOverlay(since.toJson()).use { it.overlayDigests() })
                assertEquals("内閣官房情報セキュリティセンター", changed.nameOn("nisc", LocalDate.parse("2015-01-08")).ja)
                assertEquals("内閣サイバーセキュリティセンター", changed.nameOn("nisc", LocalDate.parse("2015-01-09")).ja)
                assertEquals(listOf("unknown-party /party"), codes { changed.nameOn("gaz", LocalDate.parse("2015-01-09")) })
                val later = notice("n", Direction.PROVISION, "nisc", "TLP:AMBER", "malware", Instant.parse("2024-04-01T01:00:00Z")) { affectedSectors("water") }
                Router(changed).use { router ->
                    assertEquals("2009-03-31", router.rules().use { it.id() })
                    val plan = router.route(later)
                    assertEquals(listOf("nisc", "mlit", "water"), changed.let { plan.delivery("water", it) }?.path)
                    assertEquals(listOf(since.digest()) to emptyList(), plan.digests.overlays to plan.changes)
                }
                Router(registry).use { router ->
                    val changes = router.route(later).changes
                    assertTrue(changes.isNotEmpty() && changes.all { it.startsWith("since-2009#/") })
                }
                assertEquals(listOf("overlay-after-roster "), codes { changed.withRoster(mine).use { it.withOverlay(since) } })
            }
        }
    }

    @Test
    fun an_instrument_binds_its_ceptoars() = Registry.builtin().use { registry ->
        val some = registry.instrumentsOf("electric-power")
        assertEquals(registry.instruments().filter { it.binds.any { binds -> binds.ceptoar == "electric-power" } }, some)
        assertTrue(some.isNotEmpty() && some.size < registry.instruments().size && registry.bodies().isNotEmpty())
        assertEquals(emptyList(), registry.instrumentsOf("nisc"))
    }

    @Test
    fun two_threads_on_one_handle_get_the_answers_of_one() = ask { router, notice ->
        val plan = router.route(notice)
        val wrong = java.util.concurrent.ConcurrentLinkedQueue<Plan>()
        List(2) { thread { repeat(200) { router.route(notice).let { if (it != plan) wrong.add(it) } } } }.forEach { it.join() }
        assertTrue(wrong.isEmpty())
    }

    @Test
    fun a_notice_needs_only_what_is_required() = ask { router, read ->
        val issuedAt = read.issuedAt()
        val written =
            notice(read.id(), Direction.PROVISION, "nisc", "TLP:AMBER", read.kind(), issuedAt) {
                purposes = read.purposes()
                cause = read.cause()
                affectedSectors("electric-power")
            }
        assertEquals(read, written)
        assertEquals(read.hashCode(), written.hashCode())
        val drill =
            notice("d", Direction.PROVISION, origin = "nisc", level = "TLP:RED", kind = read.kind(), issuedAt = issuedAt) {
                status = Status.EXERCISE
                person("meti", "p")
                embargoUntil = issuedAt
            }
        assertEquals(Status.EXERCISE, router.route(drill).status)
        assertEquals(drill, router.notice(drill.toJson()))
        assertEquals(drill, Notice.fromJson(drill.toJson()))
        assertTrue(drill != read)
    }

    /** Every field is one that is not the default, so that one that is forgotten on the way is missed. */
    @Test
    fun a_notice_shows_what_its_author_said() {
        val at = Instant.parse("2009-05-08T01:00:00.5Z")
        val all =
            notice("n", Direction.EXCHANGE, "gas", "TLP:RED", "incident", at) {
                purposes("recovery")
                cause = "natural"
                affectedSectors("gas")
                affectedCeptoars("gas")
                addressees("nisc")
                person("nisc", "p")
                mode = Mode.WIDE_AREA_DISASTER
                status = Status.EXERCISE
                noAttribution = true
                embargoUntil = at.plusSeconds(60)
                consents("mic")
                only("nisc", "gas")
            }
        assertEquals(listOf("n", "gas", "TLP:RED", "incident", "natural"), listOf(all.id(), all.origin(), all.level(), all.kind(), all.cause()))
        assertEquals(listOf(listOf("recovery"), listOf("gas"), listOf("gas"), listOf("nisc"), listOf("mic"), listOf("gas", "nisc")),
            listOf(all.purposes(), all.affectedSectors(), all.affectedCeptoars(), all.addressees(), all.consents(), all.only()))
        assertEquals(listOf(Direction.EXCHANGE, Mode.WIDE_AREA_DISASTER, Status.EXERCISE, true), listOf(all.direction(), all.mode(), all.status(), all.noAttribution()))
        assertEquals(listOf(at, at.plusSeconds(60)), listOf(all.issuedAt(), all.embargoUntil()))
        assertEquals(listOf(NamedPerson("nisc", "p")), all.namedPersons())
        assertEquals(all, Notice.fromDocument(all.document()))
        assertEquals(emptyList(), all.with { only() ; only = emptyList() }.only())
    }

    @Test
    fun pictures_and_words_are_in_the_readers_language() = ask { router, notice ->
        router.explain(notice).use { why ->
            assertTrue(why.svg(Lang.JA).startsWith("<svg") && why.dot(Lang.EN).startsWith("digraph"))
            assertTrue("内閣官房" in why.text(Lang.JA) && "Told: 4" in why.text(Lang.EN))
        }
        assertEquals(listOf("対象外", "not addressed"), listOf(Locale.JAPAN, Locale.US).map { Outcome.NOT_ADDRESSED.word(it) })
        assertTrue(ConditionName.entries.all { it.word(Locale.JAPAN) != it.word(Locale.US) })
    }
}
