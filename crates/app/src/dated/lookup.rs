//! What holds on a day.

use std::collections::HashMap;

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{DatedKind, DatedValue, Deal, PaymentTerms, VatCategory};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::api::terms::Standing;

/// Members of the European Union: figures of `EU` hold for those that have none of their own.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Members of the Eurasian Economic Union: goods pass between them without customs.
const EAEU: [&str; 5] = ["AM", "BY", "KG", "KZ", "RU"];

/// The rates of VAT of a country, in the order of the screen.
const CATEGORIES: [VatCategory; 5] = [
    VatCategory::Standard,
    VatCategory::Reduced,
    VatCategory::SimplifiedHigher,
    VatCategory::SimplifiedLower,
    VatCategory::Zero,
];

/// Whether goods pass from one country to the other without customs.
pub(crate) fn in_one_customs_territory(a: &str, b: &str) -> bool {
    a == b
        || [EU.as_slice(), EAEU.as_slice()]
            .iter()
            .any(|union| union.contains(&a) && union.contains(&b))
}

/// The rows of every dated table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Tables {
    pub rows: Vec<DatedValue>,
}

fn holds(row: &DatedValue, on: Date) -> bool {
    row.valid_from.is_none_or(|from| from <= on) && row.valid_until.is_none_or(|until| on <= until)
}

/// Whether a row takes the place of another that is about the same, where both hold: it began no earlier.
fn replaces(row: &DatedValue, other: &DatedValue) -> bool {
    row.valid_from >= other.valid_from
}

/// Which of the rates of a country a row is.
fn category_of(row: &DatedValue) -> VatCategory {
    row.category.unwrap_or_default()
}

/// What a row is about: of the rows that are about the same one applies.
fn about(row: &DatedValue) -> impl Eq + std::hash::Hash {
    (
        (row.kind, &row.country, &row.region, category_of(row)),
        (row.terms, row.deal, row.above, row.up_to),
    )
}

/// How every one of some rows stands on a day.
pub(super) fn standings(rows: &[DatedValue], on: Date) -> Vec<Standing> {
    let mut applying = HashMap::new();
    for row in rows.iter().filter(|row| holds(row, on)) {
        let best = applying.entry(about(row)).or_insert(row);
        if replaces(row, best) {
            *best = row;
        }
    }
    rows.iter()
        .map(|row| match applying.get(&about(row)) {
            _ if row.valid_until.is_some_and(|until| until < on) => Standing::Past,
            _ if !holds(row, on) => Standing::Future,
            Some(best) if best.id == row.id => Standing::Now,
            _ => Standing::Covered,
        })
        .collect()
}

/// A figure that is another on a later day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// What it is then.
    pub to: Dec,
    /// The first day of that.
    pub date: Option<Date>,
}

/// What becomes of a figure, told from the row that applies on a day and the one on a later day.
fn change(from: Dec, now: Option<&DatedValue>, then: &DatedValue) -> Option<Change> {
    let ended = || now?.valid_until?.tomorrow().ok();
    // A row that began long ago and takes over only now does so on the day after the other has ended.
    let newer = |began: &Date| now.is_none_or(|now| now.valid_from <= Some(*began));
    (then.value != from).then(|| Change {
        to: then.value,
        date: then.valid_from.filter(newer).or_else(ended),
    })
}

impl Tables {
    pub(crate) fn new(rows: Vec<DatedValue>) -> Tables {
        Tables { rows }
    }

    /// The row of a table that applies on a day; of several that hold the one that began last.
    fn on(
        &self,
        kind: DatedKind,
        on: Date,
        is: impl Fn(&DatedValue) -> bool,
    ) -> Option<&DatedValue> {
        let rows = self.rows.iter().filter(|row| row.kind == kind);
        rows.filter(|row| is(row) && holds(row, on))
            .reduce(|best, row| if replaces(row, best) { row } else { best })
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
    pub(crate) fn supplier_vat(&self, country: &str, on: Date) -> Option<Dec> {
        self.of_country(DatedKind::SupplierVat, country, "", on)
            .map(|row| row.value)
    }

    /// Import contract price over purchase.
    pub(crate) fn internal_markup(&self, country: &str, region: &str, on: Date) -> Option<Dec> {
        self.of_country(DatedKind::InternalMarkup, country, region, on)
            .map(|row| row.value)
    }

    /// What becomes of the VAT of a supplier, `from` on one day, until a later one.
    pub(crate) fn supplier_vat_change(
        &self,
        country: &str,
        from: Dec,
        days: (Date, Date),
    ) -> Option<Change> {
        let row = |on| self.of_country(DatedKind::SupplierVat, country, "", on);
        change(from, row(days.0), row(days.1)?)
    }

    /// What becomes of an internal markup, `from` on one day, until a later one.
    pub(crate) fn internal_markup_change(
        &self,
        country: &str,
        region: &str,
        from: Dec,
        days: (Date, Date),
    ) -> Option<Change> {
        let row = |on| self.of_country(DatedKind::InternalMarkup, country, region, on);
        change(from, row(days.0), row(days.1)?)
    }

    /// The least markup. Where only the payment passes through and nothing is said of that, what is said of transit
    /// holds.
    pub(crate) fn minimum_markup(&self, terms: PaymentTerms, deal: Deal, on: Date) -> Option<Dec> {
        self.least_row(terms, deal, on).map(|row| row.value)
    }

    /// What becomes of the least markup between two days.
    pub(crate) fn minimum_markup_change(
        &self,
        terms: PaymentTerms,
        deal: Deal,
        days: (Date, Date),
    ) -> Option<Change> {
        let row = |on| self.least_row(terms, deal, on);
        change(row(days.0)?.value, row(days.0), row(days.1)?)
    }

    fn least_row(&self, terms: PaymentTerms, deal: Deal, on: Date) -> Option<&DatedValue> {
        let of = |deal| {
            self.on(DatedKind::MinimumMarkup, on, |row| {
                row.terms == Some(terms) && row.deal == Some(deal)
            })
        };
        let transit = || (deal == Deal::FinTransit).then(|| of(Deal::Transit))?;
        of(deal).or_else(transit)
    }

    /// The customs processing fee for goods of a customs value in roubles.
    pub(crate) fn customs_fee(&self, country: &str, value: Decimal, on: Date) -> Option<Dec> {
        self.fee_row(country, value, on).map(|row| row.value)
    }

    /// What becomes of that fee between two days.
    pub(crate) fn customs_fee_change(
        &self,
        country: &str,
        value: Decimal,
        days: (Date, Date),
    ) -> Option<Change> {
        let row = |on| self.fee_row(country, value, on);
        change(row(days.0)?.value, row(days.0), row(days.1)?)
    }

    fn fee_row(&self, country: &str, value: Decimal, on: Date) -> Option<&DatedValue> {
        self.on(DatedKind::CustomsFee, on, |row| {
            row.country == country
                && row.above.is_none_or(|above| *above < value)
                && row.up_to.is_none_or(|up_to| value <= *up_to)
        })
    }

    fn vat_row(&self, region: &str, category: VatCategory, on: Date) -> Option<&DatedValue> {
        let is = |row: &DatedValue| row.country == region && category_of(row) == category;
        self.on(DatedKind::Vat, on, is)
    }

    /// The rates of VAT of a country on some days: the standard one first, each once.
    pub(crate) fn vat_rates(&self, region: &str, days: &[Date]) -> Vec<Dec> {
        let mut rates: Vec<Dec> = Vec::new();
        for category in CATEGORIES {
            for day in days {
                let rate = self.vat_row(region, category, *day).map(|row| row.value);
                rates.extend(rate.filter(|rate| !rates.contains(rate)));
            }
        }
        rates
    }

    /// Which rate of a country this is: the one it is on a day, else the one it has ever been.
    fn vat_category(&self, region: &str, rate: Dec, on: Date) -> Option<VatCategory> {
        let is_now = |category: &VatCategory| {
            let row = self.vat_row(region, *category, on);
            row.is_some_and(|row| row.value == rate)
        };
        CATEGORIES.into_iter().find(is_now).or_else(|| {
            let rows = self.rows.iter().filter(|row| row.kind == DatedKind::Vat);
            rows.filter(|row| row.country == region && row.value == rate)
                .map(category_of)
                .min()
        })
    }

    /// The rate of VAT to begin with on a day: where what a person set is or was the standard rate of the country, the
    /// standard rate of that day.
    pub(crate) fn vat_to_begin_with(&self, region: &str, set: Dec, on: Date) -> Dec {
        let standard = VatCategory::Standard;
        let is_standard = self.vat_category(region, set, on) == Some(standard);
        let row = self.vat_row(region, standard, on).filter(|_| is_standard);
        row.map_or(set, |row| row.value)
    }

    /// What becomes of a rate of VAT, chosen on one day, until a later one; none where it is not a rate of this
    /// country.
    pub(crate) fn vat_change(&self, region: &str, rate: Dec, days: (Date, Date)) -> Option<Change> {
        let category = self.vat_category(region, rate, days.0)?;
        let row = |on| self.vat_row(region, category, on);
        change(rate, row(days.0), row(days.1)?)
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
        let vat =
            |country: &str, on: &str| tables.supplier_vat(country, day(on)).unwrap().to_string();
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

    fn vat(category: VatCategory, value: &str, from: Option<&str>) -> DatedValue {
        let mut row = seeded().rows.swap_remove(0);
        row.id = format!("{category:?} {value} {from:?}");
        row.category = Some(category);
        row.value = value.parse().unwrap();
        (row.valid_from, row.valid_until) = (from.map(day), None);
        row
    }

    fn vat_change(tables: &Tables, rate: &str, days: (&str, &str)) -> Option<(String, Date)> {
        let found = tables.vat_change("RU", rate.parse().unwrap(), (day(days.0), day(days.1)));
        found.map(|change| (change.to.to_string(), change.date.unwrap()))
    }

    #[test]
    fn a_rate_that_ended_has_a_successor() {
        let mut tables = seeded();
        let found = |tables: &Tables, rate, on| vat_change(tables, rate, ("2025-12-20", on));
        assert_eq!(found(&tables, "0.2", "2025-12-31"), None);
        let next = Some(("0.22".into(), day("2026-01-01")));
        assert_eq!(found(&tables, "0.2", "2026-01-01"), next);
        assert_eq!(found(&tables, "0.22", "2026-01-01"), None);
        assert_eq!(
            found(&tables, "0.1", "2026-01-01"),
            None,
            "a reduced rate goes on"
        );
        assert_eq!(
            found(&tables, "0.18", "2026-01-01"),
            None,
            "not in the table"
        );
        let newer = vat(VatCategory::Standard, "0.24", Some("2027-01-01"));
        tables.rows.push(newer);
        let next = Some(("0.24".into(), day("2027-01-01")));
        let days = ("2026-12-01", "2027-02-01");
        assert_eq!(
            vat_change(&tables, "0.22", days),
            next,
            "a row left open is replaced"
        );
        assert_eq!(vat_change(&tables, "0.1", days), None);
    }

    #[test]
    fn a_country_has_several_rates_at_the_same_time() {
        let mut tables = seeded();
        let rates = |tables: &Tables, days: &[&str]| {
            let days: Vec<Date> = days.iter().map(|d| day(d)).collect();
            let rates = tables.vat_rates("RU", &days);
            rates
                .iter()
                .map(Dec::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(rates(&tables, &["2026-05-05"]), "0.22 0.1 0.07 0.05 0");
        assert_eq!(rates(&tables, &["2024-05-05"]), "0.2 0.1 0");
        assert_eq!(
            rates(&tables, &["2025-12-20", "2026-01-20"]),
            "0.2 0.22 0.1 0.07 0.05 0",
            "goods that are shipped later"
        );
        let begin = |set: &str, on| {
            let rate = tables.vat_to_begin_with("RU", set.parse().unwrap(), day(on));
            rate.to_string()
        };
        assert_eq!(begin("0.2", "2026-05-05"), "0.22");
        assert_eq!(begin("0.22", "2025-05-05"), "0.2");
        assert_eq!(begin("0.05", "2026-05-05"), "0.05");
        assert_eq!(begin("0.18", "2026-05-05"), "0.18");
        let standing = |tables: &Tables| {
            let rows: Vec<DatedValue> = tables
                .rows
                .iter()
                .filter(|r| r.kind == Kind::Vat)
                .cloned()
                .collect();
            standings(&rows, day("2026-05-05"))
        };
        use Standing::{Covered, Future, Now, Past};
        assert_eq!(standing(&tables), [Past, Now, Now, Now, Now, Now]);
        tables
            .rows
            .insert(0, vat(VatCategory::Standard, "0.24", Some("2026-05-05")));
        tables
            .rows
            .insert(0, vat(VatCategory::Reduced, "0.12", Some("2026-05-06")));
        assert_eq!(
            standing(&tables),
            [Future, Now, Past, Covered, Now, Now, Now, Now]
        );
    }

    #[test]
    fn a_customs_fee_follows_from_the_customs_value() {
        let tables = seeded();
        let fee = |value: i64, on: &str| {
            let found = tables.customs_fee("RU", Decimal::from(value), day(on));
            found.map(|fee| fee.to_string())
        };
        assert_eq!(fee(200_000, "2026-05-05").as_deref(), Some("1231"));
        assert_eq!(fee(200_001, "2026-05-05"), None, "a gap stays a gap");
        assert_eq!(fee(5_500_000, "2026-05-05").as_deref(), Some("21344"));
        assert_eq!(fee(200_001, "2025-05-05").as_deref(), Some("2134"));
        assert_eq!(fee(1, "2024-05-05"), None);
        assert!(in_one_customs_territory("RU", "KZ") && in_one_customs_territory("DE", "PL"));
        assert!(!in_one_customs_territory("RU", "CN") && !in_one_customs_territory("RU", "DE"));
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
        let mut tables = seeded();
        let transit = tables.rows.iter().find(|r| r.deal == Some(Deal::Transit));
        let mut own = transit.unwrap().clone();
        (own.deal, own.value) = (Some(Deal::FinTransit), "0.01".parse().unwrap());
        let terms = own.terms.unwrap();
        tables.rows.push(own);
        let found = tables.minimum_markup(terms, Deal::FinTransit, day("2026-05-05"));
        assert_eq!(
            found.unwrap().to_string(),
            "0.01",
            "a row of its own comes first"
        );
    }
}
