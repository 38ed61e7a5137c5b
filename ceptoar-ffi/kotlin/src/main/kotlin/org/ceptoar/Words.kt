/** Words for a person: in Japanese where the locale is Japanese, in English elsewhere. */
package org.ceptoar

import java.util.Locale

/** The language of ceptoar's own sentences for a locale. */
public fun langOf(locale: Locale): Lang = if (locale.language == "ja") Lang.JA else Lang.EN

/** The text in the locale's language; `null` where no source gives one. */
public fun BilingualText.get(locale: Locale = Locale.getDefault()): String? =
    when (langOf(locale)) {
        Lang.JA -> ja
        Lang.EN -> en
    }

/** The text in the locale's language, or the Japanese one, which is always there. */
public fun BilingualText.orJapanese(locale: Locale = Locale.getDefault()): String = get(locale) ?: ja

/** A name for a reader: where there is no English one, the id and the Japanese name. */
public fun BilingualText.label(id: String, locale: Locale = Locale.getDefault()): String = get(locale) ?: "$id ($ja)"

/** The newest name of a party for a reader; its id where the registry has it not. */
public fun Registry.nameOf(party: String, locale: Locale = Locale.getDefault()): String =
    party(party)?.let { it.names.lastOrNull()?.name ?: it.name }?.label(party, locale) ?: party

/** What the level means for whoever holds the notice. Show it beside the label, never a colour alone. */
public fun Level.handling(locale: Locale = Locale.getDefault()): String = text.orJapanese(locale)

/** The label as a voice says it, for a screen reader or a phone call. */
public fun Level.spokenLabel(locale: Locale = Locale.getDefault()): String = spoken?.orJapanese(locale) ?: label

/** Spoken label and handling in one text, for a screen reader. */
public fun Level.description(locale: Locale = Locale.getDefault()): String =
    spokenLabel(locale) + (if (langOf(locale) == Lang.JA) "。" else ". ") + handling(locale)

/** The outcome in words. */
public fun Outcome.word(locale: Locale = Locale.getDefault()): String = outcomeWord(this, langOf(locale))

/** The condition in words. */
public fun ConditionName.word(locale: Locale = Locale.getDefault()): String = conditionWord(this, langOf(locale))

/** What is wrong, as a sentence without a full stop. */
public fun Problem.sentence(locale: Locale = Locale.getDefault()): String = message.orJapanese(locale)

/** Why it is so, as a sentence without a full stop. */
public fun Reason.say(locale: Locale = Locale.getDefault()): String = sentence.orJapanese(locale)

/** What is to be judged before the party is told, as one sentence without a full stop; any one of the texts suffices. */
public fun OwedJudgement.say(locale: Locale = Locale.getDefault()): String =
    texts.joinToString(if (langOf(locale) == Lang.JA) "、または" else ", or ") { it.orJapanese(locale) }

/** Every problem of a refusal, sorted by place and code; at least one. */
public val CeptoarException.problems: List<Problem>
    get() =
        when (this) {
            is CeptoarException.Refused -> problems
        }

/** Every problem of a refusal as a sentence, one a line. */
public fun CeptoarException.sentences(locale: Locale = Locale.getDefault()): String =
    problems.joinToString("\n") { it.sentence(locale) }
