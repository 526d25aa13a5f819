//! The one enum that is built into the schema language.

/// The name of the enum.
pub(super) const NAME: &str = "QType";

/// The values of the enum.
pub(super) const VALUES: [&str; 7] = [
    "none", "qnull", "qnum", "qstring", "qdict", "qlist", "qbool",
];
