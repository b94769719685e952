//! Phone numbers in the one form in which different spellings can be compared.

/// Gives the number with its country: `+49 (0)221 4710-130`, `0221/4710 130` and
/// `tel:+49-221-4710-130` all are `+492214710130`. A number without country is German; one that
/// begins with neither `+` nor `0` (a short or internal one) stays bare. Empty without any digit.
pub fn digits(text: &str) -> String {
    let text = text.trim();
    let text = match text.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => &text[4..],
        _ => text,
    };
    // What follows a semicolon in a tel: URI are parameters, not digits of the number.
    let text = text.split(';').next().unwrap_or_default();
    let international = text.trim_start().starts_with(['+', '＋']);
    let text = if international || text.trim_start().starts_with("00") {
        text.replacen("(0)", "", 1)
    } else {
        text.to_owned()
    };
    let figures: String = text.chars().filter(char::is_ascii_digit).collect();
    if figures.is_empty() {
        figures
    } else if international {
        format!("+{figures}")
    } else if let Some(rest) = figures.strip_prefix("00") {
        format!("+{rest}")
    } else if let Some(rest) = figures.strip_prefix('0') {
        format!("+49{rest}")
    } else {
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_meet() {
        for text in [
            "+49 (0)221 4710-130",
            "0221/4710 130",
            "0221 4710-130",
            "tel:+49-221-4710-130",
            "TEL:+492214710130",
            "0049 221 4710130",
            "0049 (0)221 4710130",
            "(0221) 4710130",
            " +49 221 4710 130 ",
            "tel:+49-221-4710-130;phone-context=x1",
        ] {
            assert_eq!(digits(text), "+492214710130", "{text}");
        }
        assert_eq!(digits("0171/3920015"), digits("0171 39200-15"));
        assert_eq!(digits("+31 20 1234"), "+31201234");
        assert_eq!(digits("110"), "110");
        assert_eq!(digits("siehe Notiz"), "");
        assert_eq!(digits(""), "");
        assert_eq!(digits("äöü€"), "");
    }
}
