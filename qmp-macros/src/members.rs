//! The documented members of an object.

use qmp_gen::ir::Name;
use qmp_gen::macros::WireMember;

/// The documented members of an object, of arguments or of data.
pub(crate) struct Object<'a> {
    /// Its owner for errors, such as "the event `STOP`".
    pub(crate) owner: String,
    /// The word for its members.
    pub(crate) noun: &'static str,
    pub(crate) name: &'a Name,
    pub(crate) parts: Vec<WireMember>,
    /// Whether it accepts unlisted members.
    pub(crate) open: bool,
}
