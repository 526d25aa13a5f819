//! Finds the name that is most similar to a misspelled one.

use strsim::generic_levenshtein;

/// The longest name that is compared: comparing takes time quadratic in the length.
const LONGEST: usize = 128;

/// Finds the one of `names` that differs least from `name`, ignoring case. `None` if more
/// than a quarter of the letters differ.
pub(crate) fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = plain(name);
    // A quarter of the letters, so that not all short names are near each other. A name of
    // one letter is never compared.
    let mut most = match wanted.len() {
        length @ 2..=LONGEST => (length / 4).clamp(1, 3),
        _ => return None,
    };
    let mut found = None;
    for candidate in names {
        if candidate.len().abs_diff(wanted.len()) > most {
            continue;
        }
        let distance = generic_levenshtein(&wanted, &plain(candidate));
        // Of several with one distance, the first.
        if distance < most || found.is_none() && distance == most {
            found = Some(candidate);
            most = distance;
        }
    }
    found
}

/// The compared form of a name: lower case, and `-` for `_`.
fn plain(name: &str) -> Vec<u8> {
    name.bytes()
        .map(|b| match b {
            b'_' => b'-',
            b => b.to_ascii_lowercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found() {
        let names = ["query-status", "query-stats", "RunState", "stop", "a"];
        for (name, expected) in [
            ("query-staus", Some("query-status")),
            ("query_stats", Some("query-stats")),
            ("Runstate", Some("RunState")),
            ("stopp", Some("stop")),
            ("stripe", None),
            ("b", None),
            ("", None),
            ("device_add", None),
        ] {
            assert_eq!(nearest(name, names), expected, "{name}");
        }
    }
}
