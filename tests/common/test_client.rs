//! What tests need of a client, so that they can be written once for both. The module that
//! includes this file has an item `qmp_client`.

use std::future::Future;
use std::os::fd::OwnedFd;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::qmp_client::{
    AddedFd, Address, Builder, Command, Error, EventOptions, EventSet, JobOptions, JobProgress,
    Machine, NoReplyCommand, Request, ServerSchema, Timestamped, blocking, tokio,
};

pub(crate) trait TestClient: Clone + Send + Sync + Sized + 'static {
    type Events<S: EventSet>: TestEvents<S>;

    /// Runs a test.
    fn run<T>(test: impl Future<Output = T>) -> T;

    fn builder() -> Builder<Self> {
        Builder::new()
            .connect_timeout(Duration::from_secs(5))
            .command_timeout(Duration::from_secs(5))
    }

    async fn connect(builder: &Builder<Self>, address: &Address) -> Result<Self, Error>;

    async fn connect_with_events<S: EventSet>(
        builder: &Builder<Self>,
        address: &Address,
    ) -> Result<(Self, Self::Events<S>), Error>;

    async fn connect_machine(builder: &Builder<Self>, machine: &Machine) -> Result<Self, Error>;

    async fn execute<C: Command>(&self, command: C) -> Result<C::Reply, Error>;

    async fn execute_within<C: Command>(
        &self,
        command: C,
        timeout: Option<Duration>,
    ) -> Result<C::Reply, Error>;

    async fn send<C: NoReplyCommand>(&self, command: C) -> Result<(), Error>;

    async fn execute_raw<R: DeserializeOwned + Send>(
        &self,
        name: &str,
        arguments: Option<&Value>,
    ) -> Result<R, Error>;

    async fn request(&self, request: Request) -> Result<Value, Error>;

    fn events<S: EventSet>(&self) -> Self::Events<S> {
        self.events_with(EventOptions::new())
    }

    fn events_with<S: EventSet>(&self, options: EventOptions) -> Self::Events<S>;

    async fn closed(&self, timeout: Duration) -> Option<Error>;

    async fn run_job<C: Command>(
        &self,
        command: C,
        options: JobOptions,
        progress: impl FnMut(&JobProgress),
    ) -> Result<JobProgress, Error>;

    async fn unplug(&self, id: &str, timeout: Duration) -> Result<(), Error>;

    async fn quit(&self, timeout: Duration) -> Result<(), Error>;

    async fn add_fd(&self, descriptor: OwnedFd) -> Result<AddedFd, Error>;

    async fn schema(&self) -> Result<Arc<ServerSchema>, Error>;

    async fn supports<C: Command>(&self) -> Result<bool, Error>;

    fn close(&self);

    /// Lets other tasks and threads run for a moment.
    async fn pause();
}

pub(crate) trait TestEvents<S>: Send {
    async fn next(&mut self, timeout: Duration) -> Result<Option<Timestamped<S>>, Error>;

    async fn wait(
        &mut self,
        timeout: Duration,
        accept: impl FnMut(&S) -> bool,
    ) -> Result<Timestamped<S>, Error>;

    fn try_next(&mut self) -> Result<Option<Timestamped<S>>, Error>;

    fn queued(&self) -> usize;
}

impl TestClient for blocking::Client {
    type Events<S: EventSet> = blocking::Events<S>;

    fn run<T>(test: impl Future<Output = T>) -> T {
        // The methods of the client wait by themselves.
        let mut context = Context::from_waker(Waker::noop());
        match pin!(test).poll(&mut context) {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("the test waits for something else"),
        }
    }

    async fn connect(builder: &Builder<Self>, address: &Address) -> Result<Self, Error> {
        builder.connect(address)
    }

    async fn connect_with_events<S: EventSet>(
        builder: &Builder<Self>,
        address: &Address,
    ) -> Result<(Self, Self::Events<S>), Error> {
        builder.connect_with_events(address, EventOptions::new())
    }

    async fn connect_machine(builder: &Builder<Self>, machine: &Machine) -> Result<Self, Error> {
        builder.connect_machine(machine)
    }

    async fn execute<C: Command>(&self, command: C) -> Result<C::Reply, Error> {
        self.execute(command)
    }

    async fn execute_within<C: Command>(
        &self,
        command: C,
        timeout: Option<Duration>,
    ) -> Result<C::Reply, Error> {
        self.call(command).timeout(timeout).execute()
    }

    async fn send<C: NoReplyCommand>(&self, command: C) -> Result<(), Error> {
        self.send(command)
    }

    async fn execute_raw<R: DeserializeOwned + Send>(
        &self,
        name: &str,
        arguments: Option<&Value>,
    ) -> Result<R, Error> {
        self.execute_raw(name, arguments)
    }

    async fn request(&self, request: Request) -> Result<Value, Error> {
        self.call_request(request).execute()
    }

    fn events_with<S: EventSet>(&self, options: EventOptions) -> Self::Events<S> {
        self.events_with(options)
    }

    async fn closed(&self, timeout: Duration) -> Option<Error> {
        self.closed(timeout)
    }

    async fn run_job<C: Command>(
        &self,
        command: C,
        options: JobOptions,
        progress: impl FnMut(&JobProgress),
    ) -> Result<JobProgress, Error> {
        self.run_job(command, options, progress)
    }

    async fn unplug(&self, id: &str, timeout: Duration) -> Result<(), Error> {
        self.unplug(id, timeout)
    }

    async fn quit(&self, timeout: Duration) -> Result<(), Error> {
        self.quit(timeout)
    }

    async fn add_fd(&self, descriptor: OwnedFd) -> Result<AddedFd, Error> {
        self.add_fd(descriptor)
    }

    async fn schema(&self) -> Result<Arc<ServerSchema>, Error> {
        self.schema()
    }

    async fn supports<C: Command>(&self) -> Result<bool, Error> {
        self.supports::<C>()
    }

    fn close(&self) {
        self.close();
    }

    async fn pause() {
        std::thread::sleep(Duration::from_millis(1));
    }
}

impl<S: EventSet> TestEvents<S> for blocking::Events<S> {
    async fn next(&mut self, timeout: Duration) -> Result<Option<Timestamped<S>>, Error> {
        self.next(timeout)
    }

    async fn wait(
        &mut self,
        timeout: Duration,
        accept: impl FnMut(&S) -> bool,
    ) -> Result<Timestamped<S>, Error> {
        self.wait(timeout, accept)
    }

    fn try_next(&mut self) -> Result<Option<Timestamped<S>>, Error> {
        self.try_next()
    }

    fn queued(&self) -> usize {
        self.queued()
    }
}

impl TestClient for tokio::Client {
    type Events<S: EventSet> = tokio::Events<S>;

    fn run<T>(test: impl Future<Output = T>) -> T {
        let mut runtime = ::tokio::runtime::Builder::new_current_thread();
        runtime.enable_all().build().unwrap().block_on(test)
    }

    async fn connect(builder: &Builder<Self>, address: &Address) -> Result<Self, Error> {
        builder.connect(address).await
    }

    async fn connect_with_events<S: EventSet>(
        builder: &Builder<Self>,
        address: &Address,
    ) -> Result<(Self, Self::Events<S>), Error> {
        let options = EventOptions::new();
        builder.connect_with_events(address, options).await
    }

    async fn connect_machine(builder: &Builder<Self>, machine: &Machine) -> Result<Self, Error> {
        builder.connect_machine(machine).await
    }

    async fn execute<C: Command>(&self, command: C) -> Result<C::Reply, Error> {
        self.execute(command).await
    }

    async fn execute_within<C: Command>(
        &self,
        command: C,
        timeout: Option<Duration>,
    ) -> Result<C::Reply, Error> {
        self.call(command).timeout(timeout).execute().await
    }

    async fn send<C: NoReplyCommand>(&self, command: C) -> Result<(), Error> {
        self.send(command).await
    }

    async fn execute_raw<R: DeserializeOwned + Send>(
        &self,
        name: &str,
        arguments: Option<&Value>,
    ) -> Result<R, Error> {
        self.execute_raw(name, arguments).await
    }

    async fn request(&self, request: Request) -> Result<Value, Error> {
        self.call_request(request).execute().await
    }

    fn events_with<S: EventSet>(&self, options: EventOptions) -> Self::Events<S> {
        self.events_with(options)
    }

    async fn closed(&self, timeout: Duration) -> Option<Error> {
        self.closed(timeout).await
    }

    async fn run_job<C: Command>(
        &self,
        command: C,
        options: JobOptions,
        progress: impl FnMut(&JobProgress),
    ) -> Result<JobProgress, Error> {
        self.run_job(command, options, progress).await
    }

    async fn unplug(&self, id: &str, timeout: Duration) -> Result<(), Error> {
        self.unplug(id, timeout).await
    }

    async fn quit(&self, timeout: Duration) -> Result<(), Error> {
        self.quit(timeout).await
    }

    async fn add_fd(&self, descriptor: OwnedFd) -> Result<AddedFd, Error> {
        self.add_fd(descriptor).await
    }

    async fn schema(&self) -> Result<Arc<ServerSchema>, Error> {
        self.schema().await
    }

    async fn supports<C: Command>(&self) -> Result<bool, Error> {
        self.supports::<C>().await
    }

    fn close(&self) {
        self.close();
    }

    async fn pause() {
        ::tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

impl<S: EventSet> TestEvents<S> for tokio::Events<S> {
    async fn next(&mut self, timeout: Duration) -> Result<Option<Timestamped<S>>, Error> {
        self.next(timeout).await
    }

    async fn wait(
        &mut self,
        timeout: Duration,
        accept: impl FnMut(&S) -> bool,
    ) -> Result<Timestamped<S>, Error> {
        self.wait(timeout, accept).await
    }

    fn try_next(&mut self) -> Result<Option<Timestamped<S>>, Error> {
        self.try_next()
    }

    fn queued(&self) -> usize {
        self.queued()
    }
}
