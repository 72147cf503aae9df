//! From a priced quote to the JSON form of the result.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Map, Value};

use crate::input::{Policy, QuoteInput};
use crate::result::{Cell, HEADER_CELLS, LINE_CELLS, Priced, SUM_CELLS};

/// Decimals of an amount that the specification does not round.
const DECIMALS: u32 = 10;

/// The result as JSON text: policy, currency, `lines` with the names of the specification, `totals` with the sums and
/// the amounts of the whole quote. Lines that take no part are left out.
pub fn write(input: &QuoteInput, priced: &Priced) -> String {
    let policy = match input.policy {
        Policy::Invoice => "invoice",
        Policy::Reference => "reference",
    };
    let lines = input.lines.iter().zip(&priced.lines);
    let lines = lines.filter(|(line, _)| input.takes_part(line));
    let lines = lines.map(|(line, result)| {
        let mut object = Map::from_iter([("id".to_owned(), Value::from(line.id.as_str()))]);
        put(&mut object, LINE_CELLS, result);
        Value::Object(object)
    });
    let mut totals = Map::new();
    put(&mut totals, SUM_CELLS, &priced.totals.sums);
    put(&mut totals, HEADER_CELLS, &priced.totals);
    let result = Map::from_iter([
        ("policy".to_owned(), Value::from(policy)),
        ("currency".to_owned(), Value::from(input.currency.code())),
        ("lines".to_owned(), lines.collect()),
        ("totals".to_owned(), Value::Object(totals)),
    ]);
    Value::Object(result).to_string()
}

fn put<T>(object: &mut Map<String, Value>, cells: &[Cell<T>], from: &T) {
    for (name, cell) in cells {
        object.insert((*name).to_owned(), plain(cell(from)).into());
    }
}

/// No zeros at the end, no minus before zero.
fn plain(value: Decimal) -> String {
    let rounded = value.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() {
        return "0".to_owned();
    }
    rounded.normalize().to_string()
}
