//! The store as its callers notice it: what is written, found, undone, refused and survives.

pub(crate) mod fixture;
mod lists;
mod survival;
mod writing;
