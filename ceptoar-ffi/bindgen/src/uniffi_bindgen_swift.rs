//! uniffi's generator of what Apple's packages need, of the version that the library is built with.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
