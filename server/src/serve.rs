//! Web and worker in one process, until a signal.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, Result};
use app::{
    context::{Clock, Kith},
    events::Hub,
    http::router,
    jobs, schema,
};
use leptos::config::LeptosOptions;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{backup, cli::Global, configuration, database::Database, signals};

/// How long requests that run may take to end.
const GRACE: Duration = Duration::from_secs(10);

pub struct Plan {
    pub jobs: bool,
    pub migrate: bool,
}

pub async fn serve(global: &Global, plan: &Plan) -> Result<()> {
    let stop = signals::stop_token()?;
    let listener = listen(global.address).await?;
    let database = Database::keep(global, configuration::data_dir(global)?).await?;
    let outcome = serve_with(global, plan, &database, listener, &stop).await;
    database.close().await?;
    outcome
}

pub async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("listening on {address}. Name another address by --address or KITH_ADDRESS")
    })
}

pub async fn serve_with(
    global: &Global,
    plan: &Plan,
    database: &Database,
    listener: TcpListener,
    stop: &CancellationToken,
) -> Result<()> {
    if plan.migrate {
        schema::migrate(&database.pool).await?;
    }
    let kith = kith(global, database, configuration::leptos_options(global)?)?;
    let background = [tokio::spawn(kith.hub.clone().listen(kith.pool.clone()))];
    let worker = plan.jobs.then(|| {
        tokio::spawn(work_when_current(
            kith.clone(),
            database.is_own(),
            stop.clone(),
        ))
    });
    announce(&listener, &kith)?;
    tokio::select! {
        served = serve_until(listener, kith.clone(), stop.clone()) => served?,
        () = database.watch() => {}
    }
    for task in background {
        task.abort();
    }
    if let Some(worker) = worker {
        worker.await??;
    }
    Ok(())
}

async fn serve_until(listener: TcpListener, kith: Kith, stop: CancellationToken) -> Result<()> {
    let hub = kith.hub.clone();
    let ending = stop.clone();
    let app = router(kith).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
        ending.cancelled().await;
        hub.close();
    });
    let too_long = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = serving.into_future() => Ok(served?),
        () = too_long => Ok(()),
    }
}

/// The worker waits for a schema that it knows.
async fn work_when_current(kith: Kith, alone: bool, stop: CancellationToken) -> Result<()> {
    while !schema::is_current(&kith.pool).await {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            () = stop.cancelled() => return Ok(()),
        }
    }
    jobs::work(kith, alone, stop.cancelled_owned()).await
}

pub fn kith(global: &Global, database: &Database, leptos: LeptosOptions) -> Result<Kith> {
    let source = backup::source(global, database).ok();
    let settings = configuration::settings(global, configuration::data_dir(global)?, source);
    if let Some(mail) = &settings.mail {
        mail.check().map_err(anyhow::Error::msg)?;
    }
    Ok(Kith {
        pool: database.pool.clone(),
        clock: Clock::System,
        settings,
        hub: Hub::default(),
        leptos,
    })
}

fn announce(listener: &TcpListener, kith: &Kith) -> Result<()> {
    let address = listener.local_addr()?;
    println!(
        "Kith is ready at {} (listening on {address})",
        kith.settings.base_url
    );
    Ok(())
}

pub async fn work(global: &Global) -> Result<()> {
    let stop = signals::stop_token()?;
    let data_dir = configuration::data_dir(global)?;
    let database = Database::borrow(global, data_dir).await?;
    let kith = kith(
        global,
        &database,
        LeptosOptions::builder().output_name("kith").build(),
    )?;
    println!("Working on jobs");
    let outcome = tokio::select! {
        worked = work_when_current(kith, database.is_own(), stop) => worked,
        () = database.watch() => Ok(()),
    };
    database.close().await?;
    outcome
}
