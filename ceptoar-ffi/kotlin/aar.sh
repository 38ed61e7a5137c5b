#!/bin/sh
# Lays out an Android library from the jar of this project and native libraries that were linked elsewhere: linking for Android
# needs the NDK, which is in none of the registries that the project builds from. docs/mobile.md says what of it was ever run.
#
# Usage: aar.sh JAR JNI OUT.aar
#   JAR   target/bindings/kotlin/maven/ceptoar-0.1.0.jar
#   JNI   a folder with arm64-v8a/libceptoar_ffi.so, and armeabi-v7a, x86_64 where they are wanted
set -eu
jar=${1:?usage: aar.sh JAR JNI OUT.aar} jni=${2:?usage: aar.sh JAR JNI OUT.aar} out=${3:?usage: aar.sh JAR JNI OUT.aar}
[ -e "$jni/arm64-v8a/libceptoar_ffi.so" ] || { echo "$jni has no arm64-v8a/libceptoar_ffi.so" >&2; exit 1; }
python3 - "$jar" "$jni" "$out" <<'AAR'
import io, pathlib, sys, zipfile
jar, jni, out = map(pathlib.Path, sys.argv[1:])
manifest = """<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="org.ceptoar">
    <uses-sdk android:minSdkVersion="33" />
</manifest>
"""
# JNA and uniffi look classes up by name, which a shrinker does not see.
proguard = "-keep class com.sun.jna.** { *; }\n-keep class org.ceptoar.** { *; }\n-dontwarn java.awt.**\n"


def entry(packed, name, data):
    packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


classes = io.BytesIO()
with zipfile.ZipFile(jar) as source, zipfile.ZipFile(classes, "w") as packed:
    for name in sorted(source.namelist()):
        if name.endswith((".class", ".kotlin_module")):
            entry(packed, name, source.read(name))
with zipfile.ZipFile(out, "w") as packed:
    entry(packed, "AndroidManifest.xml", manifest)
    entry(packed, "R.txt", "")
    entry(packed, "classes.jar", classes.getvalue())
    for library in sorted(jni.glob("*/libceptoar_ffi.so")):
        entry(packed, f"jni/{library.parent.name}/{library.name}", library.read_bytes())
    entry(packed, "proguard.txt", proguard)
print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")
AAR
