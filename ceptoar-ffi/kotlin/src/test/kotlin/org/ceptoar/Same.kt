package org.ceptoar

import java.lang.reflect.Modifier
import java.time.Instant
import java.time.LocalDate
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.longOrNull

/** Sentences that a record carries beside what the document says. */
private val SENTENCES = setOf("message", "phrase", "sentence")

/** Documents that cross as text. */
private val DOCUMENTS = setOf("when", "audience")

private fun snake(name: String) = name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }

private fun words(text: String) = text.lowercase().replace('_', '-')

private fun absent(value: Any?) = value == null || value == false || value == emptyList<Any>() || value == Period(null, null)

/** A record is its document's object, field by field, and the object has no field that the record has not. */
fun assertSame(record: Any?, json: JsonElement, at: String = "") {
    when (record) {
        null -> assertEquals(JsonNull, json, at)
        is String -> assertEquals(JsonPrimitive(record), json, at)
        is Boolean -> assertEquals(record, (json as JsonPrimitive).booleanOrNull, at)
        is Number -> assertEquals(record.toLong(), (json as JsonPrimitive).longOrNull, at)
        is UInt -> assertEquals(record.toLong(), (json as JsonPrimitive).longOrNull, at)
        is Instant, is LocalDate -> assertEquals(record.toString(), (json as JsonPrimitive).content, at)
        is Enum<*> -> assertEquals(words(record.name), words((json as JsonPrimitive).content), at)
        is ChannelAllowance.All -> assertEquals("all", (json as JsonPrimitive).content, at)
        is ChannelAllowance.NotPublic -> assertEquals("not-public", (json as JsonPrimitive).content, at)
        is ChannelAllowance.Only -> assertEquals(record.channels, texts(json), at)
        is List<*> -> {
            assertEquals(record.size, (json as JsonArray).size, at)
            record.zip(json).forEachIndexed { place, (one, other) -> assertSame(one, other, "$at/$place") }
        }
        else -> assertFields(record, json as JsonObject, at)
    }
}

fun texts(json: JsonElement) = (json as JsonArray).map { (it as JsonPrimitive).content }

private fun assertFields(record: Any, json: JsonObject, at: String) {
    assertEquals(emptySet(), json.keys - fields(record).map { it.first }.toSet() - "format", "$at has more")
    for ((name, value) in fields(record)) {
        val wanted = json[name]
        when {
            name in SENTENCES && value is BilingualText -> assertTrue(value.ja.isNotEmpty() && !value.en.isNullOrEmpty() && value.ja != value.en, at)
            wanted == null -> assertTrue(absent(value), "$at/$name is $value, and the document does not say so")
            name in DOCUMENTS && value is String -> assertEquals(Json.parseToJsonElement(value), wanted, "$at/$name")
            else -> assertSame(value, wanted, "$at/$name")
        }
    }
}

/** The fields of a record; those of its citation stand beside the others in the document. */
private fun fields(record: Any): List<Pair<String, Any?>> =
    record.javaClass.declaredFields
        .filter { !Modifier.isStatic(it.modifiers) }
        .flatMap { field ->
            field.isAccessible = true
            val value = field.get(record)
            if (field.name == "citation") fields(value!!) else listOf(snake(field.name) to value)
        }

/** The document with each field left out, each value spoilt, and a field too many, one at a time, and where that is. */
fun spoilt(json: JsonElement, at: String = ""): List<Pair<String, JsonElement>> =
    when (json) {
        is JsonObject ->
            listOf("$at has more" to JsonObject(json + ("new_field" to JsonPrimitive(1)))) +
                json.keys.filter { it != "format" }.flatMap { name ->
                    val without = listOf("$at/$name left out" to JsonObject(json - name)).filter { !isNothing(json[name]!!) }
                    without + spoilt(json[name]!!, "$at/$name").map { (where, wrong) -> where to JsonObject(json + (name to wrong)) }
                }
        is JsonArray ->
            listOf("$at too long" to JsonArray(json + JsonPrimitive("spoilt"))) +
                json.indices.flatMap { n -> spoilt(json[n], "$at/$n").map { (where, wrong) -> where to JsonArray(json.toMutableList().also { it[n] = wrong }) } }
        is JsonPrimitive -> listOf("$at spoilt" to JsonPrimitive(if (json.booleanOrNull == null) "spoilt" else "${json.booleanOrNull != true}"))
    }

/** What a document may leave out. */
private fun isNothing(json: JsonElement) = json is JsonNull || json == JsonPrimitive(false) || json == JsonArray(emptyList())
