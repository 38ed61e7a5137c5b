package org.ceptoar

import java.io.File
import org.junit.jupiter.api.Test

/** What the way to Kotlin costs; run by `cargo xtask bench-bindings`, which runs the core beside it. No test: it asserts no time. */
class CrossingBench {
    private fun resident() =
        File("/proc/self/status").readLines().first { it.startsWith("VmRSS") }.filter { it.isDigit() }.toLong()

    private fun nanoseconds(times: Int, work: () -> Unit): Long {
        val start = System.nanoTime()
        repeat(times) { work() }
        return (System.nanoTime() - start) / times
    }

    @Test
    fun route() = Router.builtin().use { router ->
        val notice = router.notice(File(System.getProperty("ceptoar.bench.notice")).readBytes())
        val calls = System.getProperty("ceptoar.bench.calls").toInt()
        fun measure(times: Int) = nanoseconds(times) { check(router.route(notice).deliveries.isNotEmpty()) }
        // The heap has its size and the code is compiled before the memory is looked at.
        measure(calls / 5)
        System.gc()
        val before = resident()
        val best = List(5) { measure(calls / 5) }.min()
        System.gc()
        val grown = resident() - before
        val plan = router.explain(notice).use { why -> nanoseconds(calls / 5) { check(why.plan().deliveries.isNotEmpty()) } }
        println("{\"empty_call_ns\": ${nanoseconds(calls / 5) { version() }}, \"plan_ns\": $plan, \"route_ns\": $best, \"grown_kb\": $grown}")
    }
}
