//! What the handles of a connection have in common.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use super::executor::Executor;
use crate::client::link::Link;

/// A handle of a connection.
#[derive(Clone)]
pub(super) struct Handle {
    pub(super) link: Link,
    pub(super) executor: Arc<Executor>,
    pub(super) command_timeout: Option<Duration>,
}

impl Handle {
    /// Waits for a future.
    pub(super) fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.executor.block_on(self.link.shared(), future)
    }

    /// Reads and sends what is possible without waiting.
    pub(super) fn process(&self) {
        self.executor.process(self.link.shared());
    }
}
