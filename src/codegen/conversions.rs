//! Macros that implement `From` for generated types.

/// Implements `From` for a type with functions of the type. Arguments: the type, and each
/// source with its function.
#[doc(hidden)]
#[macro_export]
macro_rules! __conversions {
    ($type:ident { $($source:tt $function:ident),* $(,)? }) => {
        $($crate::__conversion! { $type $source $function })*
    };
}

/// Implements `From` once. The source is a type, the type in a box, text, several types of
/// text, `null`, or everything that converts into a type.
#[doc(hidden)]
#[macro_export]
macro_rules! __conversion {
    // A generic implementation would not be allowed together with others.
    ($type:ident [texts] $function:ident) => {
        $crate::__conversions! { $type {
            [text &str] $function,
            [text &::std::string::String] $function,
            [text ::std::string::String] $function,
            [text ::std::boxed::Box<str>] $function,
            [text ::std::borrow::Cow<'_, str>] $function,
            [text &::std::path::Path] $function,
            [text &::std::path::PathBuf] $function,
            [text ::std::path::PathBuf] $function,
            [text &::std::ffi::OsStr] $function,
            [text ::std::ffi::OsString] $function,
        } }
    };
    ($type:ident [text] $function:ident) => {
        impl<T: $crate::IntoText> ::core::convert::From<T> for $type {
            #[inline]
            fn from(value: T) -> Self {
                Self::$function(value)
            }
        }
    };
    ($type:ident [text $source:ty] $function:ident) => {
        impl ::core::convert::From<$source> for $type {
            #[inline]
            fn from(value: $source) -> Self {
                Self::$function($crate::IntoText::into_text(value))
            }
        }
    };
    ($type:ident [null] $function:ident) => {
        impl ::core::convert::From<()> for $type {
            #[inline]
            fn from((): ()) -> Self {
                Self::$function
            }
        }
    };
    ($type:ident [boxed $source:ty] $function:ident) => {
        impl ::core::convert::From<$source> for $type {
            #[inline]
            fn from(value: $source) -> Self {
                Self::$function(::std::boxed::Box::new(value))
            }
        }
    };
    ($type:ident [into $target:ty] $function:ident) => {
        impl<T: ::core::convert::Into<$target>> ::core::convert::From<T> for $type {
            #[inline]
            fn from(value: T) -> Self {
                Self::$function(value)
            }
        }
    };
    ($type:ident [$source:ty] $function:ident) => {
        impl ::core::convert::From<$source> for $type {
            #[inline]
            fn from(value: $source) -> Self {
                Self::$function(value)
            }
        }
    };
}

/// Implements `From` in both directions for two structs with the same fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __same_members {
    ($type:ident $other:ty { $($field:ident),* $(,)? }) => {
        impl ::core::convert::From<$other> for $type {
            #[inline]
            fn from(value: $other) -> Self {
                Self { $($field: value.$field),* }
            }
        }
        impl ::core::convert::From<$type> for $other {
            #[inline]
            fn from(value: $type) -> Self {
                Self { $($field: value.$field),* }
            }
        }
    };
}
