//! Any text: a decimal that reads back the same, or none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oferta_pricing::{parse_decimal, round};

fuzz_target!(|text: &str| {
    if let Some(value) = parse_decimal(text) {
        assert_eq!(parse_decimal(&value.to_string()), Some(value));
        assert!(round(value, 2).scale() <= value.scale().max(2));
    }
});
