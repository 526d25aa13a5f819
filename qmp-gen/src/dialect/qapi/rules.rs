//! The grammar of tokens, as a table made from `qapi.pest`.

include!("qapi.pest.rs");
