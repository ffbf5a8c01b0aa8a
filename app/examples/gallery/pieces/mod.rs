//! Every component in its states.

mod controls;
mod people;
mod states;

use app::ui::*;
use leptos::prelude::*;

use crate::world::frame;

pub fn page() -> AnyView {
    view! {
        <AppFrame frame=frame("")>
            <Page>
                <PageHead title="Pieces" detail="Everything pages are made of." />
                <div class="stack">
                    {controls::buttons()} {controls::fields()} {controls::chips()}
                    {people::people()} {people::strength()} {states::states()}
                    {states::overlays()} {states::empties()} {states::icons()}
                </div>
            </Page>
        </AppFrame>
    }
    .into_any()
}
