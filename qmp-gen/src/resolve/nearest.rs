//! The name that was perhaps meant.

/// The one of `names` that is nearest to `name`, if any is near: some letters
/// differ at most, whatever their case.
pub(crate) fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = plain(name);
    // A quarter of the letters, so that short names are not all near each other;
    // of a single letter nothing would be left.
    let mut most = match wanted.len() {
        0 | 1 => return None,
        length => (length / 4).clamp(1, 3),
    };
    let mut found = None;
    for candidate in names {
        let distance = distance(&wanted, &plain(candidate), most);
        if let Some(distance) = distance {
            // Of several that are as near, the first.
            if found.is_none() || distance < most {
                found = Some(candidate);
                most = distance;
            }
        }
    }
    found
}

fn plain(name: &str) -> Vec<u8> {
    name.bytes()
        .map(|b| match b {
            b'_' => b'-',
            b => b.to_ascii_lowercase(),
        })
        .collect()
}

/// How many letters have to be put in, taken out or changed to make one name of
/// the other; `None` where those are more than `most`.
fn distance(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn names() {
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
