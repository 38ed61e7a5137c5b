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

func measure(_ times: Int) throws -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    var told = 0
    for _ in 0..<times { told += try router.route(notice: notice).deliveries.count }
    let spent = DispatchTime.now().uptimeNanoseconds - start
    precondition(told > 0)
    return Double(spent) / Double(times)
}

_ = try measure(calls / 10)
let before = resident()
let nanoseconds = try measure(calls)
print("{\"route_ns\": \(Int(nanoseconds)), \"grown_kb\": \(resident() - before)}")
