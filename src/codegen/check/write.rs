//! Writing objects and arrays.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::kinds::Wire;

/// Writes an object, member by member.
#[derive(Debug)]
pub struct ObjectWriter<M>(M);

impl<M: SerializeMap> ObjectWriter<M> {
    /// Begins an object.
    ///
    /// # Errors
    ///
    /// Errors of the serializer.
    pub fn begin<S: Serializer<SerializeMap = M, Error = M::Error>>(
        serializer: S,
    ) -> Result<Self, M::Error> {
        serializer.serialize_map(None).map(ObjectWriter)
    }

    /// Writes a member, unless its value represents an absent one.
    ///
    /// # Errors
    ///
    /// Errors of the serializer and of the value.
    pub fn member<T: Serialize + Wire + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        if value.is_absent() {
            return Ok(());
        }
        self.0.serialize_entry(name, value)
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// Errors of the serializer.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}

/// Writes an array, element by element.
#[derive(Debug)]
pub struct ArrayWriter<E>(E);

impl<E: SerializeSeq> ArrayWriter<E> {
    /// Begins an array.
    ///
    /// # Errors
    ///
    /// Errors of the serializer.
    pub fn begin<S: Serializer<SerializeSeq = E, Error = E::Error>>(
        serializer: S,
    ) -> Result<Self, E::Error> {
        serializer.serialize_seq(None).map(ArrayWriter)
    }

    /// Writes an element.
    ///
    /// # Errors
    ///
    /// Errors of the serializer and of the value.
    pub fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), E::Error> {
        self.0.serialize_element(value)
    }

    /// Ends the array.
    ///
    /// # Errors
    ///
    /// Errors of the serializer.
    pub fn end(self) -> Result<E::Ok, E::Error> {
        self.0.end()
    }
}
