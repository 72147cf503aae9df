use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

pub(crate) const ACCENT: Color = Color::RGB(0x1F4E8C);
pub(crate) const TINT: Color = Color::RGB(0xEEF2F7);
pub(crate) const RULE: Color = Color::RGB(0xCCD3DC);
pub(crate) const SOFT: Color = Color::RGB(0x5D6978);
/// Digits after the point that a cell shows at most; the value keeps all of its own.
const SHOWN_SCALE: u32 = 10;

/// The cell formats of the sheet.
pub(super) struct Styles {
    pub heading: Format,
    pub title: Format,
    pub plain: Format,
    pub soft: Format,
    pub caption: Format,
    pub head: Format,
    pub text: Format,
    pub section: Format,
    pub section_money: Format,
    pub total: Format,
    pub total_money: Format,
    pub grand: Format,
    pub grand_money: Format,
    numbers: Vec<Format>,
    percents: Vec<Format>,
    money_scale: u32,
}

impl Styles {
    pub(super) fn of(minor_units: u32) -> Self {
        let money = number_format(minor_units);
        let base = || Format::new().set_font_name("Arial").set_font_size(9);
        let cell = || {
            base()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(RULE)
        };
        let section = || cell().set_bold().set_background_color(TINT);
        let grand = || {
            base()
                .set_bold()
                .set_font_size(11)
                .set_font_color(Color::White)
                .set_background_color(ACCENT)
        };
        Self {
            heading: base().set_bold().set_font_size(14),
            title: base().set_bold().set_font_size(10),
            plain: base().set_align(FormatAlign::Top),
            soft: base().set_font_color(SOFT).set_align(FormatAlign::Top),
            caption: base().set_bold().set_font_color(ACCENT),
            head: base()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(ACCENT)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: cell().set_text_wrap(),
            section: section(),
            section_money: section().set_num_format(&money),
            total: base().set_align(FormatAlign::Right),
            total_money: base().set_num_format(&money),
            grand: grand().set_align(FormatAlign::Right),
            grand_money: grand().set_num_format(&money),
            numbers: (0..=SHOWN_SCALE)
                .map(|scale| cell().set_num_format(number_format(scale)))
                .collect(),
            percents: (0..=SHOWN_SCALE)
                .map(|scale| cell().set_num_format(format!("{}%", plain_format(scale))))
                .collect(),
            money_scale: minor_units,
        }
    }

    /// As many digits as the value has: Excel would print an optional digit's point even when there is none ("5.").
    pub(super) fn quantity(&self, value: Decimal) -> &Format {
        pick(&self.numbers, value.normalize().scale())
    }

    /// At least the digits of the currency; a finer price shows all of its digits.
    pub(super) fn money(&self, value: Decimal) -> &Format {
        pick(
            &self.numbers,
            value.normalize().scale().max(self.money_scale),
        )
    }

    pub(super) fn percent(&self, fraction: Decimal) -> &Format {
        pick(
            &self.percents,
            fraction.normalize().scale().saturating_sub(2),
        )
    }
}

fn pick(formats: &[Format], scale: u32) -> &Format {
    &formats[scale.min(SHOWN_SCALE) as usize]
}

/// Grouped, with so many digits after the point.
pub(crate) fn number_format(scale: u32) -> String {
    format!("#,##{}", plain_format(scale))
}

pub(crate) fn plain_format(scale: u32) -> String {
    match scale {
        0 => "0".to_owned(),
        scale => format!("0.{}", "0".repeat(scale as usize)),
    }
}
