//! Which names the schema language allows. The rules on case and underscores
//! came with QEMU 6.0; what breaks them on purpose is listed by a pragma.

/// The part of a name behind its prefixes: `__com.example_` of an extension
/// downstream, `x-` of an experiment. `None` where it is no name.
pub(super) fn stem(name: &str) -> Option<&str> {
    let mut rest = name;
    if let Some(downstream) = rest.strip_prefix("__") {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let end = downstream.find(|c: char| !allowed(c))?;
        rest = downstream
            .get(end..)?
            .strip_prefix('_')
            .filter(|_| end > 0)?;
    }
    let behind = rest.strip_prefix("x-").or(rest.strip_prefix("X-"));
    let stem = behind.filter(|behind| is_stem(behind)).unwrap_or(rest);
    // The generator keeps names that begin so to itself.
    let reserved = name.starts_with("q_") || name.starts_with("q-");
    (is_stem(stem) && !reserved).then_some(stem)
}

/// The same of an enum's value, which may begin with a digit.
pub(super) fn value_stem(name: &str) -> Option<&str> {
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return has_name_letters(name).then_some(name);
    }
    stem(name)
}

fn is_stem(stem: &str) -> bool {
    stem.starts_with(|c: char| c.is_ascii_alphabetic()) && has_name_letters(stem)
}

fn has_name_letters(stem: &str) -> bool {
    stem.chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

pub(super) fn has_upper(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_uppercase())
}

/// `MirrorSyncMode`: begins with a capital, has a small letter, and no signs.
pub(super) fn is_camel(stem: &str) -> bool {
    stem.starts_with(|c: char| c.is_ascii_uppercase())
        && stem.chars().all(|c| c.is_ascii_alphanumeric())
        && stem.contains(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        for good in ["3", "3-5", "2d", "red"] {
            assert_eq!(value_stem(good), Some(good));
        }
        assert_eq!(value_stem("x-red"), Some("red"));
        for bad in ["", "3 5", "3*", "-3", "q_3"] {
            assert_eq!(value_stem(bad), None, "{bad}");
        }
    }

    #[test]
    fn stems() {
        assert_eq!(stem("block-stream"), Some("block-stream"));
        assert_eq!(stem("x-blockdev-del"), Some("blockdev-del"));
        assert_eq!(stem("__com.redhat_x-thing"), Some("thing"));
        assert_eq!(stem("__com.redhat_drive_add"), Some("drive_add"));
        for bad in [
            "", "*oops", "2d", "-a", "_a", "__a", "__com_", "a b", "q_x", "q-x", "ü",
        ] {
            assert_eq!(stem(bad), None, "{bad}");
        }
    }
}
