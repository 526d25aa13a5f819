//! Writing the members of a struct.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Wire;

/// Writes an object, member by member.
#[derive(Debug)]
pub struct Writer<M>(M);

impl<M: SerializeMap> Writer<M> {
    /// Begins an object.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn begin<S: Serializer<SerializeMap = M, Error = M::Error>>(
        serializer: S,
    ) -> Result<Self, M::Error> {
        serializer.serialize_map(None).map(Writer)
    }

    /// Writes a member, unless its value stands for one that is left out.
    ///
    /// # Errors
    ///
    /// Those of the serializer, and of a value that can't be written.
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
    /// Those of the serializer.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}

/// Writes an array, element by element.
#[derive(Debug)]
pub struct Elements<E>(E);

impl<E: SerializeSeq> Elements<E> {
    /// Begins an array.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn begin<S: Serializer<SerializeSeq = E, Error = E::Error>>(
        serializer: S,
    ) -> Result<Self, E::Error> {
        serializer.serialize_seq(None).map(Elements)
    }

    /// Writes an element.
    ///
    /// # Errors
    ///
    /// Those of the serializer, and of a value that can't be written.
    pub fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), E::Error> {
        self.0.serialize_element(value)
    }

    /// Ends the array.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn end(self) -> Result<E::Ok, E::Error> {
        self.0.end()
    }
}
