//! Digests of documents, by which outputs identify their input.

/// The digest of a text: `sha256:` and the hexadecimal digits.
pub(crate) fn digest(text: &str) -> String {
    let mut digest = String::from("sha256:");
    for byte in hmac_sha256::Hash::hash(text.as_bytes()) {
        digest += &format!("{byte:02x}");
    }
    digest
}

/// The digest of several documents, each a digest and a name: the digest of the list that
/// `sha256sum` prints for them.
pub(crate) fn digest_of_all<'d>(documents: impl IntoIterator<Item = (&'d str, &'d str)>) -> String {
    let documents = documents.into_iter();
    let list: String = documents
        .map(|(digest, name)| format!("{digest}  {name}\n"))
        .collect();
    digest(&list)
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn digests_are_those_of_sha256sum() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest(""), format!("sha256:{empty}"));
    }
}
