//! Generated types, as hand-written ones may have them for fields.

/// Says of a generated type what it is in the documents.
#[doc(hidden)]
#[macro_export]
macro_rules! __checked {
    (object $type:ident $name:literal) => {
        $crate::__checked! {
            $type
            $crate::checked::Form::object($crate::checked::Content::Named($name)),
            [Object] [Object Alternate Any]
        }
    };
    (enum $type:ident [$($value:literal)*]) => {
        $crate::__checked! {
            $type
            $crate::checked::Form::choice(&[$($value),*], true),
            [Enum Str] [Enum Str Alternate Any]
        }
    };
    ($type:ident $form:expr, [$($held:ident)*] [$($given:ident)*]) => {
        impl $crate::checked::Wire for $type {
            type Presence = $crate::checked::Always;
            const FORM: $crate::checked::Form = $form;
        }
        $(impl $crate::checked::ReceiveAs<$crate::checked::$held> for $type {})*
        $(impl $crate::checked::SendAs<$crate::checked::$given> for $type {})*
    };
}
