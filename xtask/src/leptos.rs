//! `Leptos.toml`: the settings that leptos reads when the server starts. cargo-leptos
//! reads the same table in `Cargo.toml`; the two must not drift apart.

/// The settings for the folder that is shipped, where the site lies beside them.
pub fn for_dist(settings: &str) -> String {
    settings.replace("site-root = \"target/site\"", "site-root = \"site\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn table(text: &str) -> toml::Value {
        let file: toml::Table = toml::from_str(text).unwrap();
        file["workspace"]["metadata"]["leptos"].clone()
    }

    fn read(name: &str) -> String {
        let project = Project::locate().unwrap();
        std::fs::read_to_string(project.root.join(name)).unwrap()
    }

    #[test]
    fn both_files_hold_the_same_table() {
        assert_eq!(table(&read("Leptos.toml")), table(&read("Cargo.toml")));
    }

    #[test]
    fn only_the_place_of_the_site_differs_in_dist() {
        let mut expected = table(&read("Leptos.toml"));
        expected[0]["site-root"] = "site".into();
        assert_eq!(table(&for_dist(&read("Leptos.toml"))), expected);
    }
}
