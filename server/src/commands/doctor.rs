//! `kith doctor`: looks at what usually goes wrong and says what to do.

use std::{path::Path, time::Duration};

use anyhow::{Result, bail};
use app::schema;
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{cli::Global, configuration, database::Database, external};

#[derive(Serialize)]
struct Finding {
    check: &'static str,
    ok: bool,
    says: String,
}

fn good(check: &'static str, says: impl Into<String>) -> Finding {
    Finding {
        check,
        ok: true,
        says: says.into(),
    }
}

fn bad(check: &'static str, says: impl Into<String>) -> Finding {
    Finding {
        check,
        ok: false,
        says: says.into(),
    }
}

pub async fn doctor(global: &Global) -> Result<()> {
    let data_dir = configuration::data_dir(global)?;
    let mut findings = vec![
        good("data folder", data_dir.display().to_string()),
        disk(&data_dir),
        secrets(&data_dir),
    ];
    match Database::borrow(global, data_dir).await {
        Ok(database) => {
            findings.extend(look_into(&database).await);
            database.close().await?;
        }
        Err(error) => findings.push(bad("database", format!("{error:#}"))),
    }
    findings.push(web(global).await);
    report(global, &findings)
}

fn report(global: &Global, findings: &[Finding]) -> Result<()> {
    if global.json {
        println!("{}", serde_json::to_string(findings)?);
    } else {
        for finding in findings {
            println!(
                "{} {}: {}",
                if finding.ok { "ok " } else { "BAD" },
                finding.check,
                finding.says
            );
        }
    }
    match findings.iter().filter(|finding| !finding.ok).count() {
        0 => Ok(()),
        count => bail!("{count} things need attention"),
    }
}

async fn look_into(database: &Database) -> Vec<Finding> {
    let pool = &database.pool;
    let mut findings = Vec::new();
    let version: sqlx::Result<String> = sqlx::query_scalar("show server_version")
        .fetch_one(pool)
        .await;
    let whose = if database.is_own() {
        "own, started for this check"
    } else {
        "running"
    };
    findings.push(match version {
        Ok(version) => good("database", format!("PostgreSQL {version} ({whose})")),
        Err(error) => bad("database", error.to_string()),
    });
    findings.push(match external::missing_extensions(pool).await {
        Ok(missing) if missing.is_empty() => good("extensions", "all there"),
        Ok(missing) => bad(
            "extensions",
            format!(
                "run, as a superuser: create extension {};",
                missing.join("; create extension ")
            ),
        ),
        Err(error) => bad("extensions", error.to_string()),
    });
    findings.push(if schema::is_current(pool).await {
        good("schema", "at this version")
    } else {
        bad("schema", "not at this version: run kith migrate")
    });
    findings.push(clock(pool).await);
    findings.push(worker(pool).await);
    findings
}

async fn clock(pool: &sqlx::PgPool) -> Finding {
    let theirs: sqlx::Result<DateTime<Utc>> = sqlx::query_scalar("select clock_timestamp()")
        .fetch_one(pool)
        .await;
    let Ok(theirs) = theirs else {
        return bad("clock", "the database did not tell its time");
    };
    let apart = (app::context::Clock::System.now() - theirs)
        .num_seconds()
        .abs();
    if apart <= 5 {
        good("clock", "agrees with the database's")
    } else {
        bad(
            "clock",
            format!("{apart} s apart from the database's: synchronise both machines' clocks"),
        )
    }
}

async fn worker(pool: &sqlx::PgPool) -> Finding {
    let failed: sqlx::Result<i64> = sqlx::query_scalar(
        "select count(*) from apalis.jobs where status in ('Failed', 'Killed') and attempts >= max_attempts",
    )
    .fetch_one(pool)
    .await;
    match failed {
        Ok(0) => good("jobs", "none failed"),
        Ok(count) => bad(
            "jobs",
            format!("{count} failed: see the page Jobs and retry them there"),
        ),
        Err(error) => bad("jobs", error.to_string()),
    }
}

const LITTLE: u64 = 1 << 30;

fn disk(folder: &Path) -> Finding {
    match nix::sys::statvfs::statvfs(folder) {
        Ok(stat) => {
            let free = stat.blocks_available() * stat.fragment_size();
            let says = format!("{:.1} GB free", free as f64 / 1e9);
            if free >= LITTLE {
                good("disk", says)
            } else {
                bad("disk", format!("{says}: make room"))
            }
        }
        Err(error) => bad("disk", error.to_string()),
    }
}

/// The passwords of the own database must be for the owner's eyes only.
fn secrets(folder: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt;

    let file = folder.join("postgres").join("secrets");
    match std::fs::metadata(&file) {
        Ok(metadata) if metadata.permissions().mode() & 0o077 == 0 => {
            good("secrets", "readable for their owner only")
        }
        Ok(_) => bad(
            "secrets",
            format!("others may read {0}: run chmod 600 {0}", file.display()),
        ),
        Err(_) => good("secrets", "none yet"),
    }
}

async fn web(global: &Global) -> Finding {
    let address = format!("http://{}/readyz", global.address);
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(3))
        .build();
    let Ok(client) = client else {
        return bad("web", "no client could be made");
    };
    match client.get(&address).send().await {
        Ok(answer) if answer.status().is_success() => {
            good("web", format!("ready at {}", global.address))
        }
        Ok(answer) => bad("web", format!("{} at {address}", answer.status())),
        Err(_) => good("web", format!("nothing listens on {}", global.address)),
    }
}
