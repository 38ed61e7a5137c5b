/** What Kotlin expects beside what is generated: default arguments, text as documents, work off the main thread. */
package org.ceptoar

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** The built-in edition of the latest day. A newer one can be read with [Registry.Companion.fromJson]. */
public val LATEST_EDITION: Edition
    get() = latestEdition()

/** Reads and checks an edition from text. */
public fun Registry.Companion.fromJson(json: String): Registry = fromJson(json.encodeToByteArray())

/** Reads a roster from text. */
public fun Roster.Companion.fromJson(json: String): Roster = fromJson(json.encodeToByteArray())

/** Reads an overlay from text. */
public fun Overlay.Companion.fromJson(json: String): Overlay = fromJson(json.encodeToByteArray())

/** Reads and checks a set of rules from text. */
public fun RuleSet.Companion.fromJson(json: String): RuleSet = fromJson(json.encodeToByteArray())

/** Reads and checks a level profile from text. */
public fun LevelProfile.Companion.fromJson(json: String): LevelProfile = fromJson(json.encodeToByteArray())

/** The same registry with the organisations of a roster. */
public fun Registry.withRoster(json: String): Registry = Roster.fromJson(json).use { withRoster(it) }

/** The same registry, changed by an overlay. */
public fun Registry.withOverlay(json: String): Registry = Overlay.fromJson(json).use { withOverlay(it) }

/** Reads a received notice from text and checks it against the registry and the profile. */
public fun Router.notice(json: String): Notice = notice(json.encodeToByteArray())

/** Reads a notice from text and checks its form. */
public fun Notice.Companion.fromJson(json: String): Notice = fromJson(json.encodeToByteArray())

/**
 * The delivery to a party of the registry, if it is told. An id that the registry has not is refused as `unknown-party`: of a name
 * misspelt, "not told" is no answer.
 */
public fun Plan.delivery(recipient: String, registry: Registry): Delivery? {
    registry.checkParty(recipient)
    return deliveries.find { it.recipient == recipient }
}

/** The parties from the origin to the recipient. */
public val Delivery.path: List<String>
    get() = hops.take(1).map { it.from } + hops.map { it.to }

/** Whether the hop can be used only once somebody has judged so: every open channel needs a judgement. */
public val Hop.restsOnJudgement: Boolean
    get() = judged.isNotEmpty() && channels?.let { it.size + also.size } == judged.size

/**
 * Whether somebody must judge before the recipient is told: a party on the path owes a judgement, or a hop has none but judged
 * channels.
 */
public val Delivery.restsOnJudgement: Boolean
    get() = judgement.isNotEmpty() || hops.any { it.restsOnJudgement }

/** The level of a notice in the router's profile; `null` where its label is foreign. */
public fun Router.levelOf(notice: Notice): Level? = profile().use { it.level(notice.level()) }

/**
 * Asks off the main thread: `router.offMain { explain(notice) }`. A question takes microseconds; reading an edition takes
 * milliseconds, see [loadRegistry].
 */
public suspend fun <T> Router.offMain(
    dispatcher: CoroutineDispatcher = Dispatchers.Default,
    question: Router.() -> T,
): T = withContext(dispatcher) { question() }

/** Reads and checks an edition off the main thread, such as one that is newer than the app. */
public suspend fun loadRegistry(json: ByteArray, dispatcher: CoroutineDispatcher = Dispatchers.Default): Registry =
    withContext(dispatcher) { Registry.fromJson(json) }
