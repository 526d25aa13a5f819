//! Generated types as members of handwritten ones.

/// Implements the traits that the macros check, for a generated type.
#[doc(hidden)]
#[macro_export]
macro_rules! __checked {
    (object $type:ident $name:literal) => {
        $crate::__checked! {
            $type
            $crate::codegen::check::TypeInfo::object($crate::codegen::check::Content::NamedObject($name)),
            [Object] [Object Alternate Any]
        }
    };
    (enum $type:ident [$($value:literal)*]) => {
        $crate::__checked! {
            $type
            $crate::codegen::check::TypeInfo::enumeration(&[$($value),*], true),
            [Enum Str] [Enum Str Alternate Any]
        }
    };
    ($type:ident $info:expr, [$($received:ident)*] [$($sent:ident)*]) => {
        impl $crate::codegen::check::Wire for $type {
            type Presence = $crate::codegen::check::Required;
            const INFO: $crate::codegen::check::TypeInfo = $info;
        }
        $(impl $crate::codegen::check::ReceiveAs<$crate::codegen::check::$received> for $type {})*
        $(impl $crate::codegen::check::SendAs<$crate::codegen::check::$sent> for $type {})*
    };
}
