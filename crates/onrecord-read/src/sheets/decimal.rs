//! [`Decimal`]: a number of a cell as its digits, of which none is lost to a binary fraction.

use std::fmt;

/// The largest power of ten that is written out; Excel has none beyond 308.
const HIGHEST: i32 = 400;

/// Digits that Excel keeps of a number (its specifications); what a file writes behind them in a fraction comes
/// from the binary form.
const DIGITS: usize = 15;

/// A number, digit by digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// The digits before the point, without zeros in front: nothing of a fraction.
    pub whole: String,
    /// The digits behind the point, as they are written.
    pub fraction: String,
}

impl Decimal {
    /// The number that `text` writes (`-12.50`, `1.5E+3`); `None` where it writes none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (digits, power) = match unsigned.split_once(['e', 'E']) {
            Some((digits, power)) => (digits, power.parse::<i32>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut all = whole.bytes().chain(fraction.bytes());
        if whole.len() + fraction.len() == 0
            || power.abs() > HIGHEST
            || !all.all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let mut number = Self {
            negative: unsigned.len() < text.len(),
            whole: whole.trim_start_matches('0').to_owned(),
            fraction: fraction.to_owned(),
        };
        number.shift(power);
        Some(number)
    }

    /// Makes it ten times as large, `power` times; smaller where that is negative.
    pub(super) fn shift(&mut self, power: i32) {
        let places = power.unsigned_abs() as usize;
        if power > 0 {
            let fraction = std::mem::take(&mut self.fraction);
            let moved = fraction.len().min(places);
            let (moved, rest) = fraction.split_at(moved);
            self.whole.push_str(moved);
            self.whole.extend(std::iter::repeat_n('0', places - moved.len()));
            rest.clone_into(&mut self.fraction);
        } else if power < 0 {
            let whole = std::mem::take(&mut self.whole);
            let (rest, moved) = whole.split_at(whole.len().saturating_sub(places));
            let zeros = "0".repeat(places - moved.len());
            self.fraction = format!("{zeros}{moved}{}", self.fraction);
            rest.clone_into(&mut self.whole);
        }
        let zeros = self.whole.len() - self.whole.trim_start_matches('0').len();
        self.whole.drain(..zeros);
    }

    /// Rounds it to so many digits behind the point, half away from zero.
    pub(super) fn round(&mut self, places: usize) {
        let Some(next) = self.fraction.as_bytes().get(places).copied() else { return };
        self.fraction.truncate(places);
        if next < b'5' {
            return;
        }
        let mut digits = std::mem::take(&mut self.whole).into_bytes();
        digits.extend(self.fraction.bytes());
        let nines = digits.iter().rev().take_while(|digit| **digit == b'9').count();
        let from = digits.len() - nines;
        digits.iter_mut().skip(from).for_each(|digit| *digit = b'0');
        match from.checked_sub(1).and_then(|last| digits.get_mut(last)) {
            Some(digit) => *digit += 1,
            None => digits.insert(0, b'1'),
        }
        let digits: String = digits.into_iter().map(char::from).collect();
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places));
        (self.whole, self.fraction) = (whole.to_owned(), fraction.to_owned());
        self.shift(0);
    }

    /// It without what the binary form adds to a fraction: `0.3` of `0.30000000000000004`. Digits before the
    /// point all stay.
    pub(super) fn plain(mut self) -> Self {
        let zeros = self.fraction.len() - self.fraction.trim_start_matches('0').len();
        let first = if self.whole.is_empty() { zeros } else { 0 };
        let places = DIGITS.saturating_sub(self.whole.len()) + first;
        if self.fraction.len() > places {
            self.round(places);
            self.fraction.truncate(self.fraction.trim_end_matches('0').len());
        }
        self
    }

    /// Whether both are as large, whatever zeros stand around their digits and on which side of zero they are.
    pub(super) fn equals(&self, other: &Self) -> bool {
        let digits = |number: &'_ Self| {
            let whole = number.whole.trim_start_matches('0').to_owned();
            (whole, number.fraction.trim_end_matches('0').to_owned())
        };
        digits(self) == digits(other)
    }

    /// Whether `shown` says whether it is below zero: with a sign or, as in a ledger, in brackets.
    pub(super) fn has_sign_in(&self, shown: &str) -> bool {
        !self.negative || self.is_zero() || shown.contains(['-', '−', '('])
    }

    /// Whether its digits stand in `shown` one behind the other, whatever tells thousands apart there and wherever
    /// the point is.
    fn has_digits_in(&self, shown: &str) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let own = digits(&format!("{}{}", self.whole, self.fraction));
        digits(shown).contains(own.trim_matches('0'))
    }

    /// Whether it is nothing.
    pub(super) fn is_zero(&self) -> bool {
        self.whole.bytes().chain(self.fraction.bytes()).all(|digit| digit == b'0')
    }
}

/// What a cell shows, with the number that is kept of it behind that in brackets where it shows less: `14.001
/// (14000.5)`. What is kept may be no number; then there is no more to tell.
pub(crate) fn with_stored(shown: String, kept: &str) -> String {
    let Some(number) = Decimal::parse(kept).map(Decimal::plain) else { return shown };
    let is_whole = number.has_digits_in(&shown) && number.has_sign_in(&shown);
    if is_whole { shown } else { format!("{shown} ({number})") }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        let whole = if self.whole.is_empty() { "0" } else { &self.whole };
        let point = if self.fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{}", self.fraction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_before_the_point_stays() {
        for (text, want) in [
            ("4111111111111111", "4111111111111111"),
            ("1234567890123456789", "1234567890123456789"),
            ("1234567890123456.5", "1234567890123457"),
            ("1.234567890123457e+18", "1234567890123457000"),
            ("1.5E3", "1500"),
            ("-25e-4", "-0.0025"),
            ("0.30000000000000004", "0.3"),
            ("33.333333333333336", "33.3333333333333"),
            ("0.00012345678901234567", "0.000123456789012346"),
            ("00.50", "0.50"),
            ("9.9999999999999999", "10"),
        ] {
            let number = Decimal::parse(text).unwrap().plain().to_string();
            assert_eq!(number, want, "{text}");
        }
        for text in ["", "-", ".", "NaN", "1e999999999", "1,5", "--1"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
