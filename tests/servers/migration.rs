//! Migration: capabilities, and migrations that complete or fail.

use libtest_mimic::Failed;
use serde_json::json;

use crate::qmp::commands::{
    Migrate, MigrateSetCapabilities, QueryMigrate, QueryMigrateCapabilities, QueryStatus,
};
use crate::qmp::events;
use crate::qmp::types::{
    MigrateSetCapabilitiesCapabilities, MigrateSetCapabilitiesCapabilitiesCapability,
    QueryMigrateReturn,
};
use crate::server::{Running, Server, poll};
use crate::{PATIENCE, Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    query_migrate_is_empty_at_first,
    migrate_capabilities,
    migrate,
    a_migration_may_fail,
];

fn query_migrate_is_empty_at_first(server: &Server) -> Result<(), Failed> {
    let running = server.start(&["-S"])?;
    let migration = running.client.execute(&QueryMigrate::new())?;
    assert_eq!(serde_json::to_value(migration)?, json!({}));
    Ok(())
}

fn set_capabilities(running: &Running, capabilities: &[(&str, bool)]) -> Result<(), Failed> {
    let capabilities = capabilities.iter().map(|(name, state)| {
        let capability = MigrateSetCapabilitiesCapabilitiesCapability::from(name);
        MigrateSetCapabilitiesCapabilities::new(capability, *state)
    });
    running
        .client
        .execute(&MigrateSetCapabilities::new(capabilities))?;
    Ok(())
}

fn migrate_capabilities(server: &Server) -> Result<(), Failed> {
    let running = server.start(&["-S"])?;
    let state = |running: &Running, name: &str| {
        let all = running.client.execute(&QueryMigrateCapabilities::new())?;
        let capability = all.iter().find(|capability| capability.capability == name);
        capability
            .map(|capability| capability.state)
            .ok_or(Failed::from("it is not there"))
    };
    assert!(!state(&running, "auto-converge")?);
    // The documents list the first value, but not the second.
    set_capabilities(
        &running,
        &[("auto-converge", true), ("late-block-activate", true)],
    )?;
    assert!(state(&running, "auto-converge")?);
    assert!(state(&running, "late-block-activate")?);
    set_capabilities(&running, &[("auto-converge", false)])?;
    assert!(!state(&running, "auto-converge")?);
    assert!(state(&running, "late-block-activate")?);
    Ok(())
}

/// Waits for the end of the migration, and returns its state.
fn finished_migration(running: &Running) -> Result<QueryMigrateReturn, Failed> {
    poll(|| {
        let migration = running.client.execute(&QueryMigrate::new());
        match migration.map(|migration| (migration.status.clone(), migration)) {
            Ok((Some(status), migration)) if status == "completed" || status == "failed" => {
                Some(Ok(migration))
            }
            Ok(_) => None,
            Err(error) => Some(Err(error.into())),
        }
    })
    .ok_or("it does not end")?
}

fn migrate(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    set_capabilities(&running, &[("xbzrle", true)])?;
    let nowhere = Migrate::new("exec:cat > /dev/null");
    let mut stops = running.client.events::<events::Stop>();
    running.client.execute(&nowhere)?;
    let migration = finished_migration(&running)?;
    assert_eq!(migration.status.unwrap(), "completed");
    assert!(migration.total_time.unwrap() > 0);
    assert!(migration.downtime.is_some());
    let memory = migration.ram.unwrap();
    assert!(memory.total >= 64 << 20, "{memory:?}");
    assert!(memory.transferred > 0 && memory.normal > 0, "{memory:?}");
    assert_eq!(memory.normal_bytes, memory.normal * 4096);
    assert_eq!(memory.remaining, 0);
    assert!(migration.xbzrle_cache.unwrap().cache_size > 0);
    assert!(migration.disk.is_none());

    stops.wait(PATIENCE, |_| true)?;
    let status = running.client.execute(&QueryStatus::new())?;
    assert_eq!(status.status, "postmigrate");
    Ok(())
}

fn a_migration_may_fail(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    let nobody = format!("unix:{}", running.file("nobody.sock").display());
    // Some servers connect before they reply.
    match running.client.execute(&Migrate::new(nobody)) {
        Ok(_) => {}
        Err(error) if error.class().is_some() => {}
        Err(error) => return Err(error.into()),
    }
    let migration = finished_migration(&running)?;
    assert_eq!(migration.status.unwrap(), "failed");
    assert!(running.client.execute(&QueryStatus::new())?.running);
    Ok(())
}
