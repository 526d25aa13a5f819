//! Collecting errors.

use proc_macro2::Span;

/// The errors of one macro call, which are reported together.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// Keeps the variant marked `#[qmp(other)]`, which can be only one; `span` is the mark.
    pub(crate) fn keep_other<T>(
        &mut self,
        other: &mut Option<T>,
        variant: syn::Result<T>,
        span: Span,
    ) {
        match variant {
            _ if other.is_some() => {
                let message = "only one variant can be marked `#[qmp(other)]`";
                self.push(syn::Error::new(span, message));
            }
            Ok(variant) => *other = Some(variant),
            Err(error) => self.push(error),
        }
    }

    pub(crate) fn finish(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
