import Foundation
import XCTest

@testable import Ceptoar

/// Sentences that a record carries beside what the document says.
private let sentences: Set<String> = ["message", "phrase", "sentence"]

/// Documents that cross as text.
private let documents: Set<String> = ["when", "audience"]

/// `affectedSectors` as documents write it, `affected_sectors`.
private func snake(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
}

/// The members of closed sets, written alike.
func words(_ text: String) -> String { snake(text).replacingOccurrences(of: "_", with: "-") }

func parse(_ json: String) -> Any {
    try! JSONSerialization.jsonObject(with: Data(json.utf8), options: [.fragmentsAllowed])
}

/// Looks into an optional, however deep.
private func unwrapped(_ value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first.flatMap { unwrapped($0.value) }
}

private func isAbsent(_ value: Any?) -> Bool {
    guard let value else { return true }
    if let flag = value as? Bool { return !flag }
    return Mirror(reflecting: value).displayStyle == .collection && Mirror(reflecting: value).children.isEmpty
}

/// The fields of a record; those of its citation stand beside the others in the document.
private func fields(_ record: Any) -> [(String, Any?)] {
    Mirror(reflecting: record).children.flatMap { child -> [(String, Any?)] in
        child.label == "citation" ? fields(child.value) : [(snake(child.label!), unwrapped(child.value))]
    }
}

private func instant(_ text: String) -> Int64? {
    let reader = ISO8601DateFormatter()
    reader.formatOptions = text.contains(".") ? [.withInternetDateTime, .withFractionalSeconds] : [.withInternetDateTime]
    return reader.date(from: text).map(Nanoseconds.count)
}

/// A record is its document's object, field by field, and the object has no field that the record has not.
func assertSame(_ found: Any?, _ json: Any, _ at: String = "", line: UInt = #line) {
    guard let record = found.flatMap(unwrapped) else {
        return XCTAssert(json is NSNull, "\(at): absent, but \(json)", line: line)
    }
    switch record {
    case let text as String: XCTAssertEqual(text, json as? String, at, line: line)
    case let flag as Bool: XCTAssertEqual(flag, (json as? NSNumber)?.boolValue, at, line: line)
    case let number as UInt32: XCTAssertEqual(number, (json as? NSNumber)?.uint32Value, at, line: line)
    case let date as Date: XCTAssertEqual(Nanoseconds.count(date), instant(json as? String ?? ""), at, line: line)
    case let day as DateComponents: XCTAssertEqual(CivilDays.text(day), json as? String, at, line: line)
    case let pair as StatementDigest: XCTAssertEqual([pair.statement, pair.digest], json as? [String], at, line: line)
    case let pair as ExcusedStatement:
        let list = json as? [Any] ?? []
        XCTAssertEqual(list.count, 2, at, line: line)
        XCTAssertEqual(pair.statement, list.first as? String, at, line: line)
        assertSame(pair.reason, list.last ?? NSNull(), at, line: line)
    case let allowance as ChannelAllowance:
        switch allowance {
        case .all: XCTAssertEqual("all", json as? String, at, line: line)
        case .notPublic: XCTAssertEqual("not-public", json as? String, at, line: line)
        case .only(let channels): XCTAssertEqual(channels, json as? [String], at, line: line)
        }
    default:
        let mirror = Mirror(reflecting: record)
        switch mirror.displayStyle {
        case .enum: XCTAssertEqual(words("\(record)"), words(json as? String ?? "no text"), at, line: line)
        case .collection:
            let list = json as? [Any] ?? []
            XCTAssertEqual(Int(mirror.children.count), list.count, at, line: line)
            for (place, (one, other)) in zip(mirror.children, list).enumerated() {
                assertSame(one.value, other, "\(at)/\(place)", line: line)
            }
        default: assertFields(record, json as? [String: Any] ?? [:], at, line: line)
        }
    }
}

private func assertFields(_ record: Any, _ json: [String: Any], _ at: String, line: UInt) {
    let all = fields(record)
    let more = Set(json.keys).subtracting(all.map(\.0)).subtracting(["format"])
    XCTAssertEqual(more, [], "\(at) has more", line: line)
    for (name, value) in all {
        if sentences.contains(name), let text = value as? BilingualText {
            XCTAssertFalse(text.ja.isEmpty || (text.en ?? "").isEmpty, at, line: line)
        } else if let wanted = json[name] {
            if documents.contains(name), let text = value as? String {
                XCTAssertEqual(parse(text) as? NSDictionary, wanted as? NSDictionary, "\(at)/\(name)", line: line)
            } else {
                assertSame(value, wanted, "\(at)/\(name)", line: line)
            }
        } else {
            XCTAssert(isAbsent(value), "\(at)/\(name) is \(value!), and the document does not say so", line: line)
        }
    }
}
