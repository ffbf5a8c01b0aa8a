//! Workspaces: what a role may, that tenants are kept apart by the database itself,
//! and how people join.

mod addresses;
mod invitations;
mod membership;
mod tenancy;

use super::{Permission, Role};

#[test]
fn each_role_may_what_the_table_says() {
    use Permission::{
        DecideSuggestions, EditContacts, EditTasks, ImportFiles, ManageFields, ManageJobs,
        ManageKeys, ManageMembers, ManageWorkspace, Read,
    };
    let table = [
        // owner, admin, member, viewer
        (Read, [true, true, true, true]),
        (EditContacts, [true, true, true, false]),
        (EditTasks, [true, true, true, false]),
        (ImportFiles, [true, true, true, false]),
        (DecideSuggestions, [true, true, true, false]),
        (ManageJobs, [true, true, true, false]),
        (ManageKeys, [true, true, true, false]),
        (ManageFields, [true, true, false, false]),
        (ManageMembers, [true, true, false, false]),
        (ManageWorkspace, [true, false, false, false]),
    ];
    for (permission, row) in table {
        assert_eq!(
            Role::ALL.map(|role| role.may(permission)),
            row,
            "{permission:?}"
        );
    }
}

#[test]
fn every_role_is_read_back_from_its_name() {
    for role in Role::ALL {
        assert_eq!(Role::parse(role.as_str()), Some(role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
    }
    assert_eq!(Role::parse("root"), None);
}
