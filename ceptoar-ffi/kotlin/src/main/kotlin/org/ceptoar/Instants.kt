package org.ceptoar

import java.time.Instant

private const val SECOND = 1_000_000_000L

/** The instant of a count of nanoseconds since 1970. */
internal fun instantOfNanos(nanos: Long): Instant =
    Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND))

/**
 * How many nanoseconds an instant is from 1970. Beyond the years 1677 to 2262 it is held at the end, which is outside of what
 * a document may name (1900 to 2200), so that the core refuses it.
 */
internal fun nanosOf(instant: Instant): Long =
    try {
        Math.addExact(Math.multiplyExact(instant.epochSecond, SECOND), instant.nano.toLong())
    } catch (_: ArithmeticException) {
        if (instant.epochSecond < 0) Long.MIN_VALUE else Long.MAX_VALUE
    }
