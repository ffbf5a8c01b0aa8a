//! Pages outside the frame.

use app::ui::*;
use leptos::prelude::*;

pub fn sign_in() -> AnyView {
    view! {
        <PublicFrame
            title="Sign in"
            foot=|| {
                view! {
                    <p>
                        "New here? " <a class="link" href="#">
                            "Create an account"
                        </a>
                    </p>
                }
            }
        >
            <Form action="#">
                <FormError title="E-mail or password is not right." />
                <TextField
                    name="email"
                    label="E-mail"
                    kind=InputKind::Email
                    value="amalia@duarte.example"
                    autocomplete="username"
                    required=true
                />
                <TextField
                    name="password"
                    label="Password"
                    kind=InputKind::Password
                    autocomplete="current-password"
                    required=true
                    autofocus=true
                />
                <FormActions>
                    <Button kind=ButtonKind::Primary>"Sign in"</Button>
                </FormActions>
            </Form>
        </PublicFrame>
    }
    .into_any()
}

pub fn error() -> AnyView {
    view! {
        <main id="main">
            <ErrorPage
                title="This page could not be made"
                safe="Nothing was lost: your data is as it was before."
                id="0195c9f2-7d1e-7a51-b5b3-0c6f3a3d1e44"
            >
                <LinkButton kind=ButtonKind::Primary href="#">
                    "Try again"
                </LinkButton>
                <LinkButton href="today.html">"Go to Today"</LinkButton>
            </ErrorPage>
        </main>
    }
    .into_any()
}
