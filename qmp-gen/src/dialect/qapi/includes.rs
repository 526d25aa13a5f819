//! The files that schemas include.

use super::rules::Rule;
use super::syntax;
use super::tokens::Tokens;

/// The files that a schema includes, as it names them.
pub(crate) fn includes(text: &str, tokens: &Tokens) -> Vec<String> {
    // Most files include none. No escape can hide the word.
    if !text.contains("'include'") {
        return Vec::new();
    }
    // Tokens are enough: the values aren't needed.
    let mut depth = 0usize;
    let mut tokens = tokens.within(text).unwrap_or_default();
    tokens.retain(|token| token.kind != Rule::comment);
    let mut includes = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "{" | "[" => depth += 1,
            "}" | "]" => depth = depth.saturating_sub(1),
            "'include'" if depth == 1 => {
                if let [colon, path, ..] = &tokens[at + 1..]
                    && colon.is(":")
                    && path.kind == Rule::string
                {
                    includes.push(syntax::unescaped(*path));
                }
            }
            _ => {}
        }
    }
    includes
}
