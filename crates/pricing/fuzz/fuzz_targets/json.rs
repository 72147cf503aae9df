//! Any text: an answer or faults, never a panic; an edit gives what pricing anew gives.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oferta_pricing::{Calculation, price, read, trace, write};

fuzz_target!(|text: &[u8]| {
    let Ok(input) = read(text) else { return };
    let Ok(priced) = price(&input) else { return };
    assert!(!write(&input, &priced).is_empty());
    let Some(last) = input.lines.len().checked_sub(1) else {
        return;
    };
    assert!(!trace(&input, &priced, last).steps.is_empty());
    let mut edited = input.clone();
    edited.lines[last].unit_price = input.lines[0].unit_price;
    edited.lines[last].markup = input.lines[0].markup;
    let line = edited.lines[last].clone();
    let Ok(mut calculation) = Calculation::new(input) else {
        panic!("priced before")
    };
    match (calculation.set_line(last, line), price(&edited)) {
        (Ok(_), Ok(priced)) => assert_eq!(calculation.priced(), &priced),
        (Err(found), Err(faults)) => assert_eq!(found, faults),
        (found, _) => panic!("the edit differs: {found:?}"),
    }
});
