//! Converts names on the wire to Rust names: case, keywords, leading digits and
//! collisions. No other module decides what a generated item is called.

use std::borrow::Cow;
use std::collections::HashSet;

/// Converts `query-status`, `BLOCK_JOB_ERROR` and `PCI device` to `QueryStatus`,
/// `BlockJobError` and `PciDevice`. Capitals inside a word start a new word.
pub(crate) fn pascal(name: &str) -> String {
    let mut pascal = String::with_capacity(name.len());
    let mut begins = true;
    for c in words(name).chars() {
        match c {
            '_' => begins = true,
            c if begins => {
                pascal.push(c.to_ascii_uppercase());
                begins = false;
            }
            c => pascal.push(c),
        }
    }
    pascal
}

/// Converts `tray-open`, `TrayOpen` and `tray_open` to `tray_open`.
pub(crate) fn snake(name: &str) -> String {
    words(name)
}

/// The name that the generator gives a type or a variant, collisions aside.
pub fn type_name(name: &str) -> String {
    Scope::default().pascal(name)
}

/// The name that the generator gives a field, collisions aside.
pub fn field_name(name: &str) -> String {
    Scope::default().snake(name)
}

/// A name on the wire that the generator would convert to `ident`: `in-migrate` for
/// `InMigrate` and `in_migrate`.
pub fn wire_name(ident: &str) -> String {
    words(ident.strip_prefix("r#").unwrap_or(ident)).replace('_', "-")
}

/// The C name that QEMU's own generator gives an item. Names with the same C name
/// collide.
pub(crate) fn c_name(name: &str) -> Cow<'_, str> {
    let is_sign = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    if name.contains(is_sign) {
        name.replace(is_sign, "_").into()
    } else {
        name.into()
    }
}

/// The words of a name in lower case, joined with `_`. A capital starts a word, and
/// consecutive capitals are one word: `SpiceTLSPort` becomes `spice_tls_port`.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 8);
    // Whether the next character starts a new word.
    let mut ends = false;
    let mut add = |begins: bool, word: &str, ends: &mut bool| {
        if (begins || *ends) && !words.is_empty() {
            words.push('_');
        }
        words.push_str(word);
        *ends = false;
    };
    let mut before = '_';
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_ascii_alphanumeric() => {
                let after = chars.peek().copied().unwrap_or('_');
                let begins = c.is_ascii_uppercase()
                    && (before.is_ascii_lowercase()
                        || before.is_ascii_digit()
                        || before.is_ascii_uppercase() && after.is_ascii_lowercase());
                let lower = c.to_ascii_lowercase();
                add(begins, lower.encode_utf8(&mut [0; 4]), &mut ends);
            }
            // Without the sign, names such as `tls` and `tls+` would collide.
            '+' | '*' => {
                add(true, if c == '+' { "plus" } else { "star" }, &mut ends);
                ends = true;
            }
            _ => ends = true,
        }
        before = c;
    }
    words
}

/// The Rust names used in one namespace: the fields of a struct, the variants of
/// an enum, the items of a module.
#[derive(Debug, Default)]
pub(crate) struct Scope(HashSet<String>);

impl Scope {
    /// Creates a scope with names that are already used.
    pub(crate) fn with_reserved(names: &[&str]) -> Scope {
        Scope(names.iter().map(|name| (*name).to_owned()).collect())
    }

    /// Marks a name as used.
    pub(crate) fn reserve(&mut self, name: &str) {
        self.0.insert(name.to_owned());
    }

    /// Returns an unused name for a type or a variant.
    pub(crate) fn pascal(&mut self, name: &str) -> String {
        self.claim(start_with_letter(pascal(name), "X"))
    }

    /// Returns an unused name for a field or a method.
    pub(crate) fn snake(&mut self, name: &str) -> String {
        self.claim(start_with_letter(snake(name), "x_"))
    }

    /// Appends underscores to a name that is a keyword or already used. No converted
    /// name ends with an underscore, so the result collides with none.
    fn claim(&mut self, wanted: String) -> String {
        let mut name = if is_keyword(&wanted) {
            wanted + "_"
        } else {
            wanted
        };
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}

/// Prepends `letter` to a name that does not start with a letter.
fn start_with_letter(name: String, letter: &str) -> String {
    match name.chars().next() {
        Some(c) if c.is_ascii_alphabetic() => name,
        _ => format!("{letter}{name}"),
    }
}

/// Whether a name is a keyword, strict or reserved, in any edition.
fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "self"
            | "Self"
            | "static"
            | "struct"
            | "super"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_converted_to_rust() {
        for (wire, type_name, field) in [
            ("query-status", "QueryStatus", "query_status"),
            ("BLOCK_JOB_ERROR", "BlockJobError", "block_job_error"),
            ("PCI device", "PciDevice", "pci_device"),
            ("x509_dname", "X509Dname", "x509_dname"),
            ("MigrationStatus", "MigrationStatus", "migration_status"),
            ("SpiceTLSPort", "SpiceTlsPort", "spice_tls_port"),
            ("vencrypt+tls", "VencryptPlusTls", "vencrypt_plus_tls"),
            ("__com.redhat_x", "ComRedhatX", "com_redhat_x"),
            ("qcow2", "Qcow2", "qcow2"),
            ("vm-clock-nsec", "VmClockNsec", "vm_clock_nsec"),
            ("UUID", "Uuid", "uuid"),
            (
                "X86CPUFeatureWord",
                "X86CpuFeatureWord",
                "x86_cpu_feature_word",
            ),
        ] {
            assert_eq!(pascal(wire), type_name, "{wire}");
            assert_eq!(snake(wire), field, "{wire}");
        }
    }

    #[test]
    fn hostile_names_become_distinct_identifiers() {
        let hostile = [
            "type", "async", "self", "Self", "crate", "gen", "2", "16", "-", "", "+", "a-b", "a_b",
            "A.B", "ü", "new", "_", "__", "fn", "pc", "PC", "r#type", "9p", "a", "a_",
        ];
        let mut fields = Scope::with_reserved(&["new"]);
        let mut variants = Scope::default();
        for name in hostile {
            for ident in [fields.snake(name), variants.pascal(name)] {
                assert!(
                    syn::parse_str::<syn::Ident>(&ident).is_ok(),
                    "{name:?} gave {ident:?}"
                );
            }
        }
        assert_eq!(fields.0.len(), hostile.len() + 1);
        assert_eq!(variants.0.len(), hostile.len());
    }
}
