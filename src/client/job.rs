//! Running a job from its start to its end.

use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::call::Prepared;
use super::error::{Error, ErrorKind, Outcome};
use super::events::EventOptions;
use super::events::Stream;
use super::link::Link;
use super::schema::ServerSchema;
use crate::interface::Command;
use crate::protocol::session::Overflow;
use crate::protocol::{RawEvent, Request};

/// How a job is run: see [`Client::run_job`](crate::Client::run_job).
#[derive(Debug, Clone)]
pub struct JobOptions {
    timeout: Option<Duration>,
    interval: Duration,
    complete: bool,
}

impl Default for JobOptions {
    fn default() -> Self {
        JobOptions::new()
    }
}

impl JobOptions {
    /// Returns the defaults: no timeout, progress every half second, and a job that is ready is
    /// completed.
    pub fn new() -> Self {
        JobOptions {
            timeout: None,
            interval: Duration::from_millis(500),
            complete: true,
        }
    }

    /// Sets the timeout of the whole job; `None` waits forever. A job that times out goes on.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// Sets how often the progress is asked for, while nothing else happens.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Sets whether a job that is ready, such as a mirror whose target is up to date, is
    /// completed with `job-complete`. Otherwise the job is returned in this state.
    pub fn complete(mut self, complete: bool) -> Self {
        self.complete = complete;
        self
    }
}

/// The state of a job, as `query-jobs` returns it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JobProgress {
    /// The name of the job.
    pub id: String,
    /// The status: `running`, `ready`, `concluded` or another `JobStatus`.
    pub status: String,
    /// How much of `total` is done, in a unit that depends on the job.
    pub current: u64,
    /// The expected total, which may change. Zero at the start.
    pub total: u64,
    /// Why the job failed, once it is concluded.
    pub error: Option<String>,
}

impl JobProgress {
    /// The progress from 0 to 1.
    #[allow(clippy::cast_precision_loss)]
    pub fn fraction(&self) -> f64 {
        if self.total == 0 {
            return 0.0;
        }
        (self.current as f64 / self.total as f64).min(1.0)
    }

    fn read(job: &Value) -> Option<Self> {
        let text = |name: &str| job[name].as_str().map(ToOwned::to_owned);
        Some(JobProgress {
            id: text("id")?,
            status: text("status")?,
            current: job["current-progress"].as_u64().unwrap_or(0),
            total: job["total-progress"].as_u64().unwrap_or(0),
            error: text("error"),
        })
    }
}

/// Starts a job and runs it to its end.
pub(super) async fn run<C: Command>(
    link: &Link,
    command: &C,
    command_timeout: Option<Duration>,
    options: &JobOptions,
    schema: &ServerSchema,
    progress: impl FnMut(&JobProgress),
) -> Result<JobProgress, Error> {
    let deadline = options
        .timeout
        .and_then(|time| Instant::now().checked_add(time));
    let run = run_to_end(link, command, command_timeout, options, schema, progress);
    link.until(deadline, run).await.unwrap_or_else(|| {
        let allowed = options.timeout.unwrap_or(Duration::MAX);
        Err(Error::timed_out(allowed, true)
            .while_doing(format!("running the job of `{}`", C::NAME))
            .for_command(C::NAME))
    })
}

async fn run_to_end<C: Command>(
    link: &Link,
    command: &C,
    command_timeout: Option<Duration>,
    options: &JobOptions,
    schema: &ServerSchema,
    mut progress: impl FnMut(&JobProgress),
) -> Result<JobProgress, Error> {
    let (id, arguments) = arguments(link, command, schema)?;
    let subscription = EventOptions::new()
        .matching(json!({ "id": id }))
        .overflow(Overflow::Latest);
    let changes = Stream::<RawEvent>::new(link, &subscription);

    let execute = async |name: &str, arguments: &Value| -> Result<Value, Error> {
        let request = Request::new(name)
            .with_arguments(arguments)
            .map_err(|source| Error::encode(source).for_command(name))?;
        let sent = Prepared::request(request, command_timeout).send::<Value>(link)?;
        sent.reply().await
    };
    execute(C::NAME, &Value::Object(arguments)).await?;

    let which = json!({ "id": id });
    let mut last: Option<JobProgress> = None;
    let mut requested = None;
    loop {
        let jobs = execute("query-jobs", &Value::Null).await?;
        let jobs = jobs.as_array().map(Vec::as_slice).unwrap_or_default();
        let Some(job) = jobs
            .iter()
            .filter_map(JobProgress::read)
            .find(|job| job.id == id)
        else {
            // The server dismissed it, which it does by itself only if no error is lost.
            let text = format!("the job `{id}` has disappeared before its result was read");
            return last.ok_or_else(|| Error::other(ErrorKind::Job, text, Outcome::Unknown));
        };
        progress(&job);
        // A request is made once for each status that asks for it.
        let request = match job.status.as_str() {
            "ready" if !options.complete => return Ok(job),
            "ready" => Some("job-complete"),
            "pending" => Some("job-finalize"),
            "concluded" => {
                execute("job-dismiss", &which).await?;
                return match &job.error {
                    None => Ok(job),
                    Some(error) => {
                        let text = format!("the job `{id}` of `{}` failed: {error}", C::NAME);
                        Err(Error::other(ErrorKind::Job, text, Outcome::Answered)
                            .for_command(C::NAME))
                    }
                };
            }
            _ => None,
        };
        let is_new = request != requested;
        requested = request;
        if let (Some(request), true) = (request, is_new) {
            match execute(request, &which).await {
                // Its status may have changed in the meantime.
                Err(error) if error.class().is_none() => return Err(error),
                _ => {}
            }
        }
        last = Some(job);
        changes.next(Some(options.interval)).await?;
    }
}

/// The arguments of a command that starts a job, which the server does not dismiss by itself.
fn arguments<C: Command>(
    link: &Link,
    command: &C,
    schema: &ServerSchema,
) -> Result<(String, Map<String, Value>), Error> {
    let encode = |source| Error::encode(source).for_command(C::NAME);
    let mut arguments = match serde_json::to_value(command).map_err(encode)? {
        Value::Object(arguments) => arguments,
        _ => Map::new(),
    };
    if !schema.has_argument(C::NAME, "job-id") {
        let text = format!(
            "`{}` does not start a job: it has no argument `job-id`",
            C::NAME
        );
        return Err(Error::other(ErrorKind::Job, text, Outcome::NotSent).for_command(C::NAME));
    }
    let id = match arguments.get("job-id").and_then(Value::as_str) {
        Some(id) => id.to_owned(),
        None => link.new_name("job"),
    };
    arguments.insert("job-id".to_owned(), id.clone().into());
    if schema.has_argument(C::NAME, "auto-dismiss") {
        arguments.insert("auto-dismiss".to_owned(), false.into());
    }
    Ok((id, arguments))
}
