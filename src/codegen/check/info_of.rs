//! Types as data, also those that cannot be checked.
//!
//! The structs have a constant `INFO`, which is that of [`AnyInfo`] for a type that another
//! check reports. So the compiler reports one error.

use std::marker::PhantomData;

use super::kinds::{ReceiveAs, SendAs, Wire};
use super::type_info::TypeInfo;

/// A type of Rust.
#[derive(Debug)]
pub struct InfoOf<T: ?Sized>(PhantomData<T>);

/// A type that can receive the kind `K`.
#[derive(Debug)]
pub struct ReceivedInfo<T: ?Sized, K>(PhantomData<K>, PhantomData<T>);

/// A type that can be sent as the kind `K`.
#[derive(Debug)]
pub struct SentInfo<T: ?Sized, K>(PhantomData<K>, PhantomData<T>);

impl<T: Wire + ?Sized> InfoOf<T> {
    /// The type as data.
    pub const INFO: TypeInfo = T::INFO;
}

impl<T: ReceiveAs<K> + ?Sized, K> ReceivedInfo<T, K> {
    /// The type as data.
    pub const INFO: TypeInfo = T::INFO;
}

impl<T: SendAs<K> + ?Sized, K> SentInfo<T, K> {
    /// The type as data.
    pub const INFO: TypeInfo = T::INFO;
}

/// The constant of other types.
pub trait AnyInfo {
    /// A type for any value.
    const INFO: TypeInfo = TypeInfo::ANY;
}

impl<T: ?Sized> AnyInfo for InfoOf<T> {}
impl<T: ?Sized, K> AnyInfo for ReceivedInfo<T, K> {}
impl<T: ?Sized, K> AnyInfo for SentInfo<T, K> {}
