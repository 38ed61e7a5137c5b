// What the way to Swift costs: run by `cargo bench --bench bindings`, which runs the core beside it.
// Usage: CeptoarBench NOTICE CALLS

import Ceptoar
import Foundation

let notice = try Router.builtin().notice(json: Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))
let calls = Int(CommandLine.arguments[2])!
let router = try Router.builtin()

/// How much memory the process holds, in kilobytes.
func resident() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
    return Int(line?.filter(\.isNumber) ?? "") ?? 0
}

func measure(_ times: Int, _ work: () throws -> Int) rethrows -> Int {
    let start = DispatchTime.now().uptimeNanoseconds
    var told = 0
    for _ in 0..<times { told += try work() }
    let spent = DispatchTime.now().uptimeNanoseconds - start
    precondition(told > 0)
    return Int(spent) / times
}

let route = { try router.route(notice: notice).deliveries.count }
_ = try measure(calls / 10, route)
let before = resident()
let routeNs = try measure(calls, route)
let grown = resident() - before
let why = try router.explain(notice: notice)
let planNs = measure(calls / 5) { why.plan().deliveries.count }
let emptyNs = measure(calls / 5) { version().count }
print("{\"empty_call_ns\": \(emptyNs), \"plan_ns\": \(planNs), \"route_ns\": \(routeNs), \"grown_kb\": \(grown)}")
