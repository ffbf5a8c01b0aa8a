//! People, times and strength.

use app::ui::*;
use leptos::prelude::*;

use crate::world::{clock, days_ago};

pub fn people() -> impl IntoView {
    let names = [
        "Ada Lovelace",
        "Bo",
        "Chen Wei",
        "Dag Hammarskjöld",
        "Eve",
        "Farid",
        "Grace Hopper",
        "Hal",
        "Ivo",
        "Jo Mo",
        "Kay",
        "Lu Xun",
        "Mia",
        "Nils Holm",
    ];
    view! {
        <Section title="People">
            <div class="form">
                <Person name="Marguerite Oyelaran" size=AvatarSize::Tiny />
                <Person
                    name="Marguerite Oyelaran"
                    detail="Programme Director · Calouste Foundation"
                    href="#"
                />
                <Person
                    name="ليلى الحسن"
                    detail="دار الشروق"
                    size=AvatarSize::Medium
                />
                <Person name="" detail="jobs.k@nordlicht.example" size=AvatarSize::Medium />
                <Person
                    name="Bartholomew Featherstonehaugh-Cholmondeley of Marjoribanks III"
                    detail="The Worshipful Company of Stationers and Newspaper Makers"
                    size=AvatarSize::Large
                />
                <span class="flex flex-wrap gap-2">
                    {names.map(|name| view! { <Avatar name=name /> }).collect_view()}
                </span>
                <People names=names.map(str::to_owned).to_vec() />
                <p>
                    <Time at=days_ago(23) clock=clock() />
                    " · "
                    <Time at=days_ago(23) clock=clock() short=true />
                    " · "
                    <Day at=days_ago(23) clock=clock() />
                </p>
            </div>
        </Section>
    }
}

pub fn strength() -> impl IntoView {
    let scores = [0.0, 1.4, 3.1, 5.0, 7.4, 8.8, 10.0];
    let sizes = [ScoreSize::Small, ScoreSize::Medium, ScoreSize::Large];
    view! {
        <Section title="Strength">
            <div class="form">
                {sizes
                    .map(|size| {
                        view! {
                            <span class="flex flex-wrap gap-3">
                                {scores
                                    .map(|value| view! { <ScoreRing value=value size=size /> })
                                    .collect_view()}
                            </span>
                        }
                    })
                    .collect_view()}
                <span class="flex flex-wrap gap-4">
                    {scores.map(|value| view! { <StrengthDot value=value /> }).collect_view()}
                </span>
            </div>
        </Section>
    }
}
