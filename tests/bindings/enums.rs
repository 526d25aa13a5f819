//! Enums and text.

use std::borrow::Cow;

use qmp_client::qemu::types::RunState;

#[test]
fn enums_convert_from_any_text() {
    let owned = String::from("running");
    assert_eq!(RunState::from("running"), RunState::Running);
    assert_eq!(RunState::from(&owned), RunState::Running);
    assert_eq!(RunState::from(Cow::Borrowed("running")), RunState::Running);
    assert_eq!(RunState::from(owned), RunState::Running);
    let unknown = RunState::from(String::from("levitating"));
    assert_eq!(unknown.as_str(), "levitating");
    assert!(matches!(unknown, RunState::Other(_)));
}
