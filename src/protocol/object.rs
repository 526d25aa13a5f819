//! Reading the protocol's own objects, with the machinery generated types use.

/// Implements [`Object`](crate::codegen::Object) and serde's traits for a plain
/// struct whose fields are named as on the wire.
macro_rules! object {
    ($type:ident { $($need:ident $field:ident),* $(,)? }) => {
        impl $crate::codegen::Object for $type {
            const NAME: &'static str = stringify!($type);
            const MEMBERS: &'static [$crate::codegen::Member] =
                &[$($crate::codegen::Member::$need(stringify!($field))),*];

            fn absent() -> Self {
                $type { $($field: $crate::codegen::Absent::absent()),* }
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                member: usize,
                map: &mut A,
            ) -> Result<(), A::Error> {
                match Self::MEMBERS[member].name {
                    $(stringify!($field) => self.$field = map.next_value()?,)*
                    _ => {
                        map.next_value::<serde::de::IgnoredAny>()?;
                    }
                }
                Ok(())
            }

            fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $($crate::protocol::object::write_member!($need map, stringify!($field), self.$field);)*
                Ok(())
            }
        }

        $crate::__impl_object!($type);
    };
}

macro_rules! write_member {
    (required $map:expr, $name:expr, $value:expr) => {
        $map.serialize_entry($name, &$value)?
    };
    (optional $map:expr, $name:expr, $value:expr) => {
        if let Some(value) = &$value {
            $map.serialize_entry($name, value)?
        }
    };
}

pub(super) use {object, write_member};
