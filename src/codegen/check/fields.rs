//! The comparison of the fields of a struct, with errors at the fields.
//!
//! The comparison of types as data reports an error at the use of a type. A struct that is
//! checked where it is used therefore implements a trait for every declaration, and the
//! compiler reports an error in the implementation, whose tokens have the places of the fields.

use std::marker::PhantomData;

use super::compare::{check_field, check_missing};
use super::type_info::{DocumentedType, FieldInfo};

/// The declaration of a value in the documents.
pub trait Declared {
    /// The declared type.
    const TYPE: DocumentedType;
    /// The value, such as "the reply of the command `query-status`".
    const SUBJECT: &'static str;
    /// The place where it is documented.
    const PLACE: &'static str;
    /// Whether it is received, and not sent.
    const IS_RECEIVED: bool;
}

/// The elements of the array `D`.
#[derive(Debug)]
pub struct Element<D>(PhantomData<D>);

impl<D: Declared> Declared for Element<D> {
    const TYPE: DocumentedType = match D::TYPE {
        DocumentedType::Array(element) => *element,
        // The type of the array is reported where it is used.
        _ => DocumentedType::Scalar(0),
    };
    const SUBJECT: &'static str = D::SUBJECT;
    const PLACE: &'static str = D::PLACE;
    const IS_RECEIVED: bool = D::IS_RECEIVED;
}

/// The result of a comparison: a difference is a compile error.
#[derive(Debug, Clone, Copy)]
pub struct Matching;

/// A type whose fields are compared with the declaration `D`.
pub trait CheckFields<D: Declared> {
    /// The comparison.
    const CHECK: Matching;
}

/// Compares a field with the member of its name.
///
/// # Panics
///
/// If they differ. The function is called at compile time, and the panic is a compile error.
#[track_caller]
pub const fn check_field_of<D: Declared>(field: &FieldInfo) {
    check_field(&D::TYPE, field, D::IS_RECEIVED, D::SUBJECT, D::PLACE);
}

/// Checks that no required member is missing among the fields of a struct that is sent.
///
/// # Panics
///
/// If one is.
#[track_caller]
pub const fn check_fields_of<D: Declared>(fields: &[FieldInfo]) {
    if !D::IS_RECEIVED {
        check_missing(&D::TYPE, fields, D::SUBJECT, D::PLACE);
    }
}

impl<T: CheckFields<Element<D>>, D: Declared> CheckFields<D> for Vec<T> {
    const CHECK: Matching = T::CHECK;
}

impl<T: CheckFields<Element<D>>, D: Declared> CheckFields<D> for [T] {
    const CHECK: Matching = T::CHECK;
}

impl<T: CheckFields<D>, D: Declared> CheckFields<D> for Option<T> {
    const CHECK: Matching = T::CHECK;
}

impl<T: CheckFields<D> + ?Sized, D: Declared> CheckFields<D> for Box<T> {
    const CHECK: Matching = T::CHECK;
}

impl<T: CheckFields<D> + ?Sized, D: Declared> CheckFields<D> for &T {
    const CHECK: Matching = T::CHECK;
}

/// The fields of a type, which are compared if it implements [`CheckFields`].
#[derive(Debug)]
pub struct FieldsOf<T: ?Sized, D>(PhantomData<D>, PhantomData<T>);

impl<T: CheckFields<D> + ?Sized, D: Declared> FieldsOf<T, D> {
    /// The comparison.
    pub const CHECK: Matching = T::CHECK;
}

/// The constant of types without fields to compare.
pub trait AnyFields {
    /// No comparison.
    const CHECK: Matching = Matching;
}

impl<T: ?Sized, D> AnyFields for FieldsOf<T, D> {}
