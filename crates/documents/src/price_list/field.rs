use serde::{Deserialize, Serialize};

/// What a column of a price list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Article of the maker or the supplier.
    Article,
    /// Brand or maker.
    Brand,
    /// Name or description.
    Name,
    /// Unit of measure.
    Unit,
    /// Price of one unit.
    Price,
    /// Currency of that price, row by row.
    Currency,
    /// Weight of one unit in kilograms.
    WeightKg,
    /// Customs code (ТН ВЭД, HS).
    HsCode,
    /// Quantity, in stock or in a package.
    Quantity,
    /// Anything worth keeping beside.
    Note,
}

/// Words of headings, normalised as [`normalise`] does; the longest that fits decides.
/// Suppliers write them in Russian, English or Chinese.
const WORDS: &[(Field, &[&str])] = &[
    (
        Field::Article,
        &[
            "артикул",
            "арт",
            "код",
            "код товара",
            "код производителя",
            "каталожный номер",
            "номер по каталогу",
            "кат номер",
            "кат №",
            "партномер",
            "парт номер",
            "модель",
            "номенклатурный номер",
            "обозначение",
            "заказной код",
            "код заказа",
            "article",
            "article no",
            "art",
            "art no",
            "part no",
            "part number",
            "part",
            "p n",
            "pn",
            "sku",
            "item no",
            "item code",
            "item number",
            "item",
            "code",
            "model",
            "model no",
            "catalog no",
            "catalogue no",
            "cat no",
            "order code",
            "ref",
            "reference",
            "mpn",
            "型号",
            "货号",
            "产品型号",
            "编号",
            "规格型号",
            "料号",
        ],
    ),
    (
        Field::Brand,
        &[
            "бренд",
            "марка",
            "торговая марка",
            "производитель",
            "изготовитель",
            "вендор",
            "фирма",
            "наименование производителя",
            "brand",
            "manufacturer",
            "maker",
            "vendor",
            "mfr",
            "品牌",
            "厂家",
            "制造商",
        ],
    ),
    (
        Field::Name,
        &[
            "наименование",
            "наименование товара",
            "наименование продукции",
            "номенклатура",
            "название",
            "описание",
            "товар",
            "позиция",
            "продукция",
            "характеристика",
            "наименование и характеристика",
            "name",
            "product name",
            "product",
            "description",
            "item description",
            "goods",
            "title",
            "item name",
            "品名",
            "名称",
            "产品名称",
            "商品名称",
            "描述",
        ],
    ),
    (
        Field::Unit,
        &[
            "ед",
            "ед изм",
            "ед измерения",
            "единица",
            "единица измерения",
            "единицы",
            "еи",
            "unit",
            "uom",
            "unit of measure",
            "units",
            "单位",
        ],
    ),
    (
        Field::Price,
        &[
            "цена",
            "цена за ед",
            "цена за единицу",
            "стоимость",
            "прайс",
            "оптовая цена",
            "розница",
            "опт",
            "дилерская цена",
            "цена опт",
            "price",
            "unit price",
            "list price",
            "fob price",
            "exw price",
            "net price",
            "price per unit",
            "cost",
            "unit cost",
            "rate",
            "单价",
            "价格",
            "出厂价",
        ],
    ),
    (
        Field::Currency,
        &[
            "валюта",
            "валюта цены",
            "вал",
            "currency",
            "cur",
            "curr",
            "币种",
            "货币",
        ],
    ),
    (
        Field::WeightKg,
        &[
            "вес",
            "масса",
            "вес кг",
            "масса кг",
            "вес нетто",
            "вес брутто",
            "вес единицы",
            "weight",
            "weight kg",
            "net weight",
            "gross weight",
            "unit weight",
            "重量",
            "净重",
            "毛重",
        ],
    ),
    (
        Field::HsCode,
        &[
            "тн вэд",
            "тнвэд",
            "код тн вэд",
            "код тнвэд",
            "код тн вэд еаэс",
            "hs code",
            "hs",
            "hscode",
            "tn ved",
            "tariff code",
            "customs code",
            "海关编码",
            "hs编码",
        ],
    ),
    (
        Field::Quantity,
        &[
            "количество",
            "кол во",
            "кол",
            "остаток",
            "наличие",
            "на складе",
            "склад",
            "qty",
            "quantity",
            "stock",
            "数量",
        ],
    ),
    (
        Field::Note,
        &[
            "примечание",
            "комментарий",
            "прим",
            "note",
            "notes",
            "remark",
            "remarks",
            "comment",
            "备注",
        ],
    ),
];

/// Bytes; longer texts are sentences.
const LONGEST_HEADING: usize = 160;

/// How surely a heading names a field: an exact word beats a heading that begins with it, and that one a heading
/// that has it somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness {
    kind: u8,
    length: usize,
}

impl Field {
    /// The field that a column heading names, if it names one.
    pub(super) fn of_heading(heading: &str) -> Option<(Self, Likeness)> {
        if heading.len() > LONGEST_HEADING {
            return None;
        }
        let heading = normalise(heading);
        if heading.is_empty() {
            return None;
        }
        WORDS
            .iter()
            .flat_map(|(field, words)| words.iter().map(move |word| (*field, *word)))
            .filter_map(|(field, word)| Some((field, likeness(&heading, word)?)))
            .max_by_key(|(_, likeness)| *likeness)
    }
}

fn likeness(heading: &str, word: &str) -> Option<Likeness> {
    let found = heading.find(word)?;
    let is_edge = |character: Option<char>| character.is_none_or(|it| it == ' ');
    let starts = is_edge(heading[..found].chars().next_back());
    let ends = is_edge(heading[found + word.len()..].chars().next());
    let length = word.chars().count();
    let kind = match (heading.len() == word.len(), found) {
        (true, _) => 3,
        (false, 0) if ends => 2,
        _ if starts && ends && length >= 3 => 1,
        // Chinese sets no spaces between words.
        _ if is_chinese(word) => 1,
        _ => return None,
    };
    Some(Likeness { kind, length })
}

fn is_chinese(word: &str) -> bool {
    word.chars()
        .any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

/// Lower case, `ё` as `е`, everything but letters and digits as one space.
pub(super) fn normalise(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        let character = if character == 'ё' { 'е' } else { character };
        if character.is_alphanumeric() || character == '№' {
            spelled.push(character);
        } else if !spelled.ends_with(' ') {
            spelled.push(' ');
        }
    }
    spelled.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(heading: &str, expected: Option<Field>) {
        assert_eq!(
            Field::of_heading(heading).map(|(field, _)| field),
            expected,
            "{heading}"
        );
    }

    #[test]
    fn headings_name_fields() {
        check("Артикул", Some(Field::Article));
        check("Арт.", Some(Field::Article));
        check("Код", Some(Field::Article));
        check("Код ТН ВЭД", Some(Field::HsCode));
        check("Код ТНВЭД ЕАЭС", Some(Field::HsCode));
        check("Каталожный\nномер", Some(Field::Article));
        check("Part No.", Some(Field::Article));
        check("P/N", Some(Field::Article));
        check("Наименование товара", Some(Field::Name));
        check("Наименование, характеристики", Some(Field::Name));
        check("Номенклатура", Some(Field::Name));
        check("Наименование производителя", Some(Field::Brand));
        check("Производитель", Some(Field::Brand));
        check("Ед.", Some(Field::Unit));
        check("Ед. изм.", Some(Field::Unit));
        check("Цена, руб.", Some(Field::Price));
        check("Цена с НДС (руб)", Some(Field::Price));
        check("Unit price", Some(Field::Price));
        check("FOB Price (USD)", Some(Field::Price));
        check("Price per unit, EUR", Some(Field::Price));
        check("Валюта", Some(Field::Currency));
        check("Вес, кг", Some(Field::WeightKg));
        check("Масса нетто", Some(Field::WeightKg));
        check("HS Code", Some(Field::HsCode));
        check("Кол-во", Some(Field::Quantity));
        check("单价 (USD)", Some(Field::Price));
        check("产品型号", Some(Field::Article));
        check("Примечание", Some(Field::Note));
        check("№ п/п", None);
        check("1", None);
        check("", None);
        check("Фото", None);
    }
}
