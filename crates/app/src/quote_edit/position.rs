//! Where rows stand: fractional positions as hexadecimal text.

use loro_fractional_index::FractionalIndex;

/// Positions for `count` rows between two neighbours, as hexadecimal text.
pub(crate) fn positions(before: Option<&str>, behind: Option<&str>, count: usize) -> Vec<String> {
    let (before, behind) = (before.and_then(position), behind.and_then(position));
    let keys = FractionalIndex::generate_n_evenly(before.as_ref(), behind.as_ref(), count);
    // Two rows moved to the same place offline share a position; then the id decides their order, and what is
    // put between them goes behind both.
    let keys = keys
        .or_else(|| FractionalIndex::generate_n_evenly(before.as_ref(), None, count))
        .unwrap_or_default();
    keys.iter().map(ToString::to_string).collect()
}

fn position(hex: &str) -> Option<FractionalIndex> {
    if hex.is_empty() || !hex.len().is_multiple_of(2) || !hex.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&hex[i..i + 2], 16).ok())
        .collect();
    bytes.map(FractionalIndex::from_bytes)
}

#[cfg(test)]
mod tests {
    use super::positions;

    #[test]
    fn rows_put_between_rows_stand_between_them() {
        let mut rows = positions(None, None, 3);
        for round in 0..200 {
            let at = round % (rows.len() - 1);
            let new = positions(Some(&rows[at]), Some(&rows[at + 1]), 2);
            rows.splice(at + 1..at + 1, new);
            assert!(rows.is_sorted(), "round {round}");
        }
        let first = positions(None, Some(&rows[0]), 1);
        let last = positions(rows.last().map(String::as_str), None, 1);
        assert!(first[0] < rows[0] && last[0] > *rows.last().unwrap());
    }

    #[test]
    fn a_malformed_neighbour_is_no_panic() {
        assert_eq!(positions(Some("zz"), Some("8"), 2).len(), 2);
        assert_eq!(positions(Some("80"), Some("80"), 2).len(), 2);
    }
}
