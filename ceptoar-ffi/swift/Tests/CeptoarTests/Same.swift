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
    if let period = value as? Period { return period.from == nil && period.until == nil }
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

/// Whether a record is its document's object, field by field, and the object has no field that the record has not.
func assertSame(_ found: Any?, _ json: Any, _ at: String = "", line: UInt = #line) {
    XCTAssertEqual(differences(found, json, at), [], line: line)
}

/// Where a record is not its document's object.
func differences(_ found: Any?, _ json: Any, _ at: String = "") -> [String] {
    guard let record = found.flatMap(unwrapped) else { return json is NSNull ? [] : ["\(at): absent, but \(json)"] }
    func same(_ equal: Bool) -> [String] { equal ? [] : ["\(at): \(record), not \(json)"] }
    switch record {
    case let text as String: return same(text == json as? String)
    case let flag as Bool: return same(isFlag(json) && flag == (json as? NSNumber)?.boolValue)
    case let number as UInt32: return same(!isFlag(json) && number == (json as? NSNumber)?.uint32Value)
    case let date as Date: return same(Nanoseconds.count(date) == instant(json as? String ?? ""))
    case let day as DateComponents: return same(CivilDays.text(day) == json as? String)
    case let allowance as ChannelAllowance:
        switch allowance {
        case .all: return same("all" == json as? String)
        case .notPublic: return same("not-public" == json as? String)
        case .only(let channels): return same(channels == json as? [String])
        }
    default:
        let mirror = Mirror(reflecting: record)
        switch mirror.displayStyle {
        case .enum: return same(words("\(record)") == (json as? String).map(words))
        case .collection:
            guard let list = json as? [Any], list.count == mirror.children.count else { return same(false) }
            return zip(mirror.children, list).enumerated().flatMap { place, pair in
                differences(pair.0.value, pair.1, "\(at)/\(place)")
            }
        default:
            guard let object = json as? [String: Any] else { return same(false) }
            return fieldDifferences(record, object, at)
        }
    }
}

/// Foundation reads `true` and `1` alike as numbers: the one is shown otherwise than the other.
private func isFlag(_ json: Any) -> Bool {
    (json as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
}

private func fieldDifferences(_ record: Any, _ json: [String: Any], _ at: String) -> [String] {
    let all = fields(record)
    let more = Set(json.keys).subtracting(all.map(\.0)).subtracting(["format"]).sorted()
    return more.map { "\(at) has no \($0)" }
        + all.flatMap { name, value -> [String] in
            let place = "\(at)/\(name)"
            if sentences.contains(name), let text = value as? BilingualText {
                let both = !text.ja.isEmpty && !(text.en ?? "").isEmpty && text.ja != text.en
                return both ? [] : ["\(place): \(text)"]
            }
            guard let wanted = json[name] else {
                return isAbsent(value) ? [] : ["\(place) is \(value!), and the document does not say so"]
            }
            if documents.contains(name), let text = value as? String {
                return parse(text) as? NSDictionary == wanted as? NSDictionary ? [] : ["\(place): \(text)"]
            }
            return differences(value, wanted, place)
        }
}

/// The document with each field left out, each value spoilt, and a field too many, one at a time, and where that is.
func spoilt(_ json: Any, _ at: String = "") -> [(String, Any)] {
    switch json {
    case let object as [String: Any]:
        var all: [(String, Any)] = [("\(at) has more", object.merging(["new_field": 1]) { $1 })]
        for (name, value) in object where name != "format" {
            if !isNothing(value) { all.append(("\(at)/\(name) left out", object.filter { $0.key != name })) }
            all += spoilt(value, "\(at)/\(name)").map { ($0, object.merging([name: $1]) { $1 }) }
        }
        return all
    case let list as [Any]:
        var all: [(String, Any)] = [("\(at) too long", list + ["spoilt"])]
        for (place, value) in list.enumerated() {
            all += spoilt(value, "\(at)/\(place)").map { where_, wrong in
                (where_, Array(list[..<place]) + [wrong] + Array(list[(place + 1)...]))
            }
        }
        return all
    default: return [("\(at) spoilt", isFlag(json) ? !(json as! NSNumber).boolValue : "spoilt")]
    }
}

/// What a document may leave out.
private func isNothing(_ json: Any) -> Bool {
    json is NSNull || (json as? [Any])?.isEmpty == true || (isFlag(json) && (json as! NSNumber).boolValue == false)
}
