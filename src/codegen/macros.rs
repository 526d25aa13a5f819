//! Macros that implement the traits of generated types.

/// Implements the traits of an object. Arguments: its name, the field and the name in JSON of
/// each member, the field for unlisted members, and the members that contain secrets.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($type:ident $name:literal $($facts:tt)*) => {
        $crate::__record! { $type $name $($facts)* }
        $crate::__shown! { $type }
        $crate::__checked! { object $type $name }
    };
}

/// The same for an object with its own `Debug` and `PartialEq`.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (
        $type:ident $name:literal { $($field:ident $wire:literal),* $(,)? }
        $(extra $extra:ident beside $listed:expr)? $(, hiding $secrets:expr)?
    ) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                input.object($name);
                Self {
                    $($field: input.member($wire),)*
                    $($extra: input.rest($listed),)?
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to($crate::__shown_object!(
                    ::core::stringify!($type),
                    &[$(($wire, &self.$field)),*]
                    $(, &self.$extra)?
                )$(.hiding($secrets))?)
            }
        }
        $crate::__serde! { $type }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __shown_object {
    ($name:expr, $members:expr) => {
        $crate::codegen::ValueRef::object($name, $members)
    };
    ($name:expr, $members:expr, $extra:expr) => {
        $crate::codegen::ValueRef::open($name, $members, $extra)
    };
}

/// Implements the traits of a union. Arguments: its name, the discriminator, and the other
/// common members.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        $type:ident $name:literal $discriminator:literal { $($field:ident $wire:literal),* $(,)? }
        $(, hiding $secrets:expr)?
    ) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                input.object($name);
                Self {
                    $($field: input.member($wire),)*
                    branch: input.branch($discriminator, &[$($wire),*]),
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to($crate::codegen::ValueRef::union(
                    ::core::stringify!($type),
                    $discriminator,
                    &self.branch,
                    &[$(($wire, &self.$field)),*],
                )$(.hiding($secrets))?)
            }
        }
        $crate::__shown! { $type }
        $crate::__serde! { $type }
        $crate::__checked! { object $type $name }
    };
}

/// Implements the traits of the branches of a union. Arguments: those that add members, those
/// that do not, and the member that contains a branch, if any.
#[doc(hidden)]
#[macro_export]
macro_rules! __branches {
    ($type:ident { $($variant:ident $wire:literal),* $(,)? } { $($bare:ident $bare_wire:literal),* $(,)? } $wrapper:tt) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                match input.branch_value() {
                    $($wire => Self::$variant($crate::__branch_input!(input $wrapper)),)*
                    $($bare_wire => Self::$bare,)*
                    other => Self::Other(
                        input.other_branch(other, &[$($wire,)* $($bare_wire,)*]),
                    ),
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to(match self {
                    $(Self::$variant(inner) => $crate::codegen::ValueRef::branch(
                        ::core::stringify!($variant),
                        $wire,
                        inner,
                        $crate::__branch_wrapper!($wrapper),
                    ),)*
                    $(Self::$bare => $crate::codegen::ValueRef::bare(
                        ::core::stringify!($bare),
                        $bare_wire,
                    ),)*
                    Self::Other(other) => $crate::codegen::ValueRef::other_branch(other),
                })
            }
        }
        $crate::__shown! { $type }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __branch_input {
    ($input:ident []) => {
        $input.same()
    };
    ($input:ident [$wrapper:literal]) => {
        $input.member($wrapper)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __branch_wrapper {
    ([]) => {
        ::core::option::Option::None
    };
    ([$wrapper:literal]) => {
        ::core::option::Option::Some($wrapper)
    };
}

/// Implements the traits of an alternate. Arguments: the variants with a value, the variants
/// for `null`, and the variant for each other kind of JSON value.
#[doc(hidden)]
#[macro_export]
macro_rules! __alternate {
    (
        $type:ident { $($variant:ident)* } [$($null_kind:ident $null:ident)*]
        { $($($kind:ident)|+ $for:ident),* $(,)? }
    ) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                #[allow(unreachable_patterns)]
                match input.kind() {
                    $($crate::codegen::Kind::$null_kind => Self::$null,)*
                    $($($crate::codegen::Kind::$kind)|+ => Self::$for(input.same()),)*
                    _ => Self::Other(input.other_kind(&[
                        $($crate::codegen::Kind::$null_kind,)*
                        $($($crate::codegen::Kind::$kind),+),*
                    ])),
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to(match self {
                    $(Self::$variant(value) => {
                        $crate::codegen::ValueRef::tuple(::core::stringify!($variant), value)
                    })*
                    $(Self::$null => $crate::codegen::ValueRef::null(::core::stringify!($null)),)*
                    Self::Other(value) => $crate::codegen::ValueRef::tuple("Other", value),
                })
            }

            #[inline]
            fn takes_null() -> bool {
                true
            }
        }
        $crate::__shown! { $type }
        $crate::__serde! { $type }
    };
}

/// Implements the traits of a newtype, and the conversions from and to its content.
#[doc(hidden)]
#[macro_export]
macro_rules! __delegate {
    ($type:ident $inner:ty) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                Self(input.same())
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to($crate::codegen::ValueRef::tuple(
                    ::core::stringify!($type),
                    &self.0,
                ))
            }
        }
        impl ::core::convert::From<$inner> for $type {
            #[inline]
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }
        impl ::core::convert::From<$type> for $inner {
            #[inline]
            fn from(value: $type) -> Self {
                value.0
            }
        }
        $crate::__shown! { $type }
        $crate::__serde! { $type }
    };
}

/// Implements the traits of an enum: the variant of each value.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($type:ident { $($variant:ident $wire:literal),* $(,)? }) => {
        impl $type {
            /// The value in JSON.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::codegen::Field::choice(self).1
            }
        }
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                input.choice(
                    ::core::stringify!($type),
                    &[$(($wire, Self::$variant)),*],
                    Self::Other,
                )
            }

            #[inline]
            fn choice(&self) -> (&'static str, &str) {
                match self {
                    $(Self::$variant => (::core::stringify!($variant), $wire),)*
                    Self::Other(value) => ("Other", value.as_str()),
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to($crate::codegen::ValueRef::Choice(self.choice()))
            }
        }
        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        /// Converts any string: one that the documents do not list becomes `Other`.
        impl<T: ::core::convert::AsRef<str>> ::core::convert::From<T> for $type {
            #[inline]
            fn from(value: T) -> Self {
                $crate::codegen::read_text(value.as_ref())
            }
        }
        impl ::core::cmp::PartialEq<&str> for $type {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
        $crate::__checked! { enum $type [$($wire)*] }
        impl ::core::cmp::Eq for $type {}
        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state)
            }
        }
        $crate::__shown! { $type }
        $crate::__serde! { $type }
    };
}

/// Implements the traits of the enum of all events: the variant of each event.
#[doc(hidden)]
#[macro_export]
macro_rules! __events {
    ($type:ident { $($variant:ident $wire:literal),* $(,)? }) => {
        impl $type {
            /// The event's name on the wire.
            #[inline]
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $wire,)*
                    Self::Other(event) => &event.name,
                }
            }
        }
        impl $crate::EventSet for $type {
            fn read(
                name: &str,
                data: ::core::option::Option<&$crate::codegen::RawValue>,
            ) -> ::core::result::Result<::core::option::Option<Self>, $crate::codegen::Error> {
                let event = match name {
                    $($wire => Self::$variant($crate::codegen::event_data(data)?),)*
                    _ => Self::Other($crate::codegen::other_event(name, data)),
                };
                ::core::result::Result::Ok(::core::option::Option::Some(event))
            }
        }
        impl $crate::codegen::serde::Serialize for $type {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(data) => $crate::codegen::write_event($wire, data, serializer),)*
                    Self::Other(event) => $crate::codegen::serde::Serialize::serialize(event, serializer),
                }
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::read_event(deserializer)
            }
        }
    };
}

/// Expands to nothing without the feature `macros`: only the macros use these traits.
#[cfg(not(feature = "macros"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __checked {
    ($($facts:tt)*) => {};
}

/// Implements `Debug` and `PartialEq`.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($type:ident) => {
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::debug(self, f)
            }
        }
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal(self, other)
            }
        }
    };
}

/// Implements `Serialize` and `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {
        impl $crate::codegen::serde::Serialize for $type {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::write(self, serializer)
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::read(deserializer)
            }
        }
    };
}
