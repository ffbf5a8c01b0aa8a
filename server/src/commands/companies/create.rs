//! `kith companies create`.

use anyhow::{Result, bail};
use app::{
    companies::{Company, NewCompany, create_company, find, same_companies},
    workspaces::Permission,
};
use serde_json::json;

use crate::{
    cli::{Global, NewCompanyArguments},
    commands::{account::member, finding::refused, print, with_kith},
};

pub(super) async fn create(
    global: &Global,
    account: &str,
    given: &NewCompanyArguments,
) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let new = NewCompany {
            name: given.name.clone(),
            domain: given.domain.clone(),
            parent: given.parent.clone(),
        };
        let same = same_companies(&mut scope, &new).await.map_err(refused)?;
        if !given.anyway && !same.is_empty() {
            let lines: Vec<String> = same.iter().map(line).collect();
            bail!(
                "a company here is called so, or has this domain; say --anyway if another one is meant:\n{}",
                lines.join("\n")
            );
        }
        let id = create_company(&mut scope, &new).await.map_err(refused)?;
        let company = find(&mut scope, id).await.map_err(refused)?;
        scope.commit().await?;
        let words = format!("{} is a company now: {id}", company.name);
        let answer = json!({ "id": id, "name": company.name, "domain": company.domain });
        print(global, &answer, &words);
        Ok(())
    })
    .await
}

fn line(company: &Company) -> String {
    let domain = company.domain.as_deref().unwrap_or_default();
    let line = format!("{}  {}  {domain}", company.id, company.name);
    line.trim_end().to_owned()
}
