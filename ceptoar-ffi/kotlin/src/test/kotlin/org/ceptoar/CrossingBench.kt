package org.ceptoar

import java.io.File
import org.junit.jupiter.api.Test

/** What the way to Kotlin costs; run by `cargo xtask bench-bindings`, which runs the core beside it. No test: it asserts no time. */
class CrossingBench {
    private fun resident() =
        File("/proc/self/status").readLines().first { it.startsWith("VmRSS") }.filter { it.isDigit() }.toLong()

    @Test
    fun route() = Router.builtin().use { router ->
        val notice = router.notice(File(System.getProperty("ceptoar.bench.notice")).readBytes())
        val calls = System.getProperty("ceptoar.bench.calls").toInt()
        fun measure(times: Int): Long {
            val start = System.nanoTime()
            repeat(times) { check(router.route(notice).deliveries.isNotEmpty()) }
            return (System.nanoTime() - start) / times
        }
        // The heap has its size and the code is compiled before the memory is looked at.
        measure(calls / 5)
        System.gc()
        val before = resident()
        val best = List(5) { measure(calls / 5) }.min()
        System.gc()
        println("{\"route_ns\": $best, \"grown_kb\": ${resident() - before}}")
    }
}
