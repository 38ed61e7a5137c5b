import Foundation

// Words for a person: in Japanese where the locale is Japanese, in English elsewhere.

extension Lang {
    /// The language of ceptoar's own sentences for a locale.
    public init(_ locale: Locale) {
        self = locale.identifier.lowercased().hasPrefix("ja") ? .ja : .en
    }
}

extension BilingualText {
    /// The text in the locale's language; `nil` where no source gives one.
    public func get(_ locale: Locale = .current) -> String? {
        switch Lang(locale) {
        case .ja: return ja
        case .en: return en
        }
    }

    /// The text in the locale's language, or the Japanese one, which is always there.
    public func orJapanese(_ locale: Locale = .current) -> String { get(locale) ?? ja }

    /// A name for a reader: where there is no English one, the id and the Japanese name.
    public func label(id: String, locale: Locale = .current) -> String { get(locale) ?? "\(id) (\(ja))" }
}

extension Registry {
    /// The newest name of a party for a reader; its id where the registry has it not.
    public func name(of party: String, locale: Locale = .current) -> String {
        let known = self.party(id: party)
        return (known?.names.last?.name ?? known?.name)?.label(id: party, locale: locale) ?? party
    }
}

extension Level {
    /// What the level means for whoever holds the notice. Show it beside the label, never a colour alone.
    public func handling(_ locale: Locale = .current) -> String { text.orJapanese(locale) }

    /// The label as a voice says it, for a screen reader or a phone call.
    public func spokenLabel(_ locale: Locale = .current) -> String { spoken?.orJapanese(locale) ?? label }

    /// Spoken label and handling in one text, such as an `accessibilityLabel`.
    public func description(_ locale: Locale = .current) -> String {
        spokenLabel(locale) + (Lang(locale) == .ja ? "。" : ". ") + handling(locale)
    }
}

extension Outcome {
    /// The outcome in words.
    public func word(_ locale: Locale = .current) -> String { outcomeWord(outcome: self, lang: Lang(locale)) }
}

extension ConditionName {
    /// The condition in words.
    public func word(_ locale: Locale = .current) -> String { conditionWord(condition: self, lang: Lang(locale)) }
}

extension Problem {
    /// What is wrong, as a sentence without a full stop.
    public func sentence(_ locale: Locale = .current) -> String { message.orJapanese(locale) }
}

extension Reason {
    /// Why it is so, as a sentence without a full stop.
    public func say(_ locale: Locale = .current) -> String { sentence.orJapanese(locale) }
}

extension OwedJudgement {
    /// What is to be judged before the party is told, as one sentence without a full stop; any one of the texts suffices.
    public func say(_ locale: Locale = .current) -> String {
        texts.map { $0.orJapanese(locale) }.joined(separator: Lang(locale) == .ja ? "、または" : ", or ")
    }
}

extension CeptoarError: CustomStringConvertible {}

extension CeptoarError: LocalizedError {
    /// Every problem of a refusal, sorted by place and code; at least one.
    public var problems: [Problem] {
        switch self {
        case .Refused(let problems): return problems
        }
    }

    /// Every problem as a sentence, one a line.
    public func sentences(_ locale: Locale = .current) -> String {
        problems.map { $0.sentence(locale) }.joined(separator: "\n")
    }

    public var errorDescription: String? { sentences() }
}
