//! The JSON form of input and result. Decimals are strings; nothing passes through a binary float.

mod fields;
mod read;
mod write;

pub use fields::parse_decimal;
pub use read::{MAX_BYTES, read};
pub use write::write;
