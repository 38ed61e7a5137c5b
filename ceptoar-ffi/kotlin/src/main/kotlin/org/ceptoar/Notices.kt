/** Notices put together in Kotlin. */
package org.ceptoar

import java.time.Instant

/**
 * A notice with what is required, and with whatever else its author says of it:
 *
 * ```
 * notice("n-1", Direction.PROVISION, origin = "nisc", level = "TLP:AMBER", kind = "vulnerability", issuedAt = now) {
 *     affectedSectors("gas", "water")
 *     person("meti", "duty-officer")
 *     embargoUntil = tomorrow
 * }
 * ```
 *
 * @throws CeptoarException every problem of its form at once; whether its ids exist is checked by each question.
 */
public fun notice(
    id: String,
    direction: Direction,
    origin: String,
    level: String,
    kind: String,
    issuedAt: Instant,
    more: NoticeDocument.() -> Unit = {},
): Notice = Notice.fromDocument(NoticeDocument(id, direction, origin, level, kind, issuedAt).apply(more))

/** Another notice that differs in what is said here: `notice.with { level = "TLP:RED" }`. */
public fun Notice.with(changes: NoticeDocument.() -> Unit): Notice = Notice.fromDocument(document().apply(changes))

/** What it is for as well. */
public fun NoticeDocument.purposes(vararg ids: String) {
    purposes = purposes + ids
}

/** Sectors that it affects as well. */
public fun NoticeDocument.affectedSectors(vararg ids: String) {
    affectedSectors = affectedSectors + ids
}

/** CEPTOARs that it affects as well; they narrow sector by sector. */
public fun NoticeDocument.affectedCeptoars(vararg ids: String) {
    affectedCeptoars = affectedCeptoars + ids
}

/** Parties that it addresses as well. */
public fun NoticeDocument.addressees(vararg ids: String) {
    addressees = addressees + ids
}

/** A person of a party who may handle it as well. */
public fun NoticeDocument.person(party: String, reference: String) {
    namedPersons = namedPersons + NamedPerson(party, reference)
}

/** Parties to whom the source agreed beyond the level as well. */
public fun NoticeDocument.consents(vararg ids: String) {
    consents = consents + ids
}

/** These as well may see it, and nobody beyond them: `only()` lets nobody see it. */
public fun NoticeDocument.only(vararg ids: String) {
    only = only.orEmpty() + ids
}
