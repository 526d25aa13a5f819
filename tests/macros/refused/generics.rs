use qmp_client::QmpObject;

// A struct that has itself in it.
#[derive(QmpObject)]
#[qmp(name = "ImageInfo")]
struct Image<N> {
    filename: N,
    virtual_size: Option<Box<Image<N>>>,
    #[qmp(rename = "backing-image")]
    below: Box<Image<N>>,
}

fn main() {}
