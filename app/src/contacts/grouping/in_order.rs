//! The order of people within a group, and the place behind one of them.

use sqlx::{Postgres, QueryBuilder};

use crate::{
    contacts::{
        ListOrder,
        list::{Cursor, order_of, push_after},
        sorted::{At, push_key},
        types::ContactSort,
    },
    error::{Error, FieldCode, Result},
    fields::{self, Field, types::FieldKind, value_column},
};

pub(super) enum InOrder<'a> {
    Usual(ContactSort),
    Own { field: &'a Field, is_falling: bool },
}

impl<'a> InOrder<'a> {
    pub fn of(sort: &ListOrder, field: Option<&'a Field>) -> Result<Self> {
        match sort {
            ListOrder::Usual(sort) => Ok(Self::Usual(*sort)),
            ListOrder::Own(own) => {
                let unknown = || Error::invalid("sort", FieldCode::Unknown);
                Ok(Self::Own {
                    field: field.ok_or_else(unknown)?,
                    is_falling: own.is_falling,
                })
            }
        }
    }

    /// Adds what the order looks at besides contacts `c`.
    pub fn push_joins(&self, sql: &mut QueryBuilder<Postgres>) {
        let Self::Own { field, .. } = self else {
            return;
        };
        let filled = fields::sort_column(field.kind);
        sql.push(format!(
            " left join custom_values o on o.subject_id = c.id and o.place = 1 and o.{filled} is not null and o.field_id = "
        ))
        .push_bind(field.id);
        if field.kind == FieldKind::Contact {
            sql.push(" left join contacts m on m.id = o.contact_id");
        }
    }

    pub fn words(&self) -> String {
        match self {
            Self::Usual(sort) => order_of(*sort).to_owned(),
            Self::Own { field, is_falling } => {
                let value = value_column(field);
                let way = if *is_falling { "desc" } else { "asc" };
                format!(
                    "o.subject_id is null, case when o.subject_id is not null then {value} end {way}, case when o.subject_id is null then c.name_folded end, c.id"
                )
            }
        }
    }

    /// What a cursor says of a contact, where its row does not.
    pub fn key(&self) -> String {
        match self {
            Self::Usual(_) => "null::text".to_owned(),
            Self::Own { field, .. } => format!(
                "case when o.subject_id is null then 'n' || c.name_folded else 'v' || {}::text end",
                value_column(field)
            ),
        }
    }

    /// Adds that contacts come behind this one.
    pub fn push_after(&self, sql: &mut QueryBuilder<Postgres>, after: &Cursor) {
        let (field, is_falling) = match self {
            Self::Usual(sort) => return push_after(sql, after, *sort),
            Self::Own { field, is_falling } => (*field, *is_falling),
        };
        match At::read(&after.key) {
            Some(At::Name(name)) => {
                sql.push(" and o.subject_id is null and (c.name_folded, c.id) > (")
                    .push_bind(name);
            }
            Some(At::Value(value)) => {
                let column = value_column(field);
                let compare = if is_falling { "<" } else { ">" };
                sql.push(format!(" and (o.subject_id is null or {column} {compare} "));
                push_key(sql, field, &value);
                sql.push(format!(" or ({column} = "));
                push_key(sql, field, &value);
                sql.push(" and c.id > ").push_bind(after.id).push("))");
                return;
            }
            None => return,
        }
        sql.push(", ").push_bind(after.id).push(")");
    }
}
