import Foundation

/// A `Date` as the library counts: nanoseconds since 1970.
///
/// A `Date` holds an instant of our days to about a tenth of a microsecond, so that it is rounded to whole microseconds: what
/// was written with six digits is read with the same six. Finer instants lose their last three digits.
enum Nanoseconds {
    static func date(_ count: Int64) -> Date {
        let (seconds, rest) = count.quotientAndRemainder(dividingBy: 1_000_000_000)
        let whole = Date(timeIntervalSinceReferenceDate: Double(seconds) - Date.timeIntervalBetween1970AndReferenceDate)
        return whole.addingTimeInterval(Double(rest) / 1e9)
    }

    /// Beyond the years 1677 to 2262 an instant is held at the end, which is outside of what a document may name (1900 to
    /// 2200), so that the core refuses it.
    static func count(_ date: Date) -> Int64 {
        let since = date.timeIntervalSinceReferenceDate
        let whole = since.rounded(.down)
        let microseconds = ((since - whole) * 1e6).rounded()
        let seconds = whole + Date.timeIntervalBetween1970AndReferenceDate
        guard abs(seconds) < 9.2e9 else { return seconds < 0 ? .min : .max }
        return Int64(seconds) * 1_000_000_000 + Int64(microseconds) * 1_000
    }
}

/// Civil days as the library writes them, `2009-05-08`.
enum CivilDays {
    static func components(_ text: String) -> DateComponents {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 3 else { return DateComponents() }
        return DateComponents(year: parts[0], month: parts[1], day: parts[2])
    }

    static func text(_ day: DateComponents) -> String {
        String(format: "%04d-%02d-%02d", day.year ?? 0, day.month ?? 0, day.day ?? 0)
    }
}
