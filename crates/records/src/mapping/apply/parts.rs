//! Addresses and employments, put together from columns of one group.

use super::super::{Column, Field};
use crate::dates::PartialDate;
use crate::record::{Address, Contact, Employment};

#[derive(Default)]
pub(super) struct Parts {
    addresses: Vec<(String, Address)>,
    employments: Vec<(String, Employment)>,
}

impl Parts {
    pub(super) fn address(&mut self, column: &Column, label: Option<String>, cell: &str) {
        let group = column.group.clone().unwrap_or_default();
        let address = in_group(&mut self.addresses, &group);
        address.label = address.label.take().or(label);
        let place = match column.field {
            Some(Field::Street) => &mut address.street,
            Some(Field::ExtendedAddress) => &mut address.extended,
            Some(Field::PoBox) => &mut address.po_box,
            Some(Field::City) => &mut address.city,
            Some(Field::Region) => &mut address.region,
            Some(Field::PostalCode) => &mut address.postal_code,
            Some(Field::Country) => &mut address.country,
            _ => &mut address.text,
        };
        *place = Some(match place.take() {
            Some(before) => format!("{before}\n{cell}"),
            None => cell.to_owned(),
        });
    }

    /// False where the cell is no value of the field, or the field has one.
    pub(super) fn employment(
        &mut self,
        field: Field,
        column: &Column,
        cell: &str,
        day: Option<PartialDate>,
    ) -> bool {
        let group = column.group.clone().unwrap_or_default();
        let job = in_group(&mut self.employments, &group);
        let text = Some(cell.to_owned());
        match field {
            Field::EmployedSince => fill(&mut job.since, day),
            Field::EmployedUntil => fill(&mut job.until, day),
            Field::Company => fill(&mut job.company, text),
            Field::Title => fill(&mut job.title, text),
            _ => fill(&mut job.department, text),
        }
    }

    pub(super) fn settle(self, contact: &mut Contact) {
        let addresses = self.addresses.into_iter().map(|(_, address)| address);
        contact
            .addresses
            .extend(addresses.filter(|address| !address.is_empty()));
        let jobs = self.employments.into_iter().map(|(_, job)| job);
        contact
            .employments
            .extend(jobs.filter(|job| *job != Employment::default()));
    }
}

fn fill<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_taken = place.is_none() && value.is_some();
    if is_taken {
        *place = value;
    }
    is_taken
}

fn in_group<'a, T: Default>(list: &'a mut Vec<(String, T)>, group: &str) -> &'a mut T {
    let at = list
        .iter()
        .position(|(name, _)| name == group)
        .unwrap_or_else(|| {
            list.push((group.to_owned(), T::default()));
            list.len() - 1
        });
    &mut list[at].1
}
