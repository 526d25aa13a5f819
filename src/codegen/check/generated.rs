//! Generated types, as hand-written ones may have them for fields.

/// Says of a generated type what it is in the documents.
#[doc(hidden)]
#[macro_export]
macro_rules! __checked {
    (object $type:ident $name:literal) => {
        $crate::__checked! {
            $type
            $crate::codegen::check::Form::object($crate::codegen::check::Content::Named($name)),
            [Object] [Object Alternate Any]
        }
    };
    (enum $type:ident [$($value:literal)*]) => {
        $crate::__checked! {
            $type
            $crate::codegen::check::Form::choice(&[$($value),*], true),
            [Enum Str] [Enum Str Alternate Any]
        }
    };
    ($type:ident $form:expr, [$($held:ident)*] [$($given:ident)*]) => {
        impl $crate::codegen::check::Wire for $type {
            type Presence = $crate::codegen::check::Always;
            const FORM: $crate::codegen::check::Form = $form;
        }
        $(impl $crate::codegen::check::ReceiveAs<$crate::codegen::check::$held> for $type {})*
        $(impl $crate::codegen::check::SendAs<$crate::codegen::check::$given> for $type {})*
    };
}
