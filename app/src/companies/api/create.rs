//! Making a company over REST.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::{CompanyDetails, CompanySummary};
use crate::{
    api::{Answer, ApiJson, ApiQuery, Caller, Failure, Outcome, created},
    companies::{self, Company, NewCompany},
    workspaces::Permission,
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CreateCompanyQuery {
    /// Create the company whoever is called so: they are two, and neither proposed nor joined.
    #[serde(default)]
    anyway: bool,
}

/// Create a company
///
/// Where one is called so or has the domain, nothing is created: 409 with the code
/// `looks_the_same`, and `details.candidates` are those. Ask again with `anyway=true` if none
/// of them is meant: that says that they are two. A domain leads to one company alone: 422
/// `taken`.
#[utoipa::path(
    post, path = "/companies", tag = "companies", params(CreateCompanyQuery), request_body = NewCompany,
    responses(
        (status = 201, body = Answer<CompanyDetails>),
        (status = 409, description = "A company here is called so, or has this domain."),
    ),
)]
pub async fn create_company(
    caller: Caller,
    ApiQuery(query): ApiQuery<CreateCompanyQuery>,
    ApiJson(new): ApiJson<NewCompany>,
) -> Outcome<CompanyDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    if !query.anyway {
        refuse_same(companies::same_companies(&mut scope, &new).await?)?;
    }
    let id = companies::create_company(&mut scope, &new).await?;
    let details = CompanyDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    created(details)
}

fn refuse_same(same: Vec<Company>) -> Result<(), Failure> {
    if same.is_empty() {
        return Ok(());
    }
    let message = "A company here is called so, or has this domain.";
    let same: Vec<CompanySummary> = same.into_iter().map(CompanySummary::from).collect();
    let failure = Failure::new(StatusCode::CONFLICT, "looks_the_same", message);
    Err(failure.with_details(json!({ "candidates": same })))
}
