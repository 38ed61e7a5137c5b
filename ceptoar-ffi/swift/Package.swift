// swift-tools-version:5.9
import PackageDescription

// `cargo xtask bindings swift` lays the package out in target/bindings/swift: these files, uniffi's Swift and C header.
#if os(Linux)
// The library that cargo built, beside the header: swift build -Xlinker -L<folder of libceptoar_ffi.so>
let ffi: Target = .systemLibrary(name: "CeptoarFFI", path: "Sources/CeptoarFFI")
#else
// What xcframework.sh lays beside this file: static libraries with the same header.
let ffi: Target = .binaryTarget(name: "CeptoarFFI", path: "CeptoarFFI.xcframework")
#endif

let package = Package(
    name: "Ceptoar",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "Ceptoar", targets: ["Ceptoar"])],
    targets: [
        ffi,
        .target(name: "Ceptoar", dependencies: ["CeptoarFFI"]),
        .executableTarget(name: "CeptoarBench", dependencies: ["Ceptoar"]),
        .testTarget(name: "CeptoarTests", dependencies: ["Ceptoar"]),
    ]
)
