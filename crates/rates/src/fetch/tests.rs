mod misbehaving;
mod sources;

const D2025_11: &[u8] = include_bytes!("../../fixtures/cbr_2025-10-11.xml");
const D2025_14: &[u8] = include_bytes!("../../fixtures/cbr_2025-10-14.xml");
const M2025_14: &[u8] = include_bytes!("../../fixtures/mirror_2025-10-14.json");
const M2025_11_08: &[u8] = include_bytes!("../../fixtures/mirror_2025-11-08.json");
const HISTORY: &[u8] = include_bytes!("../../fixtures/cbr_history_cny.xml");
const ECB: &[u8] = include_bytes!("../../fixtures/ecb_2025-10-14.xml");
