//! Quotes that the tests render.

use rust_decimal::Decimal;

use crate::{
    Currency, Customer, CustomerView, Date, Language, Line, Person, Row, Section, Seller, Subtotal,
    Terms, Totals, VatGroup,
};

const NAMES: [(&str, &str); 6] = [
    (
        "Насос циркуляционный UPS 25-60 180, 1×230 В, с гайками",
        "Вента",
    ),
    (
        "Кран шаровой 11Б27п1 Ду 15 1/2\" латунный, ручка-бабочка",
        "",
    ),
    (
        "Труба PPR армированная стекловолокном 32×5,4 мм, белая, хлыст 4 м",
        "Роспласт",
    ),
    ("Котёл газовый настенный двухконтурный 24 кВт", "Termolux"),
    ("Радиатор биметаллический 500/80, 10 секций", "Вента"),
    ("Хомут 1/2\"", ""),
];

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A quote whose sums are right under the `invoice` policy: each line is rounded, VAT by line.
pub(crate) fn quote(lines: u32, language: Language) -> CustomerView {
    let rate = decimal("0.22");
    let mut rows = Vec::new();
    for no in 1..=lines {
        let (name, brand) = NAMES[no as usize % NAMES.len()];
        let discount = if no % 3 == 0 {
            decimal("0.05")
        } else {
            Decimal::ZERO
        };
        let quantity = if no % 5 == 0 {
            decimal("2.5")
        } else {
            Decimal::from(no % 40 + 1)
        };
        let unit_price = Decimal::new(i64::from(no) * 13_790 % 9_000_000 + 4_550, 2);
        let net = (quantity * unit_price * (Decimal::ONE - discount)).round_dp(2);
        let vat = (net * rate).round_dp(2);
        rows.push(Row::Line(Box::new(Line {
            no,
            article: format!("{:05}-{}", no * 37, if no % 2 == 0 { "AB" } else { "К" }),
            brand: brand.into(),
            name: name.into(),
            unit: if no % 5 == 0 { "м" } else { "шт" }.into(),
            quantity,
            unit_price,
            discount,
            net,
            vat_rate: Some(rate),
            vat,
            gross: net + vat,
            optional: lines > 3 && no % 11 == 4,
            alternative_to: None,
        })));
    }
    let mut view = CustomerView {
        language,
        kind: match language {
            Language::Ru => "Коммерческое предложение",
            Language::En => "Quotation",
        }
        .into(),
        number: "КП-2026-0142".into(),
        revision: None,
        title: "Оборудование котельной, жилой комплекс «Северный»".into(),
        date: Date {
            year: 2026,
            month: 11,
            day: 20,
        },
        valid_until: Some(Date {
            year: 2026,
            month: 12,
            day: 4,
        }),
        currency: Currency {
            code: "RUB".into(),
            minor_units: 2,
        },
        seller: seller(),
        manager: Person {
            first: "Иван".into(),
            last: "Соколов".into(),
            position: "Менеджер проектов".into(),
            phone: "+7 912 000-10-20".into(),
            email: "i.sokolov@teplovar.example".into(),
        },
        customer: Customer {
            name: "АО «Севстройпроект»".into(),
            inn: "6671234567".into(),
            kpp: "667101001".into(),
            address: "620075, г. Екатеринбург, пр. Ленина, д. 40, оф. 301".into(),
            ..Customer::default()
        },
        contact: Some(Person {
            first: "Мария".into(),
            last: "Петрова".into(),
            position: "Начальник отдела снабжения".into(),
            phone: "+7 900 000-30-40".into(),
            ..Person::default()
        }),
        rows,
        totals: Totals::default(),
        terms: Terms {
            delivery: "DAP Екатеринбург, склад покупателя, 3–4 недели после аванса".into(),
            payment: "50 % аванс, 50 % в течение 10 дней после поставки".into(),
            note: "Гарантия 24 месяца с даты поставки.\nМонтаж в цену не входит.".into(),
        },
    };
    total(&mut view);
    view
}

/// The same with a heading over every six lines.
pub(crate) fn with_sections(lines: u32, language: Language) -> CustomerView {
    let mut view = quote(lines, language);
    let all = std::mem::take(&mut view.rows);
    for (index, chunk) in all.chunks(6).enumerate() {
        let counted = || {
            chunk.iter().filter_map(|row| match row {
                Row::Line(line) if !line.optional => Some(line),
                _ => None,
            })
        };
        view.rows.push(Row::Section(Section {
            title: format!("Раздел {}. Насосное оборудование и арматура", index + 1),
            subtotal: (index % 3 != 2).then(|| Subtotal {
                net: counted().map(|line| line.net).sum(),
                vat: counted().map(|line| line.vat).sum(),
                gross: counted().map(|line| line.gross).sum(),
            }),
        }));
        view.rows.extend_from_slice(chunk);
    }
    view
}

/// Sets the totals to the sums of the lines.
pub(crate) fn total(view: &mut CustomerView) {
    let counted: Vec<Line> = view
        .lines()
        .filter(|line| !line.optional)
        .cloned()
        .collect();
    let net: Decimal = counted.iter().map(|line| line.net).sum();
    let vat: Decimal = counted.iter().map(|line| line.vat).sum();
    let before: Decimal = counted
        .iter()
        .map(|line| (line.quantity * line.unit_price).round_dp(2))
        .sum();
    let mut groups: Vec<VatGroup> = Vec::new();
    for line in &counted {
        match groups.iter_mut().find(|group| group.rate == line.vat_rate) {
            Some(group) => {
                group.net += line.net;
                group.vat += line.vat;
            }
            None => groups.push(VatGroup {
                rate: line.vat_rate,
                net: line.net,
                vat: line.vat,
            }),
        }
    }
    view.totals = Totals {
        before_discount: Some(before),
        discount: before - net,
        net,
        vat,
        gross: net + vat,
        vat_by_rate: groups,
    };
}

fn seller() -> Seller {
    Seller {
        name: "ООО «Тепловар»".into(),
        full_name: "Общество с ограниченной ответственностью «Тепловар»".into(),
        inn: "7707083893".into(),
        kpp: "770701001".into(),
        ogrn: "1027700132195".into(),
        address: "620014, г. Екатеринбург, ул. Малышева, д. 51, оф. 12".into(),
        phone: "+7 343 200-10-20".into(),
        email: "zakaz@teplovar.example".into(),
        bank_name: "АО «Уралпромбанк»".into(),
        bic: "044525225".into(),
        account: "40702810900000012345".into(),
        corr_account: "30101810400000000225".into(),
    }
}
