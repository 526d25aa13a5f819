//! Finds the name that is most similar to a misspelled one.

use strsim::generic_damerau_levenshtein;

/// The longest name that is compared: comparing takes time quadratic in the length.
const LONGEST: usize = 128;

/// Finds the one of `names` that is most similar to `name`. `None` if more than a fifth of the
/// letters are missing, added, different or transposed with their neighbour.
///
/// Case, `-` and `_` only matter between names that are equally similar otherwise, such as
/// the command `stop` and the event `STOP`.
pub(crate) fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = letters(name);
    // More than one name is within a single edit of a name of one or two letters.
    let mut most = match wanted.len() {
        1..=2 => 0,
        length @ 3..=LONGEST => (length / 5).clamp(1, 3),
        _ => return None,
    };
    let mut found: Option<(&str, usize)> = None;
    for candidate in names {
        let compared = letters(candidate);
        if compared.len().abs_diff(wanted.len()) > most {
            continue;
        }
        let edits = generic_damerau_levenshtein(&wanted, &compared);
        if edits > most {
            continue;
        }
        let exact_edits = generic_damerau_levenshtein(name.as_bytes(), candidate.as_bytes());
        // Of several equally similar names, the first.
        if edits < most || found.is_none_or(|(_, fewest)| exact_edits < fewest) {
            found = Some((candidate, exact_edits));
            most = edits;
        }
    }
    found.map(|(candidate, _)| candidate)
}

/// The compared part of a name: its letters in lower case, without separators.
fn letters(name: &str) -> Vec<u8> {
    name.bytes()
        .filter(|b| !matches!(b, b'-' | b'_'))
        .map(|b| b.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found() {
        let names = [
            "query-status",
            "query-stats",
            "RunState",
            "stop",
            "STOP",
            "device",
            "device_add",
            "DEVICE_TRAY_MOVED",
            "id",
            "a",
        ];
        for (name, expected) in [
            ("query-staus", Some("query-status")),
            ("query_stats", Some("query-stats")),
            ("QueryStats", Some("query-stats")),
            ("Runstate", Some("RunState")),
            ("devcie", Some("device")),
            ("DeviceTaryMoevd", Some("DEVICE_TRAY_MOVED")),
            ("DeviceRemoved", None),
            ("stopp", Some("stop")),
            ("STOPP", Some("STOP")),
            ("Stopp", Some("stop")),
            ("deviceadd", Some("device_add")),
            ("stripe", None),
            ("ID", Some("id")),
            ("ip", None),
            ("b", None),
            ("", None),
            ("-", None),
            ("device_del", None),
        ] {
            assert_eq!(nearest(name, names), expected, "{name}");
        }
    }
}
