//! What is reported to `tracing`.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::server::*;
use super::test_client::TestClient;
use crate::RawEvent;

with_both_clients!(names_and_no_values);

/// Collects spans and events as lines.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn push(&self, record: impl FnOnce(&mut Line)) {
        let mut line = Line::default();
        record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            write!(self.0, "{value:?}").unwrap();
        } else {
            write!(self.0, " {}={value:?}", field.name()).unwrap();
        }
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "qmp_client"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.push(|line| {
            line.0.push_str(span.metadata().name());
            span.record(line);
        });
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.push(|line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

async fn names_and_no_values<C: TestClient>() {
    let lines = Lines::default();
    let _subscriber = tracing::subscriber::set_default(lines.clone());
    let script = |server: &mut Server| {
        server.greet();
        let request = server.request();
        server.reply(&request, json!({"size": 3, "key": "secret"}));
        // This one times out, and its reply is late.
        let late = server.request();
        std::thread::sleep(Duration::from_millis(50));
        server.event("RESET", json!({"guest": true, "key": "secret"}));
        server.reply(&late, json!({"key": "secret"}));
        let request = server.request();
        let error = json!({"class": "GenericError", "desc": "secret"});
        server.line(&json!({"error": error, "id": request["id"]}));
        server.send("{\"event\": \"secret");
        server.close();
    };
    with_server::<C>(script, async |address| {
        let connected = C::connect_with_events::<RawEvent>(&C::builder(), address).await;
        let (client, _events) = connected.unwrap();
        let echo = || Echo {
            text: "secret".into(),
        };
        client.execute(echo()).await.unwrap();
        let short = Duration::from_millis(10);
        client
            .execute_within(echo(), Some(short))
            .await
            .unwrap_err();
        client.execute(Stop {}).await.unwrap_err();
        client.closed(Duration::from_secs(5)).await.unwrap();
    })
    .await;
    let mut lines = lines.0.lock().unwrap().clone();
    let first = lines.remove(0);
    assert!(first.starts_with("connection server=unix:"), "{first}");
    // A task of its own may receive the end before the error is returned.
    lines[8..].sort();
    assert_eq!(
        lines,
        [
            "connected version=10.0.2",
            "request command=\"echo\" id=2",
            "reply command=\"echo\" id=2",
            "request command=\"echo\" id=3",
            "error command=\"echo\" id=3 kind=Timeout",
            "request command=\"stop\" id=4",
            "event event=\"RESET\"",
            "discarded a reply id=3",
            "error command=\"stop\" id=4 kind=Command class=\"GenericError\"",
            "the connection ended cause=\"the server closed the connection in a message\"",
        ]
    );
}
