use std::collections::HashMap;

use qmp_client::{QmpCommand, QmpObject};

// What may be any of several kinds has to be held in all of them.
#[derive(QmpObject)]
struct OneStat {
    name: String,
    value: u64,
}

#[derive(QmpObject)]
#[qmp(name = "StatsResult")]
struct Result_ {
    stats: Vec<OneStat>,
}

// An element that is left out would be `null`.
#[derive(QmpCommand)]
#[qmp(command = "blockdev-reopen")]
struct Reopen {
    options: Vec<Option<serde_json::Value>>,
}

// A map of what the object does not have.
#[derive(QmpCommand)]
#[qmp(command = "query-status", returns = HashMap<String, u8>)]
struct QueryStatus;

fn main() {}
