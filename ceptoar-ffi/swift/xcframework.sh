#!/bin/sh
# Makes CeptoarFFI.xcframework for iOS devices from this checkout, on Debian: a static library, header and module map, and the
# checksum that Package.swift's binaryTarget wants. docs/mobile.md says what of it was ever run.
#
# Usage: xcframework.sh OUT          (after `cargo xtask bindings swift`)
# Needs: apt-get install rustc-web cargo-web rust-web-src lld-22; the standard library is built from its source.
set -eu
out=${1:?usage: xcframework.sh OUT}
root=$(cd "$(dirname "$0")/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
header=$target/bindings/swift/Sources/CeptoarFFI/CeptoarFFI.h
[ -e "$header" ] || { echo "no $header: run cargo xtask bindings swift first" >&2; exit 1; }
for tool in /usr/bin/rustc /usr/bin/cargo python3; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: see the top of this script" >&2; exit 1; }
done

cd "$root"
# Debian's own Rust comes with the source of the standard library, which rustup's would have to download.
env PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_HOME="${CARGO_HOME:-$HOME/.cargo}" CARGO_TARGET_DIR="$target/apple" \
  /usr/bin/cargo rustc --profile shipped --target aarch64-apple-ios -Zbuild-std=std,panic_unwind \
  --package ceptoar-ffi --lib --crate-type staticlib

slice=$out/CeptoarFFI.xcframework/ios-arm64
rm -rf "$out/CeptoarFFI.xcframework" "$out/CeptoarFFI.xcframework.zip"
mkdir -p "$slice/Headers/CeptoarFFI"
cp "$target/apple/aarch64-apple-ios/shipped/libceptoar_ffi.a" "$slice/"
cp "$header" "$slice/Headers/CeptoarFFI/"
cat >"$slice/Headers/CeptoarFFI/module.modulemap" <<'MAP'
module CeptoarFFI {
    header "CeptoarFFI.h"
    export *
}
MAP
python3 - "$out" <<'PLIST'
import hashlib, pathlib, plistlib, sys, zipfile
out = pathlib.Path(sys.argv[1])
frame = out / "CeptoarFFI.xcframework"
library = {"LibraryIdentifier": "ios-arm64", "LibraryPath": "libceptoar_ffi.a", "HeadersPath": "Headers",
           "SupportedArchitectures": ["arm64"], "SupportedPlatform": "ios"}
info = {"AvailableLibraries": [library], "CFBundlePackageType": "XFWK", "XCFrameworkFormatVersion": "1.0"}
(frame / "Info.plist").write_bytes(plistlib.dumps(info))
archive = out / "CeptoarFFI.xcframework.zip"
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
    for file in sorted(frame.rglob("*")):
        if file.is_file():  # the same bytes for the same content: no time of this machine
            packed.writestr(zipfile.ZipInfo(str(file.relative_to(out))), file.read_bytes(), zipfile.ZIP_DEFLATED)
print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, checksum {hashlib.sha256(archive.read_bytes()).hexdigest()}")
PLIST
