//! What holds on a day.

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{DatedKind, DatedValue, Deal, PaymentTerms};
use serde::{Deserialize, Serialize};

/// Members of the European Union: figures of `EU` hold for those that have none of their own.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The rows of every dated table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Tables {
    pub rows: Vec<DatedValue>,
}

fn holds(row: &DatedValue, on: Date) -> bool {
    row.valid_from.is_none_or(|from| from <= on) && row.valid_until.is_none_or(|until| on <= until)
}

impl Tables {
    pub(crate) fn new(rows: Vec<DatedValue>) -> Tables {
        Tables { rows }
    }

    /// The row of a table that holds on a day; of several the one that began last.
    fn on(
        &self,
        kind: DatedKind,
        on: Date,
        is: impl Fn(&DatedValue) -> bool,
    ) -> Option<&DatedValue> {
        let rows = self.rows.iter().filter(|row| row.kind == kind);
        rows.filter(|row| is(row) && holds(row, on))
            .max_by_key(|row| row.valid_from)
    }

    /// The row for a country: its own, else that of the European Union, else that of any other country.
    fn of_country(
        &self,
        kind: DatedKind,
        country: &str,
        region: &str,
        on: Date,
    ) -> Option<&DatedValue> {
        let union = EU.contains(&country).then_some("EU");
        let places = [Some(country), union, Some("")];
        places
            .into_iter()
            .flatten()
            .find_map(|place| self.on(kind, on, |row| row.country == place && row.region == region))
    }

    /// VAT in the price of a supplier of this country.
    pub(crate) fn supplier_vat(&self, country: &str, on: Date) -> Option<&DatedValue> {
        self.of_country(DatedKind::SupplierVat, country, "", on)
    }

    /// Import contract price over purchase.
    pub(crate) fn internal_markup(&self, country: &str, region: &str, on: Date) -> Option<Dec> {
        self.of_country(DatedKind::InternalMarkup, country, region, on)
            .map(|row| row.value)
    }

    /// The least markup.
    pub(crate) fn minimum_markup(&self, terms: PaymentTerms, deal: Deal, on: Date) -> Option<Dec> {
        let deal = match deal {
            Deal::FinTransit => Deal::Transit,
            other => other,
        };
        self.on(DatedKind::MinimumMarkup, on, |row| {
            row.terms == Some(terms) && row.deal == Some(deal)
        })
        .map(|row| row.value)
    }

    /// The VAT that follows a rate which no longer holds on a day; none where the rate holds then, or is not a
    /// rate of this country.
    pub(crate) fn vat_after(&self, region: &str, rate: Dec, on: Date) -> Option<&DatedValue> {
        let of_region = |row: &DatedValue| row.country == region;
        let rows = self.rows.iter().filter(|row| row.kind == DatedKind::Vat);
        let mut same = rows
            .filter(|row| of_region(row) && row.value == rate)
            .peekable();
        same.peek()?;
        if same.any(|row| holds(row, on)) {
            return None;
        }
        self.on(DatedKind::Vat, on, of_region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oferta_domain::entity::DatedKind as Kind;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn seeded() -> Tables {
        let seeds: Vec<super::super::Seed> = serde_json::from_str(super::super::SEED).unwrap();
        Tables::new(seeds.into_iter().map(|s| s.row().unwrap()).collect())
    }

    #[test]
    fn the_seed_is_valid_and_has_an_id_for_every_row() {
        use oferta_domain::validate::Validate;
        let rows = seeded().rows;
        let ids: std::collections::HashSet<&str> = rows.iter().map(|r| r.id.as_str()).collect();
        assert_eq!(ids.len(), rows.len());
        for row in &rows {
            assert_eq!(row.faults(), [], "{row:?}");
        }
        assert!(
            super::super::KINDS
                .iter()
                .all(|k| rows.iter().any(|r| r.kind == *k))
        );
        assert_eq!(seeded().rows, rows, "ids follow from the content");
    }

    #[test]
    fn a_country_has_its_own_figure_or_that_of_the_union_or_of_the_others() {
        let tables = seeded();
        let vat = |country: &str, on: &str| {
            let row = tables.supplier_vat(country, day(on)).unwrap();
            row.value.to_string()
        };
        for (country, on, rate) in [
            ("RU", "2025-12-31", "0.2"),
            ("RU", "2026-01-01", "0.22"),
            ("LT", "2026-05-05", "0.21"),
            ("DE", "2026-05-05", "0"),
            ("US", "2026-05-05", "0"),
            ("", "2026-05-05", "0"),
            ("AE", "2026-05-05", "0.05"),
        ] {
            assert_eq!(vat(country, on), rate, "{country} {on}");
        }
        let internal = |country: &str, region: &str| {
            let found = tables.internal_markup(country, region, day("2026-05-05"));
            found.map(|d| d.to_string())
        };
        for (country, region, rate) in [
            ("DE", "RU", Some("0.04")),
            ("US", "RU", Some("0.02")),
            ("RU", "RU", Some("0")),
            ("DE", "TR", Some("0.02")),
            ("US", "TR", Some("0")),
            ("US", "CN", None),
        ] {
            assert_eq!(
                internal(country, region).as_deref(),
                rate,
                "{country} {region}"
            );
        }
    }

    #[test]
    fn a_rate_that_ended_has_a_successor() {
        let tables = seeded();
        let after = |rate: &str, on: &str| {
            let found = tables.vat_after("RU", rate.parse().unwrap(), day(on));
            found.map(|row| (row.value.to_string(), row.valid_from))
        };
        assert_eq!(after("0.2", "2025-12-31"), None);
        assert_eq!(
            after("0.2", "2026-01-01"),
            Some(("0.22".into(), Some(day("2026-01-01"))))
        );
        assert_eq!(after("0.22", "2026-01-01"), None);
        assert_eq!(after("0.1", "2026-01-01"), None, "not in the table");
        let ended = tables
            .rows
            .iter()
            .filter(|r| r.kind == Kind::Vat && r.valid_until.is_some());
        assert_eq!(ended.count(), 1);
    }

    #[test]
    fn the_least_markup_depends_on_payment_and_deal() {
        let tables = seeded();
        let least = |terms, deal| {
            let found = tables.minimum_markup(terms, deal, day("2026-05-05"));
            found.map(|d| d.to_string())
        };
        assert_eq!(
            least(PaymentTerms::Partial, Deal::Supply).as_deref(),
            Some("0.125")
        );
        assert_eq!(
            least(PaymentTerms::Prepaid, Deal::FinTransit).as_deref(),
            Some("0.04")
        );
        assert_eq!(least(PaymentTerms::Prepaid, Deal::Export), None);
    }
}
