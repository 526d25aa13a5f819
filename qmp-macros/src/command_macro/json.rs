//! JSON with Rust expressions.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::token::{Brace, Bracket};
use syn::{Expr, ExprLit, Ident, Lit, LitBool, LitStr, Token, UnOp, braced, bracketed};

/// A value.
pub(super) enum Json {
    Object(Vec<Member>, Span),
    Array(Vec<Json>, Span),
    Text(LitStr),
    Bool(LitBool),
    /// Numeric literals, and arithmetic with them.
    Number(Expr),
    Null(Span),
    Expression(Expr),
}

/// A member of an object.
pub(super) struct Member {
    pub(super) name: LitStr,
    pub(super) value: Json,
}

impl Json {
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Json> {
        if input.peek(Brace) && is_object(&input.fork()) {
            let members;
            let brace = braced!(members in input);
            let members = members.parse_terminated(Member::parse, Token![,])?;
            return Ok(Json::Object(
                members.into_iter().collect(),
                brace.span.join(),
            ));
        }
        if input.peek(Bracket) && is_array(&input.fork()) {
            let elements;
            let bracket = bracketed!(elements in input);
            let elements = elements.parse_terminated(Json::parse, Token![,])?;
            return Ok(Json::Array(
                elements.into_iter().collect(),
                bracket.span.join(),
            ));
        }
        if input.peek(Ident) {
            let ahead = input.fork();
            let ident: Ident = ahead.parse()?;
            if ident == "null" && (ahead.is_empty() || ahead.peek(Token![,])) {
                input.parse::<Ident>()?;
                return Ok(Json::Null(ident.span()));
            }
        }
        Ok(match bare(input.parse()?) {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Json::Text(text),
            Expr::Lit(ExprLit {
                lit: Lit::Bool(value),
                ..
            }) => Json::Bool(value),
            number if is_number(&number) => Json::Number(number),
            other => Json::Expression(other),
        })
    }

    pub(super) fn span(&self) -> Span {
        match self {
            Json::Object(_, span) | Json::Array(_, span) | Json::Null(span) => *span,
            Json::Text(text) => text.span(),
            Json::Bool(value) => value.span(),
            Json::Number(value) | Json::Expression(value) => value.span(),
        }
    }

    /// The kind of value, for errors.
    pub(super) fn describe_type(&self) -> &'static str {
        match self {
            Json::Object(..) => "an object",
            Json::Array(..) => "an array",
            Json::Text(_) => "a string",
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::Null(_) => "`null`",
            Json::Expression(_) => "an expression",
        }
    }
}

impl Member {
    fn parse(input: ParseStream<'_>) -> syn::Result<Member> {
        if !input.peek(LitStr) {
            return Err(input.error("expected a member: \"name\": value"));
        }
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Member {
            name,
            value: Json::parse(input)?,
        })
    }
}

/// Whether braces contain an object, even a malformed one, and not a block of Rust.
fn is_object(ahead: ParseStream<'_>) -> bool {
    let inside = || {
        let members;
        braced!(members in ahead);
        let is_path = members.peek2(Token![::]);
        let is_name = members.peek(LitStr) || members.peek(Ident::peek_any);
        let is_member = is_name && members.peek2(Token![:]) && !is_path;
        let is_broken = members.peek(LitStr) && members.peek2(Ident::peek_any);
        Ok::<bool, syn::Error>(members.is_empty() || is_member || is_broken)
    };
    inside().unwrap_or(false)
}

/// Whether brackets contain elements, and not the form `[element; count]`.
fn is_array(ahead: ParseStream<'_>) -> bool {
    let inside = || {
        let elements;
        bracketed!(elements in ahead);
        elements.parse::<TokenStream>()
    };
    let is_semicolon =
        |token: TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
    inside().is_ok_and(|elements| !elements.into_iter().any(is_semicolon))
}

/// An expression without the invisible group around a macro argument.
fn bare(expression: Expr) -> Expr {
    match expression {
        Expr::Group(group) => bare(*group.expr),
        other => other,
    }
}

/// Whether an expression consists of numeric literals, so that its type can be inferred.
fn is_number(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.suffix().is_empty(),
        Expr::Lit(ExprLit {
            lit: Lit::Float(number),
            ..
        }) => number.suffix().is_empty(),
        Expr::Binary(binary) => is_number(&binary.left) && is_number(&binary.right),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_number(&unary.expr),
        Expr::Paren(paren) => is_number(&paren.expr),
        Expr::Group(group) => is_number(&group.expr),
        _ => false,
    }
}

/// Whether a numeric literal has a fraction.
pub(super) fn has_fraction(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Float(_), ..
        }) => true,
        Expr::Binary(binary) => has_fraction(&binary.left) || has_fraction(&binary.right),
        Expr::Unary(unary) => has_fraction(&unary.expr),
        Expr::Paren(paren) => has_fraction(&paren.expr),
        Expr::Group(group) => has_fraction(&group.expr),
        _ => false,
    }
}

impl Parse for Json {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Json::parse(input)
    }
}

/// Whether an integer literal exceeds `i64`.
pub(super) fn is_beyond_i64(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse::<i64>().is_err(),
        Expr::Paren(paren) => is_beyond_i64(&paren.expr),
        _ => false,
    }
}
