//! Transcripts of connections.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;

use super::server::*;
use super::test_client::TestClient;
use crate::RawEvent;

with_both_clients!(both_directions, of_several_attempts);

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Buffer {
    /// The lines without their times.
    fn lines(&self) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines = text.lines();
        lines
            .map(|line| line.split_once(' ').unwrap().1.to_owned())
            .collect()
    }
}

async fn both_directions<C: TestClient>() {
    let script = |server: &mut Server| {
        server.greet();
        let request = server.request();
        server.reply(&request, json!({"size": 3}));
        server.event("RESET", json!({"guest": true}));
        server.send("{\"event\": \"ha");
        server.close();
    };
    let buffer = Buffer::default();
    let writer = buffer.clone();
    with_server::<C>(script, async |address| {
        let builder = C::builder().transcript(writer);
        let (client, _events) = C::connect_with_events::<RawEvent>(&builder, address)
            .await
            .unwrap();
        let echo = Echo { text: "abc".into() };
        client.execute(echo).await.unwrap();
        client.closed(Duration::from_secs(5)).await.unwrap();
    })
    .await;
    let lines = buffer.lines();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let greeting = format!("<- {GREETING}");
    assert_eq!(
        lines,
        [
            &greeting,
            r#"-> {"execute":"qmp_capabilities","id":1}"#,
            r#"<- {"return":{},"id":1}"#,
            r#"-> {"execute":"echo","arguments":{"text":"abc"},"id":2}"#,
            r#"<- {"return":{"size":3},"id":2}"#,
            r#"<- {"event":"RESET","data":{"guest":true},"timestamp":{"seconds":1,"microseconds":2}}"#,
            r#"<- {"event": "ha"#,
            r#"-- the server closed the connection in the middle of a message (`{"event": "ha`)"#,
        ]
    );
}

/// The server closes the first connection.
async fn of_several_attempts<C: TestClient>() {
    let buffer = Buffer::default();
    let builder = C::builder().transcript(buffer.clone());
    for _ in 0..2 {
        let script = |server: &mut Server| {
            server.send(GREETING);
            server.close();
        };
        with_server::<C>(script, async |address| {
            C::connect(&builder, address).await.err().unwrap();
        })
        .await;
    }
    let lines = buffer.lines();
    let ends = lines.iter().filter(|line| line.starts_with("-- "));
    assert_eq!(ends.count(), 2, "{lines:?}");
}
