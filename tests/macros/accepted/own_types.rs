//! A recursive struct, a type that is only sent, and values that some of the stated versions
//! lack.

#![allow(dead_code)]

use qmp_client::{QmpEnum, QmpObject};

#[derive(QmpObject)]
#[qmp(name = "ImageInfo")]
struct Image {
    filename: String,
    backing_image: Option<Box<Self>>,
}

#[derive(QmpObject)]
struct Outermost(Image);

#[derive(QmpObject)]
#[qmp(name = "BlockdevOptions", branch = "null-co", send)]
struct Null {
    node_name: String,
}

#[derive(QmpObject)]
struct Below(Option<Null>);

#[derive(QmpEnum)]
#[qmp(name = "MigrationStatus", versions = "7.2..=11.0")]
enum Status {
    Completed,
    PostcopyRecoverSetup,
    #[qmp(other)]
    Other,
}

fn main() {
    let text = r#"{ "filename": "a", "backing-image": { "filename": "b" } }"#;
    let image: Outermost = serde_json::from_str(text).unwrap();
    assert_eq!(image.0.backing_image.unwrap().filename, "b");
    let null = Below(Some(Null {
        node_name: "n".to_owned(),
    }));
    let expected = r#"{"driver":"null-co","node-name":"n"}"#;
    assert_eq!(serde_json::to_string(&null).unwrap(), expected);
}
