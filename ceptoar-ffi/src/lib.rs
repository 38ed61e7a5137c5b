//! Kotlin and Swift.
