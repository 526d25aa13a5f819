//! Brackets of JSON texts that need not be valid.

/// The number of brackets that a line opens, minus those that it closes. A string ends with
/// the line even if its quotation mark is missing.
pub(super) fn balance(line: &str) -> isize {
    let mut depth = 0;
    let mut in_string = false;
    let mut escaped = false;
    for b in line.bytes() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth -= 1,
            _ => {}
        }
    }
    depth
}
