//! Many calls on one connection.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::{Value, json};

use super::server::*;
use super::test_client::{TestClient, TestEvents};
use crate::{Capability, RawEvent, tokio};

with_both_clients!(a_server_that_reads_only_after_it_wrote);

/// A server that answers each request with its text, in the order of a small queue that is
/// emptied from the other end, and sends events in between.
fn serve_out_of_order(server: &mut Server, total: usize) {
    let mut waiting = VecDeque::new();
    for count in 0..total {
        waiting.push_back(server.request());
        if count % 16 == 0 {
            server.event("TICK", json!({ "count": count }));
        }
        if waiting.len() == 4 || count + 8 > total {
            while let Some(request) = waiting.pop_back() {
                let size: i64 = request["arguments"]["text"]
                    .as_str()
                    .unwrap()
                    .parse()
                    .unwrap();
                server.reply(&request, json!({ "size": size }));
            }
        }
    }
}

#[test]
fn threads_share_a_blocking_client() {
    const THREADS: usize = 16;
    const EACH: usize = 100;
    let test = async |address: &crate::Address| {
        let client = crate::blocking::Client::builder()
            .enable(Capability::OutOfBand)
            .connect(address)
            .unwrap();
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let client = client.clone();
                std::thread::spawn(move || {
                    for number in 0..EACH {
                        let text = (thread * EACH + number).to_string();
                        let size = text.parse().unwrap();
                        let reply = client.execute(Echo { text }).unwrap();
                        assert_eq!(reply, Echoed { size });
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap();
        }
    };
    let script = |server: &mut Server| {
        server.greet();
        serve_one_by_one(server, THREADS * EACH);
    };
    crate::blocking::Client::run(with_server::<crate::blocking::Client>(script, test));
}

fn serve_one_by_one(server: &mut Server, total: usize) {
    for count in 0..total {
        let request = server.request();
        if count % 16 == 0 {
            server.event("TICK", json!({ "count": count }));
        }
        let size: i64 = request["arguments"]["text"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        server.reply(&request, json!({ "size": size }));
    }
}

#[test]
fn tasks_share_a_tokio_client() {
    const TASKS: usize = 64;
    const EACH: usize = 100;
    let test = async |address: &crate::Address| {
        let builder = tokio::Client::builder().enable(Capability::OutOfBand);
        let (client, events) = builder
            .connect_with_events::<RawEvent, _>(address, Default::default())
            .await
            .unwrap();
        let mut tasks = Vec::new();
        for task in 0..TASKS {
            let client = client.clone();
            tasks.push(::tokio::spawn(async move {
                for number in 0..EACH {
                    let text = (task * EACH + number).to_string();
                    let size = text.parse().unwrap();
                    let reply = client.execute(Echo { text }).await.unwrap();
                    assert_eq!(reply, Echoed { size });
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(events.queued(), TASKS * EACH / 16);
    };
    let script = |server: &mut Server| {
        server.greet();
        serve_out_of_order(server, TASKS * EACH);
    };
    tokio::Client::run(with_server::<tokio::Client>(script, test));
}

#[test]
fn a_future_that_is_dropped_abandons_its_command() {
    let script = |server: &mut Server| {
        let first = server.request();
        assert_eq!(first["arguments"]["text"], "sent");
        std::thread::sleep(Duration::from_millis(50));
        server.reply(&first, json!({"size": 1}));
        let second = server.request();
        assert_eq!(second["arguments"]["text"], "last");
        server.reply(&second, json!({"size": 2}));
    };
    let test = async |client: tokio::Client| {
        let echo = |text: &str| Echo { text: text.into() };
        let sent = client.call(echo("sent")).start().unwrap();
        let queued = client.call(echo("queued")).start().unwrap();
        drop(queued);
        drop(sent);
        let last = client.execute(echo("last")).await.unwrap();
        assert_eq!(last, Echoed { size: 2 });
    };
    tokio::Client::run(with_client(script, test));
}

async fn a_server_that_reads_only_after_it_wrote<C: TestClient>() {
    let filler = "y".repeat(1 << 20);
    let script = move |server: &mut Server| {
        // More than the buffers of the socket, while the client sends as much.
        server.event("FILL", json!({ "text": filler }));
        let request = server.request();
        server.reply(&request, json!({"size": 1}));
    };
    with_events(
        script,
        async |client: C, mut events: C::Events<RawEvent>| {
            let text = "x".repeat(1 << 20);
            let reply = client.execute(Echo { text }).await.unwrap();
            assert_eq!(reply, Echoed { size: 1 });
            let event = events.try_next().unwrap().unwrap().event;
            let data: Value = serde_json::from_str(event.data.unwrap().get()).unwrap();
            assert_eq!(data["text"].as_str().unwrap().len(), 1 << 20);
        },
    )
    .await;
}
