//! The engine as its callers see it: vectors, faults, properties, and an independent model in exact fractions.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod engine {
    mod faults;
    mod model;
    mod oracle;
    mod properties;
    mod quotes;
    mod vectors;
}
